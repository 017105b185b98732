"""How far groups lie apart: silhouettes, Rousseeuw (1987).

The silhouette of a customer is (b - a) / max(a, b): a is the mean distance to the others of the
own group, b to those of the nearest other one; 1 is far from all others, 0 on the border.
"""

import numpy as np
import numpy.typing as npt
from scipy.spatial.distance import cdist

from core.segments.integers import Integers
from core.segments.search.lloyd import Cloud

Floats = npt.NDArray[np.float64]

_BLOCK = 500


def silhouettes(cloud: Cloud, labels: Integers) -> Floats:
    """Mean silhouette of each group, by label; 0 for a group of one customer.

    Parameters
    ----------
    cloud
        Points; one that stands for several customers is as many customers in one place.
    labels
        Shape (points,): group of each point, from 0, every group used.
    """
    order = np.argsort(labels, kind="stable")
    points, weights, labels = cloud.points[order], cloud.weights[order], labels[order]
    first = np.flatnonzero(np.concatenate(([True], labels[1:] != labels[:-1])))
    sizes = np.add.reduceat(weights, first)
    if len(first) < 2:  # noqa: PLR2004 - without another group there is nothing to be apart from
        return np.zeros(len(first))
    widths = np.zeros(len(points))
    for start in range(0, len(points), _BLOCK):
        rows = slice(start, start + _BLOCK)
        gaps = cdist(points[rows], points) * weights
        sums = np.add.reduceat(gaps, first, axis=1)
        widths[rows] = _widths(sums, labels[rows], sizes)
    return np.asarray(np.add.reduceat(widths * weights, first) / sizes)


def _widths(sums: Floats, labels: Integers, sizes: Floats) -> Floats:
    """Silhouettes of points, given their summed distances to every group."""
    rows = np.arange(len(labels))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    others = sums / sizes
    others[rows, labels] = np.inf
    nearest = others.min(axis=1)
    widest = np.maximum(own, nearest)
    widths = np.where(widest > 0, (nearest - own) / np.where(widest > 0, widest, 1), 0.0)
    return np.where(sizes[labels] > 1, widths, 0.0)
