"""Divide customers into groups of neighbours: weighted k-means with many starts.

The result does not depend on the order of the customers or on the number of threads: starts
run on distinct points or cells in order of place, and the last word has Lloyd's algorithm with
centres from exact sums of whole numbers.
"""

from dataclasses import dataclass, replace

import numpy as np

from core.progress import Progress
from core.segments.integers import Integers
from core.segments.search.grid import Cells, Floats, bins_for, gather, two_nearest
from core.segments.search.lloyd import Effort, different, find_centres, settled
from core.segments.search.polish import polish
from core.segments.search.sketch import sketch

_MOST_DISTINCT = 10_000
_FINE_CELLS = 65_536
_COARSE_CELLS = 2_048
_CELLS_PER_GROUP = 40
_REFINED = 3


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
    """

    labels: Integers
    second: Integers
    confidence: Floats
    centres: Floats
    inertia: float


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
    cells = gathered(places, scale)
    search = replace(search, groups=min(search.groups, len(cells.first)))
    # In a grid the means tell the best apart well enough, and each polish takes its time.
    promising = _promising(cells, search, progress)
    if len(cells.rows) > _MOST_DISTINCT:
        promising = promising[:1]
    polished = [polish(cells, centres, progress) for centres in promising]
    centres, inertia = min(polished, key=lambda one: one[1])
    labels, second, confidence = membership(
        np.ascontiguousarray(places.T) * scale[:, None], centres
    )
    return Partition(labels, second, confidence, centres, inertia)


def gathered(places: Integers, scale: Floats) -> Cells:
    """Customers as distinct points or, if those are many, in the cells of a grid."""
    if len(places) > _MOST_DISTINCT:
        cells = gather(places, scale, bins_for(places.shape[1], _FINE_CELLS))
        if len(cells.first) >= _CELLS_PER_GROUP * 15:
            return cells
    return gather(places, scale, None)


def _promising(cells: Cells, search: Search, progress: Progress) -> list[Floats]:
    """Centres of different good divisions, best first, at rest on the means of the cells."""
    cloud, rough = cells.cloud(), sketch(cells, search.groups, _COARSE_CELLS).cloud
    found = find_centres(
        rough,
        search.groups,
        Effort(starts=search.starts),
        search.seed,
        lambda share: progress.at(0.8 * share),
    )[:_REFINED]
    if len(rough.weights) < len(cloud.weights):
        found = different([settled(cloud, one.places) for one in found])
    return [one.places for one in found]


def membership(points: Floats, centres: Floats) -> tuple[Integers, Integers, Floats]:
    """Nearest and second nearest centre of points, shape (axes, points), and the confidence.

    The confidence is (d2 - d1) / (d2 + d1) of the squared distances; 1 if there is one centre.
    """
    near = two_nearest(points, centres)
    one, two = near.one.astype(np.int64), near.two.astype(np.int64)
    if len(centres) == 1:
        return one, two, np.ones(len(one))
    gap = near.next_least - near.least
    return one, two, gap / (near.next_least + near.least)
