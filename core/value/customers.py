"""The customer table: all sources brought together, one row per customer."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import combinations

import pandas as pd

from core.errors import UserError
from core.settings import Economics, Kind
from core.tables.customers import CustomerTable
from core.tables.sources import SourceTable
from core.value.columns import MeasureColumn, listed, rows_that
from core.value.identity import (
    People,
    Placed,
    Roll,
    check_one_row_each,
    people_in,
    place,
    roll_of,
    rows_are_ids,
)
from core.value.orders import order_measures
from core.value.profiles import profile_measures
from core.value.service import contact_measures, referral_measures, survey_measures

_Maker = Callable[[Sequence[Placed], int], tuple[list[MeasureColumn], list[str]]]


def customer_table(sources: tuple[SourceTable, ...], economics: Economics) -> CustomerTable:
    """Bring the sources together in one row per customer.

    Profiles say who is a customer: everybody whom one of them names. Without profiles it is
    everybody named in any source. Ids are compared in Unicode normal form C without spaces
    around them, and shown as they are first written.

    Parameters
    ----------
    sources
        The sources, read, with no open question.
    economics
        The horizon of the lifetime value.

    Returns
    -------
    CustomerTable
        The columns of the profiles, then the measures worked out from orders, contacts,
        surveys and referrals. Sums are exact, so that the order of the rows does not matter.

    Raises
    ------
    UserError
        If a question is open, two sources have the same content, a source does not name its
        customers, profiles name one twice, or there is no customer at all.
    """
    _check(sources)
    people = people_in(sources)
    roll = _roll(people)
    placed, joins = zip(*(place(one, people, roll) for one in people.sources), strict=True)
    worked_out, notes = _event_measures(placed, len(roll.ids), economics)
    reserved = {column.measure.name for column in worked_out}
    profiles = _of_kind(placed, Kind.PROFILES)
    columns = [*profile_measures(profiles, len(roll.ids), reserved), *worked_out]
    return CustomerTable(
        table=_table(roll, columns),
        measures=tuple(column.measure for column in columns),
        joins=joins,
        notes=(*_naming_notes(people), *notes),
    )


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


def _of_kind(placed: Sequence[Placed], kind: Kind) -> list[Placed]:
    return [part for part in placed if part.source.kind is kind]


def _event_measures(
    placed: Sequence[Placed], size: int, economics: Economics
) -> tuple[list[MeasureColumn], list[str]]:
    columns: list[MeasureColumn] = []
    notes: list[str] = []
    makers: dict[Kind, _Maker] = {
        Kind.ORDERS: partial(order_measures, economics=economics),
        Kind.CONTACTS: contact_measures,
        Kind.SURVEYS: survey_measures,
        Kind.REFERRALS: referral_measures,
    }
    for kind, make in makers.items():
        parts = _of_kind(placed, kind)
        if parts:
            made, said = make(parts, size)
            columns += made
            notes += said
    return columns, notes


def _table(roll: Roll, columns: Sequence[MeasureColumn]) -> pd.DataFrame:
    cells = {column.measure.name: column.cells.array for column in columns}
    return pd.DataFrame(cells, index=roll.ids)


def _naming_notes(people: People) -> list[str]:
    notes = []
    for one in people.sources:
        nobody = int((one.people < 0).sum())
        if nobody:
            start = rows_that(nobody, one.source.name, "names", "name")
            notes.append(f"{start} no customer; nothing of it is used.")
        if rows_are_ids(one.source, alone=len(people.sources) == 1):
            notes.append(
                f"{one.source.name} has no customer ids; each customer is called after the row "
                "of the file, such as ‘row 2’."
            )
    return notes
