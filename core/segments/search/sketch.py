"""Some hundreds or thousands of weighted points that stand for all customers.

What has to be tried many times, such as dividing customers who are redrawn at random, is tried
on these.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers
from core.segments.search.grid import Cells, bins_for, coarser
from core.segments.search.lloyd import Cloud

Floats = npt.NDArray[np.float64]

_POINTS_PER_GROUP = 40
_FINER = 1.5


@dataclass(frozen=True, eq=False)
class Sketch:
    """Points that stand for customers who are close to one another.

    Attributes
    ----------
    cloud
        The points and how many customers each stands for, in order of place.
    point_of
        Shape (customers,): index of the point that stands for each customer.
    """

    cloud: Cloud
    point_of: Integers

    def means(self, values: Floats) -> Floats:
        """Mean of values of the customers, shape (customers, columns), at each point."""
        size = len(self.cloud.weights)
        sums = [np.bincount(self.point_of, column, minlength=size) for column in values.T]
        return np.column_stack(sums) / self.cloud.weights[:, None]

    def prevailing(self, labels: Integers, groups: int) -> Integers:
        """The group to which most customers at each point belong; the lowest of equals."""
        size = len(self.cloud.weights)
        counts = np.bincount(self.point_of * groups + labels, minlength=size * groups)
        return np.asarray(counts.reshape(size, groups).argmax(axis=1))


def sketch(cells: Cells, groups: int, most: int) -> Sketch:
    """Draw up to about ``most`` points, but enough to tell the groups apart."""
    cloud = cells.cloud()
    index = np.arange(len(cloud.weights))
    bins = bins_for(cloud.points.shape[1], most)
    while len(index) > most:
        coarse = coarser(cloud.points, bins)
        if coarse.max() >= min(_POINTS_PER_GROUP * groups, most) - 1:
            index = coarse
            break
        bins = int(bins * _FINER) + 1
    point_of = np.empty(len(cells.rows), dtype=np.int64)
    point_of[cells.rows] = np.repeat(index, cells.counts)
    return Sketch(_joined(cloud, index), point_of)


def _joined(cloud: Cloud, index: Integers) -> Cloud:
    """Points with the same index joined to their mean."""
    weights = np.bincount(index, cloud.weights).astype(np.float64)
    means = [np.bincount(index, cloud.weights * column) / weights for column in cloud.points.T]
    return Cloud(np.column_stack(means), weights)
