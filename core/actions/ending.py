"""Which segment an action leads to."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.settings import Axis
from core.tables.segments import SegmentTable

Floats = npt.NDArray[np.float64]

CLEARLY = 0.10
"""Scores of two segments that differ by this much are clearly different."""


@dataclass(frozen=True)
class Ending:
    """The segment that an action leads to.

    Attributes
    ----------
    code
        Code of the segment; the starting one for an action that keeps.
    reach
        Share of the way there that the action covers by itself, above 0 and at most 1.
    """

    code: int
    reach: float = 1.0


def goal_of(segments: SegmentTable) -> int:
    """Give the code of the segment to bring everybody to: the ideal, else the most desirable."""
    return segments.ideal.code or segments.ideal.best


def ending(
    segments: SegmentTable, axes: Sequence[Axis], start: int, raised: Sequence[int]
) -> Ending | None:
    """Segment in which a customer ends up if the action succeeds, and how much of that it does.

    The action lifts the customer, on the axes that it raises, from the centre of their segment
    to the height of the goal, and leaves the other axes alone. The nearest segment to that
    point is the ending one, among those that are clearly better (by 0.10 of score) on at least
    one of the raised axes and clearly worse on none of all axes. If the starting segment is
    nearer than all of these, the customer stays: an action that raises one thing does not
    carry them to a segment that differs mostly in another.

    The ending segment may still differ in what the action does not raise. The share of the way
    that the action covers is 1 - d(point, ending) / d(start, ending); only as many of the
    successes count as arrivals, or calling unhappy customers would be credited with making
    them rich.

    Parameters
    ----------
    segments
        The segments with their centres.
    axes
        Their weights count in the distance.
    start
        Code of the starting segment.
    raised
        Places of the axes that the action raises.

    Returns
    -------
    Ending or None
        None if the customer stays. Of two that are equally near, the lower code.
    """
    centres = segments.centres
    here, goal = centres[start - 1], centres[goal_of(segments) - 1]
    point = here.copy()
    point[list(raised)] = np.maximum(here, goal)[list(raised)]
    weights = np.array([axis.weight for axis in axes])
    left = _distances(centres, point, weights)
    difference = np.round(centres - here, 9)
    better = (difference[:, list(raised)] >= CLEARLY).any(axis=1)
    worse = (difference <= -CLEARLY).any(axis=1)
    nearest = int(np.where(better & ~worse, left, np.inf).argmin())
    way = _distances(centres, here, weights)[nearest]
    if not (better & ~worse)[nearest] or left[nearest] >= min(left[start - 1], way):
        return None
    return Ending(nearest + 1, float(1 - left[nearest] / way))


def _distances(centres: Floats, point: Floats, weights: Floats) -> Floats:
    """Weighted distances, rounded so that equal ones are equal on every machine."""
    return np.asarray(np.sqrt(((centres - point) ** 2 * weights).sum(axis=1)).round(12))
