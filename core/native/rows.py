"""Loops over rows: what is the same among them, how often, and rows in an order."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.native import library
from core.native.library import at, in_a_row

Places = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Codes = npt.NDArray[np.int32]

EARLIEST = int(np.iinfo(np.int32).min)
"""The day that `RowsInOrder` counts from."""


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
    loops = library.compiled()
    if loops is None:
        return None
    listed = in_a_row(np.uint64, *rows)
    size = len(listed[0])
    codes, first = np.empty(size, np.int32), np.empty(size, np.int64)
    addresses = (ctypes.c_void_p * len(listed))(*at(*listed))
    found = loops.number(addresses, len(listed), size, *at(codes, first))
    return None if found < 0 else (codes, first[:found].copy())


def counts(codes: npt.NDArray[np.integer], size: int) -> Places:
    """Count how often each number below ``size`` occurs among codes; those below 0 are left out."""
    loops = library.compiled()
    if loops is None:
        return np.bincount(codes[codes >= 0], minlength=size)[:size]
    (codes,) = in_a_row(np.int32, codes)
    found = np.zeros(size, np.int64)
    loops.counts(*at(codes), len(codes), size, *at(found))
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
        return (self.keys & np.uint64(0xFFFFFFFF)).astype(np.int64)

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
    loops = library.compiled()
    if loops is None:
        rows = np.flatnonzero((places >= first) & (places < end))
        rows = rows[np.lexsort((days[rows], places[rows]))]
        since = (days[rows].astype(np.int64) - EARLIEST).astype(np.uint64)
        ends = np.cumsum(counts(places[rows] - first, end - first))
        return RowsInOrder(since << np.uint64(32) | rows.astype(np.uint64), ends)
    places, days = in_a_row(np.int32, places, days)
    keys, ends = np.empty(len(places), np.uint64), np.empty(end - first, np.int64)
    loops.rows_in_order(*at(places, days), len(places), first, end - first, *at(keys, ends))
    return RowsInOrder(keys[: ends[-1] if len(ends) else 0], ends)
