"""Limits between customers that people can read: round numbers where few are affected."""

from itertools import pairwise
from math import floor, log10

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers

Floats = npt.NDArray[np.float64]

_FINEST = 17
_END = 0.01


def round_between(low: float, high: float) -> float:
    """The number with the fewest digits that is above ``low`` and at most ``high``."""
    if low < 0 <= high:
        return 0.0
    power = floor(log10(high - low)) + 1
    for digits in range(-power, _FINEST - power):
        step = 10.0**-digits
        candidate = round(floor(high / step) * step, max(digits, 0))
        if low < candidate <= high:
            return candidate
    return high


def limits_at(values: Floats, shares: Floats, reach: float, gaps: int = 0) -> list[float]:
    """Limits that have about the given shares of the customers below them, and some in gaps.

    Among few different values there is a limit between every two.

    Parameters
    ----------
    values
        One per customer.
    shares
        Rising, 0 to 1.
    reach
        Share of the customers by which a limit may be moved to become a round number.
    gaps
        In how many of the widest gaps between neighbouring values there is to be a limit too;
        the first and the last 1 in 100 customers, who lie far apart, are left out.

    Returns
    -------
    list of float
        Rising and different, each with customers below it and at or above it.
    """
    distinct, counts = np.unique(values, return_counts=True)
    if len(distinct) < 2:  # noqa: PLR2004 - nothing lies between customers who are all alike
        return []
    if len(distinct) <= 2 * len(shares):
        return [round_between(*pair) for pair in pairwise(distinct.tolist())]
    below = np.cumsum(counts)[:-1]
    total = len(values)
    found = set()
    for share in shares.tolist():
        best = int(np.abs(below - share * total).argmin())
        first = int(np.searchsorted(below, below[best] - reach * total, side="left"))
        last = int(np.searchsorted(below, below[best] + reach * total, side="right")) - 1
        found.add(round_between(float(distinct[first]), float(distinct[last + 1])))
    inner = np.flatnonzero((below > _END * total) & (below < (1 - _END) * total))
    for gap in inner[_widest(np.diff(distinct)[inner], gaps)].tolist():
        found.add(round_between(float(distinct[gap]), float(distinct[gap + 1])))
    return sorted(found)


def _widest(widths: Floats, count: int) -> Integers:
    """Indices of the widest, of equal ones the first."""
    few = min(count, len(widths))
    if not few:
        return np.zeros(0, dtype=np.int64)
    least = np.partition(widths, -few)[-few]
    wide = np.flatnonzero(widths >= least)
    return wide[np.argsort(-widths[wide], kind="stable")[:few]]
