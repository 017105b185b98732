"""What is looked up in an analysis that has been made: rows of a source."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from core.intake.readings import readings
from core.pipeline import Outcome
from core.project.sources import rows_to_show
from core.requests import RowsShown, SourceRows
from core.steps import source_names
from core.tables.sources import SourceTable

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
