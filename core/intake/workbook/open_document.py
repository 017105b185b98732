"""The markup of an OpenDocument spreadsheet (.ods): what calamine does not tell of it.

After OASIS, "Open Document Format for Office Applications", version 1.3, part 3.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from core.intake.limits import MOST_CONTENT
from core.intake.stored_cells import ErrorCell
from core.intake.workbook.cutting import utf8_of
from core.intake.workbook.marks import Found, Marks, Styles
from core.intake.workbook.markup import MarkupError
from core.intake.workbook.package import Package, damaged, strange
from core.intake.workbook.places import LAST_COLUMN, LAST_ROW

_CONTENT = "content.xml"
_MANY = 100_000
"""Rows alike in such a number are the empty ones below a table."""

_NAMES = rb"<(/?)table:(table-row|table-cell|covered-table-cell|table-column|table)(?=[\s/>])"
_TAG = re.compile(_NAMES + rb"([^>]*)>")
_CAREFUL_TAG = re.compile(_NAMES + rb"((?:[^>\"]|\"[^\"]*\")*)>")
_REPEATED = re.compile(rb"\btable:number-(?:rows|columns)-repeated=\"(\d{1,9})\"")
_WIDE = re.compile(rb"\btable:number-columns-spanned=\"(\d{1,6})\"")
_HIGH = re.compile(rb"\btable:number-rows-spanned=\"(\d{1,7})\"")
_HIDDEN = re.compile(rb"\btable:visibility=\"(?:collapse|filter)\"")
_TEXT = re.compile(rb"<text:p[^>]*>([^<]*)")


def found_in_open_document(package: Package) -> Found:
    """What is found in an OpenDocument spreadsheet.

    Raises
    ------
    UserError
        If it has no content.
    MarkupError
        If the content declares a document type.
    """
    if _CONTENT not in package:
        raise damaged(package.name, ": it has no content")
    if package.size(_CONTENT) > MOST_CONTENT:
        raise strange(package.name)
    with package.open(_CONTENT) as stream:
        content = b"".join(utf8_of(stream))
    if b"<!DOCTYPE" in content:
        raise MarkupError("a document type is declared", declared=True)
    return Found(_Taker(content).sheets(), Styles())


@dataclass
class _Taker:
    """Takes in the tags of all sheets; what stands several times is written once."""

    content: bytes
    marks: Marks = field(default_factory=Marks)
    _sheets: list[Marks] = field(default_factory=list)
    _tables: int = 0
    _row: int = 1
    _rows: int = 0
    _column: int = 1
    _columns: int = 0

    def sheets(self) -> list[Marks]:
        """What is found on each sheet."""
        content = self.content
        plain = content.count(b"<") == content.count(b">")
        takers: dict[bytes, Callable[[bytes, int], None]] = {
            b"table-cell": self._cell,
            b"covered-table-cell": self._cell,
            b"table-row": self._begin_row,
            b"table-column": self._begin_column,
        }
        for tag in (_TAG if plain else _CAREFUL_TAG).finditer(content):
            end, name, attributes = tag.groups()
            if name == b"table":
                self._table(ends=bool(end), alone=attributes.endswith(b"/"))
            elif not end and self._tables == 1:
                # A table within a cell is none of the sheet's.
                takers[name](attributes, tag.end())
        return self._sheets

    def _table(self, *, ends: bool, alone: bool) -> None:
        if not ends and not self._tables:
            self.marks = Marks()
            self._sheets.append(self.marks)
            self._row, self._rows, self._column, self._columns = 1, 0, 1, 0
        self._tables += 0 if alone else -1 if ends else 1

    def _begin_column(self, attributes: bytes, _at: int) -> None:
        self._column += self._columns
        self._columns = _number(_REPEATED, attributes, LAST_COLUMN)
        if _HIDDEN.search(attributes):
            self.marks.hidden_columns += range(self._column, self._column + self._columns)

    def _begin_row(self, attributes: bytes, _at: int) -> None:
        self._row += self._rows
        self._rows = _number(_REPEATED, attributes, LAST_ROW)
        self._column, self._columns = 1, 0
        if self._rows < _MANY and _HIDDEN.search(attributes):
            self.marks.hidden_rows += range(self._row, self._row + self._rows)

    def _cell(self, attributes: bytes, at: int) -> None:
        self._column += self._columns
        self._columns = 1
        if b"repeated" in attributes:
            self._columns = _number(_REPEATED, attributes, LAST_COLUMN)
        if b"value-type" in attributes:
            self.marks.reach(self._row + self._rows - 1, self._column + self._columns - 1)
            if b':value-type="error"' in attributes and self._rows < _MANY:
                self._error(at)
        if b"spanned" in attributes:
            self._merged(attributes)

    def _error(self, at: int) -> None:
        found = _TEXT.search(self.content, at, self.content.find(b"</table:table-cell>", at))
        error = ErrorCell(found[1].decode("utf-8", "replace") if found else "#ERROR!")
        for row in range(self._row, self._row + self._rows):
            for column in range(self._column, self._column + self._columns):
                self.marks.cells[row, column] = error

    def _merged(self, attributes: bytes) -> None:
        wide = _number(_WIDE, attributes, LAST_COLUMN)
        high = _number(_HIGH, attributes, LAST_ROW)
        if wide > 1 or high > 1:
            columns = self._column, self._column + wide - 1
            self.marks.area((self._row, self._row + high - 1), columns)


def _number(pattern: "re.Pattern[bytes]", attributes: bytes, most: int) -> int:
    """How often something stands, or how many cells it covers; 1 if that is not said."""
    found = pattern.search(attributes)
    return min(max(int(found[1]), 1), most) if found else 1
