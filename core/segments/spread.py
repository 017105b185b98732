"""How closely the customers of the segments lie together."""

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers
from core.segments.scaling import Coordinates
from core.segments.search.partition import gathered
from core.segments.search.polish import within
from core.segments.search.sketch import sketch
from core.segments.trust.separation import silhouettes

Floats = npt.NDArray[np.float64]

_POINTS = 2_048


def spread_within(found: Coordinates, groups: Integers, count: int) -> float:
    """Sum of squared distances of the customers to the mean of their group."""
    places = np.ascontiguousarray(found.places.T.astype(np.float64))
    sums = np.stack([np.bincount(groups, column, minlength=count) for column in places])
    sizes = np.bincount(groups, minlength=count)
    return within(places, sums.astype(np.float64), sizes.astype(np.float64), found.steps)


def explaining(found: Coordinates, given: Integers, count: int, best: float) -> float:
    """By how much following a rule raises the sum of squared distances, as a share; from 0.

    Parameters
    ----------
    found
        Where the customers lie.
    given
        The group that the rule gives every customer.
    count
        How many groups there are.
    best
        The sum of squared distances within the groups themselves.
    """
    return max(spread_within(found, given, count) / best - 1, 0.0) if best else 0.0


def silhouette_of(found: Coordinates, groups: Integers, count: int) -> float:
    """Mean silhouette of the customers, of many that of points which stand for them."""
    drawn = sketch(gathered(found.places, found.steps), count, _POINTS)
    labels = np.unique(drawn.prevailing(groups, count), return_inverse=True)[1]
    sizes = np.bincount(labels, drawn.cloud.weights)
    return float((silhouettes(drawn.cloud, labels) * sizes).sum() / sizes.sum())
