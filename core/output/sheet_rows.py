"""Rows of a sheet written as XML at once; cell by cell a million of them would take minutes."""

from collections.abc import Callable, Iterator, Sequence
from math import isfinite
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import WriteOnlyCell

from core.output.cell_text import fitting
from core.output.looks import Look
from core.progress import Progress

ROWS_PER_SHEET = 1_048_575
"""Rows that a sheet holds below its header."""

ROWS_PER_PIECE = 2_000


def style_of(book: Workbook, look: Look) -> int:
    """Return the number of a look among the styles of a workbook."""
    cell = WriteOnlyCell(book.worksheets[0])
    look.put_on(cell)
    return cell.style_id


def text_cell(text: str, style: int) -> str:
    """Return the XML of a cell with text, without its address."""
    if not text:
        return f'" s="{style}"/>'
    inside = escape(fitting(text))
    return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{inside}</t></is></c>'


def number_cell(number: float, style: int) -> str:
    """Return the XML of a cell with a number, without its address; empty if it is missing."""
    if not isfinite(number):
        return f'" s="{style}"/>'
    return f'" s="{style}"><v>{number!r}</v></c>'


def row_of(letters: Sequence[str], cells: Sequence[str], line: int) -> str:
    """Return the XML of row ``line`` of a sheet, from its cells without their addresses."""
    addressed = zip(letters, cells, strict=True)
    inside = "".join([f'<c r="{letter}{line}{rest}' for letter, rest in addressed])
    return f'<row r="{line}">{inside}</row>'


def pieces(
    write: Callable[[int, int], str], span: tuple[int, int, int], progress: Progress
) -> Iterator[str]:
    """Yield the rows of a sheet, some thousands at a time.

    Parameters
    ----------
    write
        Gives the XML of a customer, by number, as a row of the sheet.
    span
        The first customer, the one after the last, and how many there are in all sheets.
    progress
        Told how far the writing is.
    """
    start, stop, total = span
    for first in range(start, stop, ROWS_PER_PIECE):
        progress.at(first / total)
        last = min(first + ROWS_PER_PIECE, stop)
        yield "".join(write(row, row - start + 2) for row in range(first, last))
