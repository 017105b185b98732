"""Customers gathered into cells, so that a cell inside one group is handled in one go.

Places are whole numbers held as floats: their sums stay exact below 2**53, so that no result
depends on the order of the customers or on the number of threads. Sorting out cells before
customers is the filtering of Kanungo et al. (2002), "An Efficient k-Means Clustering
Algorithm", IEEE Transactions on Pattern Analysis and Machine Intelligence 24(7).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers
from core.segments.search.lloyd import Cloud

Floats = npt.NDArray[np.float64]

_BLOCK = 16_384
_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Cells:
    """Customers in the order of their cells.

    Attributes
    ----------
    rows
        Shape (customers,): row of each customer in the places that were gathered.
    places
        Shape (axes, customers): whole numbers.
    points
        Shape (axes, customers): the places times the scale of their axis.
    first
        Shape (cells,): where each cell begins.
    counts
        Shape (cells,): customers in each cell.
    sums
        Shape (axes, cells): exact sums of the places.
    middles, halves
        Shape (axes, cells): middle and half the width of a box around each cell's points.
    scale
        Shape (axes,): length of one step on each axis.
    """

    rows: Integers
    places: Floats
    points: Floats
    first: Integers
    counts: Integers
    sums: Floats
    middles: Floats
    halves: Floats
    scale: Floats

    def cloud(self) -> Cloud:
        """The cells as points: the mean of their customers, weighted by how many they are."""
        means = np.ascontiguousarray((self.sums / self.counts * self.scale[:, None]).T)
        return Cloud(means, self.counts.astype(np.float64))


def bins_for(axes: int, cells: int) -> int:
    """How many bins each axis gets so that there are no more than ``cells`` cells."""
    bins = round(cells ** (1 / axes))
    return int(bins if bins**axes <= cells else bins - 1)


def gather(places: Integers, scale: Floats, bins: int | None) -> Cells:
    """Sort customers into cells.

    Parameters
    ----------
    places
        Shape (customers, axes): whole numbers.
    scale
        Shape (axes,): length of one step on each axis.
    bins
        Bins of equal width per axis, ``bins ** axes <= 65536``; None for one cell per
        distinct customer.

    Returns
    -------
    Cells
        In the order of their bins, first axis first.
    """
    keys = _distinct_keys(places) if bins is None else _bin_keys(places, bins)
    rows = np.argsort(keys, kind="stable")
    ordered = keys[rows]
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    columns = np.ascontiguousarray(places.T.astype(np.float64))
    sorted_places = np.stack([column[rows] for column in columns])
    middles, halves = _boxes(sorted_places, ordered[first], first, bins)
    return Cells(
        rows=rows,
        places=sorted_places,
        points=sorted_places * scale[:, None],
        first=first,
        counts=np.diff(np.append(first, len(rows))),
        sums=np.add.reduceat(sorted_places, first, axis=1),
        middles=middles * scale[:, None],
        halves=halves * scale[:, None],
        scale=scale,
    )


def _distinct_keys(places: Integers) -> Integers:
    """Number distinct customers in the order of their places, first axis first."""
    keys = np.zeros(len(places), dtype=np.int64)
    for column in places.T:
        index = np.unique(column, return_inverse=True)[1]
        keys = np.unique(keys * (int(index.max()) + 1) + index, return_inverse=True)[1]
    return keys


def _bin_keys(places: Integers, bins: int) -> npt.NDArray[np.uint16]:
    """Number the cells of a grid over the places."""
    keys = np.zeros(len(places), dtype=np.int64)
    for column in places.T:
        low, high = int(column.min()), int(column.max())
        keys = keys * bins + (column - low) * bins // (high - low + 1)
    # Numbers of 16 bits are sorted in one sweep, many times faster than longer ones.
    return keys.astype(np.uint16)


def _boxes(
    places: Floats, keys: npt.NDArray[np.integer], first: Integers, bins: int | None
) -> tuple[Floats, Floats]:
    """Middle and half the width of each cell: those of its bin, or no width for equal places."""
    if bins is None:
        return places[:, first], np.zeros((len(places), len(first)))
    low, high = places.min(axis=1, keepdims=True), places.max(axis=1, keepdims=True)
    powers = bins ** np.arange(len(places) - 1, -1, -1)
    inside = keys.astype(np.int64) // powers[:, None] % bins
    width = (high - low + 1) / bins
    return low + (inside + 0.5) * width, np.broadcast_to(width / 2, inside.shape)


def coarser(points: Floats, bins: int) -> Integers:
    """Number the cells of a coarser grid, in the order of place; shape (points,)."""
    low, high = points.min(axis=0), points.max(axis=0)
    width = np.where(high > low, high - low, 1.0)
    inside = np.minimum(((points - low) / width * bins).astype(np.int64), bins - 1)
    keys = inside @ (bins ** np.arange(points.shape[1] - 1, -1, -1))
    return np.unique(keys, return_inverse=True)[1]


@dataclass(frozen=True, eq=False)
class TwoNearest:
    """Indices of the nearest and second nearest centre, and the squared distances to them."""

    one: npt.NDArray[np.int8]
    two: npt.NDArray[np.int8]
    least: Floats
    next_least: Floats


def distances_to(points: Floats, centre: Floats) -> Floats:
    """Squared distance of points, shape (axes, points), to one centre.

    One axis after the other, never as a matrix product, whose last digit would depend on
    where in the matrix a point stands.
    """
    total = np.zeros(points.shape[1])
    for column, place in zip(points, centre, strict=True):
        gap = column - place
        gap *= gap
        total += gap
    return total


def two_nearest(points: Floats, centres: Floats) -> TwoNearest:
    """Nearest and second nearest centre of each point, shape (axes, points).

    Of equally near centres the one with the lower index counts as nearer.
    """
    size = points.shape[1]
    found = TwoNearest(
        np.zeros(size, np.int8), np.zeros(size, np.int8), np.empty(size), np.empty(size)
    )
    for start in range(0, size, _BLOCK):
        _two_nearest_in(points[:, start : start + _BLOCK], centres, found, start)
    return found


def _two_nearest_in(points: Floats, centres: Floats, found: TwoNearest, start: int) -> None:
    """Find the nearest centres for one block of points, which fits the fast memory."""
    block = slice(start, start + points.shape[1])
    one, two = found.one[block], found.two[block]
    least, next_least = found.least[block], found.next_least[block]
    least[:], next_least[:] = np.inf, np.inf
    for index, centre in enumerate(centres):
        distance = distances_to(points, centre)
        closer = distance < least
        np.copyto(two, index, where=distance < next_least)
        np.copyto(two, one, where=closer)
        np.copyto(one, index, where=closer)
        np.minimum(next_least, np.maximum(distance, least), out=next_least)
        np.minimum(least, distance, out=least)


def cell_labels(
    cells: Cells, centres: Floats, slack: float = 0.0
) -> tuple[Integers, npt.NDArray[np.bool_]]:
    """Nearest centre to each cell's middle, and whether another could be nearest in the cell.

    No other could even if every centre were moved by up to ``slack``.
    """
    distances = np.stack([distances_to(cells.middles, centre) for centre in centres])
    labels = distances.argmin(axis=0)
    best = distances.min(axis=0)
    own = centres.T[:, labels]
    across = 2 * np.sqrt((cells.halves**2).sum(axis=0))
    border = np.zeros(len(labels), dtype=np.bool_)
    for index, centre in enumerate(centres):
        # How much nearer than at the middle this centre can come inside the box.
        reach = 2 * (np.abs(own - centre[:, None]) * cells.halves).sum(axis=0)
        reach += 2 * slack * (np.sqrt(best) + np.sqrt(distances[index]) + across)
        rounding = _ROUNDING * (best + distances[index])
        border |= (distances[index] - best <= reach + rounding) & (labels != index)
    return labels, border
