"""What has been changed in an exported plan: read, shown, and taken if it is wanted."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from core.actions.changed import HINT, taken
from core.errors import UserError
from core.output.assumption_places import (
    ACTION_FIELDS,
    CAPACITY,
    ECONOMICS_FIELDS,
    KEY,
    MOVE_FIELDS,
    PLAN_FIELDS,
    TITLE_OF_SHEET,
    Field,
)
from core.output.sheet_cells import Cell, Rows, is_empty, sheet_cells, text_of
from core.settings import Action, Settings
from core.tables.changes import Change

_SAME = 1e-9
_NUMBER_COLUMN = 2
_GROUPS = (("plan", PLAN_FIELDS), ("economics", ECONOMICS_FIELDS), ("moves", MOVE_FIELDS))


def changes_in(path: Path, settings: Settings) -> tuple[Change, ...]:
    """Compare the assumptions in an exported workbook with those in force.

    Parameters
    ----------
    path
        A workbook with the sheet “Assumptions”.
    settings
        Those in force.

    Returns
    -------
    tuple of Change
        In the order of the sheet; each can be taken or left.

    Raises
    ------
    UserError
        If the workbook cannot be read, or a cell holds what it cannot hold; it names the cell.
    """
    rows = sheet_cells(path, TITLE_OF_SHEET)
    reader = _Reader(path.name, rows)
    changes = [*reader.of_actions(settings.catalogue)]
    for group, fields in _GROUPS:
        changes += reader.of_fields(group, fields, getattr(settings, group))
    changes += reader.of_capacities(settings)
    taken(settings, changes)  # whatever cannot be taken is told now
    return tuple(changes)


class _Reader:
    """Finds the cells of the sheet by the keys beside them."""

    def __init__(self, name: str, rows: Rows) -> None:
        self._name = name
        self._rows = rows
        self._places = {
            text_of(cells[0]).strip(): row
            for row, cells in reversed(list(enumerate(rows)))
            if cells and not is_empty(cells[0])
        }
        header = next((cells for cells in rows if cells and cells[0] == KEY), [])
        titles = {" ".join(text_of(cell).split()): at for at, cell in enumerate(header)}
        self._columns = {
            field.key: titles[" ".join(field.title.split())]
            for field in ACTION_FIELDS
            if " ".join(field.title.split()) in titles
        }

    def of_actions(self, catalogue: Sequence[Action]) -> Iterator[Change]:
        """Yield what has been changed of the actions; those that are gone stay as they are."""
        for action in catalogue:
            row = self._places.get(action.name)
            for field in ACTION_FIELDS if row is not None else ():
                column = self._columns.get(field.key)
                if row is None or column is None:
                    continue
                value, before = self._number(row, column, field), getattr(action, field.key)
                if not _same(value, before):
                    title = f"{action.title}: {' '.join(field.title.split()).lower()}"
                    yield _change(("action", action.name), field, title, (before, value))

    def of_fields(self, group: str, fields: Sequence[Field], part: object) -> Iterator[Change]:
        """Yield what has been changed of a part of the settings."""
        for field in fields:
            row = self._places.get(field.key)
            if row is None:
                continue
            value, before = self._number(row, _NUMBER_COLUMN, field), getattr(part, field.key)
            if not _same(value, before):
                yield _change((group, ""), field, field.title, (before, value))

    def of_capacities(self, settings: Settings) -> Iterator[Change]:
        """Yield what has been changed of the capacities."""
        known = dict(settings.plan.capacities)
        for key, row in sorted(self._places.items(), key=lambda item: item[1]):
            if not key.startswith(CAPACITY):
                continue
            channel = key.removeprefix(CAPACITY)
            field = Field("capacities", f"Capacity: {channel}", optional=True)
            value, before = self._number(row, _NUMBER_COLUMN, field), known.get(channel)
            if not _same(value, before):
                yield _change(("capacity", channel), field, field.title, (before, value))

    def _number(self, row: int, column: int, field: Field) -> float | None:
        cells = self._rows[row]
        cell: Cell = cells[column] if column < len(cells) else ""
        if is_empty(cell) and field.optional:
            return None
        where = f"{self._name}, ‘{TITLE_OF_SHEET}’, cell {chr(ord('A') + column)}{row + 1}"
        if not isinstance(cell, int | float) or isinstance(cell, bool):
            shown = "is empty" if is_empty(cell) else f"holds ‘{text_of(cell)}’"
            raise UserError(f"{where} {shown}; a number has to stand there.", HINT)
        if field.whole and cell != int(cell):
            raise UserError(f"{where} holds {cell:g}; it has to be a whole number.", HINT)
        if field.share and not 0 <= cell <= 1:
            raise UserError(f"{where} holds {cell:g}; it has to be from 0 % to 100 %.", HINT)
        return int(cell) if field.whole else float(cell)


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _SAME * max(abs(one), abs(other), 1.0)


def _change(
    owner: tuple[str, str], field: Field, what: str, values: tuple[float | None, float | None]
) -> Change:
    before, after = (_words(field, value) for value in values)
    return Change(*owner, field.key, values[1], what, before, after)


def _words(field: Field, value: float | None) -> str:
    if value is None:
        return "no limit"
    return f"{100 * value:g} %" if field.share else f"{value:,.10g}"
