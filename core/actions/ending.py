"""Which segment an action leads to."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from core.settings import Axis
from core.tables.segments import SegmentTable

Floats = npt.NDArray[np.float64]

CLEARLY = 0.10
"""Scores of two segments that differ by this much are clearly different."""


def goal_of(segments: SegmentTable) -> int:
    """Give the code of the segment to bring everybody to: the ideal, else the most desirable."""
    return segments.ideal.code or segments.ideal.best


def ending(
    segments: SegmentTable, axes: Sequence[Axis], start: int, raised: Sequence[int]
) -> int | None:
    """Code of the segment in which a customer ends up if the action succeeds.

    The action lifts the customer, on the axes that it raises, from the centre of their segment
    to the height of the goal, and leaves the other axes alone. The nearest segment to that
    point is the ending one, among those that are clearly better (by 0.10 of score) on at least
    one of the raised axes and clearly worse on none of all axes. If the starting segment is
    nearer than all of these, the customer stays: an action that raises one thing does not
    carry them to a segment that differs mostly in another.

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
    int or None
        None if the customer stays. Of two that are equally near, the lower code.
    """
    centres = segments.centres
    here, goal = centres[start - 1], centres[goal_of(segments) - 1]
    point = here.copy()
    point[list(raised)] = np.maximum(here, goal)[list(raised)]
    weights = np.array([axis.weight for axis in axes])
    distances = ((centres - point) ** 2 * weights).sum(axis=1)
    stays = round(float(distances[start - 1]), 12)
    difference = np.round(centres - here, 9)
    better = (difference[:, list(raised)] >= CLEARLY).any(axis=1)
    worse = (difference <= -CLEARLY).any(axis=1)
    distances = np.round(np.where(better & ~worse, distances, np.inf), 12)
    nearest = int(distances.argmin())
    return nearest + 1 if distances[nearest] < stays else None
