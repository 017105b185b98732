"""Questions about the plan of an analysis, answered while other work goes on."""

from dataclasses import replace
from typing import assert_never

import numpy as np

from core.actions.allocation import allocate
from core.actions.frontier import frontier_of
from core.actions.ground import Ground, ground_of, limited
from core.actions.plan import plan_of
from core.actions.takes import takes_of
from core.errors import UserError
from core.pipeline import Outcome
from core.plan_questions import (
    CustomersShown,
    PlanAt,
    PlanFound,
    PlanLookup,
    PlannedCustomers,
    PlanShown,
    TakesShown,
    WhatItTakes,
)
from core.tables.actions import Arm
from core.tables.plan import CustomerActions, FrontierPoint, Takes


def found_of_plan(outcome: Outcome, lookup: PlanLookup) -> PlanFound | None:
    """Answer a question about the plan of one analysis; None if it does not get that far."""
    match lookup:
        case PlanAt():
            return plan_at(outcome, lookup)
        case WhatItTakes():
            return TakesShown(takes_for(outcome))
        case PlannedCustomers():
            return planned_customers(outcome, lookup)
    assert_never(lookup)


def plan_at(outcome: Outcome, lookup: PlanAt) -> PlanShown | None:
    """Make a plan with other limits, to be looked at; None if nothing was weighed."""
    if outcome.results.get("weighed") is None or "frontier" not in outcome.results:
        return None
    try:
        ground, frontier = _ground_and_frontier(outcome, lookup)
        allocation = allocate(ground, lookup.plan.aim, quickly=True)
        return PlanShown(plan_of(ground, allocation, lookup.plan, frontier))
    except UserError as problem:
        return PlanShown(None, f"{problem.message} {problem.hint}")


def _ground_and_frontier(
    outcome: Outcome, lookup: PlanAt
) -> tuple[Ground, tuple[FrontierPoint, ...]]:
    """Give what the plan is made on; what the analysis has found already is not found again."""
    results, settings = outcome.results, outcome.settings
    same_limits = replace(settings.plan, budget=lookup.plan.budget, aim=lookup.plan.aim)
    if lookup.plan == same_limits and lookup.objectives == settings.objectives:
        return limited(results["ground"], lookup.plan), results["frontier"]
    ground = ground_of(results["weighed"], lookup.plan, lookup.objectives, lookup.seed)
    if lookup.plan != same_limits:
        return ground, frontier_of(ground)
    return ground, tuple(replace(point, reached=()) for point in results["frontier"])


def takes_for(outcome: Outcome) -> Takes | None:
    """Find what it would take to reach the objectives; None if there are none."""
    ground = outcome.results.get("ground")
    return None if ground is None else takes_of(limited(ground, outcome.settings.plan))


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
