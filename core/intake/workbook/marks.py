"""What is found in workbooks of other forms beside the values that calamine reads.

calamine takes error cells for empty ones, and some days for others. Its values are read first; what
is found here is put in their place.
"""

from dataclasses import dataclass, field

import numpy as np

from core.intake.stored_cells import ErrorCell
from core.intake.workbook.days import moments_of, no_day_text
from core.intake.workbook.formats import Format, Shown
from core.intake.workbook.places import letters

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""Errors by the numbers that binary workbooks have for them."""

_SURE_FROM = 61
_SURE_TO = 2_900_000


@dataclass
class Marks:
    """What is found on one sheet; rows and columns are counted from 1.

    Attributes
    ----------
    cells
        What stands at a row and column instead of what calamine reads.
    styled
        Row, column and style of numbers whose format is worth telling.
    hidden_rows, hidden_columns, merged
        As in `core.intake.workbook.sheet.SheetCells`.
    last_row, last_column
        The furthest row and column with a cell that holds something.
    """

    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    styled: list[tuple[int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0

    def reach(self, row: int, column: int) -> None:
        """Take in that a cell holds something."""
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)

    def error(self, row: int, column: int, code: int) -> None:
        """Take in an error by its number."""
        self.cells[row, column] = ErrorCell(ERRORS.get(code, f"#ERROR {code}!"))

    def area(self, rows: tuple[int, int], columns: tuple[int, int]) -> None:
        """Take in an area that is shown as one cell."""
        first, last = (f"{letters(columns[end])}{rows[end]}" for end in (0, 1))
        self.merged.append(f"{first}:{last}")


@dataclass
class Styles:
    """The number formats of the styles of a workbook, and the day that it counts from."""

    formats: list[Format] = field(default_factory=list)
    from_1904: bool = False

    def number(self, marks: Marks, place: tuple[int, int], style: int, value: float) -> None:
        """Take in a number with its style."""
        form = self.formats[style] if style < len(self.formats) else None
        if form is None:
            return
        if form.tells:
            marks.styled.append((*place, style))
        elif form.shown is Shown.DAY and not _SURE_FROM <= value <= _SURE_TO:
            marks.cells[place] = self._day(value)

    def _day(self, value: float) -> object:
        """What a number is that is shown as a day, but hardly is one."""
        moment = moments_of(np.array([value]), from_1904=self.from_1904)[0]
        if not np.isnat(moment):
            return moment.item()
        return no_day_text(value) or value


@dataclass(frozen=True)
class Found:
    """What is found in a workbook: on each of its sheets, in their order, and its styles."""

    sheets: list[Marks]
    styles: Styles
