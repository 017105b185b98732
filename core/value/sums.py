"""Sums per customer that are the same in whatever order the rows come."""

import math

import numpy as np
import numpy.typing as npt

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
    with np.errstate(over="ignore"):
        scaled = np.rint(values * SCALE)
        total = np.abs(scaled).sum()
    if total < EXACT and np.array_equal(scaled / SCALE, values):
        return np.bincount(places, weights=scaled, minlength=size) / SCALE
    return _careful_sums(places, values, size)


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
