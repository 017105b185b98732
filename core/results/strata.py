"""Differences worked out within groups of like customers and then put together."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from core.results.regression import LEVEL, interval
from core.tables.results import Estimate, Flags, Floats

STRATIFIED = "difference within groups, put together"
MATCHED = "difference to untreated customers of the same group"

_FEWEST = 2


@dataclass(frozen=True, eq=False)
class Strata:
    """Sums of each stratum: customers, mean and variance of the outcome, treated then control."""

    sizes: Floats
    means: Floats
    variances: Floats

    @property
    def usable(self) -> Flags:
        """Which strata have at least two customers of each side."""
        return np.asarray((self.sizes >= _FEWEST).all(axis=0))


def stratified(
    outcome: Floats,
    treated: Flags,
    strata: npt.NDArray[np.integer],
    level: float = LEVEL,
) -> Estimate:
    """Weighted mean of the strata's differences, by their customers of both sides.

    ``sum N_s/N (mean_T - mean_C)`` with variance ``sum (N_s/N)^2 SE_s^2``; strata that have
    fewer than two customers on a side are left out.
    """
    found = sums_of(outcome, treated, strata)
    return _put_together(STRATIFIED, found, found.sizes.sum(axis=0), level)


def matched(
    outcome: Floats,
    treated: Flags,
    strata: npt.NDArray[np.integer],
    level: float = LEVEL,
) -> Estimate:
    """Weighted mean of the strata's differences, by their treated customers.

    That is what those treated would have had, as like customers show: coarsened exact matching,
    Iacus, King and Porro (2012), Political Analysis 20(1).
    """
    found = sums_of(outcome, treated, strata)
    return _put_together(MATCHED, found, found.sizes[0], level)


def sums_of(outcome: Floats, treated: Flags, strata: npt.NDArray[np.integer]) -> Strata:
    """Sizes, means and variances of the two sides in every stratum, shape (2, strata)."""
    _, place = np.unique(strata, return_inverse=True)
    count = int(place.max(initial=-1)) + 1
    sizes, means, variances = (np.zeros((2, count)) for _ in range(3))
    for side, chosen in enumerate((treated, ~treated)):
        at, values = place[chosen], outcome[chosen]
        sizes[side] = np.bincount(at, minlength=count)
        divisor = np.maximum(sizes[side], 1)
        means[side] = np.bincount(at, weights=values, minlength=count) / divisor
        squares = (values - means[side][at]) ** 2
        less = np.maximum(sizes[side] - 1, 1)
        variances[side] = np.bincount(at, weights=squares, minlength=count) / less
    return Strata(sizes, means, variances)


def _put_together(method: str, found: Strata, weights: Floats, level: float) -> Estimate:
    kept = found.usable
    if not kept.any():
        nan = float("nan")
        return interval(method, nan, nan, nan, level)
    shares = weights[kept] / weights[kept].sum()
    differences = (found.means[0] - found.means[1])[kept]
    squares = (found.variances / np.maximum(found.sizes, 1)).sum(axis=0)[kept]
    effect, variance = float(shares @ differences), float(shares**2 @ squares)
    freedom = float(found.sizes[:, kept].sum()) - 2 * int(kept.sum())
    return interval(method, effect, sqrt(variance), max(freedom, 1.0), level)
