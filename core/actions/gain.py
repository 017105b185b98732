"""What each action earns in each segment, and which one comes next."""

from collections.abc import Sequence
from dataclasses import replace

from core.actions.admission import leads_to
from core.actions.assumptions import assumptions
from core.actions.ending import Ending
from core.actions.journey import journeys
from core.actions.reasons import reason_against, reason_for
from core.actions.situation import Situation
from core.actions.worth import axis_of, segment_worth
from core.errors import UserError
from core.settings import LIFETIME_VALUE, Action, Economics
from core.tables.actions import ActionTable, Journey, NextAction, SegmentAction
from core.tables.customers import ScoredCustomers
from core.tables.segments import SegmentTable

NO_VALUE = (
    "No axis is the lifetime value, so gains in money cannot be worked out. Make the column with "
    "the lifetime value, margin or revenue an axis of that name."
)


def weigh(
    scored: ScoredCustomers,
    segments: SegmentTable,
    catalogue: tuple[Action, ...],
    economics: Economics,
) -> ActionTable:
    """Find the next best action of each segment and what it earns.

    An action that succeeds brings a customer from the worth of the starting segment to that of
    the ending one (`core.actions.ending`); one that keeps saves the worth that would be lost.
    The gain is success times that difference, less the cost, against staying put. Success is
    the share of customers for whom the action works, times the share of the way it covers.

    Parameters
    ----------
    scored
        Where the customers stand, with the axis values in their own units.
    segments
        The customers divided.
    catalogue
        What the company can do.
    economics
        Horizon, costs, loss and order rule.

    Raises
    ------
    UserError
        If the catalogue is empty, or a setting has no meaning.

    Returns
    -------
    ActionTable
        Without an axis of lifetime value nothing can be weighed: every action is blocked, for
        that reason, and worths are NaN.
    """
    if not catalogue:
        raise UserError(
            "The catalogue has no action, so there is nothing to weigh.",
            "Add an action, or go back to the catalogue that comes with Nonagon.",
        )
    if axis_of(LIFETIME_VALUE, scored.axes) is None:
        return _unweighed(segments, catalogue)
    worth = segment_worth(scored, segments, economics)
    situation = Situation(scored.axes, segments, economics, worth)
    found = [_next_action(segment.code, catalogue, situation) for segment in segments.segments]
    ranking = _ranking(found)
    ranked = tuple(
        replace(one, rank=ranking.index(one.segment) + 1 if one.pays else None) for one in found
    )
    return ActionTable(
        worth=worth,
        next_actions=ranked,
        ranking=ranking,
        journeys=journeys(ranked, segments),
        assumptions=assumptions(catalogue, situation),
    )


def _unweighed(segments: SegmentTable, catalogue: Sequence[Action]) -> ActionTable:
    blocked = tuple((action.title, NO_VALUE) for action in catalogue)
    codes = [segment.code for segment in segments.segments]
    return ActionTable(
        worth=(float("nan"),) * len(codes),
        next_actions=tuple(NextAction(code, None, False, None, (), blocked) for code in codes),
        ranking=(),
        journeys=tuple(Journey(code, (), arrives=False, stops=NO_VALUE) for code in codes),
        assumptions=(NO_VALUE,),
    )


def _next_action(code: int, catalogue: Sequence[Action], situation: Situation) -> NextAction:
    considered, blocked = [], []
    for action in catalogue:
        to, hindrance = leads_to(action, code, situation)
        if to is None:
            blocked.append((action.title, hindrance))
        else:
            considered.append(_weighed(action, code, to, situation))
    considered.sort(key=lambda weighed: (-weighed.gain, weighed.unit_cost, weighed.action))
    if considered and considered[0].gain <= 0:
        considered[0] = replace(considered[0], reason=reason_against(considered[0]))
    best = considered[0] if considered else None
    pays = best is not None and best.gain > 0
    return NextAction(code, best, pays, None, tuple(considered), tuple(blocked))


def _weighed(action: Action, code: int, to: Ending, situation: Situation) -> SegmentAction:
    here = situation.worth[code - 1]
    kept = 1 - situation.economics.loss_share
    without = kept * here if to.code == code else here
    difference = situation.worth[to.code - 1] - without
    low, success, high = (
        share * to.reach for share in (action.success_low, action.success, action.success_high)
    )
    gain = success * difference - action.unit_cost
    customers = situation.segment(code).customers
    weighed = SegmentAction(
        segment=code,
        to=to.code,
        action=action.name,
        title=action.title,
        customers=customers,
        unit_cost=action.unit_cost,
        works=action.success,
        reach=to.reach,
        success_low=low,
        success=success,
        success_high=high,
        worth_without=without,
        worth_with=situation.worth[to.code - 1],
        gain=gain,
        gain_low=low * difference - action.unit_cost,
        gain_high=high * difference - action.unit_cost,
        roi=gain / action.unit_cost,
        break_even=_break_even(action.unit_cost, difference),
        total=gain * customers,
        evidence=action.evidence.value,
        reason="",
    )
    return replace(weighed, reason=reason_for(weighed, situation))


def _break_even(unit_cost: float, difference: float) -> float | None:
    if difference < unit_cost:
        return None
    return unit_cost / difference


def _ranking(found: Sequence[NextAction]) -> tuple[int, ...]:
    totals = {one.segment: one.best.total for one in found if one.best is not None and one.pays}
    return tuple(sorted(totals, key=lambda code: (-totals[code], code)))
