"""A sheet being written: text stays text, and every formula comes with its value."""

from dataclasses import replace
from math import isfinite

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.export_kinds import A4, LETTER
from core.output.cell_text import UNFIT, fitting
from core.output.looks import BODY, HEADER, NUMBER_HEADER, Look, segment_colour

Result = float | str
"""What a formula amounts to."""

NARROW = 2.2
"""Width of the column of segment colours."""


PAPERS = {A4: 9, LETTER: 1}
"""Sizes of paper, by the numbers that the format has for them."""


def set_paper(book: Workbook, paper: str) -> None:
    """Have every sheet printed on a paper, one of `PAPERS`."""
    for sheet in book.worksheets:
        sheet.page_setup.paperSize = PAPERS[paper]


class Page:
    """A sheet being written.

    Parameters
    ----------
    book
        The workbook to which the sheet is added.
    title
        Its title.

    Attributes
    ----------
    book, sheet
        The workbook and the sheet.
    results
        What each formula amounts to, by cell; it is written beside the formula, so that
        programs that cannot calculate show it too.
    replaced
        How many texts have characters that a workbook cannot hold.
    """

    def __init__(self, book: Workbook, title: str) -> None:
        self.book = book
        self.sheet: Worksheet = book.create_sheet(title)
        self.results: dict[str, Result] = {}
        self.replaced = 0

    def _cell(self, row: int, column: int) -> Cell:
        cell = self.sheet.cell(row, column)
        if not isinstance(cell, Cell):
            raise TypeError(f"{cell.coordinate} is covered by a merged cell")
        return cell

    def text(self, row: int, column: int, text: str, look: Look = BODY) -> None:
        """Write text, whatever it looks like."""
        cell = self._cell(row, column)
        if text:
            self.replaced += bool(UNFIT.search(text))
            cell.value = fitting(text)
            cell.data_type = "s"
        look.put_on(cell)

    def number(self, row: int, column: int, number: float | None, look: Look) -> None:
        """Write a number; a missing one leaves the cell empty."""
        cell = self._cell(row, column)
        if number is not None and isfinite(number):
            cell.value = number
        look.put_on(cell)

    def formula(self, row: int, column: int, formula: str, result: Result, look: Look) -> None:
        """Write a formula, without the equals sign, and what it amounts to now."""
        cell = self._cell(row, column)
        cell.value = f"={formula}"
        look.put_on(cell)
        self.results[cell.coordinate] = result

    def swatch(self, row: int, column: int, code: int) -> None:
        """Fill a small cell with the colour of a segment."""
        replace(BODY, fill=segment_colour(code)).put_on(self._cell(row, column))

    def header(self, row: int, titles: tuple[str, ...], numbers_from: int) -> None:
        """Write a row of column titles; from ``numbers_from`` on they stand to the right."""
        for column, title in enumerate(titles, 1):
            self.text(row, column, title, NUMBER_HEADER if column >= numbers_from else HEADER)

    def widths(self, widths: tuple[float, ...]) -> None:
        """Set the widths of the first columns, in characters."""
        for column, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width

    def print_set_up(self, repeated_rows: str = "", *, landscape: bool = True) -> None:
        """Print as wide as the page, with the header on every page; on what, `set_paper` says."""
        setup = self.sheet.page_setup
        setup.orientation = "landscape" if landscape else "portrait"
        setup.fitToWidth, setup.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = self.sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top = margins.bottom = 0.6
        left, right = _HeaderFooterPart("&A", size=8), _HeaderFooterPart("&P / &N", size=8)
        self.sheet.oddFooter = HeaderFooterItem(left=left, right=right)
        if repeated_rows:
            self.sheet.print_title_rows = repeated_rows
