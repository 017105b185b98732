"""Loops over rows: what is the same among them, how often, and rows in an order."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.native import library
from core.native.library import at, in_a_row

Places = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Codes = npt.NDArray[np.int32]

_SHORTS = 1 << 16
_WIDTHS = frozenset({1, 4, 8})

EARLIEST = int(np.iinfo(np.int32).min)
"""The day that `RowsInOrder` counts from, which also stands where a date is missing."""

_DAY = 86_400_000_000
"""Microseconds."""

_NO_MOMENT = np.iinfo(np.int64).min


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


def number_keys(keys: Words, codes: Codes, start: int) -> Words | None:
    """Number different keys from a number on, in the order in which they first occur.

    Parameters
    ----------
    keys
        Shape (keys, words); a key begins with another word than 0.
    codes
        Shape (keys,): set to the number of each key, and left as it is where there is none.
    start
        The number of the first.

    Returns
    -------
    numpy.ndarray or None
        Shape (different keys, words); None also without memory.
    """
    loops = library.compiled()
    if loops is None:
        return None
    (keys,) = in_a_row(np.uint64, keys)
    different = np.empty_like(keys)
    found = loops.number_keys(*at(keys), *keys.shape, start, *at(codes, different))
    return None if found < 0 else different[:found].copy()


def counts(
    codes: npt.NDArray[np.integer], size: int, chosen: npt.NDArray[np.bool_] | None = None
) -> Places:
    """Count how often each number below ``size`` occurs among codes; those below 0 are left out.

    Only the ``chosen`` ones count, if it is said which are.
    """
    loops = library.compiled()
    if loops is None:
        codes = codes[codes >= 0] if chosen is None else codes[(codes >= 0) & chosen]
        return np.bincount(codes, minlength=size)[:size]
    (codes,) = in_a_row(np.int32, codes)
    found, which = np.zeros(size, np.int64), None
    if chosen is not None:
        (chosen,) = in_a_row(np.bool_, chosen)
        (which,) = at(chosen)
    loops.counts(*at(codes), which, len(codes), size, *at(found))
    return found


def occurring(codes: npt.NDArray[np.integer], size: int) -> npt.NDArray[np.bool_]:
    """Tell which numbers below ``size`` are among codes; those below 0 are left out."""
    there, loops = np.zeros(size, bool), library.compiled()
    if loops is None:
        there[codes[(codes >= 0) & (codes < size)]] = True
        return there
    (codes,) = in_a_row(np.int32, codes)
    loops.occurring(*at(codes), len(codes), size, *at(there))
    return there


def short_counts(codes: npt.NDArray[np.uint16]) -> Places:
    """Count how often each 16-bit number occurs; shape (65536,)."""
    loops = library.compiled()
    if loops is None:
        return np.bincount(codes, minlength=_SHORTS)
    (codes,) = in_a_row(np.uint16, codes)
    found = np.zeros(_SHORTS, np.int64)
    loops.short_counts(*at(codes), len(codes), *at(found))
    return found


def taken(values: npt.NDArray[Any], places: npt.NDArray[np.integer]) -> npt.NDArray[Any]:
    """Give the value at each place, the last one where it is -1, as ``values[places]`` does."""
    loops, width = library.compiled(), values.dtype.itemsize
    plain = width in _WIDTHS and not values.dtype.hasobject and places.dtype == np.int32
    if len(values) and values.strides == (0,):
        return np.full(len(places), values[0])
    if loops is None or not plain or not len(values):
        return np.asarray(values[places])
    values, places = np.ascontiguousarray(values), np.ascontiguousarray(places)
    found = np.empty(len(places), values.dtype)
    loops.taken(*at(values), len(values), width, *at(places), len(places), *at(found))
    return found


def whole_days(moments: npt.NDArray[np.datetime64]) -> Codes:
    """Give moments in microseconds as days since 1970, `EARLIEST` where one is missing."""
    loops = library.compiled()
    (since,) = in_a_row(np.int64, moments.view(np.int64))
    if loops is None:
        return np.where(since == _NO_MOMENT, EARLIEST, since // _DAY).astype(np.int32)
    days = np.empty(len(since), np.int32)
    loops.whole_days(*at(since), len(since), *at(days))
    return days


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

    def unpacked(self) -> tuple[Codes, Codes]:
        """Give the rows, and their days."""
        loops = library.compiled()
        if loops is None:
            since = (self.keys >> np.uint64(32)).astype(np.int64)
            low = self.keys & np.uint64(0xFFFFFFFF)
            return low.astype(np.int32), (since + EARLIEST).astype(np.int32)
        (keys,) = in_a_row(np.uint64, self.keys)
        rows, days = np.empty(len(keys), np.int32), np.empty(len(keys), np.int32)
        loops.unpacked(*at(keys), len(keys), *at(rows, days))
        return rows, days


def rows_in_order(places: Codes, days: Codes, first: int, end: int) -> RowsInOrder:
    """Sort the rows of some places by the place and the day.

    Parameters
    ----------
    places, days
        Place and day of each row, fewer than 2**31.
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
    keys, ends = np.empty(len(places), np.uint64), np.empty(end - first + 1, np.int64)
    loops.rows_in_order(*at(places, days), len(places), first, end - first, *at(keys, ends))
    return RowsInOrder(keys[: ends[-2] if end > first else 0], ends[:-1])


def starts_of_days(places: Codes, days: Codes) -> Codes | None:
    """Give the first row of each day of each place; None if rows are not by place and day."""
    loops = library.compiled()
    if loops is None:
        later, same = places[1:] > places[:-1], places[1:] == places[:-1]
        later |= same & (days[1:] > days[:-1])
        if not (later | (same & (days[1:] == days[:-1]))).all():
            return None
        starts = np.append(np.ones(min(len(days), 1), bool), later)
        return np.flatnonzero(starts).astype(np.int32)
    places, days = in_a_row(np.int32, places, days)
    starts = np.empty(len(days), np.int32)
    found = loops.starts_of_days(*at(places, days), len(days), *at(starts))
    return None if found < 0 else starts[:found].copy()
