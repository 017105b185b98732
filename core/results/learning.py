"""What an experiment teaches the catalogue: how often an action works."""

from collections.abc import Sequence

import numpy as np
from scipy.special import xlog1py, xlogy

from core.results.figures import settled
from core.settings import Action
from core.tables.actions import ActionTable
from core.tables.periods import Arms, Codes, Proposal
from core.tables.results import Flags, Floats
from core.tables.segments import SegmentTable

QUANTILES = (0.1, 0.5, 0.9)
"""Lowest, likely and highest success of a proposal: a forecast's 80 % and its middle."""

_ENOUGH = 30
_AS_GOOD = 0.1
_POINTS = 201
_PRIOR_CUSTOMERS = 10.0
_LEAST = 0.01


def proposal(
    arms: Arms,
    action: Action,
    plan: ActionTable,
    segments: SegmentTable,
    after: Codes,
) -> Proposal | None:
    """How often an action worked, for those treated beyond those held out.

    An action that leads on has worked if a customer is where it leads, or in a segment as good as
    that in all that the action raises; one that keeps has worked if it kept a customer who would
    have been lost. Of those who arrive by themselves it needs no share: with a natural share q
    and a success s, the treated arrive with q + s (1 - q) (Abbott, 1925, Journal of Economic
    Entomology 18). What the catalogue holds likely counts as ten customers seen before, so that the
    experiment decides.

    Parameters
    ----------
    arms
        Who was treated and who was held out; both sides have customers.
    action
        The action in the catalogue of the earlier period.
    plan
        Where actions were to lead, from the earlier period.
    segments
        The earlier segments.
    after
        Shape (earlier customers,): segment in the later period; 0 if not scored, -1 if lost.

    Returns
    -------
    Proposal or None
        None if fewer than 30 customers of either side were in segments that the action is for, or
        if what the experiment leaves open is wider than what the catalogue thinks possible.
    """
    start, end = segments.codes[arms.places], after[arms.places]
    counted, arrived, reach = _arrivals(action, plan, segments, start, end)
    sides = [counted & side for side in (arms.treated, ~arms.treated)]
    sizes = [int(side.sum()) for side in sides]
    if min(sizes) < _ENOUGH:
        return None
    happened = [int(arrived[side].sum()) for side in sides]
    shares = (action.success_low, action.success, action.success_high)
    way = float(reach[sides[0]].mean())
    density = _posterior(action.success, way, (happened[0], sizes[0]), (happened[1], sizes[1]))
    low, likely, high = _quantiles(density)
    if high - low > action.success_high - action.success_low:
        return None
    return Proposal(
        action=arms.action,
        title=arms.title,
        assumed=shares,
        measured=(low, likely, high),
        arrived=(settled(happened[0] / sizes[0]), settled(happened[1] / sizes[1])),
        treated=sizes[0],
        control=sizes[1],
    )


def _arrivals(
    action: Action, plan: ActionTable, segments: SegmentTable, start: Codes, end: Codes
) -> tuple[Flags, Flags, Floats]:
    """Who counts, who got where the action leads, and the share of the way that it covers."""
    counted = np.zeros(len(start), dtype=np.bool_)
    arrived, reach = counted.copy(), np.ones(len(start))
    for found in plan.next_actions:
        weighed = next((one for one in found.considered if one.action == action.name), None)
        inside = start == found.segment
        if weighed is None or not inside.any():
            continue
        counted |= inside & (end != 0)
        reach[inside] = weighed.reach
        if weighed.to == weighed.segment:
            arrived |= inside & (end > 0)
        else:
            goals = _as_good(weighed.to, action, segments)
            arrived |= inside & np.isin(end, goals)
    return counted, arrived & counted, reach


def _as_good(to: int, action: Action, segments: SegmentTable) -> Sequence[int]:
    """Codes of the segments that are as good as the ending one in all that the action raises."""
    measures = [spread.measure for spread in segments.everyone]
    raised = [measures.index(measure) for measure in action.raises if measure in measures]
    wanted = segments.segments[to - 1].spreads
    return [
        segment.code
        for segment in segments.segments
        if all(
            segment.spreads[place].median_score >= wanted[place].median_score - _AS_GOOD
            for place in raised
        )
    ]


def _posterior(
    likely: float,
    reach: float,
    treated: tuple[int, int],
    control: tuple[int, int],
) -> Floats:
    """How probable each success is, on even points from 0 to 1, whatever the natural share is."""
    points = _points()
    natural = points[:, None]
    arriving = natural + points[None, :] * reach * (1 - natural)
    weight = _likelihood(points, control[0] - 0.5, control[1] - control[0] - 0.5)
    seen = _likelihood(arriving, treated[0], treated[1] - treated[0]) * weight[:, None]
    thought = min(max(likely, _LEAST), 1 - _LEAST) * _PRIOR_CUSTOMERS
    prior = _likelihood(points, thought - 1, _PRIOR_CUSTOMERS - thought - 1)
    density = seen.sum(axis=0) * prior
    return np.asarray(density / density.sum())


def _likelihood(shares: Floats, happened: float, others: float) -> Floats:
    """Give how well shares explain counts, as a multiple of the best of them."""
    logarithm = xlogy(happened, shares) + xlog1py(others, -shares)
    return np.asarray(np.exp(logarithm - logarithm.max()))


def _points() -> Floats:
    return np.asarray((np.arange(_POINTS) + 0.5) / _POINTS)


def _quantiles(density: Floats) -> tuple[float, float, float]:
    """Lowest, likely and highest success, to a tenth of a per cent."""
    passed = np.concatenate([[0.0], np.cumsum(density)])
    edges = np.arange(_POINTS + 1) / _POINTS
    low, likely, high = (round(float(np.interp(q, passed, edges)), 3) for q in QUANTILES)
    return low, likely, high
