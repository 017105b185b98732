"""The records of a binary workbook (.xlsb): what calamine does not tell of them.

After Microsoft, "[MS-XLSB]: Excel (.xlsb) Binary File Format", version 13.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.intake.limits import MOST_CONTENT
from core.intake.workbook.contents import links_of
from core.intake.workbook.formats import BUILT_IN, PLAIN, Format, format_of
from core.intake.workbook.marks import Found, Marks, Styles
from core.intake.workbook.old_records import short_number
from core.intake.workbook.package import Package, damaged
from core.intake.workbook.places import LAST_COLUMN

_ROW, _SHORT, _ERROR, _NUMBER = 0, 2, 3, 5
_FORMULA_NUMBER, _FORMULA_ERROR = 9, 11
_CELLS = range(2, 12)
_FORMAT, _STYLE, _COLUMN = 44, 47, 60
_BOOK, _SHEET, _MERGED = 153, 156, 176
_STYLES, _STYLES_END = 617, 618
_HIDDEN_ROW, _HIDDEN_COLUMN, _FROM_1904 = 0x10, 0x01, 0x01
_STYLE_BITS = 0xFFFFFF
BOOK_PART = "xl/workbook.bin"
"""The part with the list of sheets."""


def found_in_binary(package: Package) -> Found:
    """What is found in a binary workbook.

    Raises
    ------
    UserError
        If it has no list of sheets.
    struct.error
        If a record is shorter than it has to be.
    """
    if BOOK_PART not in package:
        raise damaged(package.name, ": it has no list of its sheets")
    links = {link.key: link for link in links_of(package, BOOK_PART)}
    styles = next((link.target for link in links.values() if link.kind == "styles"), "")
    book = _Book()
    if styles in package:
        book.take_styles(package.read(styles))
    keys = book.take_book(package.read(BOOK_PART))
    targets = [links[key].target if key in links else "" for key in keys]
    found = book.styles()
    return Found(
        [
            _sheet(package.read(part, MOST_CONTENT), found) if part in package else Marks()
            for part in targets
        ],
        found,
    )


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(part):
        kind, at = _packed(part, at, 2)
        size, at = _packed(part, at, 4)
        yield kind, part[at : at + size]
        at += size


def _packed(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of up to so many bytes with seven bits each, and where the next one begins."""
    number = 0
    for place in range(most):
        if at >= len(part):
            raise struct.error("the part breaks off")
        byte = part[at]
        at += 1
        number |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            break
    return number, at


def _text(data: bytes, at: int) -> str:
    count = struct.unpack_from("<I", data, at)[0]
    return data[at + 4 : at + 4 + 2 * count].decode("utf-16-le", "replace")


@dataclass
class _Book:
    """What the list of sheets and the styles of a workbook tell."""

    from_1904: bool = False
    _codes: dict[int, Format] = field(default_factory=dict)
    _styles: list[int] = field(default_factory=list)

    def take_styles(self, part: bytes) -> None:
        used = False
        for kind, data in _records(part):
            if kind in {_STYLES, _STYLES_END}:
                used = kind == _STYLES
            elif kind == _FORMAT:
                self._codes[struct.unpack_from("<H", data)[0]] = format_of(_text(data, 2))
            elif kind == _STYLE and used:
                self._styles.append(struct.unpack_from("<H", data, 2)[0])

    def take_book(self, part: bytes) -> list[str]:
        """Take in the list of sheets; give the key of the link to each."""
        keys = []
        for kind, data in _records(part):
            if kind == _BOOK:
                self.from_1904 = bool(data[0] & _FROM_1904)
            elif kind == _SHEET:
                keys.append(_text(data, 8))
        return keys

    def styles(self) -> Styles:
        codes = BUILT_IN | self._codes
        return Styles([codes.get(code, PLAIN) for code in self._styles], self.from_1904)


def _sheet(part: bytes, styles: Styles) -> Marks:
    marks, row = Marks(), 0
    for kind, data in _records(part):
        if kind == _ROW:
            row = struct.unpack_from("<I", data)[0] + 1
            if data[11] & _HIDDEN_ROW:
                marks.hidden_rows.append(row)
        elif kind in _CELLS:
            _take_cell(marks, styles, row, (kind, data))
        elif kind == _COLUMN:
            first, last, _, _, flags = struct.unpack_from("<4IH", data)
            if flags & _HIDDEN_COLUMN:
                marks.hidden_columns += range(first + 1, min(last + 1, LAST_COLUMN) + 1)
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<4I", data)
            marks.area((top + 1, bottom + 1), (left + 1, right + 1))
    return marks


def _take_cell(marks: Marks, styles: Styles, row: int, record: tuple[int, bytes]) -> None:
    kind, data = record
    column, style = struct.unpack_from("<II", data)
    place = row, column + 1
    marks.reach(*place)
    if kind in {_ERROR, _FORMULA_ERROR}:
        marks.error(*place, data[8])
    elif kind == _SHORT:
        value = short_number(*struct.unpack_from("<I", data, 8))
        styles.number(marks, place, style & _STYLE_BITS, value)
    elif kind in {_NUMBER, _FORMULA_NUMBER}:
        styles.number(marks, place, style & _STYLE_BITS, *struct.unpack_from("<d", data, 8))
