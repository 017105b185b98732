"""A list as a workbook: text is text, numbers are numbers and days are days."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from core.customers.cells import DAY
from core.output.archive import Digests, Filling, write_archive
from core.output.listed import CustomerList, ListedColumn
from core.output.looks import ANY_TEXT, BODY, DATE, HEADER, MOMENT, NUMBER_HEADER, axis_format
from core.output.page import Page
from core.output.sheet_rows import (
    ROWS_PER_SHEET,
    CellsXml,
    days_xml,
    numbers_xml,
    pieces,
    style_of,
    texts_xml,
    words_xml,
)
from core.progress import Progress
from core.tables.listing import CellKind

TITLE_OF_SHEET = "Customers"
WIDTHS = {CellKind.NUMBER: 14.0, CellKind.WORD: 26.0, CellKind.TEXT: 24.0, CellKind.DATE: 19.0}
FLAT = replace(BODY, rule="")


def write_book(path: Path, listed: CustomerList, progress: Progress) -> Digests:
    """Write customers as a workbook, on as many sheets as it takes; return what was written."""
    book = Workbook()
    book.properties.creator, book.properties.title = "Nonagon", TITLE_OF_SHEET
    book.remove(book.worksheets[0])
    total = len(listed.rows)
    columns: tuple[CellsXml, ...] = ()
    fillings = {}
    for title, start, stop in sheets_of(total):
        extent = _draw_header(Page(book, title), listed.columns, stop - start)
        columns = columns or tuple(_columns(book, listed))
        fillings[title] = Filling({}, pieces(columns, (start, stop, total), progress), extent)
    return write_archive(path, book, fillings)


def sheets_of(total: int) -> Iterator[tuple[str, int, int]]:
    """Yield title, first row and the row after the last, of each sheet that it takes."""
    for number, start in enumerate(range(0, max(total, 1), ROWS_PER_SHEET), 1):
        title = TITLE_OF_SHEET if number == 1 else f"{TITLE_OF_SHEET} {number}"
        yield title, start, min(start + ROWS_PER_SHEET, total)


def _draw_header(page: Page, columns: Sequence[ListedColumn], rows: int) -> str:
    """Draw what stands above the rows; return the cells that the sheet covers."""
    last = get_column_letter(max(len(columns), 1))
    for place, column in enumerate(columns, 1):
        right = column.kind is CellKind.NUMBER
        page.text(1, place, column.title, NUMBER_HEADER if right else HEADER)
    page.widths(tuple(WIDTHS[column.kind] for column in columns))
    page.sheet.freeze_panes = "B2"
    page.sheet.auto_filter.ref = f"A1:{last}{rows + 1}"
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up("1:1")
    return f"A1:{last}{rows + 1}"


def _columns(book: Workbook, listed: CustomerList) -> Iterator[CellsXml]:
    for column in listed.columns:
        yield _column(book, listed, column)


def _column(book: Workbook, listed: CustomerList, column: ListedColumn) -> CellsXml:
    roster, rows = listed.roster, listed.rows
    match column.kind:
        case CellKind.NUMBER:
            cells = roster.cells(column.key)
            shown = axis_format(cells.tolist())
            style = style_of(book, replace(FLAT, format=shown, align="right"))
            return numbers_xml(cells[rows], style)
        case CellKind.DATE:
            days = roster.cells(column.key)[rows]
            shown = DATE if days.dtype == DAY else MOMENT
            return days_xml(days, style_of(book, replace(FLAT, format=shown)))
    style = style_of(book, replace(FLAT, format=ANY_TEXT))
    if column.kind is CellKind.WORD and column.key:
        words = (*roster.columns[column.key].shown.words, "")
        return words_xml(words, roster.cells(column.key)[rows].astype(np.intp), style)
    return texts_xml(lambda some: [str(cell) for cell in column.told(rows[some])], style)
