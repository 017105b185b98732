"""The records of an old Excel workbook (.xls): what calamine does not tell of them.

After Microsoft, "[MS-XLS]: Excel Binary File Format (.xls) Structure", version 11.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.intake.workbook.formats import BUILT_IN, PLAIN, Format, format_of
from core.intake.workbook.marks import Found, Marks, Styles

UNICODE = 1200
"""The code page of Unicode."""

_CODE_PAGE = 0x0042
_DATES, _SHEET, _STYLE, _FORMAT = 0x0022, 0x0085, 0x00E0, 0x041E
_COLUMN, _ROW, _MERGED = 0x007D, 0x0208, 0x00E5
_FORMULA, _NUMBERS, _NUMBER, _ERROR, _SHORT = 0x0006, 0x00BD, 0x0203, 0x0205, 0x027E
_TEXTS = frozenset({0x00FD, 0x0204, 0x00D6})
"""Records of texts: shared ones, others, and those with runs of different letters."""

_BEGIN, _END = frozenset({0x0009, 0x0209, 0x0409, 0x0809}), 0x000A
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_WIDE = 0x0600
_HUNDREDTHS, _WHOLE = 1, 2
_NO_NUMBER, _FORMULA_ERROR = 0xFFFF, 2

Record = tuple[int, bytes]


def found_in_old(stream: bytes) -> Found:
    """What is found in an old workbook.

    Parameters
    ----------
    stream
        The records of the workbook.

    Raises
    ------
    struct.error
        If a record is shorter than it has to be.
    """
    book = _Book()
    for kind, data in _records(stream, 0):
        book.take(kind, data)
    styles = book.styles()
    return Found([_sheet(stream, at, styles) for at in book.places], styles)


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records of one part of a workbook, without those of charts within it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind in _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def misleading_code_page(stream: bytes) -> int | None:
    """Where the code page stands if it is not that of the texts; None if all is well.

    Since 1997 texts are Unicode, whatever the code page says. Some programs write another
    one, which calamine believes.
    """
    at, wide = 0, False
    while at + 6 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        found = struct.unpack_from("<H", stream, at + 4)[0]
        if kind in _BEGIN:
            wide = found >= _WIDE
        if kind == _CODE_PAGE:
            return at + 4 if wide and found != UNICODE else None
        if kind == _END:
            return None
        at += 4 + size
    return None


@dataclass
class _Book:
    """What the first part of a workbook tells."""

    places: list[int] = field(default_factory=list)
    from_1904: bool = False
    _wide: bool = True
    _codes: dict[int, Format] = field(default_factory=dict)
    _styles: list[int] = field(default_factory=list)

    def take(self, kind: int, data: bytes) -> None:
        if kind in _BEGIN:
            self._wide = struct.unpack_from("<H", data)[0] >= _WIDE
        elif kind == _DATES:
            self.from_1904 = struct.unpack_from("<H", data)[0] == 1
        elif kind == _SHEET:
            self.places.append(struct.unpack_from("<I", data)[0])
        elif kind == _STYLE:
            self._styles.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _FORMAT:
            self._codes[struct.unpack_from("<H", data)[0]] = format_of(self._code(data))

    def _code(self, data: bytes) -> str:
        if not self._wide:
            return data[3:].decode("latin-1")
        two_bytes = len(data) > 4 and data[4] & 1  # noqa: PLR2004 - number, size, flags
        return data[5:].decode("utf-16-le" if two_bytes else "latin-1", "replace")

    def styles(self) -> Styles:
        codes = BUILT_IN | self._codes
        return Styles([codes.get(code, PLAIN) for code in self._styles], self.from_1904)


def _sheet(stream: bytes, at: int, styles: Styles) -> Marks:
    taker = _Sheet(styles)
    takers = taker.takers()
    for kind, data in _records(stream, at):
        if kind in takers:
            takers[kind](data)
    return taker.marks


class _Sheet:
    """Takes in the records of a sheet."""

    def __init__(self, styles: Styles) -> None:
        self.marks = Marks()
        self._styles = styles

    def takers(self) -> dict[int, Callable[[bytes], None]]:
        """What is done with each kind of record."""
        return {
            _FORMULA: self._formula,
            _NUMBER: self._number,
            _SHORT: self._short,
            _NUMBERS: self._numbers,
            _ERROR: self._error,
            _ROW: self._row,
            _COLUMN: self._column,
            _MERGED: self._merged,
            **dict.fromkeys(_TEXTS, self._text),
        }

    def _cell(self, data: bytes) -> tuple[int, int, int]:
        row, column, style = struct.unpack_from("<HHH", data)
        self.marks.reach(row + 1, column + 1)
        return row + 1, column + 1, style

    def _text(self, data: bytes) -> None:
        self._cell(data)

    def _number(self, data: bytes) -> None:
        row, column, style = self._cell(data)
        self._styles.number(self.marks, (row, column), style, *struct.unpack_from("<d", data, 6))

    def _short(self, data: bytes) -> None:
        row, column, style = self._cell(data)
        value = short_number(*struct.unpack_from("<I", data, 6))
        self._styles.number(self.marks, (row, column), style, value)

    def _numbers(self, data: bytes) -> None:
        row, first = struct.unpack_from("<HH", data)
        for place, at in enumerate(range(4, len(data) - 2, 6)):
            style, packed = struct.unpack_from("<HI", data, at)
            self.marks.reach(row + 1, first + place + 1)
            where = row + 1, first + place + 1
            self._styles.number(self.marks, where, style, short_number(packed))

    def _formula(self, data: bytes) -> None:
        row, column, style = self._cell(data)
        if struct.unpack_from("<H", data, 12)[0] != _NO_NUMBER:
            value = struct.unpack_from("<d", data, 6)
            self._styles.number(self.marks, (row, column), style, *value)
        elif data[6] == _FORMULA_ERROR:
            self.marks.error(row, column, data[8])

    def _error(self, data: bytes) -> None:
        row, column, _ = self._cell(data)
        if data[7]:
            self.marks.error(row, column, data[6])

    def _row(self, data: bytes) -> None:
        if data[12] & _HIDDEN_ROW:
            self.marks.hidden_rows.append(struct.unpack_from("<H", data)[0] + 1)

    def _column(self, data: bytes) -> None:
        first, last, _, _, flags = struct.unpack_from("<5H", data)
        if flags & _HIDDEN_COLUMN:
            self.marks.hidden_columns += range(first + 1, last + 2)

    def _merged(self, data: bytes) -> None:
        count = struct.unpack_from("<H", data)[0]
        for place in range(count):
            top, bottom, left, right = struct.unpack_from("<4H", data, 2 + 8 * place)
            self.marks.area((top + 1, bottom + 1), (left + 1, right + 1))


def short_number(packed: int) -> float:
    """A number that is stored in 32 bits: 30 of a double or of a whole one, and two flags."""
    if packed & _WHOLE:
        value = float((packed if packed < 1 << 31 else packed - (1 << 32)) >> 2)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (packed & ~3) << 32))[0]
    return value / 100 if packed & _HUNDREDTHS else value
