"""Lloyd's algorithm on everybody, until nobody changes groups.

A customer, or a whole cell, that is nearer to its centre than to any other by more than twice
the way that centres have moved cannot have changed groups, so hardly anybody is looked at
again: Hamerly (2010), "Making k-means even faster", SIAM International Conference on Data
Mining. Sums are those of whole numbers and exact, so the result is that of the plain algorithm.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from core.progress import Progress
from core.segments.integers import Integers, exact_dot
from core.segments.search.grid import (
    Cells,
    Floats,
    TwoNearest,
    cell_labels,
    distances_to,
    two_nearest,
)

_SLACK = 0.01
_ROUNDING = 1e-9
_MOST_ROUNDS = 2_000


@dataclass(eq=False)
class _Groups:
    """Sums of places, shape (axes, groups), and customers of each group; both exact."""

    sums: Floats
    counts: Floats


@dataclass(eq=False)
class _Border:
    """The customers of cells that more than one group may share.

    ``alarm`` is how far centres may have moved in all, before a customer is looked at again.
    """

    places: Floats
    points: Floats
    labels: Integers
    alarm: Floats


def polish(cells: Cells, centres: Floats, progress: Progress) -> tuple[Floats, float]:
    """Centres that are the mean of all customers nearest to them, and the sum of squares.

    A group that runs empty starts again at the cell that is farthest from all centres.
    """
    for _ in range(_MOST_ROUNDS):
        progress.at(0.9)
        groups, border = _surveyed(cells, centres)
        moved = _followed(cells, groups, border, centres)
        if np.array_equal(moved, centres):
            break
        centres = moved
    return centres, within(cells.places, groups.sums, groups.counts, cells.scale)


def _surveyed(cells: Cells, centres: Floats) -> tuple[_Groups, _Border]:
    """Look at every cell, and at the customers of those that may be shared."""
    labels, shared = cell_labels(cells, centres, _SLACK)
    inner = labels[~shared]
    members = np.flatnonzero(np.repeat(shared, cells.counts))
    places, points = cells.places[:, members], cells.points[:, members]
    near = two_nearest(points, centres)
    border = _Border(places, points, near.one.astype(np.int64), _safe_way(near))
    total = len(centres)
    counts = np.bincount(inner, cells.counts[~shared], minlength=total).astype(np.float64)
    counts += np.bincount(border.labels, minlength=total)
    sums = _summed(inner, cells.sums[:, ~shared], total) + _summed(border.labels, places, total)
    return _Groups(sums, counts), border


def _safe_way(near: TwoNearest) -> Floats:
    """How far every centre may move before the nearest one can be another."""
    gap = np.sqrt(near.next_least) - np.sqrt(near.least)
    return np.asarray(gap / 2 * (1 - _ROUNDING) - _ROUNDING)


def _summed(labels: Integers, places: Floats, groups: int) -> Floats:
    return np.stack([np.bincount(labels, one, minlength=groups) for one in places])


def _followed(cells: Cells, groups: _Groups, border: _Border, centres: Floats) -> Floats:
    """Centres when they have come to rest, or have moved so far that all must be surveyed."""
    way = 0.0
    for _ in range(_MOST_ROUNDS):
        moved = _means(cells, centres, groups)
        way += float(np.sqrt(((moved - centres) ** 2).sum(axis=1).max()))
        centres = moved
        if way > _SLACK:
            break
        again = np.flatnonzero(border.alarm <= way)
        if not _looked_at(again, way, border, groups, centres):
            break
    return _means(cells, centres, groups)


def _looked_at(
    again: Integers, way: float, border: _Border, groups: _Groups, centres: Floats
) -> bool:
    """Put customers into the group that is nearest now; tell whether anybody has changed."""
    near = two_nearest(border.points[:, again], centres)
    border.alarm[again] = way + _safe_way(near)
    before = border.labels[again]
    changed = near.one != before
    moving, old, new = again[changed], before[changed], near.one[changed].astype(np.int64)
    border.labels[moving] = new
    total = len(centres)
    places = border.places[:, moving]
    groups.sums += _summed(new, places, total) - _summed(old, places, total)
    groups.counts += np.bincount(new, minlength=total) - np.bincount(old, minlength=total)
    return len(moving) > 0


def _means(cells: Cells, centres: Floats, groups: _Groups) -> Floats:
    """Mean point of each group; one that ran empty starts again at the farthest cell."""
    empty = np.flatnonzero(groups.counts == 0)
    moved = (groups.sums / np.maximum(groups.counts, 1) * cells.scale[:, None]).T
    if len(empty):
        means = cells.cloud().points
        gaps = np.min([distances_to(means.T, centre) for centre in centres], axis=0)
        moved[empty] = means[np.argsort(-gaps, kind="stable")[: len(empty)]]
    return np.ascontiguousarray(moved)


def within(places: Floats, sums: Floats, counts: Floats, steps: Floats) -> float:
    """Sum of squared distances to the means of groups, exact up to the last rounding.

    Parameters
    ----------
    places
        Shape (axes, customers): whole numbers.
    sums, counts
        Sums of places, shape (axes, groups), and customers of each group.
    steps
        Shape (axes,): length of one step.
    """
    total = 0.0
    for column, parts, step in zip(places, sums, steps, strict=True):
        between = sum(
            Fraction(int(part) ** 2, int(count))
            for part, count in zip(parts, counts, strict=True)
            if count
        )
        total += float(exact_dot(column, column) - between) * float(step) ** 2
    return total
