"""Whether the segments of the earlier period still fit the customers of the later one."""

import numpy as np

from core.results.figures import settled
from core.results.later import Placed, nearest
from core.segments.words import begun, listed, measure_words
from core.tables.customers import Floats, ScoredCustomers
from core.tables.periods import AxisDrift, Drift
from core.tables.segments import SegmentTable

MOVED, OFF = 0.1, 0.25
"""Population stability indexes from which an axis has moved, and from which it fits no more.

Siddiqi (2006), Credit Risk Scorecards; the usual limits of practice, not of a theory.
"""

WIDER = 1.5
"""Times the earlier distance to the centres from which the segments fit no more."""

_TENTHS = 10
_LEAST = 1e-4


def drift_of(earlier: ScoredCustomers, segments: SegmentTable, later: Placed) -> Drift:
    """Compare how the customers lie on each axis, and how far they are from the centres."""
    before = earlier.scores[earlier.scored]
    now = later.scores[later.codes > 0]
    ranges = earlier.values[earlier.scored]
    values = later.values[later.codes > 0]
    axes = tuple(
        AxisDrift(
            measure=axis.measure,
            index=settled(stability_index(before[:, place], now[:, place])),
            beyond=settled(_beyond(ranges[:, place], values[:, place])),
        )
        for place, axis in enumerate(earlier.axes)
    )
    distance = float(np.sort(nearest(before, earlier, segments)[1]).mean())
    later_distance = np.sort(later.distance[later.codes > 0])
    spread = float(later_distance.mean()) / distance if len(later_distance) and distance else 1.0
    moved = [
        measure_words(axis)
        for axis, one in zip(earlier.axes, axes, strict=True)
        if one.index >= MOVED
    ]
    fits = spread < WIDER and all(one.index < OFF for one in axes)
    return Drift(axes, settled(spread), fits, _told(moved, fits=fits))


def stability_index(before: Floats, now: Floats) -> float:
    """Population stability index over tenths: sum of (q - p) ln(q / p).

    0 if both are spread alike; infinite nowhere, because empty tenths count as 1 in 10,000.
    """
    if not len(now):
        return 0.0
    edges = np.linspace(0, 1, _TENTHS + 1)[1:-1]
    one, other = (
        np.maximum(np.bincount(np.digitize(scores, edges), minlength=_TENTHS) / len(scores), _LEAST)
        for scores in (before, now)
    )
    return float(((other - one) * np.log(other / one)).sum())


def _beyond(before: Floats, now: Floats) -> float:
    if not len(now):
        return 0.0
    return float(((now < before.min()) | (now > before.max())).mean())


def _told(moved: list[str], *, fits: bool) -> str:
    if not moved and fits:
        return "The customers lie on the axes as they did, so the segments still fit."
    what = (
        f"{begun(listed(moved))} {'has' if len(moved) == 1 else 'have'} moved"
        if moved
        else ("The customers lie farther from the segments' centres")
    )
    if fits:
        return f"{what} a little since then; the segments still fit."
    return f"{what}, so the segments fit less well. Finding new ones is a decision of its own."
