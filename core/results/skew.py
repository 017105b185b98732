"""Amounts of which most are nothing and a few are large, and what hangs on those few."""

from dataclasses import dataclass, replace
from math import cbrt, isfinite

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr

from core.results.regression import LEVEL, Difference, difference
from core.tables.results import Estimate, Flags, Floats

WINSORISED = "largest 1 in 1,000 cut off (Welch)"
BOOTSTRAP = "drawn again {draws:,} times (bootstrap)"

SKEWED = ", allowing for skew (Hall)"

DRAWS = 2_000
_HARDLY_SKEWED = 0.05
_CUT = 0.999
_WHOLE_CELLS = 100
_CELLS = 100


@dataclass(frozen=True)
class Parts:
    """A difference of mean amounts as two steps: how many have any, and how much those have.

    Attributes
    ----------
    share, share_control
        Customers with an amount other than 0, 0 to 1.
    size, size_control
        Mean amount of those; 0 if there are none.
    by_share, by_size
        Difference that comes from more customers having any, and from larger amounts; they add
        up to the difference of the means.
    """

    share: float
    share_control: float
    size: float
    size_control: float
    by_share: float
    by_size: float


def parts(outcome: Floats, treated: Flags) -> Parts:
    """Take a difference of mean amounts apart into how many and how much."""
    found = [_share_and_size(outcome[side]) for side in (treated, ~treated)]
    (share, size), (share_control, size_control) = found
    return Parts(
        share=share,
        share_control=share_control,
        size=size,
        size_control=size_control,
        by_share=(share - share_control) * size_control,
        by_size=share * (size - size_control),
    )


def _share_and_size(amounts: Floats) -> tuple[float, float]:
    some = amounts[amounts != 0]
    share = len(some) / len(amounts) if len(amounts) else 0.0
    return share, float(some.mean()) if len(some) else 0.0


def allowing_for_skew(found: Difference, treated: Flags) -> Estimate:
    """Widen an interval where large amounts lie on one side.

    Where a few amounts are large, the mean misses the true one more often on one side. Hall
    (1992), "On the removal of skewness by transformation", Journal of the Royal Statistical
    Society B 54, corrects for that; Zhou and Dinh (2005), Biostatistics 6, do so for two samples.
    But the skewness has to be estimated too, so the interval reaches as far as the plain and the
    corrected one together. Below a skewness of 0.05 of the difference it stays as it is.

    Parameters
    ----------
    found
        The difference with the corrected outcomes.
    treated
        Shape (customers,).
    """
    plain = found.estimate
    skewness = _skewness(found, treated)
    if not isfinite(skewness) or abs(skewness) <= _HARDLY_SKEWED:
        return plain
    reach = (plain.high - plain.effect) / plain.error
    low, high = (plain.effect - plain.error * _turned(z, skewness) for z in (reach, -reach))
    t = plain.effect / plain.error
    straight = t + skewness * t**2 / 3 + skewness**2 * t**3 / 27 + skewness / 6
    p = 2 * float(stdtr(found.freedom, -abs(straight)))
    return Estimate(
        method=f"{plain.method}{SKEWED}",
        effect=plain.effect,
        low=min(low, plain.low),
        high=max(high, plain.high),
        error=plain.error,
        p=max(p, plain.p),
    )


def _turned(z: float, skewness: float) -> float:
    """Give the quantile of the skewed statistic whose straightened value is z."""
    return 3 / skewness * (cbrt(1 + skewness * (z - skewness / 6)) - 1)


def _skewness(found: Difference, treated: Flags) -> float:
    """Skewness of a difference of means: its third moment over its standard error cubed."""
    if not found.estimate.error > 0:
        return 0.0
    third = 0.0
    for side, sign in ((treated, 1), (~treated, -1)):
        amounts = found.adjusted[side]
        third += sign * float(((amounts - amounts.mean()) ** 3).mean()) / len(amounts) ** 2
    return third / found.estimate.error**3


def winsorised(
    outcome: Floats,
    treated: Flags,
    covariates: Floats | None = None,
    level: float = LEVEL,
) -> Estimate:
    """Difference with the amounts beyond the 99.9th percentile set to it, to see what they do."""
    low, high = np.quantile(outcome, (1 - _CUT, _CUT))
    low = min(low, 0.0)  # what is nothing stays nothing
    cut = np.clip(outcome, low, high)
    return replace(difference(cut, treated, covariates, level=level).estimate, method=WINSORISED)


def bootstrap(
    outcome: Floats, treated: Flags, seed: int, draws: int = DRAWS, level: float = LEVEL
) -> Estimate:
    """Difference with the percentile interval of the bootstrap: Efron (1979), Annals of Statistics.

    The 100 amounts farthest from the middle are drawn one by one; the others are drawn in
    100 cells of neighbours, each with its mean, which changes nothing that can be seen and
    makes the work independent of the number of customers.

    Parameters
    ----------
    outcome
        Shape (customers,), amounts, corrected for values from before or not.
    treated
        Shape (customers,).
    seed
        Of the draws; the order of the customers does not matter.
    """
    random = np.random.default_rng(seed)
    sides = [_drawn_means(outcome[side], random, draws) for side in (treated, ~treated)]
    drawn = sides[0] - sides[1]
    low, high = np.quantile(drawn, ((1 - level) / 2, (1 + level) / 2))
    effect = float(outcome[treated].mean() - outcome[~treated].mean())
    method = BOOTSTRAP.format(draws=draws)
    return Estimate(method, effect, float(low), float(high), float(drawn.std(ddof=1)), float("nan"))


def _drawn_means(amounts: Floats, random: np.random.Generator, draws: int) -> Floats:
    """Means of as many customers drawn again with replacement."""
    means, counts = _cells(amounts)
    drawn = random.multinomial(len(amounts), counts / counts.sum(), size=draws)
    return np.asarray(drawn @ means / len(amounts))


def _cells(amounts: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Mean and size of cells of neighbouring amounts; those far from the middle stand alone."""
    values, counts = np.unique(amounts, return_counts=True)
    if len(values) <= _WHOLE_CELLS + _CELLS:
        return values, counts
    middle = np.median(amounts)
    far = np.argsort(-np.abs(values - middle), kind="stable")[:_WHOLE_CELLS]
    alone = np.zeros(len(values), dtype=np.bool_)
    alone[far] = True
    passed = np.cumsum(np.where(alone, 0, counts))
    cell = np.where(alone, _CELLS, np.minimum(passed * _CELLS // (passed[-1] + 1), _CELLS - 1))
    cell[alone] = _CELLS + np.arange(int(alone.sum()))
    sizes = np.bincount(cell, weights=counts).astype(np.int64)
    sums = np.bincount(cell, weights=values * counts)
    kept = sizes > 0
    return sums[kept] / sizes[kept], sizes[kept]
