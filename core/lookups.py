"""What is looked up in an analysis that has been made: rows of a source, customers' worth."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from core.intake.readings import readings
from core.pipeline import Outcome
from core.project.sources import rows_to_show
from core.requests import RowsShown, SourceRows
from core.settings import Kind
from core.source_steps import source_names
from core.tables.sources import SourceTable
from core.value.evidence.bought import Bought, by_kind
from core.value.evidence.contacts import contacts_of
from core.value.evidence.service import customers_with
from core.value.worth import customers_worth
from core.worth_questions import MembersFound, WithActivity, WorthRows, WorthShown

MOST_ROWS = 1_000
"""Rows that one lookup may ask for."""


def source_rows(outcome: Outcome, lookup: SourceRows) -> RowsShown | None:
    """Return rows of a source as they stand in its file; None if it could not be read."""
    table: SourceTable | None = outcome.results.get(source_names(outcome.settings)[lookup.source])
    if table is None:
        return None
    raw = rows_to_show(table)
    rows = raw.fetch(lookup.first, min(lookup.count, MOST_ROWS))
    return RowsShown(
        places=tuple(place for place, _ in rows),
        cells=tuple(cells for _, cells in rows),
        total=raw.total,
        reasons=tuple(_reason(table, place) for place, _ in rows),
        readings=_readings(table, lookup.question, rows),
    )


def _reason(table: SourceTable, row: int) -> str:
    place = bisect_left(table.set_aside, row, key=attrgetter("row"))
    found = table.set_aside[place : place + 1]
    return found[0].reason if found and found[0].row == row else ""


def _readings(
    table: SourceTable, place: int, rows: Sequence[tuple[int, Sequence[str]]]
) -> tuple[tuple[str, ...], ...]:
    """What the cells that a question is about mean, by each answer."""
    if not 0 <= place < len(table.questions):
        return ()
    question = table.questions[place]
    names = [column.name for column in table.columns]
    if question.column not in names:
        return ()
    column, recipes = names.index(question.column), [one.recipe for one in question.choices]
    return tuple(
        readings(cells[column], recipes) if column < len(cells) else () for _, cells in rows
    )


def worth_rows(outcome: Outcome, lookup: WorthRows) -> WorthShown | None:
    """Return what single customers are worth; None if that could not be told."""
    results = outcome.results
    if "value" not in results:
        return None
    rows = customers_worth(
        results["joined"],
        results["bought"],
        results["lifetime"],
        results["value"],
        outcome.settings,
        (lookup.first, min(lookup.last, lookup.first + MOST_ROWS)),
    )
    return WorthShown(rows)


def members_with(outcome: Outcome, lookup: WithActivity) -> MembersFound | None:
    """Return who took service of a kind; None if purchases could not be added up."""
    results = outcome.results
    if "bought" not in results:
        return None
    found: Bought = results["bought"]
    contacts = contacts_of(by_kind(results["joined"])[Kind.CONTACTS])
    span = found.calendar.span
    return MembersFound(customers_with(contacts, lookup.activity, found.size, span))
