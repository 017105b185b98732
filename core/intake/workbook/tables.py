"""The table on a sheet: which row names its columns, and the rows below."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core.errors import UserError
from core.intake.column import RawColumn
from core.intake.header import header_place
from core.intake.headless import LOOK_AT, is_data
from core.intake.limits import LEAST_FILLED, MOST_CELLS, WIDE
from core.intake.masks import Mask
from core.intake.text.slab import Places
from core.intake.typing.types import Writing
from core.intake.workbook.sheet import SheetCells

_FIRST_ROWS = 200


@dataclass(frozen=True, eq=False)
class SheetTable:
    """The table on a sheet.

    Attributes
    ----------
    cells
        The sheet.
    first, last
        First and last of the rows that name the columns, from 1; 0 if none does.
    stated
        The names as they stand; empty if there are none.
    numbers
        Which columns of the sheet are the table's, from 1.
    rows
        The rows below that have any cell, from 1.
    columns
        Their cells, column by column.
    """

    cells: SheetCells
    first: int
    last: int
    stated: tuple[str, ...]
    numbers: range
    rows: Places
    columns: tuple[RawColumn, ...]

    @property
    def end(self) -> int:
        """The last row of the sheet that has any cell."""
        return max(int(self.cells.rows[-1]) if len(self.cells.rows) else 0, self.last)

    @cached_property
    def empty(self) -> Places:
        """The rows below that have no cell, from 1, down to the last one that has."""
        there = np.zeros(self.end - self.last, bool)
        there[self.rows - self.last - 1] = True
        found: Places = np.flatnonzero(~there) + self.last + 1
        return found

    @cached_property
    def repeats(self) -> Mask:
        """Which rows below say the same as the names."""
        return _alike(self.columns, self.stated, len(self.rows))

    def is_like(self, other: "SheetTable") -> bool:
        """Whether another table has the same column names; columns without one may follow them."""
        return _trimmed(self.stated) == _trimmed(other.stated) != ()


def table_of(cells: SheetCells, given: int | None, where: str) -> SheetTable:
    """Find the table on a sheet.

    Parameters
    ----------
    cells
        The cells of the sheet, at least one of them filled.
    given
        The row that names the columns, from 1; 0 if none does, None if that is to be found out.
    where
        Name of the sheet and its workbook, for messages.

    Raises
    ------
    UserError
        If the given row is empty, or a few cells span an area too large for a table.
    """
    first = _header_row(cells, given, where)
    last = _last_repeat(cells, first)
    used = _used(cells, max(first, 1))
    _refuse_far_cells(cells, used, max(first, 1), where)
    body = np.flatnonzero(cells.rows > last)
    everything = len(body) == len(cells.rows)
    columns = tuple(_column(cells, number, None if everything else body) for number in used)
    stated = _texts(cells, first, used) if first else ()
    return SheetTable(cells, first, last, stated, used, cells.rows[body], columns)


def has_names(cells: SheetCells, row: int) -> bool:
    """Whether anything stands in a row."""
    return any(_texts(cells, row, list(cells.columns)))


def widened(table: SheetTable, width: int) -> SheetTable:
    """A table with columns without name and cells put behind its last one."""
    more = width - len(table.columns)
    if not more:
        return table
    return replace(
        table,
        stated=(*table.stated, *[""] * more),
        numbers=range(table.numbers.start, table.numbers.stop + more),
        columns=(*table.columns, *[RawColumn(len(table.rows))] * more),
    )


def _trimmed(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(names[: max((place for place, name in enumerate(names, 1) if name), default=0)])


def _column(cells: SheetCells, number: int, rows: Places | None) -> RawColumn:
    found = cells.columns.get(number)
    if found is None:
        return RawColumn(len(cells.rows) if rows is None else len(rows))
    return found.cells if rows is None else found.cells.among(rows)


def _header_row(cells: SheetCells, given: int | None, where: str) -> int:
    if given is None:
        place = header_place(_filled(cells))
        return 0 if place == 0 and _begins_with_data(cells) else place + 1
    if given and not has_names(cells, given):
        raise UserError(
            f"{where} has no column names in row {given:,}.", "Choose another header row."
        )
    return given


def _begins_with_data(cells: SheetCells) -> bool:
    """Whether the first row of a sheet is surely data and names no columns."""
    numbers = list(cells.columns)
    below = np.arange(1, min(len(cells.rows), LOOK_AT + 1))
    columns = (cells.columns[number].cells.among(below) for number in numbers)
    return is_data(_texts(cells, 1, numbers), columns, Writing())


def _filled(cells: SheetCells) -> list[int]:
    """How many cells are filled in each of the first rows of a sheet, beginning with row 1."""
    head = cells.rows[: np.searchsorted(cells.rows, _FIRST_ROWS, "right")]
    if not len(head):
        head = cells.rows[:1]
    counts = np.zeros(int(head[-1]), np.int64)
    for column in cells.columns.values():
        counts[head - 1] += column.cells.filled[: len(head)]
    return [int(count) for count in counts]


def _texts(cells: SheetCells, row: int, numbers: Sequence[int]) -> tuple[str, ...]:
    """The cells of a row as they stand."""
    at = int(np.searchsorted(cells.rows, row))
    if at == len(cells.rows) or cells.rows[at] != row:
        return ("",) * len(numbers)
    found = (cells.columns.get(number) for number in numbers)
    return tuple("" if column is None else column.cells.text_at(at) for column in found)


def _last_repeat(cells: SheetCells, first: int) -> int:
    """The last of the rows right below the names that say the same."""
    last, numbers = first, list(cells.columns)
    names = _texts(cells, first, numbers)
    while first and _texts(cells, last + 1, numbers) == names:
        last += 1
    return last


def _used(cells: SheetCells, row: int) -> range:
    """The columns from the first to the last that has a cell in a row or below it."""
    at = int(np.searchsorted(cells.rows, row))
    numbers = [
        number for number, column in cells.columns.items() if bool(column.cells.filled[at:].any())
    ]
    return range(min(numbers, default=1), max(numbers, default=0) + 1)


def _refuse_far_cells(cells: SheetCells, used: range, row: int, where: str) -> None:
    height = int(cells.rows[-1]) - row + 1 if len(cells.rows) else 0
    there = sum(number in cells.columns for number in used)
    sparse = len(used) > WIDE and there < LEAST_FILLED * len(used)
    if sparse or height * len(used) > MOST_CELLS:
        raise UserError(
            f"{where} has a cell so far out that its table would have {height:,} rows and "
            f"{len(used):,} columns.",
            "In Excel, delete the empty rows and columns around the table and save it.",
        )


def _alike(columns: Sequence[RawColumn], texts: Sequence[str], rows: int) -> Mask:
    """Which rows say the same as some texts, of which one at least is not empty."""
    alike = np.zeros(rows, bool)
    named = next((place for place, text in enumerate(texts) if text), None)
    if named is None:
        return alike
    for row in np.flatnonzero(_saying(columns[named], texts[named])).tolist():
        pairs = zip(columns, texts, strict=True)
        alike[row] = all(column.text_at(row) == text for column, text in pairs)
    return alike


def _saying(column: RawColumn, text: str) -> Mask:
    """Which cells of a column say a text, or are its number."""
    same = np.array([found == text for found in column.texts], bool)
    saying: Mask = column.spread(same, nothing=False)
    if len(column.stored) and text.replace(".", "", 1).isdecimal():
        saying |= column.stored == float(text)
    return saying
