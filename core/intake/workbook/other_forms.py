"""Workbooks that are read with calamine: old ones, binary ones, OpenDocument spreadsheets."""

import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

import numpy as np
import olefile
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from core.errors import UserError
from core.intake.limits import MOST_CELLS
from core.intake.stored_cells import column_of_cells
from core.intake.text.slab import Places
from core.intake.workbook.binary_records import BOOK_PART, found_in_binary
from core.intake.workbook.book import FROM_1904, Book, SheetName
from core.intake.workbook.formats import Format
from core.intake.workbook.joining import SheetColumn, dressed
from core.intake.workbook.marks import Found, Marks
from core.intake.workbook.old_records import UNICODE, found_in_old, misleading_code_page
from core.intake.workbook.open_document import found_in_open_document
from core.intake.workbook.package import damaged, opened
from core.intake.workbook.parts import Numbers
from core.intake.workbook.sheet import SheetCells

_PEEK = 200
_ZIP = b"PK"
_OLD = ("Workbook", "Book")
_SECTOR = 64
_Styles = tuple[Places, Numbers]


@contextmanager
def opened_other(file: Path | IO[bytes], name: str) -> Iterator[Book]:
    """Open a workbook whose parts are no markup of Excel's (.xls, .xlsb, .ods).

    Parameters
    ----------
    file
        The file, or its content.
    name
        Name of the file, for messages.

    Raises
    ------
    UserError
        If it is damaged or would do harm; also while it is read.
    """
    content = file.read_bytes() if isinstance(file, Path) else file.read()
    try:
        found = _found(content, name)
        _refuse_far_cells(found, name)
        with CalamineWorkbook.from_filelike(BytesIO(_as_unicode(content))) as book:
            yield _Opened(book, found, name).book()
    except PasswordError:
        raise UserError(
            f"‘{name}’ is protected with a password.",
            "Open it in the program that made it, save it without a password and try again.",
        ) from None
    except (CalamineError, struct.error, IndexError) as problem:
        raise damaged(name) from problem


def _found(content: bytes, name: str) -> Found:
    if content.startswith(_ZIP):
        with opened(BytesIO(content), name) as package:
            binary = BOOK_PART in package
            return found_in_binary(package) if binary else found_in_open_document(package)
    try:
        with olefile.OleFileIO(BytesIO(content)) as streams:
            book = next(stream for stream in _OLD if streams.exists(stream))
            return found_in_old(streams.openstream(book).read())
    except (OSError, StopIteration) as problem:
        raise damaged(name) from problem


def _as_unicode(content: bytes) -> bytes:
    """The content of a workbook with the code page that its texts have."""
    if content.startswith(_ZIP):
        return content
    with olefile.OleFileIO(BytesIO(content)) as streams:
        book = next(stream for stream in _OLD if streams.exists(stream))
        stream = streams.openstream(book).read()
    at = misleading_code_page(stream)
    if at is None or (at + 1) % _SECTOR == 0:
        return content
    start = at - at % _SECTOR  # a stream is cut into sectors of at least that many bytes
    begin, rest = stream[start:at], stream[at : start + _SECTOR]
    mended = begin + UNICODE.to_bytes(2, "little") + rest[2:]
    return content.replace(begin + rest, mended, 1)


def _refuse_far_cells(found: Found, name: str) -> None:
    if any(marks.last_row * marks.last_column > MOST_CELLS for marks in found.sheets):
        raise UserError(
            f"‘{name}’ has a cell so far out that its sheet would not fit in memory.",
            "In Excel, delete the empty rows and columns around the table and save it.",
        )


@dataclass(frozen=True)
class _Opened:
    """A workbook that calamine has opened, and what was found in it besides."""

    workbook: CalamineWorkbook
    found: Found
    name: str

    def book(self) -> Book:
        listed = self.workbook.sheets_metadata
        if len(listed) != len(self.found.sheets):
            raise damaged(self.name, ": its sheets are not those that it lists")
        marks = dict(zip((meta.name for meta in listed), self.found.sheets, strict=True))
        from_1904 = self.found.styles.from_1904
        return Book(
            self.name,
            tuple(
                SheetName(meta.name, meta.visible != SheetVisibleEnum.Visible)
                for meta in listed
                if meta.typ == SheetTypeEnum.WorkSheet
            ),
            tuple(self.found.styles.formats),
            lambda sheet: self._cells(sheet, marks[sheet], _PEEK),
            lambda sheet, report: self._reported(sheet, marks[sheet], report),
            from_1904,
            (f"{self.name}: {FROM_1904}",) if from_1904 else (),
        )

    def _reported(self, name: str, marks: Marks, report: Callable[[float], None]) -> SheetCells:
        cells = self._cells(name, marks, None)
        report(1.0)
        return cells

    def _cells(self, name: str, marks: Marks, most: int | None) -> SheetCells:
        sheet = self.workbook.get_sheet_by_name(name)
        rows: list[list[object]] = []
        rows.extend(sheet.to_python(nrows=most))  # type: ignore[arg-type] # of more kinds
        top, left = sheet.start or (0, 0)
        box = _Box(rows, top + 1, left + 1)
        for (row, column), value in marks.cells.items():
            if most is None or row < box.top + most:
                box.put(row, column, value)
        return box.cells(name, marks, self.found.styles.formats)


@dataclass
class _Box:
    """The cells of a sheet from its first row and column with any on, which are counted from 1."""

    rows: list[list[object]]
    top: int
    left: int

    def put(self, row: int, column: int, value: object) -> None:
        """Put a value in a cell, in place of what calamine takes it for."""
        width = len(self.rows[0]) if self.rows else 0
        if row < self.top or column < self.left:
            self._grow(max(self.top - row, 0), max(self.left - column, 0))
        while len(self.rows) <= row - self.top:
            self.rows.append([""] * width)
        cells = self.rows[row - self.top]
        for line in self.rows if column - self.left >= len(cells) else ():
            line.extend([""] * (column - self.left + 1 - len(line)))
        cells[column - self.left] = value

    def _grow(self, above: int, before: int) -> None:
        width = len(self.rows[0]) if self.rows else 0
        empty: list[list[object]] = [[""] * width for _ in range(above)]
        self.rows = [[*[""] * before, *line] for line in (*empty, *self.rows)]
        self.top, self.left = self.top - above, self.left - before

    def cells(self, name: str, marks: Marks, formats: Sequence[Format]) -> SheetCells:
        columns = [column_of_cells(column) for column in zip(*self.rows, strict=True)]
        filled = np.zeros(len(self.rows), bool)
        for column in columns:
            filled |= column.filled
        places = np.flatnonzero(filled)
        styled = _styled(marks.styled)
        return SheetCells(
            name,
            places + self.top,
            {
                number: dressed(
                    SheetColumn(column.among(places), *styled(number, places + self.top)), formats
                )
                for number, column in enumerate(columns, start=self.left)
                if bool(column.filled.any())
            },
            tuple(marks.hidden_rows),
            tuple(marks.hidden_columns),
            tuple(marks.merged),
        )


def _styled(listed: Sequence[tuple[int, int, int]]) -> Callable[[int, Places], _Styles]:
    """Give for a column which of its rows have a style worth telling, by their place, and which."""
    table = np.array(listed, np.int64).reshape(-1, 3)

    def of_column(number: int, rows: Places) -> _Styles:
        some = table[(table[:, 1] == number) & np.isin(table[:, 0], rows)]
        return np.searchsorted(rows, some[:, 0]), some[:, 2].astype(np.int32)

    return of_column
