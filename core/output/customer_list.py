"""A list of customers as it is looked at: filtered, ordered, with the columns that are shown."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from core.customers.order import Places
from core.customers.roster import Roster
from core.errors import UserError
from core.output.archive import Filling, write_archive
from core.output.looks import ANY_TEXT, BODY, DATE, HEADER, NUMBER_HEADER, axis_format
from core.output.page import Page
from core.output.sheet_rows import (
    ROWS_PER_SHEET,
    number_cell,
    pieces,
    row_of,
    style_of,
    text_cell,
)
from core.output.writing import check_archive, written_aside
from core.progress import Progress
from core.tables.listing import Cell, CellKind, ListColumn

WORKBOOK = ".xlsx"
TITLE_OF_SHEET = "Customers"
ROWS_AT_ONCE = 20_000
WIDTHS = {CellKind.NUMBER: 14.0, CellKind.WORD: 26.0, CellKind.TEXT: 24.0, CellKind.DATE: 12.0}
FLAT = replace(BODY, rule="")
DAY_ZERO = np.datetime64("1899-12-30")
"""The day that a workbook counts days from."""

Rows = Sequence[tuple[Cell, ...]]


@dataclass(frozen=True, eq=False)
class CustomerList:
    """Customers with the columns that are written, in order.

    Attributes
    ----------
    roster
        All customers.
    columns
        The columns to write.
    rows
        Places of the customers to write.
    """

    roster: Roster
    columns: tuple[ListColumn, ...]
    rows: Places

    def cells(self, start: int) -> list[tuple[Cell, ...]]:
        """Return the cells of some thousand customers, one tuple each."""
        places = self.rows[start : start + ROWS_AT_ONCE]
        told = (self._told(column, places) for column in self.columns)
        return list(zip(*told, strict=True))

    def _told(self, column: ListColumn, places: Places) -> tuple[Cell, ...]:
        if column.kind is CellKind.WORD:
            return self.roster.words(column.key, places)
        return self.roster.told(column.key, places)


def write_list(path: Path, listed: CustomerList, progress: Progress) -> None:
    """Write customers as a workbook if the name ends in ``.xlsx``, else as CSV.

    The columns have the titles that they have on screen. In the CSV (RFC 4180, UTF-8) numbers
    have as many digits as it takes to read them back exactly, days are written as
    ``2025-03-31`` and what is missing is empty.

    Parameters
    ----------
    path
        Where the file goes.
    listed
        Whom and what to write.
    progress
        Told how far the writing is; may stop it.

    Raises
    ------
    UserError
        If the file cannot be written there, or holds what such a file cannot hold.
    Cancelled
        If the progress says so; the old file is as it was.
    """
    progress.begin(f"Writing {path.name}", 0.0, 1.0)
    if path.suffix.lower() == WORKBOOK:
        written_aside(
            path, partial(_write_workbook, listed=listed, progress=progress), check_archive
        )
    else:
        written_aside(path, partial(_write_csv, listed=listed, progress=progress))
    progress.at(1.0)


def _write_csv(path: Path, listed: CustomerList, progress: Progress) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\r\n")
        lines.writerow([column.title for column in listed.columns])
        for start in range(0, len(listed.rows), ROWS_AT_ONCE):
            progress.at(start / len(listed.rows))
            try:
                lines.writerows(map(_exact, listed.cells(start)))
            except UnicodeEncodeError as error:
                raise _half_character(str(error.object)) from error


def _exact(cells: Sequence[Cell]) -> list[Cell]:
    # csv writes floats with repr, which reads back exactly; a missing one is not equal to itself
    return ["" if cell != cell else cell for cell in cells]  # noqa: PLR0124


def _half_character(text: str) -> UserError:
    shown = text.encode("utf-8", "replace").decode("utf-8").strip()
    return UserError(
        f"{shown} holds half a character, which a text file cannot hold.",
        "Correct it in the source.",
    )


def _write_workbook(path: Path, listed: CustomerList, progress: Progress) -> None:
    book = Workbook()
    book.properties.creator, book.properties.title = "Nonagon", TITLE_OF_SHEET
    book.remove(book.worksheets[0])
    total = len(listed.rows)
    fillings = {}
    writers: tuple[Callable[[Cell], str], ...] = ()
    for number, start in enumerate(range(0, max(total, 1), ROWS_PER_SHEET), 1):
        title = TITLE_OF_SHEET if number == 1 else f"{TITLE_OF_SHEET} {number}"
        stop = min(start + ROWS_PER_SHEET, total)
        extent = _draw_header(Page(book, title), listed.columns, stop - start)
        writers = writers or tuple(_writers(book, listed))
        write = _SheetRows(listed, writers).write
        fillings[title] = Filling({}, pieces(write, (start, stop, total), progress), extent)
    write_archive(path, book, fillings)


def _draw_header(page: Page, columns: Sequence[ListColumn], rows: int) -> str:
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


def _writers(book: Workbook, listed: CustomerList) -> Iterator[Callable[[Cell], str]]:
    """Yield, for each column, what turns a cell into XML."""
    for column in listed.columns:
        match column.kind:
            case CellKind.NUMBER:
                shown = axis_format(listed.roster.cells(column.key).tolist())
                style = style_of(book, replace(FLAT, format=shown, align="right"))
                yield partial(_number, style=style)
            case CellKind.DATE:
                style = style_of(book, replace(FLAT, format=DATE))
                yield partial(_day, style=style)
            case _:
                style = style_of(book, replace(FLAT, format=ANY_TEXT))
                yield partial(_text, style=style)


def _number(cell: Cell, style: int) -> str:
    return number_cell(float(cell), style)


def _text(cell: Cell, style: int) -> str:
    return text_cell(str(cell), style)


def _day(cell: Cell, style: int) -> str:
    if not cell:
        return text_cell("", style)
    return number_cell(int((np.datetime64(str(cell)) - DAY_ZERO).astype(int)), style)


class _SheetRows:
    """Writes rows of a sheet, reading the customers some thousands at a time."""

    def __init__(self, listed: CustomerList, writers: Sequence[Callable[[Cell], str]]) -> None:
        self._listed = listed
        self._writers = writers
        self._letters = tuple(map(get_column_letter, range(1, len(writers) + 1)))
        self._start, self._cells = 0, listed.cells(0)

    def write(self, row: int, line: int) -> str:
        """Return customer number ``row`` of the list as row ``line`` of the sheet."""
        start = row - row % ROWS_AT_ONCE
        if start != self._start:
            self._start, self._cells = start, self._listed.cells(start)
        told = self._cells[row - start]
        cells = [write(cell) for write, cell in zip(self._writers, told, strict=True)]
        return row_of(self._letters, cells, line)
