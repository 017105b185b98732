"""k-means on some thousands of weighted points: the search for good centres.

Points stand for one or many customers each, so a search takes as long for a million
customers as for a few thousand.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.cluster.vq import vq

from core.native.centres import follow

Floats = npt.NDArray[np.float64]

_FIRST_ROUNDS = 5
_MOST_ROUNDS = 300
_SAME = 1e-5

_MOST_AXES = 4
"""SciPy reckons distances along more axes in another way, which differs in the last digit."""


@dataclass(frozen=True, eq=False)
class Cloud:
    """Points that stand for customers.

    Attributes
    ----------
    points
        Shape (points, axes), in an order that does not depend on that of the customers.
    weights
        Shape (points,): customers at each point, above 0.
    """

    points: Floats
    weights: Floats

    def sums(self) -> Floats:
        """Shape (axes, points): points times weights."""
        return np.ascontiguousarray((self.points * self.weights[:, None]).T)


@dataclass(frozen=True, eq=False)
class Centres:
    """Centres, shape (groups, axes), and the sum of squared distances of a cloud to them."""

    inertia: float
    places: Floats


@dataclass(frozen=True)
class Effort:
    """How hard to search.

    Attributes
    ----------
    starts
        k-means++ starts; the best third of them is followed to the end.
    swaps
        Trials in which one centre is moved to a place that is badly served.
    """

    starts: int = 50
    swaps: int = 30


def labels_of(points: Floats, centres: Floats) -> npt.NDArray[np.int32]:
    """Index of the nearest centre of each point, shape (points,); the lowest of equals."""
    found: npt.NDArray[np.int32] = vq(points, centres, check_finite=False)[0]
    return found


def find_centres(
    cloud: Cloud,
    groups: int,
    effort: Effort,
    seed: int,
    tell: Callable[[float], None] = lambda _share: None,
) -> list[Centres]:
    """Centres with the least inertia that were found, and other good ones, best first.

    Starts are those of k-means++, Arthur and Vassilvitskii (2007), SODA. The best one is then
    improved by random swap clustering, Fränti (2018), Journal of Big Data 5, article 13.

    Parameters
    ----------
    cloud
        What is divided; at least ``groups`` different points.
    groups
        How many centres.
    effort, seed
        How hard to search, and the seed of the search.
    tell
        Told the share done, 0 to 1.
    """
    random = np.random.default_rng(seed)
    sums = cloud.sums()
    begun = []
    for done in range(effort.starts):
        tell(0.5 * done / effort.starts)
        start = spread_out(cloud, groups, random)
        begun.append(_followed(cloud, sums, start, _FIRST_ROUNDS))
    begun.sort(key=lambda one: one.inertia)
    kept = begun[: max(1, -(-len(begun) // 3))]
    found = [_followed(cloud, sums, one.places, _MOST_ROUNDS) for one in kept]
    best = min(found, key=lambda one: one.inertia)
    for done in range(effort.swaps):
        tell(0.5 + 0.5 * done / effort.swaps)
        best = _swapped(cloud, sums, best, random)
    return different([best, *found])


def settled(cloud: Cloud, centres: Floats) -> Centres:
    """Where centres come to rest by Lloyd's algorithm."""
    return _followed(cloud, cloud.sums(), centres, _MOST_ROUNDS)


def different(found: list[Centres]) -> list[Centres]:
    """Centres by inertia, best first, without those that came out the same."""
    kept: list[Centres] = []
    for one in sorted(found, key=lambda one: one.inertia):
        if not kept or one.inertia > kept[-1].inertia * (1 + _SAME):
            kept.append(one)
    return kept


def spread_out(cloud: Cloud, groups: int, random: np.random.Generator) -> Floats:
    """First centres: points drawn in proportion to their squared distance from earlier ones."""
    chosen = [_drawn(cloud.weights, random)]
    gaps = ((cloud.points - cloud.points[chosen[0]]) ** 2).sum(axis=1)
    for _ in range(groups - 1):
        chosen.append(_drawn(cloud.weights * gaps, random))
        newer = ((cloud.points - cloud.points[chosen[-1]]) ** 2).sum(axis=1)
        np.minimum(gaps, newer, out=gaps)
    return cloud.points[chosen]


def _drawn(chances: Floats, random: np.random.Generator) -> int:
    """Index drawn in proportion to chances."""
    up_to = np.cumsum(chances)
    place = int(np.searchsorted(up_to, random.random() * up_to[-1], side="right"))
    return min(place, len(chances) - 1)


def _swapped(cloud: Cloud, sums: Floats, best: Centres, random: np.random.Generator) -> Centres:
    """The better of some centres and of the same with one moved elsewhere."""
    gaps = vq(cloud.points, best.places, check_finite=False)[1] ** 2 * cloud.weights
    if not gaps.any():
        return best
    trial = best.places.copy()
    place = _drawn(gaps, random)
    trial[random.integers(len(trial))] = cloud.points[place]
    found = _followed(cloud, sums, trial, _MOST_ROUNDS)
    return found if found.inertia < best.inertia else best


def _followed(cloud: Cloud, sums: Floats, centres: Floats, rounds: int) -> Centres:
    """Centres after up to ``rounds`` rounds of Lloyd's algorithm; an empty group stays put."""
    if cloud.points.shape[1] <= _MOST_AXES:
        followed = follow(cloud.points, cloud.weights, sums, centres, rounds)
        if followed is not None:
            return _measured(cloud, *followed)
    groups = len(centres)
    labels = None
    for _ in range(rounds):
        moved = labels_of(cloud.points, centres)
        if labels is not None and np.array_equal(moved, labels):
            break
        labels = moved
        counts = np.bincount(labels, cloud.weights, minlength=groups)
        totals = np.stack([np.bincount(labels, one, minlength=groups) for one in sums], axis=1)
        shared = np.maximum(counts, np.finfo(np.float64).tiny)[:, None]
        centres = np.where(counts[:, None] > 0, totals / shared, centres)
    gaps = vq(cloud.points, centres, check_finite=False)[1]
    return _measured(cloud, np.ascontiguousarray(centres), gaps)


def _measured(cloud: Cloud, centres: Floats, gaps: Floats) -> Centres:
    return Centres(float((gaps**2 * cloud.weights).sum()), centres)
