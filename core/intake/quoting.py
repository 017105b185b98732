"""Where the records of a delimited text begin and end, by the exact rules of quoting.

A field that begins with a quotation mark runs to the closing one, a doubled mark inside it
stands for one mark, and it may hold separators and line ends. Anywhere else a quotation mark
is a fault, unless no field of the file begins with one: then the file does not quote at all.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from core.intake.grid import Marks, Mask, Places

QUOTE = ord('"')
LF, CR = ord("\n"), ord("\r")


class Quoting(StrEnum):
    """How far the quotation marks of a text follow the rules."""

    NONE = "no field is quoted"
    EXACT = "every quoted field is closed"
    BROKEN = "some marks break the rules"


@dataclass(frozen=True, eq=False)
class Layout:
    """How one separator divides a text into records.

    Attributes
    ----------
    delimiter
        The separator.
    fields
        Fields of each record; 0 for an empty line, −1 for a line whose quotation
        marks break the rules.
    lines
        Line of the file, from 1, on which each record begins.
    starts
        Byte with which each record begins; empty if the marks break the rules.
    longest
        Bytes of the longest record.
    quoting
        How far the quotation marks follow the rules.
    """

    delimiter: str
    fields: npt.NDArray[np.int32]
    lines: Places
    starts: Places
    longest: int
    quoting: Quoting

    @property
    def spans_lines(self) -> bool:
        """Whether some record runs over several lines."""
        return len(self.lines) > 0 and int(self.lines[-1]) > len(self.lines)


def lay_out(text: bytes, delimiter: str) -> Layout:
    """How a separator divides a UTF-8 text; see `Layout`."""
    marks = np.frombuffer(text, np.uint8)
    quotes = marks == QUOTE
    quoting = _quoting(marks, np.flatnonzero(quotes), ord(delimiter))
    if quoting is Quoting.BROKEN:
        return _broken(text, delimiter)
    inside = None
    if quoting is Quoting.EXACT:
        # Inside a quoted field the number of marks so far is odd; it may wrap, 256 is even.
        inside = (np.cumsum(quotes, dtype=np.uint8) & 1).astype(bool)
    return _counted(marks, delimiter, inside, quoting)


def _quoting(marks: Marks, places: Places, delimiter: int) -> Quoting:
    if not len(places):
        return Quoting.NONE
    borders = np.array([delimiter, LF, CR], np.uint8)
    before = np.where(places > 0, marks[places - 1], LF)
    if not np.isin(before, borders).any():
        return Quoting.NONE
    after = np.where(places + 1 < len(marks), marks[np.minimum(places + 1, len(marks) - 1)], LF)
    # Marks open and close in turn; a doubled one closes and opens again at once.
    good = np.append(borders, np.uint8(QUOTE))
    opened, closed = np.isin(before[0::2], good), np.isin(after[1::2], good)
    exact = len(places) % 2 == 0 and bool(opened.all() and closed.all())
    return Quoting.EXACT if exact else Quoting.BROKEN


def _counted(marks: Marks, delimiter: str, inside: Mask | None, quoting: Quoting) -> Layout:
    line_ends = marks == LF
    returns = np.flatnonzero(marks == CR)
    following = marks[np.minimum(returns + 1, len(marks) - 1)]
    line_ends[returns[following != LF]] = True
    separators = marks == ord(delimiter)
    breaks = ends = np.flatnonzero(line_ends)
    if inside is not None:
        separators &= ~inside
        ends = np.flatnonzero(line_ends & ~inside)
    starts = np.concatenate([[0], ends + 1])
    if starts[-1] >= len(marks):
        starts = starts[:-1]
    stops = np.append(ends, len(marks))[: len(starts)]
    passed = np.searchsorted(np.flatnonzero(separators), np.append(starts, len(marks)))
    fields = np.diff(passed).astype(np.int32) + 1
    length = stops - starts
    only_return = (length == 1) & (marks[np.minimum(starts, len(marks) - 1)] == CR)
    fields[(length == 0) | only_return] = 0
    lines = np.searchsorted(breaks, starts).astype(np.int64) + 1
    return Layout(delimiter, fields, lines, starts, int(length.max()), quoting)


def _broken(text: bytes, delimiter: str) -> Layout:
    fields, lines, line = [], [], 1
    for record, good, height in _scan(text.decode("utf-8"), delimiter):
        fields.append(len(record) if good else -1)
        lines.append(line)
        line += height
    counts, places = np.array(fields, np.int32), np.array(lines, np.int64)
    nowhere = np.zeros(0, np.int64)
    return Layout(delimiter, counts, places, nowhere, len(text), Quoting.BROKEN)


def records(text: bytes, layout: Layout) -> Iterator[list[str]]:
    """The fields of each record; an empty list for an empty line.

    A line whose quotation marks break the rules is one field, as it stands.
    """
    lines = io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", newline="")
    if layout.quoting is Quoting.NONE:
        return (_split(line.rstrip("\r\n"), layout.delimiter) for line in lines)
    if layout.quoting is Quoting.BROKEN or layout.longest > csv.field_size_limit():
        return (record for record, _, _ in _scan(text.decode("utf-8"), layout.delimiter))
    # For a text that keeps the rules, which was seen above, this reader keeps them too.
    return csv.reader(lines, delimiter=layout.delimiter, strict=True)


def plain_columns(text: bytes, layout: Layout, first: int, end: int) -> list[list[str]] | None:
    """The columns of some records, if each is one plain line with the same number of fields.

    None if they are not, or if the text quotes; `records` reads those.
    """
    fields = layout.fields[first:end]
    width = int(fields[0])
    if layout.quoting is not Quoting.NONE or width < 1 or (fields != width).any():
        return None
    stop = int(layout.starts[end]) if end < len(layout.starts) else len(text)
    block = text[int(layout.starts[first]) : stop].decode("utf-8")
    if "\r" in block:
        block = block.replace("\r\n", "\n").replace("\r", "\n")
    cells = block.removesuffix("\n").replace("\n", layout.delimiter).split(layout.delimiter)
    return [cells[place::width] for place in range(width)]


def _split(line: str, delimiter: str) -> list[str]:
    return line.split(delimiter) if line else []


def _scan(text: str, delimiter: str) -> Iterator[tuple[list[str], bool, int]]:
    field = rf'(?:"(?:[^"]++|"")*+"|[^"{re.escape(delimiter)}\r\n]*+)'
    whole = re.compile(rf"{field}(?:{re.escape(delimiter)}{field})*+(?P<end>\r\n|\r|\n|\Z)")
    one = re.compile(rf"({field})(?:{re.escape(delimiter)}|\Z)")
    line = re.compile(r"(?P<text>[^\r\n]*)(?P<end>\r\n|\r|\n|\Z)")
    place = 0
    while place < len(text):
        found = whole.match(text, place) or line.match(text, place)
        if found is None:  # pragma: no cover - a line matches anything
            return
        record = text[place : found.start("end")]
        good = found.re is whole
        yield (_fields(record, one, delimiter) if good else [record]), good, _height(record)
        place = found.end()


def _height(record: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", record)) + 1


def _fields(record: str, one: re.Pattern[str], delimiter: str) -> list[str]:
    if '"' not in record:
        return _split(record, delimiter)
    # The last match is the empty one behind a record that does not end in a separator.
    found = [match[1] for match in one.finditer(record)]
    fields = found if record.endswith(delimiter) else found[:-1]
    return [text[1:-1].replace('""', '"') if text.startswith('"') else text for text in fields]
