"""Sums per customer that are the same in whatever order the rows come."""

import math

import numpy as np
import numpy.typing as npt

from core.native import sums as loops
from core.native.rows import taken

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.integer]

SCALE = 10_000.0
"""Amounts with up to four decimals are added as whole numbers of this part of the unit."""

EXACT = 2.0**53
"""Up to here floating point numbers count whole numbers without a gap."""


def exact_sums(places: Places, values: Floats, size: int) -> Floats:
    """Sum of the values of each place, rounded once, to the nearest double.

    Values with up to four decimals are taken for the decimals they were written as, so that
    1.7 and 6.6 add up to 8.3; others for the binary numbers that they are.

    Parameters
    ----------
    places
        Place that each value belongs to, 0 to ``size - 1``.
    values
        Finite numbers.
    size
        How many places there are.

    Returns
    -------
    numpy.ndarray
        Shape (size,); 0 where a place has no value, infinite where no double holds the sum.
    """
    sums = loops.sums_by_place(places, values, SCALE, size)
    if sums is not None:
        return sums / SCALE
    scaled = _scaled(values)
    if scaled is not None:
        return np.bincount(places, weights=scaled, minlength=size) / SCALE
    return _careful_sums(places, values, size)


def _scaled(values: Floats) -> Floats | None:
    """Give values as whole numbers; None if some have more decimals, or their sum is too large."""
    with np.errstate(over="ignore"):
        scaled = np.rint(values * SCALE) + 0.0  # there is no zero below 0
        total = np.abs(scaled).sum()
    return scaled if total < EXACT and np.array_equal(scaled / SCALE, values) else None


class RunningSums:
    """Sums of values from one row to another, each as `exact_sums` gives it.

    Parameters
    ----------
    values
        Shape (rows,): finite numbers.
    """

    def __init__(self, values: Floats) -> None:
        self._values = values
        self._until = loops.running_sums(values, SCALE)
        if self._until is None and (scaled := _scaled(values)) is not None:
            self._until = np.append(0.0, np.cumsum(scaled))

    def between(self, starts: Places, ends: Places) -> Floats:
        """Add up the values from each start to its end, the last left out.

        Parameters
        ----------
        starts, ends
            Shape (sums,): rows, no end before its start.
        """
        if self._until is not None:
            return np.asarray((taken(self._until, ends) - taken(self._until, starts)) / SCALE)
        counts = ends - starts
        places = np.repeat(np.arange(len(counts)), counts)
        rows = np.arange(len(places)) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
        return exact_sums(places, self._values[rows], len(counts))


def sums_from(values: Floats, starts: Places) -> Floats:
    """Sum of the values from each start to the next, each as `exact_sums` gives it.

    Parameters
    ----------
    values
        Shape (rows,): finite numbers.
    starts
        Shape (sums,): rows, each behind the one before.
    """
    sums = loops.sums_from(values, SCALE, starts)
    if sums is not None:
        return sums / SCALE
    return RunningSums(values).between(starts, np.append(starts, len(values))[1:])


def _careful_sums(places: Places, values: Floats, size: int) -> Floats:
    order = np.argsort(places, kind="stable")
    present, starts, counts = np.unique(places[order], return_index=True, return_counts=True)
    ordered = values[order]
    found = ordered[starts]
    pairs = counts == 2  # noqa: PLR2004 - one rounding is the same in both orders
    with np.errstate(over="ignore"):
        found[pairs] += ordered[starts[pairs] + 1]
    for place in np.flatnonzero(counts > 2).tolist():  # noqa: PLR2004 - the others are done
        start = starts[place]
        found[place] = _careful_sum(ordered[start : start + counts[place]])
    sums = np.zeros(size)
    sums[present] = found
    return sums


def _careful_sum(values: Floats) -> float:
    try:
        return math.fsum(values)
    except OverflowError:
        return math.inf
