"""Questions about the plan of an analysis, answered while other work goes on."""

import numpy as np

from core.actions.allocation import allocate
from core.actions.ground import ground_of
from core.actions.plan import plan_of
from core.actions.takes import takes_of
from core.errors import UserError
from core.pipeline import Outcome
from core.plan_questions import (
    CustomersShown,
    PlanAt,
    PlannedCustomers,
    PlanShown,
    TakesShown,
)
from core.tables.actions import Arm
from core.tables.plan import CustomerActions


def plan_at(outcome: Outcome, lookup: PlanAt) -> PlanShown | None:
    """Make a plan with other limits; None if nothing was weighed."""
    weighing = outcome.results.get("weighed")
    if weighing is None:
        return None
    try:
        ground = ground_of(weighing, lookup.plan, lookup.objectives, lookup.seed)
        return PlanShown(plan_of(ground, allocate(ground, lookup.plan.aim), lookup.plan))
    except UserError as problem:
        return PlanShown(None, f"{problem.message} {problem.hint}")


def what_it_takes(outcome: Outcome) -> TakesShown | None:
    """Find what it would take to reach the objectives; None if nothing was weighed."""
    ground = outcome.results.get("ground")
    return None if ground is None else TakesShown(takes_of(ground))


def planned_customers(outcome: Outcome, lookup: PlannedCustomers) -> CustomersShown | None:
    """Find who gets an action in the plan; None if there is no plan."""
    advice: CustomerActions | None = outcome.results.get("planned")
    if advice is None:
        return None
    names = [action.name for action in outcome.settings.catalogue]
    number = names.index(lookup.action) + 1 if lookup.action in names else -1
    members = (advice.planned == number) & (advice.arm == Arm.TREATED)
    if lookup.segment:
        members &= outcome.results["segments"].codes == lookup.segment
    return CustomersShown(len(members), np.packbits(members).tobytes())
