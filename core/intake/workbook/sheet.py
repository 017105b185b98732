"""One sheet of a workbook to columns, piece by piece on several threads."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from core.intake.column import Texts
from core.intake.in_order import in_order
from core.intake.limits import MOST_CELLS
from core.intake.text.slab import Places
from core.intake.workbook.contents import Contents, SheetPart
from core.intake.workbook.cutting import PIECE, Cutter, Piece, utf8_of
from core.intake.workbook.joining import SheetColumn, dressed, join
from core.intake.workbook.markup import Attributes, Handlers, MarkupError, is_true
from core.intake.workbook.markup import Reader as MarkupReader
from core.intake.workbook.package import Package
from core.intake.workbook.parts import Numbers, Part, Reading, parts_of
from core.intake.workbook.places import LAST_COLUMN
from core.intake.workbook.plain_form import in_plain_form
from core.intake.workbook.scan import scan
from core.intake.workbook.texts import shared_texts

_FIRST_ROWS = 200
_PEEK = 1 << 16
_HIDDEN = re.compile(rb'<row\b[^>]*?\bhidden="(?:1|true)"[^>]*>')
_NUMBER = re.compile(rb'\br="(\d+)"')
_MERGED = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref=\"\$?([A-Z]+\$?\d+:\$?[A-Z]+\$?\d+)\"")
_LONGEST_TAG = 256


@dataclass(frozen=True, eq=False)
class SheetCells:
    """The cells of a sheet, and what is odd about it.

    Attributes
    ----------
    name
        Name of the sheet.
    rows
        The rows that have any cell, from 1.
    columns
        The columns that have any cell, from 1, in order.
    hidden_rows, hidden_columns
        Numbers of hidden rows and columns.
    merged
        The areas that are shown as one cell, such as ``A2:A3``.
    """

    name: str
    rows: Places
    columns: Mapping[int, SheetColumn]
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class _Found:
    """The cells of one piece, how many there are, its rows with any, and its hidden rows."""

    parts: dict[int, Part]
    cells: int
    rows: Places
    hidden: tuple[int, ...]


class Sheets:
    """Reads the sheets of a workbook.

    Parameters
    ----------
    package, contents
        The workbook.
    """

    def __init__(self, package: Package, contents: Contents) -> None:
        self._package, self._contents = package, contents
        self._reading = Reading(contents.formats, contents.from_1904)
        self._shared = _shared(package, contents)

    def peek(self, sheet: SheetPart) -> SheetCells:
        """The first rows of a sheet, at least 200 of those with cells if there are so many."""
        with self._package.open(sheet.part) as stream:
            cutter = Cutter(utf8_of(stream, _PEEK))
            found: list[_Found] = []
            for piece in cutter.pieces():
                found.append(_find(piece, self._reading))
                if sum(len(one.rows) for one in found) >= _FIRST_ROWS:
                    break
            return self._joined(sheet, found, (), ())

    def read(self, sheet: SheetPart, report: Callable[[float], None]) -> SheetCells:
        """All rows of a sheet; ``report`` is told the share that has been read."""
        size, done = self._package.size(sheet.part) or 1, 0
        with self._package.open(sheet.part) as stream:
            cutter = Cutter(utf8_of(stream))
            found: list[_Found] = []
            jobs = (partial(_find, piece, self._reading) for piece in cutter.pieces())
            for one in in_order(jobs, large=size > PIECE):
                found.append(one)
                done += PIECE
                report(done / size)
                if sum(piece.cells for piece in found) > MOST_CELLS:
                    raise MarkupError("more cells than a table has", declared=True)
            merged = _merged(cutter.after())
        return self._joined(sheet, found, _hidden_columns(cutter.before), merged)

    def _joined(
        self,
        sheet: SheetPart,
        found: list[_Found],
        hidden_columns: tuple[int, ...],
        merged: tuple[str, ...],
    ) -> SheetCells:
        pieces = [one.parts for one in found]
        rows = _different(np.concatenate([np.zeros(0, np.int64), *(one.rows for one in found)]))
        columns = {}
        for column in sorted({number for piece in pieces for number in piece}):
            # What has been joined is let go at once.
            parts = [piece.pop(column) for piece in pieces if column in piece]
            columns[column] = dressed(join(parts, rows, self._shared), self._contents.formats)
        hidden = tuple(row for one in found for row in one.hidden)
        return SheetCells(sheet.name, rows, columns, hidden, hidden_columns, merged)


def _shared(package: Package, contents: Contents) -> Texts:
    if not contents.strings:
        return np.zeros(0, object)
    with package.open(contents.strings) as stream:
        cutter = Cutter(utf8_of(stream), "sst", "si")
        texts = shared_texts(piece.markup for piece in cutter.pieces())
        for _ in cutter.after():
            pass
    return texts


def _find(piece: Piece, reading: Reading) -> _Found:
    """The cells of a piece."""
    markup = piece.markup
    scanned = scan(markup)
    if scanned is None:
        markup = in_plain_form(markup, piece.before)
        scanned = scan(markup)
    assert scanned is not None  # noqa: S101 - what is in the plain form can be scanned
    hidden = () if b"hidden=" not in markup else _hidden_rows(markup)
    parts = parts_of(scanned, reading)
    return _Found(parts, len(scanned.rows), _different(scanned.rows), hidden)


def _different(rows: Numbers | Places) -> Places:
    """Row numbers in order, each once; they nearly always are in order already."""
    wide = rows.astype(np.int64)
    if not bool((rows[1:] >= rows[:-1]).all()):
        return np.unique(wide)
    return wide[np.append(True, rows[1:] > rows[:-1])] if len(rows) else wide


def _hidden_rows(markup: bytes) -> tuple[int, ...]:
    tags = (_NUMBER.search(found[0]) for found in _HIDDEN.finditer(markup))
    return tuple(int(number[1]) for number in tags if number)


def _hidden_columns(before: bytes) -> tuple[int, ...]:
    """The hidden columns, by what stands before the rows."""
    hidden: list[int] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "col" and is_true(attributes.get("hidden")):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                hidden.extend(range(int(first), min(int(last), LAST_COLUMN) + 1))

    MarkupReader(Handlers(start), "utf-8").feed(before)
    return tuple(hidden)


def _merged(after: Iterator[bytes]) -> tuple[str, ...]:
    found, rest = dict[str, None](), b""
    for text in after:
        rest += text
        found.update((area.decode().replace("$", ""), None) for area in _MERGED.findall(rest))
        rest = rest[-_LONGEST_TAG:]
    return tuple(found)
