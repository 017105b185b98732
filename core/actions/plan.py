"""Who gets an action within the budget."""

import math
from decimal import Decimal

from core.errors import UserError
from core.tables.actions import ActionTable, Plan, PlanLine, SegmentAction
from core.tables.segments import SegmentTable


def plan(actions: ActionTable, segments: SegmentTable, budget: float | None) -> Plan:
    """Spend the budget where each unit of money earns most.

    Every segment's next best action, if it pays, is taken in order of gain per money, for as
    many whole customers as the rest of the budget allows. All customers of a segment gain
    alike, so, with these actions, it reaches the best possible gain up to less than one customer
    of the line that does not fit; a cheaper action than the next best one is not considered.
    Money is added in exact decimals.

    Parameters
    ----------
    actions
        The next best action of each segment.
    segments
        How many customers each has.
    budget
        The most that may be spent, in the currency of the data; None for no limit.

    Raises
    ------
    UserError
        If the budget is not a finite amount of 0 or more.
    """
    left = _limit(budget)
    sizes = {segment.code: segment.customers for segment in segments.segments}
    lines, spent = [], Decimal(0)
    for best in _best_return_first(actions):
        cost = _exact(best.unit_cost)
        customers = sizes[best.segment]
        if left is not None:
            customers = min(customers, int((left - spent) // cost))
        if customers:
            spent += cost * customers
            lines.append(_line(best, customers, float(cost * customers)))
    return Plan(
        budget=budget,
        lines=tuple(lines),
        assignments=sum(line.customers for line in lines),
        spend=float(spent),
        gain=math.fsum(line.gain for line in lines),
    )


def _limit(budget: float | None) -> Decimal | None:
    if budget is None:
        return None
    if not math.isfinite(budget) or budget < 0:
        raise UserError(
            f"A budget of {budget:g} cannot be spent.",
            "Give an amount of 0 or more, or none for no limit.",
        )
    return _exact(budget)


def _exact(amount: float) -> Decimal:
    """Give the amount as it is written, without the rounding of binary numbers."""
    return Decimal(repr(float(amount)))


def _best_return_first(actions: ActionTable) -> list[SegmentAction]:
    paying = [one.best for one in actions.next_actions if one.best is not None and one.pays]
    return sorted(paying, key=lambda best: (-best.roi, best.unit_cost, best.segment))


def _line(best: SegmentAction, customers: int, spend: float) -> PlanLine:
    return PlanLine(
        segment=best.segment,
        action=best.action,
        title=best.title,
        customers=customers,
        spend=spend,
        gain=best.gain * customers,
        gain_per_money=best.roi,
    )
