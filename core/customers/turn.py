"""The least change on one axis that would lead a customer to a better segment."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from core.customers.roster import Roster
from core.settings import Direction
from core.tables.card import Turn
from core.tables.customers import ScoredCustomers
from core.tables.segments import SegmentTable

Floats = npt.NDArray[np.float64]


def turn_of(
    roster: Roster, scored: ScoredCustomers | None, segments: SegmentTable | None, row: int
) -> Turn | None:
    """Return what would lead a customer to a segment nearer to the ideal.

    A customer belongs to the segment whose centre is nearest in the weighted scores; along one
    axis the difference between two squared distances is a straight line, so the score at which
    they are equal is found at once.

    Returns
    -------
    Turn or None
        The least rise of a single score; None if no single one leads to a better segment, if
        the axis has no plain direction, or if the nearest centre is not the customer's own.
    """
    if scored is None or segments is None or not segments.codes[row]:
        return None
    own = scored.scores[row]
    weights = np.array([axis.weight for axis in scored.axes])
    distances = np.square(own - segments.centres) @ weights
    code = int(segments.codes[row])
    if int(np.argmin(distances)) != code - 1:
        return None
    found = min(_crossings(segments, own, weights, code), default=None)
    if found is None:
        return None
    rise, place, better = found
    axis = scored.axes[place]
    if axis.direction is Direction.TARGET:
        return None
    more = axis.direction is Direction.MORE
    share = own[place] + rise
    known = scored.values[scored.scored, place]
    value = float(np.quantile(known, share if more else 1 - share))
    return Turn(axis.measure, value, more, better, roster.form(f"axis {axis.measure}"))


def _crossings(
    segments: SegmentTable, own: Floats, weights: Floats, code: int
) -> Iterator[tuple[float, int, int]]:
    """Yield by how much which score has to rise until another, better segment is the nearest."""
    centres = segments.centres
    for place, weight in enumerate(weights.tolist()):
        for better in range(1, code):
            slope = 2 * weight * (centres[better - 1, place] - centres[code - 1, place])
            ahead = weights @ np.square(own - centres[better - 1])
            behind = weights @ np.square(own - centres[code - 1])
            if slope <= 0:
                continue
            rise = (ahead - behind) / slope
            moved = own.copy()
            moved[place] += rise
            nearest = np.square(moved - centres) @ weights
            if moved[place] <= 1 and nearest[better - 1] <= nearest.min() + 1e-9:
                yield float(rise), place, better
