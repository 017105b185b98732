"""Divide customers into groups of neighbours: weighted k-means with many starts.

The result does not depend on the order of the customers or on the number of threads: starts
run on distinct points or cells in order of place, and the last word has Lloyd's algorithm with
centres from exact sums of whole numbers.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from core.progress import Progress
from core.segments.grid import (
    Cells,
    Floats,
    bins_for,
    distances_to,
    gather,
    group_sums,
    merge,
)
from core.segments.integers import Integers, exact_dot

_MOST_DISTINCT = 10_000
_FINE_CELLS = 65_536
_COARSE_CELLS = 8_192
_CELLS_PER_GROUP = 40
_REFINED = 8
_SWAPS = 50
_SAME = 1e-5
_MOST_ROUNDS = 2_000
_BLOCK = 32_768


@dataclass(frozen=True, eq=False)
class Partition:
    """Customers divided into groups, in no particular order of the groups.

    Attributes
    ----------
    labels, second
        Shape (customers,): index of the nearest and the second nearest centre, from 0.
    confidence
        Shape (customers,): (d2 - d1) / (d2 + d1) of the squared distances, 0 to 1.
    centres
        Shape (groups, axes): mean point of each group, places times scale.
    inertia
        Sum of squared distances to the centres.
    cells
        The customers in cells.
    """

    labels: Integers
    second: Integers
    confidence: Floats
    centres: Floats
    inertia: float
    cells: Cells


@dataclass(frozen=True)
class Search:
    """How the best division is looked for: groups, k-means++ starts in all, seed."""

    groups: int
    starts: int = 50
    seed: int = 0


def divide(places: Integers, scale: Floats, search: Search, progress: Progress) -> Partition:
    """Find groups with the least sum of squared distances to their centres.

    Parameters
    ----------
    places
        Shape (customers, axes): whole numbers.
    scale
        Shape (axes,): length of one step on each axis, above 0.
    search
        If there are fewer distinct customers than groups, each becomes a group.
    progress
        Told how far the search is.

    Returns
    -------
    Partition
        The best of all starts after Lloyd's algorithm to full convergence.
    """
    cells = _gathered(places, scale)
    search = replace(search, groups=min(search.groups, len(cells.first)))
    centres, inertia = _best_centres(cells, search, progress)
    labels, second, confidence = _membership(cells, centres)
    return Partition(labels, second, confidence, centres, inertia, cells)


def _gathered(places: Integers, scale: Floats) -> Cells:
    """Customers as distinct points or, if those are many, in the cells of a grid."""
    if len(places) > _MOST_DISTINCT:
        cells = gather(places, scale, bins_for(places.shape[1], _FINE_CELLS))
        if len(cells.first) >= _CELLS_PER_GROUP * 15:
            return cells
    return gather(places, scale, None)


def _best_centres(cells: Cells, search: Search, progress: Progress) -> tuple[Floats, float]:
    """Centres of the best division found, and its inertia."""
    with threadpool_limits(limits=1):
        found = _starts(cells, search, progress)
    # In a grid the means tell the best apart well enough, and each polish takes its time.
    promising = found if len(cells.rows) <= _MOST_DISTINCT else found[:1]
    polished = [_polish(cells, centres, progress) for centres in promising]
    return min(polished, key=lambda one: one[1])


def _starts(cells: Cells, search: Search, progress: Progress) -> list[Floats]:
    """Centres of different starts, best first, each refined on the means of the cells."""
    means, weights = cells.means(), cells.counts.astype(np.float64)
    points, shares = means, weights
    if len(means) > _COARSE_CELLS and len(cells.rows) > _MOST_DISTINCT:
        points, shares = merge(means, weights, bins_for(means.shape[1], _COARSE_CELLS))
    if len(points) < _CELLS_PER_GROUP * search.groups:
        points, shares = means, weights
    seeds = np.random.SeedSequence(search.seed).generate_state(search.starts)
    found = []
    for done, seed in enumerate(seeds):
        progress.at(0.5 * done / len(seeds))
        found.append(_start(points, shares, search.groups, int(seed)))
    found = sorted(found, key=lambda one: one[0])[:_REFINED]
    found.append(_swapped(points, shares, found[0], search.seed, progress))
    best = _different(found)
    if points is means:
        return best
    return _different([_refine(means, weights, centres) for centres in best])


def _start(points: Floats, weights: Floats, groups: int, seed: int) -> tuple[float, Floats]:
    """Inertia and centres of one k-means++ start."""
    model = KMeans(groups, init="k-means++", n_init=1, random_state=seed)
    model.fit(points, sample_weight=weights)
    return float(model.inertia_), model.cluster_centers_


def _swapped(
    points: Floats,
    weights: Floats,
    best: tuple[float, Floats],
    seed: int,
    progress: Progress,
) -> tuple[float, Floats]:
    """Improve a division by moving one centre at a time to a place that is badly served.

    This is random swap clustering, Fränti (2018), Journal of Big Data 5, article 13; places
    are drawn as in k-means++, in proportion to their squared distance.
    """
    random = np.random.default_rng(seed)
    inertia, centres = best
    for done in range(_SWAPS):
        progress.at(0.5 + 0.3 * done / _SWAPS)
        gaps = np.min([distances_to(points.T, centre) for centre in centres], axis=0) * weights
        if not gaps.any():
            break
        trial = centres.copy()
        place = random.choice(len(points), p=gaps / gaps.sum())
        trial[random.integers(len(centres))] = points[place]
        found = _refine(points, weights, trial)
        if found[0] < inertia:
            inertia, centres = found
    return inertia, centres


def _refine(points: Floats, weights: Floats, centres: Floats) -> tuple[float, Floats]:
    """Inertia and centres after Lloyd's algorithm on weighted points."""
    model = KMeans(len(centres), init=centres, n_init=1, tol=1e-6)
    model.fit(points, sample_weight=weights)
    return float(model.inertia_), model.cluster_centers_


def _different(found: list[tuple[float, Floats]]) -> list[Floats]:
    """Centres by inertia, best first, without those that came out the same."""
    kept: list[tuple[float, Floats]] = []
    for inertia, centres in sorted(found, key=lambda one: one[0]):
        if not kept or inertia > kept[-1][0] * (1 + _SAME):
            kept.append((inertia, centres))
    return [centres for _, centres in kept]


def _polish(cells: Cells, centres: Floats, progress: Progress) -> tuple[Floats, float]:
    """Lloyd's algorithm on all customers until nobody changes groups."""
    for _ in range(_MOST_ROUNDS):
        progress.at(0.9)
        sums, counts = group_sums(cells, centres)
        moved = _means(cells, centres, sums, counts)
        if np.array_equal(moved, centres):
            break
        centres = moved
    return centres, _inertia(cells, sums, counts)


def _means(cells: Cells, centres: Floats, sums: Floats, counts: Floats) -> Floats:
    """Mean point of each group; a group that ran empty starts again at the farthest cell."""
    empty = np.flatnonzero(counts == 0)
    moved = (sums / np.maximum(counts, 1) * cells.scale[:, None]).T
    if len(empty):
        means = cells.means()
        gaps = np.min([distances_to(means.T, centre) for centre in centres], axis=0)
        moved[empty] = means[np.argsort(-gaps, kind="stable")[: len(empty)]]
    return np.ascontiguousarray(moved)


def _inertia(cells: Cells, sums: Floats, counts: Floats) -> float:
    """Sum of squared distances to the centres, exact up to the last rounding."""
    total = 0.0
    for places, group, step in zip(cells.places, sums, cells.scale, strict=True):
        between = sum(
            Fraction(int(part) ** 2, int(count))
            for part, count in zip(group, counts, strict=True)
            if count
        )
        total += float(exact_dot(places, places) - between) * float(step) ** 2
    return total


def _membership(cells: Cells, centres: Floats) -> tuple[Integers, Integers, Floats]:
    """Nearest and second nearest centre of each customer and the confidence, in row order."""
    size = len(cells.rows)
    labels, second = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    confidence = np.ones(size)
    for start in range(0, size, _BLOCK):
        rows = cells.rows[start : start + _BLOCK]
        found = _two_nearest(cells.points[:, start : start + _BLOCK], centres)
        labels[rows], second[rows], confidence[rows] = found
    return labels, second, confidence


def _two_nearest(points: Floats, centres: Floats) -> tuple[Integers, Integers, Floats]:
    """Nearest and second nearest centre, and (d2 - d1) / (d2 + d1)."""
    size = points.shape[1]
    one, two = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    least, next_least = np.full(size, np.inf), np.full(size, np.inf)
    for index, centre in enumerate(centres):
        distance = distances_to(points, centre)
        closer, between = distance < least, distance < next_least
        two = np.where(closer, one, np.where(between, index, two))
        next_least = np.where(closer, least, np.where(between, distance, next_least))
        one = np.where(closer, index, one)
        least = np.where(closer, distance, least)
    if len(centres) == 1:
        return one, two, np.ones(size)
    return one, two, (next_least - least) / (next_least + least)
