"""Rows of a sheet written as XML, column by column and some thousand rows at a time.

Cell by cell, with an object for each, a million rows would take minutes.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import repeat

import numpy as np
import numpy.typing as npt
from openpyxl import Workbook
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from core.customers.cells import moment_texts
from core.output.cell_text import inside_xml
from core.output.looks import Look
from core.progress import Progress

ROWS_PER_SHEET = 1_048_575
"""Rows that a sheet holds below its header."""

ROWS_PER_PIECE = 2_048

DAY_ZERO = np.datetime64("1899-12-30", "us")
"""The day that a workbook counts days from, once March 1900 has come."""

MARCH_1900 = 61
"""The first of March 1900. A workbook knows a 29 February in that year; before it, all days count
one less."""

IN_A_DAY = 86_400_000_000
"""Microseconds."""

Cells = npt.NDArray[np.generic]
CellsXml = Callable[[slice], list[str]]
"""Gives the cells of a column in some rows, each as XML without its address."""


def style_of(book: Workbook, look: Look) -> int:
    """Return the number of a look among the styles of a workbook."""
    cell = WriteOnlyCell(book.worksheets[0])
    look.put_on(cell)
    return cell.style_id


def numbers_xml(numbers: Cells, style: int) -> CellsXml:
    """Return a column of numbers, each as exact as it is; missing ones (NaN) are empty cells."""
    start, end, empty = f'" s="{style}"><v>', "</v></c>", _empty(style)

    def cells(rows: slice) -> list[str]:
        some = numbers[rows]
        made = [f"{start}{number!r}{end}" for number in some.tolist()]
        for place in np.flatnonzero(~np.isfinite(some.astype(np.float64))).tolist():
            made[place] = empty
        return made

    return cells


def days_xml(days: Cells, style: int) -> CellsXml:
    """Return a column of days, some perhaps with a time; missing ones (NaT) are empty cells.

    A workbook knows no day before 1900; those are text.
    """
    counted = (days.astype("datetime64[us]") - DAY_ZERO).astype(np.int64) / IN_A_DAY
    counted = np.where(counted < MARCH_1900, counted - 1, counted)
    early = ~np.isnat(days) & (counted < 1)
    numbers = numbers_xml(np.where(np.isnat(days) | early, np.nan, counted), style)

    def cells(rows: slice) -> list[str]:
        made = numbers(rows)
        for place in np.flatnonzero(early[rows]).tolist():
            made[place] = text_xml(moment_texts(days[rows][[place]])[0], style)
        return made

    return cells if early.any() else numbers


def words_xml(words: Sequence[str], places: Cells, style: int) -> CellsXml:
    """Return a column that says one of few words in each row, given by their places."""
    made = _of_objects([text_xml(word, style) for word in words])
    return lambda rows: made[places[rows]].tolist()


def looks_xml(styles: Sequence[int], places: Cells) -> CellsXml:
    """Return a column of empty cells, each with one of few looks, given by their places."""
    made = _of_objects([_empty(style) for style in styles])
    return lambda rows: made[places[rows]].tolist()


def texts_xml(texts: Callable[[slice], Sequence[str]], style: int) -> CellsXml:
    """Return a column of any texts.

    Raises
    ------
    UserError
        Once its cells are asked for, if a text is longer than a cell holds.
    """
    start, end, empty = _ends(style)

    def cells(rows: slice) -> list[str]:
        return [f"{start}{text}{end}" if text else empty for text in inside_xml(list(texts(rows)))]

    return cells


def text_xml(text: str, style: int) -> str:
    """Return the XML of a cell with text, without its address."""
    start, end, empty = _ends(style)
    return f"{start}{inside_xml([text])[0]}{end}" if text else empty


def pieces(
    columns: Sequence[CellsXml], span: tuple[int, int, int], progress: Progress
) -> Iterator[str]:
    """Yield the rows of a sheet as XML, some thousands at a time.

    Parameters
    ----------
    columns
        The columns of the sheet.
    span
        The first row of the columns, the one after the last, and how many there are in all sheets.
    progress
        Told how far the writing is.
    """
    start, stop, total = span
    letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
    for first in range(start, stop, ROWS_PER_PIECE):
        progress.at(first / total)
        rows = slice(first, min(first + ROWS_PER_PIECE, stop))
        yield _rows_xml(letters, [cells(rows) for cells in columns], first - start + 2)


def _rows_xml(letters: Sequence[str], columns: Sequence[list[str]], first_line: int) -> str:
    """Put cells together to rows: ``<row r="2"><c r="A2…</c><c r="B2…</c></row>``.

    All parts of all rows are laid into one list, part by part over all rows, and joined at once.
    """
    count, parts = len(columns[0]), 2 + 3 * len(columns)
    lines = list(map(str, range(first_line, first_line + count)))
    laid: list[str] = [""] * (count * (parts + 1))
    laid[0 :: parts + 1] = repeat('<row r="', count)
    laid[1 :: parts + 1] = lines
    for place, (letter, cells) in enumerate(zip(letters, columns, strict=True)):
        at = 2 + 3 * place
        laid[at :: parts + 1] = repeat(f'{"" if place else _OPENED}<c r="{letter}', count)
        laid[at + 1 :: parts + 1] = lines
        laid[at + 2 :: parts + 1] = cells
    laid[parts :: parts + 1] = repeat("</row>", count)
    return "".join(laid)


_OPENED = '">'


def _empty(style: int) -> str:
    return f'" s="{style}"/>'


def _ends(style: int) -> tuple[str, str, str]:
    """What stands before and after a text, and a cell without any."""
    start = f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
    return start, "</t></is></c>", _empty(style)


def _of_objects(cells: Sequence[str]) -> npt.NDArray[np.object_]:
    made = np.empty(len(cells), dtype=object)
    made[:] = cells
    return made
