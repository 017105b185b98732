"""The loops of ``cells.c``, as functions of arrays.

They are there once ``build/native.py`` has compiled them for this machine, under a name that holds
the digest of their source, so that others are never called. Each function gives None where
they are not there or the case is not an ordinary one; the caller then does the same with
operations on whole arrays, which takes about four times as long.

A text is an array of bytes, followed by at least `PADDING` zeros; cells are given by their first
byte in it and their size, arrays of 64-bit integers of one shape. While a loop runs, other threads
go on.
"""

import ctypes
import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Shapes = npt.NDArray[np.uint16]
Codes = npt.NDArray[np.int32]

PADDING = 64
"""Zero bytes behind every text."""

EARLIEST = int(np.iinfo(np.int32).min)
"""The day that `RowsInOrder` counts from."""

SOURCE = Path(__file__).with_name("cells.c")
"""The loops themselves."""

_ENDINGS = {"win32": "dll", "darwin": "dylib"}
_DIGEST_LETTERS = 16
_MOST_ODD = 1_000
_MOST_SHAPES, _LANES = 64, 19
_LINE_END = ord("\n")
_MOST_ROWS = 1 << 32
_ARRAY, _COUNT, _LETTER = ctypes.c_void_p, ctypes.c_int64, ctypes.c_uint8
_NOTHING: Any = None
_SIGNATURES = {
    "divide": (
        _COUNT,
        (_ARRAY, _COUNT, _LETTER, _LETTER, _COUNT, _COUNT, _ARRAY, _ARRAY, _COUNT, _ARRAY, _ARRAY),
    ),
    "read_plain": (_NOTHING, (*[_ARRAY] * 3, _COUNT, *[_ARRAY] * 2)),
    "place_sums": (_COUNT, (*[_ARRAY] * 4, _COUNT, _COUNT, *[_ARRAY] * 2)),
    "words": (_NOTHING, (*[_ARRAY] * 3, _COUNT, _COUNT, _ARRAY)),
    "counts": (_NOTHING, (_ARRAY, _COUNT, _COUNT, _ARRAY)),
    "rows_in_order": (_NOTHING, (_ARRAY, _ARRAY, _COUNT, _COUNT, _COUNT, _ARRAY, _ARRAY)),
    "number": (_COUNT, (_ARRAY, _COUNT, _COUNT, *[_ARRAY] * 2)),
}


def compiled_path() -> Path:
    """Where the compiled loops lie; those of another source lie elsewhere."""
    digest = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:_DIGEST_LETTERS]
    return SOURCE.with_name(f"cells-{digest}.{_ENDINGS.get(sys.platform, 'so')}")


@cache
def compiled() -> ctypes.CDLL | None:
    """Load the compiled loops; None if they are not there or this machine cannot run them."""
    try:
        found = ctypes.CDLL(str(compiled_path()))
    except OSError:
        return None
    for name, (result, arguments) in _SIGNATURES.items():
        loop = getattr(found, name)
        loop.restype, loop.argtypes = result, arguments
    return found


@dataclass(frozen=True, eq=False)
class Division:
    """The records of a piece of text.

    Attributes
    ----------
    starts, sizes
        Shape (fields, rows): the cells of the records that have all fields, in order.
    odd
        Shape (others, 3): of every other record its place among all, its first byte and its end.
    records
        How many records there are.
    """

    starts: Places
    sizes: Places
    odd: Places
    records: int


def divide(text: Bytes, size: int, delimiter: int, quote: int, width: int) -> Division | None:
    """Find the cells of all records of a text.

    Parameters
    ----------
    text
        The text with the zeros behind it, beginning with a record; no other byte is zero.
    size
        How many bytes it has without them.
    delimiter
        The byte between two fields.
    quote
        The byte around a quoted field; 0 if no field is quoted.
    width
        How many fields a record should have.

    Returns
    -------
    Division or None
        None also if a quoted field holds a line break or a mark, a mark breaks the rules, a
        carriage return stands alone, or many records do not have the fields.
    """
    loops = compiled()
    if loops is None:
        return None
    most = int(np.count_nonzero(text[:size] == _LINE_END)) + 2
    starts, sizes = np.empty((2, width, most), np.int64)
    odd, counts = np.empty((_MOST_ODD, 3), np.int64), np.empty(2, np.int64)
    signs, room = (delimiter, quote, width, most), (*_at(starts, sizes), _MOST_ODD)
    if loops.divide(*_at(text), size, *signs, *room, *_at(odd, counts)) < 0:
        return None
    records, others = counts.tolist()
    rows = records - others
    return Division(starts[:, :rows], sizes[:, :rows], odd[:others], records)


def read_plain(text: Bytes, starts: Places, sizes: Places) -> tuple[Places, Shapes] | None:
    """Read the cells that are plain numbers, as `core.intake.text.digits.read_plain` does.

    Returns
    -------
    tuple or None
        All digits of each cell as one whole number, and how it is written.
    """
    loops = compiled()
    if loops is None:
        return None
    starts, sizes = _in_a_row(np.int64, starts, sizes)
    wholes, shapes = np.empty(len(starts), np.int64), np.empty(len(starts), np.uint16)
    loops.read_plain(*_at(text, starts, sizes), len(starts), *_at(wholes, shapes))
    return wholes, shapes


def place_sums(
    text: Bytes, starts: Places, sizes: Places, shapes: Shapes
) -> dict[int, list[int]] | None:
    """Add up the digits of plain numbers place by place: all units, all tens, and so on.

    Returns
    -------
    dict or None
        For each shape that some cell has the sum of the last digits, of those before them, and so
        on; None also if there are very many shapes.
    """
    loops = compiled()
    if loops is None:
        return None
    starts, sizes = _in_a_row(np.int64, starts, sizes)
    codes, lanes = np.empty(_MOST_SHAPES, np.uint16), np.empty((_MOST_SHAPES, _LANES), np.int64)
    (shapes,) = _in_a_row(np.uint16, shapes)
    cells = (*_at(text, starts, sizes, shapes), len(starts))
    found = loops.place_sums(*cells, _MOST_SHAPES, *_at(codes, lanes))
    if found < 0:
        return None
    return dict(zip(codes[:found].tolist(), lanes[:found].tolist(), strict=True))


def words(text: Bytes, starts: Places, sizes: Places, depth: int) -> Words | None:
    """Give the letters of each cell eight at a time, zero where it ends; shape (depth, cells)."""
    loops = compiled()
    if loops is None:
        return None
    starts, sizes = _in_a_row(np.int64, starts, sizes)
    found = np.empty((depth, len(starts)), np.uint64)
    loops.words(*_at(text, starts, sizes), len(starts), depth, *_at(found))
    return found


def number(rows: Sequence[Words]) -> tuple[Codes, Places] | None:
    """Number different rows of words, as `core.intake.text.numbering.number` does.

    Parameters
    ----------
    rows
        One array per word of a row, all of the same length.

    Returns
    -------
    tuple or None
        The number of each row, and where each number first occurs; None also without memory.
    """
    loops = compiled()
    if loops is None:
        return None
    listed = _in_a_row(np.uint64, *rows)
    size = len(listed[0])
    codes, first = np.empty(size, np.int32), np.empty(size, np.int64)
    addresses = (ctypes.c_void_p * len(listed))(*_at(*listed))
    found = loops.number(addresses, len(listed), size, *_at(codes, first))
    return None if found < 0 else (codes, first[:found].copy())


def counts(codes: npt.NDArray[np.integer], size: int) -> Places:
    """Count how often each number below ``size`` occurs among codes; those below 0 are left out."""
    loops = compiled()
    if loops is None:
        return np.bincount(codes[codes >= 0], minlength=size)
    (codes,) = _in_a_row(np.int32, codes)
    found = np.zeros(size, np.int64)
    loops.counts(*_at(codes), len(codes), size, *_at(found))
    return found


@dataclass(frozen=True, eq=False)
class RowsInOrder:
    """Rows by their place, those of one place by their day, those of one day as they come.

    Attributes
    ----------
    keys
        Shape (rows,): the day of each row, counted from `EARLIEST`, times 2**32, and the row.
    ends
        Shape (places,): where the rows of each place end.
    """

    keys: Words
    ends: Places

    def of_places(self, first: int, end: int) -> "RowsInOrder":
        """Give the rows of some places only, from the first to the last, which is left out."""
        before = int(self.ends[first - 1]) if first else 0
        ends = self.ends[first:end] - before
        return RowsInOrder(self.keys[before : before + (int(ends[-1]) if end > first else 0)], ends)

    @property
    def rows(self) -> Places:
        """The rows."""
        return (self.keys & np.uint64(_MOST_ROWS - 1)).astype(np.int64)

    @property
    def days(self) -> Codes:
        """Their days."""
        return ((self.keys >> np.uint64(32)).astype(np.int64) + EARLIEST).astype(np.int32)


def rows_in_order(places: Codes, days: Codes, first: int, end: int) -> RowsInOrder:
    """Sort the rows of some places by the place and the day.

    Parameters
    ----------
    places, days
        Place and day of each row, fewer than 2**32.
    first, end
        The places, from the first to the last, which is left out.
    """
    loops = compiled()
    if loops is None:
        rows = np.flatnonzero((places >= first) & (places < end))
        rows = rows[np.lexsort((days[rows], places[rows]))]
        since = (days[rows].astype(np.int64) - EARLIEST).astype(np.uint64)
        ends = np.cumsum(counts(places[rows] - first, end - first))
        return RowsInOrder(since << np.uint64(32) | rows.astype(np.uint64), ends)
    places, days = _in_a_row(np.int32, places, days)
    keys, ends = np.empty(len(places), np.uint64), np.empty(end - first, np.int64)
    loops.rows_in_order(*_at(places, days), len(places), first, end - first, *_at(keys, ends))
    return RowsInOrder(keys[: ends[-1] if len(ends) else 0], ends)


def _in_a_row(
    kind: type[np.generic], *arrays: npt.NDArray[np.generic]
) -> tuple[npt.NDArray[Any], ...]:
    """Give arrays as the loops walk through them: of this kind, each number next to the last."""
    return tuple(np.ascontiguousarray(array, kind) for array in arrays)


def _at(*arrays: npt.NDArray[Any]) -> tuple[int, ...]:
    """Where arrays lie; they have to be kept as long as a loop works with them."""
    return tuple(array.ctypes.data for array in arrays)
