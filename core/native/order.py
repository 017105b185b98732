"""Loops that bring rows into the order of their places and days."""

from ctypes import CDLL
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from core.at_once import at_once
from core.native import library
from core.native.library import at, in_a_row
from core.native.rows import EARLIEST, Codes, counts

Words = npt.NDArray[np.uint64]

_DAY_BITS = np.uint64(32)
_ROW = np.uint64(0xFFFFFFFF)
_MANY = 100_000
"""Rows from which on two threads take less time than one."""


@dataclass(frozen=True, eq=False)
class RowsInOrder:
    """Rows by their place, those of one place by their day, those of one day as they come.

    Attributes
    ----------
    keys
        Shape (rows,): the day of each row, counted from `core.native.rows.EARLIEST`, times 2**32,
        and the row.
    ends
        Shape (places,): where the rows of each place end.
    """

    keys: Words
    ends: Codes

    def of_places(self, first: int, end: int) -> "RowsInOrder":
        """Give the rows of some places only, from the first to the last, which is left out."""
        before = int(self.ends[first - 1]) if first else 0
        ends = self.ends[first:end] - np.int32(before)
        return RowsInOrder(self.keys[before : before + (int(ends[-1]) if end > first else 0)], ends)

    def unpacked(self) -> tuple[Codes, Codes]:
        """Give the rows, and their days."""
        loops = library.compiled()
        if loops is None:
            since = (self.keys >> _DAY_BITS).astype(np.int64)
            return (self.keys & _ROW).astype(np.int32), (since + EARLIEST).astype(np.int32)
        (keys,) = in_a_row(np.uint64, self.keys)
        rows, days = np.empty(len(keys), np.int32), np.empty(len(keys), np.int32)
        loops.unpacked(*at(keys), len(keys), *at(rows, days))
        return rows, days


def rows_in_order(places: Codes, days: Codes, size: int) -> RowsInOrder:
    """Sort rows by the place and the day.

    Parameters
    ----------
    places, days
        Place and day of each row, fewer than 2**31; rows of no place are left out.
    size
        How many places there are.
    """
    loops = library.compiled()
    if loops is None:
        return _sorted_by_arrays(places, days, size)
    places, days = in_a_row(np.int32, places, days)
    halves = _halves if len(places) >= _MANY else _whole
    parts = halves(len(places))
    counted = at_once(lambda part: counts(places[part], size), parts)
    of_each = sum(counted)
    ends = np.cumsum(of_each, dtype=np.int32)
    behind = ends - of_each
    pieces = []
    for part, own in zip(parts, counted, strict=True):
        pieces.append(_Piece(part.start, places[part], days[part], behind.astype(np.int32)))
        behind = behind + own
    keys = np.empty(int(ends[-1]) if size else 0, np.uint64)
    at_once(partial(_lay_out, loops, keys), pieces)
    at_once(partial(_sort, loops, keys, ends), halves(size))
    return RowsInOrder(keys, ends)


def _sorted_by_arrays(places: Codes, days: Codes, size: int) -> RowsInOrder:
    rows = np.flatnonzero((places >= 0) & (places < size))
    rows = rows[np.lexsort((days[rows], places[rows]))]
    since = (days[rows].astype(np.int64) - EARLIEST).astype(np.uint64)
    ends = np.cumsum(counts(places, size), dtype=np.int32)
    return RowsInOrder(since << _DAY_BITS | rows.astype(np.uint64), ends)


def _whole(size: int) -> list[slice]:
    return [slice(0, size)]


def _halves(size: int) -> list[slice]:
    return [slice(0, size // 2), slice(size // 2, size)]


@dataclass(frozen=True, eq=False)
class _Piece:
    """Some rows, the number of the first, and for each place where its next row goes."""

    first: int
    places: Codes
    days: Codes
    behind: Codes


def _lay_out(loops: CDLL, keys: Words, piece: _Piece) -> None:
    size = len(piece.places), piece.first, len(piece.behind)
    loops.lay_out(*at(piece.places, piece.days), *size, *at(piece.behind, keys))


def _sort(loops: CDLL, keys: Words, ends: Codes, places: slice) -> None:
    begin = int(ends[places.start - 1]) if places.start else 0
    own = ends[places]
    loops.sort_places(*at(keys), begin, *at(own), len(own))
