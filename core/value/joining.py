"""The sources brought together: who is a customer, and which rows are whose."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from core.errors import UserError
from core.settings import Kind
from core.tables.customers import Joined
from core.tables.sources import SourceTable
from core.value.chosen import chosen_notes
from core.value.doubled import doubled_notes
from core.value.far_amounts import far_notes
from core.value.identity import (
    People,
    Roll,
    check_one_row_each,
    people_in,
    place,
    roll_of,
    rows_are_ids,
)
from core.value.one_currency import check_one_currency, currency_notes
from core.value.one_unit import check_one_unit, unit_notes
from core.value.repeated import counted_once
from core.value.scales import scale_notes
from core.value.shares import share_notes
from core.value.spelling import mail_notes, number_notes, spelling_notes
from core.value.unnamed import unmet_notes
from core.value.wide import wide_notes
from core.value.words import listed, rows_that


def join(sources: tuple[SourceTable, ...]) -> Joined:
    """Find out who is a customer, and which rows of the sources are whose.

    Profiles say who is a customer: everybody whom one of them names. Without profiles it is
    everybody named in any source. Ids are compared in Unicode normal form C without spaces
    around them, and shown as they are first written. Rows that stand in two sources count once.

    Parameters
    ----------
    sources
        The sources, read, with no open question.

    Raises
    ------
    UserError
        If a question is open, two sources have the same content or amounts in different currencies,
        a source does not name its customers, profiles name one twice, or there is no customer.
    """
    _check(sources)
    people = people_in(sources)
    roll = _roll(people)
    placed, joins = zip(*(place(one, people, roll) for one in people.sources), strict=True)
    once, repeated = counted_once(placed)
    told = (
        chosen_notes,
        doubled_notes,
        far_notes,
        currency_notes,
        unit_notes,
        share_notes,
        scale_notes,
        wide_notes,
    )
    apart = [note for notes_on in told for note in notes_on(sources)]
    met = unmet_notes([part.source for part in placed], joins)
    spelt = (*met, *spelling_notes(people, roll), *mail_notes(people, roll), *number_notes(roll))
    notes = (*_naming_notes(people), *spelt, *apart, *repeated)
    return Joined(roll.ids, once, joins, notes)


def _check(sources: Sequence[SourceTable]) -> None:
    if not sources:
        raise UserError("There is no data yet.", "Add an Excel or CSV file with customers.")
    for source in sources:
        if source.receipt.rows_in - source.receipt.header == source.receipt.blank:
            raise UserError(
                f"{source.name} has column names but no rows.",
                "Export it again with its rows, or choose another file or sheet.",
            )
    questions = [question for source in sources for question in source.questions]
    if questions:
        raise UserError(questions[0].text, questions[0].hint)
    for one, other in combinations(sources, 2):
        if one.digest and _content(one) == _content(other):
            raise UserError(
                f"{one.path} and {other.path} have the same content, so that every row would "
                "count twice.",
                "Leave one of them out.",
            )
    check_one_currency(sources)
    check_one_unit(sources)


def _content(source: SourceTable) -> tuple[str | None, ...]:
    """What makes two sources the same: the file's content, the sheet, and what a row is."""
    return source.digest, source.recipe.sheet, source.kind


def _roll(people: People) -> Roll:
    for named in people.sources:
        if named.source.kind is Kind.PROFILES:
            check_one_row_each(named, people)
    roll = roll_of(people)
    if roll.ids.empty:
        files = listed(named.source.name for named in people.sources)
        raise UserError(
            f"There is no customer in {files}.",
            "See the receipt for what became of the rows, or add a file that names customers.",
        )
    return roll


def _naming_notes(people: People) -> tuple[str, ...]:
    notes = []
    for one in people.sources:
        nobody = int(np.count_nonzero(one.people < 0)) if one.people.min(initial=0) < 0 else 0
        if nobody:
            start = rows_that(nobody, one.source.name, "names", "name")
            notes.append(f"{start} no customer; nothing of it is used.")
        if rows_are_ids(one.source, alone=len(people.sources) == 1):
            notes.append(
                f"{one.source.name} has no customer ids; each customer is called after the row "
                "of the file, such as ‘row 2’."
            )
    return tuple(notes)
