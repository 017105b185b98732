"""Loops over rows: what is the same among them, how often, and on which days."""

import ctypes
from collections.abc import Sequence
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
"""The first day that there is, which also stands where a date is missing."""

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
