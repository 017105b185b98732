"""Which segment is ideal, and where the others stand from it.

Desirability is that of Derringer and Suich (1980), "Simultaneous Optimization of Several
Response Variables", Journal of Quality Technology 12(4), on the segments' median scores:
0 at the 10th percentile of an axis, 1 at the 90th, and the geometric mean over the axes.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers
from core.segments.words import begun, count_words, goal_words, listed, rank_words
from core.settings import Axis

Floats = npt.NDArray[np.float64]

HIGH = 2 / 3
_LOW_LIMIT, _HIGH_LIMIT = 0.1, 0.9
_GOOD_ENOUGH = 0.5
_FEWEST, _FEWEST_SHARE = 30, 0.01
_SHOWN = 5


@dataclass(frozen=True, eq=False)
class Standing:
    """Where groups of customers stand on the axes.

    Attributes
    ----------
    axes
        The axes.
    medians
        Shape (groups, axes): median scores.
    sizes
        Shape (groups,): customers.
    low, high
        Shape (axes,): the 10th and 90th percentile of the scores of all; the lowest and the
        highest score where those two are equal, and 0 and 1 where all scores are.
    bottom, top
        Shape (axes,): the lowest and the highest score of all.
    """

    axes: tuple[Axis, ...]
    medians: Floats
    sizes: Integers
    low: Floats
    high: Floats
    bottom: Floats
    top: Floats

    @property
    def weights(self) -> Floats:
        """Shape (axes,): weights of the axes, of which the sum is 1."""
        weights = np.array([axis.weight for axis in self.axes])
        return np.asarray(weights / weights.sum())


@dataclass(frozen=True, eq=False)
class Choice:
    """The best group, by its index, and whether it is ideal.

    ``desirability`` is 0 to 1 for each group; ``region`` the lowest scores of the ideal
    region; ``origin`` the scores that distances to the ideal are taken from: the medians of
    the ideal or, if there is none, the region. ``rival`` is the group that TOPSIS prefers; None
    if it is the same.
    """

    best: int
    ideal: bool
    reason: str
    desirability: Floats
    region: Floats
    origin: Floats
    rival: int | None = None


def standing(axes: tuple[Axis, ...], medians: Floats, sizes: Integers, scores: Floats) -> Standing:
    """Where groups stand, given the scores of all scored customers."""
    low, high = np.quantile(scores, [_LOW_LIMIT, _HIGH_LIMIT], axis=0)
    flat = low >= high
    bottom, top = scores.min(axis=0), scores.max(axis=0)
    same = bottom >= top
    return Standing(
        axes=axes,
        medians=medians,
        sizes=sizes,
        low=np.where(same, 0.0, np.where(flat, bottom, low)),
        high=np.where(same, 1.0, np.where(flat, top, high)),
        bottom=bottom,
        top=top,
    )


def smallest_ideal(customers: int, groups: int) -> int:
    """Fewest customers of an ideal segment: 30 or 1 %, but no more than half an even share."""
    wanted = max(_FEWEST, -(-customers // 100))
    return max(1, min(wanted, customers // (2 * groups)))


def choose(where: Standing, known: int | None = None) -> Choice:
    """The most desirable group that none surpasses and that is not too small.

    It is the ideal if it gets at least halfway up between the limits of every axis that has
    a weight; otherwise there is none yet.

    Parameters
    ----------
    where
        Where the groups stand.
    known
        Index of a group that is to be the best, whatever its merits.
    """
    parts = np.clip((where.medians - where.low) / (where.high - where.low), 0, 1)
    desirability = np.prod(parts**where.weights, axis=1)
    large = np.flatnonzero(where.sizes >= smallest_ideal(int(where.sizes.sum()), len(where.sizes)))
    candidates = np.setdiff1d(large, np.flatnonzero(dominated(where)))
    if not len(candidates):
        candidates = large
    best = known
    if best is None:
        best = max(candidates.tolist(), key=lambda one: _merit(where, desirability, one))
    short = [
        axis
        for axis, part in zip(where.axes, parts[best], strict=True)
        if axis.weight > 0 and part < _GOOD_ENOUGH
    ]
    region = np.where(where.weights > 0, np.minimum(HIGH, where.top), 0.0)
    nearest = max(large.tolist(), key=lambda one: round(float(closeness(where)[one]), 12))
    return Choice(
        best=best,
        ideal=not short,
        reason=_reason(where, best, short),
        desirability=desirability,
        region=region,
        origin=np.asarray(region if short else where.medians[best]),
        rival=None if nearest == best else nearest,
    )


def closeness(where: Standing) -> Floats:
    """How close each group is to the best on all axes, 0 to 1.

    The yardstick is TOPSIS, Hwang and Yoon (1981), "Multiple Attribute Decision Making": the
    distance from the worst over the sum of the distances from the worst and from the best.
    """
    weighted = where.medians * where.weights
    to_best = np.sqrt(((weighted.max(axis=0) - weighted) ** 2).sum(axis=1))
    to_worst = np.sqrt(((weighted - weighted.min(axis=0)) ** 2).sum(axis=1))
    total = to_best + to_worst
    return np.where(total > 0, to_worst / np.where(total > 0, total, 1), 1.0)


def nearest_to(region: Floats, scores: Floats, weights: Floats) -> Integers:
    """Rows of up to five customers who lack least to a region, and best of those who lack nothing.

    Parameters
    ----------
    region
        Shape (axes,): lowest scores of the region.
    scores
        Shape (customers, axes).
    weights
        Shape (axes,): what the axes count.
    """
    lacking = (np.maximum(region - scores, 0) ** 2 * weights).sum(axis=1).round(12)
    worth = (scores * weights).sum(axis=1)
    few = min(_SHOWN, len(scores))
    limit = np.partition(lacking, few - 1)[few - 1]
    close = np.flatnonzero(lacking <= limit)
    order = np.lexsort((close, -worth[close], lacking[close]))
    return close[order[:few]]


def _merit(where: Standing, desirability: Floats, group: int) -> tuple[float, ...]:
    """What groups are compared by: desirability, then weighted mean score, then scores."""
    medians = where.medians[group]
    weighted = round(float((medians * where.weights).sum()), 12)
    return (round(float(desirability[group]), 12), weighted, *medians.tolist())


def dominated(where: Standing) -> npt.NDArray[np.bool_]:
    """Whether another group is as good on every axis that has a weight and better on one."""
    medians = where.medians[:, where.weights > 0]
    as_good = (medians[:, None, :] >= medians[None, :, :]).all(axis=2)
    better = (medians[:, None, :] > medians[None, :, :]).any(axis=2)
    return np.asarray((as_good & better).any(axis=0))


def business_order(points: Floats, best: int) -> list[int]:
    """Indices of groups: the best first, then by distance of their points from it.

    ``points`` are the mean points, shape (groups, axes); groups at the same distance follow
    in the order of their points, greatest first.
    """
    gaps = ((points - points[best]) ** 2).sum(axis=1).round(9)
    keys = list(zip(gaps.tolist(), (-points).tolist(), strict=True))
    others = [index for index in range(len(points)) if index != best]
    return [best, *sorted(others, key=lambda index: keys[index])]


def _reason(where: Standing, best: int, short: list[Axis]) -> str:
    """Why this group is the ideal or, if it falls short on some axes, why there is none."""
    ranks = 1 + (where.medians > where.medians[best]).sum(axis=0)
    groups = count_words(len(where.sizes))
    places = [
        f"{rank_words(int(rank))}{f' of {groups}' if first else ''} in {goal_words(axis)}"
        for first, rank, axis in zip([True] + [False] * len(ranks), ranks, where.axes, strict=False)
    ]
    if not short:
        placed = listed(places)
        fewest = smallest_ideal(int(where.sizes.sum()), len(where.sizes))
        size = f" of at least {fewest:,} customers" if dominated(where)[best] else ""
        return f"{begun(placed)}; no other segment{size} is better on all axes."
    lacking = listed([goal_words(axis) for axis in short])
    return (
        f"None is ideal yet: the best segment is {listed(places)}, but does not get"
        f" halfway up in {lacking}."
    )
