"""Which rows something holds for, so that what holds for all or none takes neither room nor time.

A mask that is the same everywhere is one truth seen as many; it cannot be changed. Most masks
of a large file are such, and asking ten million rows one by one would take longer than the answer
is worth.
"""

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]


def nowhere(rows: int) -> Mask:
    """Give a mask of so many rows that is set nowhere."""
    return np.broadcast_to(np.False_, (rows,))


def everywhere(rows: int) -> Mask:
    """Give a mask of so many rows that is set everywhere."""
    return np.broadcast_to(np.True_, (rows,))


def slim(mask: Mask) -> Mask:
    """Give the same mask in as little room as it needs; it is not to be changed any more."""
    if _is_same(mask):
        return mask
    if not bool(mask.any()):
        return nowhere(len(mask))
    return everywhere(len(mask)) if bool(mask.all()) else mask


def opposite(mask: Mask) -> Mask:
    """Give a mask that is set where this one is not."""
    if _is_same(mask):
        return nowhere(len(mask)) if mask[0] else everywhere(len(mask))
    return ~mask


def both(one: Mask, other: Mask) -> Mask:
    """Give a mask that is set where both are."""
    if _is_same(other):
        one, other = other, one
    if _is_same(one):
        return other if one[0] else one
    return one & other


def either(one: Mask, other: Mask) -> Mask:
    """Give a mask that is set where one of both is."""
    if _is_same(other):
        one, other = other, one
    if _is_same(one):
        return one if one[0] else other
    return one | other


def without(one: Mask, other: Mask) -> Mask:
    """Give a mask that is set where the first is and the second is not."""
    return both(one, opposite(other))


def except_rows(mask: Mask, rows: Collection[int]) -> Mask:
    """Give the mask without some rows."""
    if not rows:
        return mask
    others = mask.copy()
    others[list(rows)] = False
    return others


def somewhere(mask: Mask) -> bool:
    """Whether a mask is set anywhere."""
    return bool(mask[0] if _is_same(mask) else mask.any())


def rows_where(mask: Mask) -> Places:
    """Give the rows for which a mask is set, in order."""
    return np.flatnonzero(mask) if somewhere(mask) else np.zeros(0, np.int64)


def every_row(mask: Mask) -> Sequence[int] | Places:
    """Give the same rows as something that is only counted and sliced, in little room."""
    return range(len(mask)) if how_many(mask) == len(mask) else np.flatnonzero(mask)


def how_many(mask: Mask) -> int:
    """Tell for how many rows a mask is set."""
    if _is_same(mask):
        return len(mask) if mask[0] else 0
    return int(np.count_nonzero(mask))


def _is_same(mask: Mask) -> bool:
    """Whether a mask is one truth seen as many."""
    return mask.strides == (0,) and len(mask) > 0
