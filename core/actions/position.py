"""Where an action leads each customer, from where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.actions.worth import axis_of
from core.settings import Action, Axis
from core.tables.segments import SegmentTable

Floats = npt.NDArray[np.float64]

CLEARLY = 0.10
"""Scores of two segments that differ by this much are clearly different."""

NOWHERE = 0
"""Stands for no ending segment."""


def goal_of(segments: SegmentTable) -> int:
    """Give the code of the segment to bring everybody to: the ideal, else the most desirable."""
    return segments.ideal.code or segments.ideal.best


@dataclass(frozen=True, eq=False)
class Ends:
    """Where one action leads the customers of one segment.

    Attributes
    ----------
    codes
        Shape (members,): code of the ending segment; `NOWHERE` for customers who would stay.
    reach
        Shape (members,): share of the way there that the action covers, 0 to 1.
    """

    codes: npt.NDArray[np.int8]
    reach: Floats


class Map:
    """Where the segments lie, and where actions lead.

    An action lifts a customer, on the axes that it raises, towards the height of the goal, by
    as much as it can, and leaves the other axes alone. The nearest segment to that point is the
    ending one, among those that are clearly better (by 0.10 of score) than the customer's own
    on at least one of the raised axes and clearly worse on none, but for those that the action
    itself lowers. If their own segment is nearer than all of these, the customer stays: an
    action that raises one thing does not carry them to a segment that differs mostly in another.

    The ending segment may still differ in what the action does not raise. The share of the way
    that the action covers is 1 - d(point, ending) / d(customer, ending); only as many of the
    successes count as arrivals, or calling unhappy customers would be credited with making
    them rich.

    Parameters
    ----------
    segments
        The segments with their centres.
    axes
        Their weights count in the distance.
    """

    def __init__(self, segments: SegmentTable, axes: Sequence[Axis]) -> None:
        self._centres = segments.centres
        self._axes = axes
        self._weights = np.array([axis.weight for axis in axes])
        self._goal = goal_of(segments)

    def places(self, action: Action) -> list[tuple[int, float]]:
        """Places of the axes that an action moves, and how far; only those that there are."""
        found = ((axis_of(measure, self._axes), far) for measure, far in action.moves)
        return [(place, far) for place, far in found if place is not None]

    def ends(self, action: Action, start: int, scores: Floats) -> Ends:
        """Where the action leads.

        Parameters
        ----------
        action
            What is done.
        start
            Code of the customers' segment.
        scores
            Shape (members, axes): where they stand.
        """
        moved = self.places(action)
        codes = np.full(len(scores), NOWHERE, dtype=np.int8)
        reach = np.zeros(len(scores))
        point = self._point(scores, moved)
        left = self._squares(point, start)
        for code in self.candidates(start, moved):
            nearer = self._squares(point, code)
            better = nearer < left
            left = np.where(better, nearer, left)
            codes[better] = code
        for code in np.unique(codes[codes != NOWHERE]):
            there = codes == code
            way = self._squares(scores[there], int(code))
            share = np.divide(left[there], way, np.ones(len(way)), where=way > 0)
            reach[there] = np.maximum(1 - np.sqrt(share), 0)
        codes[reach <= 0] = NOWHERE
        return Ends(codes, reach)

    def _point(self, scores: Floats, moved: list[tuple[int, float]]) -> Floats:
        """Where the action puts the customers."""
        point = scores.copy()
        for place, far in moved:
            own = scores[:, place]
            top = np.maximum(own, self._centres[self._goal - 1, place])
            point[:, place] = np.clip(own + far, 0, top)
        return point

    def candidates(self, start: int, moved: list[tuple[int, float]]) -> list[int]:
        """Codes of the segments that are better in what is raised and not worse in the rest."""
        raised = [place for place, far in moved if far > 0]
        lowered = [place for place, far in moved if far < 0]
        difference = np.round(self._centres - self._centres[start - 1], 9)
        better = (difference[:, raised] >= CLEARLY).any(axis=1)
        difference[:, lowered] = 0
        worse = (difference <= -CLEARLY).any(axis=1)
        return [int(place) + 1 for place in np.flatnonzero(better & ~worse)]

    def _squares(self, points: Floats, code: int) -> Floats:
        """Squared weighted distances from a centre; equal ones are equal on every machine."""
        total = np.zeros(len(points))
        for place, weight in enumerate(self._weights):
            total += weight * (points[:, place] - self._centres[code - 1, place]) ** 2
        return total.round(12)
