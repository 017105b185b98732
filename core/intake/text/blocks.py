"""A piece of delimited text to records and cells, all at once.

What `core.intake.text.scanner` finds record by record is found here by a compiled loop if the piece
is an ordinary one, and else with a few operations on whole arrays: where the separators and line
ends are, which of them stand inside quotes, and from that the first byte and the size of every
cell. A piece whose quotation marks break the rules is left to the scanner.
"""

from dataclasses import dataclass, field

import numpy as np

from core.intake.text.dialect import Dialect
from core.intake.text.scanner import Record, scan
from core.intake.text.slab import Bytes, Cells, Mask, Places, Slab
from core.intake.text.slow_blocks import Block, Odd, divide_slowly, swallows
from core.native import text as loops

QUOTE, SPACE = ord('"'), ord(" ")
LF, CR = ord("\n"), ord("\r")


@dataclass(eq=False)
class _Marks:
    """Where a piece of text is divided.

    ``hits`` are the separators and the ends of records outside quotes, in order, ``closes``
    tells which of them end a record, ``lines`` counts the line breaks, those inside quotes
    included, and ``quoted`` has the places of all quotation marks.
    """

    hits: Places
    closes: Mask
    lines: int
    quoted: Places = field(default_factory=lambda: np.zeros(0, np.int64))


def divide(slab: Slab, dialect: Dialect, width: int) -> Block:
    """Divide a piece of text that begins and ends with a record.

    Parameters
    ----------
    slab
        The piece.
    dialect
        Its signs.
    width
        Fields of the header.
    """
    if not dialect.plain:
        return divide_slowly(slab.text, dialect, width)
    ordinary = _ordinary(slab, dialect, width)
    if ordinary is not None:
        return ordinary
    marks = _marks(slab, dialect)
    if marks is None:
        return divide_slowly(slab.text, dialect, width)
    return _laid_out(slab, marks, dialect, width)


def _ordinary(slab: Slab, dialect: Dialect, width: int) -> Block | None:
    """Divide a piece in which every line is a record; None if it is another."""
    if dialect.spaced:
        return None
    signs = ord(dialect.delimiter), ord(dialect.quote) if dialect.quote else 0
    found = loops.divide(slab.bytes, slab.size, *signs, width)
    if found is None:
        return None
    odd = []
    for place, start, stop in found.odd.tolist():
        record = _record(slab, start, stop, dialect)
        odd.append(Odd(place, place, record.cells if record else ()))
    fitting = np.ones(found.records, bool)
    fitting[found.odd[:, 0]] = False
    columns = tuple(Cells(slab, *cells) for cells in zip(found.starts, found.sizes, strict=True))
    unended = slab.size and slab.marks[-1] != LF
    lines = found.records - bool(unended)
    return Block(columns, np.flatnonzero(fitting), tuple(odd), found.records, lines)


def _marks(slab: Slab, dialect: Dialect) -> _Marks | None:
    """Where to divide; None if the quotation marks break the rules."""
    letters = slab.marks
    hits = letters == ord(dialect.delimiter)
    breaks = letters == LF
    if CR in slab.text:
        breaks |= _lone_returns(letters)
    lines = int(np.count_nonzero(breaks))
    quoted = np.zeros(0, np.int64)
    inside = None
    if dialect.quote and QUOTE in slab.text:
        found = letters == QUOTE
        quoted = np.flatnonzero(found)
        if not keeps_rules(letters, quoted, ord(dialect.delimiter)):
            return None
        # Inside a quoted field the number of marks so far is odd; it may wrap, 256 is even.
        inside = (np.cumsum(found, dtype=np.uint8) & 1).view(bool)
    hits |= breaks
    if inside is not None:
        hits &= ~inside
    places = np.flatnonzero(hits)
    closes = breaks[places]
    if slab.size and (not len(places) or places[-1] != slab.size - 1 or not closes[-1]):
        # The last record has no line end; it ends where the text does.
        places, closes = np.append(places, slab.size), np.append(closes, True)
    return _Marks(places, closes, lines, quoted)


def _lone_returns(letters: Bytes) -> Mask:
    """Carriage returns that end a line by themselves."""
    returns: Mask = letters == CR
    returns[:-1] &= letters[1:] != LF
    return returns


def keeps_rules(letters: Bytes, places: Places, delimiter: int) -> bool:
    """Whether marks open behind a separator or a line end and close in front of one."""
    if len(places) % 2:
        return False
    borders = np.zeros(256, bool)
    # Marks open and close in turn; a doubled one closes and opens again at once.
    borders[[delimiter, LF, CR, QUOTE]] = True
    opening, closing = places[0::2], places[1::2]
    before = borders[letters[np.maximum(opening - 1, 0)]] | (opening == 0)
    last = len(letters) - 1
    after = borders[letters[np.minimum(closing + 1, last)]] | (closing == last)
    return bool(before.all() and after.all())


def _laid_out(slab: Slab, marks: _Marks, dialect: Dialect, width: int) -> Block:
    hits = marks.hits
    ends = np.flatnonzero(marks.closes)
    records = len(ends)
    counts = np.diff(ends, prepend=-1)
    starts = np.empty(records, np.int64)
    starts[:1] = 0
    starts[1:] = hits[ends[:-1]] + 1
    stops = _stops(slab, hits[ends], starts)
    fits = counts == width
    fits &= (stops > starts) if width == 1 else True
    tall = _tall(slab, marks, starts, hits[ends])
    odd = [*_unfitting(slab, starts, stops, ~fits, dialect)]
    if len(tall):
        odd += _swallowing(slab, starts, stops, tall[fits[tall]], dialect, width)
        odd.sort(key=lambda record: record.record)
        fits[[record.record for record in odd]] = False
    if bool(fits.all()):
        grid = hits.reshape(records, width)
    else:
        grid = hits[np.repeat(fits, counts)].reshape(-1, width)
        starts, stops = starts[fits], stops[fits]
    columns = _columns(slab, grid, starts, stops, dialect)
    if len(marks.quoted):
        columns = _unquoted(slab, columns, marks.quoted)
    return Block(tuple(columns), np.flatnonzero(fits), tuple(odd), records, marks.lines)


def _stops(slab: Slab, ends: Places, starts: Places) -> Places:
    """Where each record ends, a carriage return in front of the line feed left out."""
    if CR not in slab.text:
        return ends
    paired = (slab.bytes[np.maximum(ends - 1, 0)] == CR) & (ends > starts)
    paired &= slab.bytes[ends] == LF
    stops: Places = ends - paired
    return stops


def _columns(
    slab: Slab, grid: Places, starts: Places, stops: Places, dialect: Dialect
) -> list[Cells]:
    columns, begin = [], starts
    width = grid.shape[1]
    for place in range(width):
        end = stops if place == width - 1 else np.ascontiguousarray(grid[:, place])
        if dialect.spaced and place:
            begin = begin + ((slab.bytes[begin] == SPACE) & (end > begin))
        columns.append(Cells(slab, begin, end - begin))
        begin = end + 1
    return columns


def _tall(slab: Slab, marks: _Marks, starts: Places, ends: Places) -> Places:
    """Records that run over several lines."""
    if not len(marks.quoted):
        return np.zeros(0, np.int64)
    breaks = np.flatnonzero((slab.marks == LF) | (slab.marks == CR))
    inner = np.searchsorted(breaks, ends) - np.searchsorted(breaks, starts)
    paired = (slab.bytes[np.maximum(ends - 1, 0)] == CR) & (slab.bytes[ends] == LF)
    return np.flatnonzero(inner - (paired & (ends > starts)) > 0)


def _unfitting(
    slab: Slab, starts: Places, stops: Places, which: Mask, dialect: Dialect
) -> list[Odd]:
    odd = []
    line_of = _LineCounter(slab.text)
    for place in np.flatnonzero(which).tolist():
        start, stop = int(starts[place]), int(stops[place])
        record = _record(slab, start, stop, dialect)
        odd.append(Odd(place, line_of(start), record.cells if record else ()))
    return odd


def _swallowing(
    slab: Slab, starts: Places, stops: Places, tall: Places, dialect: Dialect, width: int
) -> list[Odd]:
    odd = []
    line_of = _LineCounter(slab.text)
    for place in tall.tolist():
        start, stop = int(starts[place]), int(stops[place])
        record = _record(slab, start, stop, dialect)
        if record is not None and swallows(record.cells, dialect.delimiter, width):
            odd.append(Odd(place, line_of(start), record.cells, swallows=True))
    return odd


def _record(slab: Slab, start: int, stop: int, dialect: Dialect) -> Record | None:
    return next(scan(slab.text[start:stop].decode("utf-8"), dialect), None)


class _LineCounter:
    """Counts the line breaks up to places that come in order."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._place = self._lines = 0

    def __call__(self, place: int) -> int:
        self._lines += _line_breaks(self._text[self._place : place])
        self._place = place
        return self._lines


def _line_breaks(text: bytes) -> int:
    if b"\r" not in text:
        return text.count(b"\n")
    return text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")


def _unquoted(slab: Slab, columns: list[Cells], quoted: Places) -> list[Cells]:
    """Take the marks off the quoted cells; write those with doubled marks anew behind the text."""
    bare = []
    added: list[bytes] = []
    end = slab.size
    for column in columns:
        marked = np.flatnonzero((column.sizes >= 2) & (slab.bytes[column.starts] == QUOTE))  # noqa: PLR2004
        if not len(marked):
            bare.append((column.starts, column.sizes))
            continue
        starts, sizes = column.starts.copy(), column.sizes.copy()
        starts[marked] += 1
        sizes[marked] -= 2
        first = np.searchsorted(quoted, starts[marked])
        doubled = np.searchsorted(quoted, starts[marked] + sizes[marked]) > first
        for place in marked[doubled].tolist():
            start = int(starts[place])
            text = slab.text[start : start + int(sizes[place])].replace(b'""', b'"')
            starts[place], sizes[place] = end, len(text)
            added.append(text)
            end += len(text)
        bare.append((starts, sizes))
    whole = Slab(slab.text, *added) if added else slab
    return [Cells(whole, starts, sizes) for starts, sizes in bare]
