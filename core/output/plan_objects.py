"""The plan, what it reaches and what it would take, as objects of the contract."""

from collections.abc import Sequence

from core.output.contents import PlanContents
from core.output.json_text import Object, known
from core.settings import PlanSettings
from core.tables.plan import Plan, Possible, Reached, Takes


def plan_object(contents: PlanContents) -> Object:
    """Return the plan."""
    found = _plan(contents.plan, contents.settings.plan)
    reached = contents.plan.objectives
    possible = contents.takes.each if contents.takes is not None else (None,) * len(reached)
    found["objectives"] = [
        _objective(one, each) for one, each in zip(reached, possible, strict=True)
    ]
    found["takes"] = None if contents.takes is None else _takes(contents.takes)
    found["frontier"] = [
        {"spend": point.spend, "gain": point.gain, "reached": list(point.reached)}
        for point in contents.plan.frontier
    ]
    return found


def scenarios(contents: PlanContents) -> list[Object]:
    """Return the plans that are compared with it."""
    asked = {scenario.name: scenario.plan for scenario in contents.settings.scenarios}
    return [
        {
            "name": one.name,
            **_plan(one.plan, asked[one.name]),
            "objectives": [_objective(reached, None) for reached in one.plan.objectives],
        }
        for one in contents.scenarios
    ]


def _plan(plan: Plan, settings: PlanSettings) -> Object:
    return {
        "budget": known(plan.budget),
        "spend": plan.spend,
        "gain": plan.gain,
        "gain_low": plan.gain_low,
        "gain_high": plan.gain_high,
        "chance": plan.chance,
        "bound": known(plan.bound),
        "price": plan.price,
        "assignments": plan.assignments,
        "held_out": plan.held_out,
        "aim": settings.aim.value,
        "cautious": settings.cautious,
        "hold_out": settings.hold_out,
        "aimed": plan.aimed,
        "capacities": [
            {"channel": use.channel, "used": use.used, "capacity": use.capacity}
            for use in plan.uses
        ],
        "lines": _lines(plan),
    }


def _lines(plan: Plan) -> Sequence[Object]:
    return [
        {
            "segment": line.segment,
            "action": line.action,
            "title": line.title,
            "customers": line.customers,
            "spend": line.spend,
            "gain": line.gain,
            "gain_per_money": known(line.gain_per_money),
            "held_out": line.held_out,
            "detectable": line.detectable,
        }
        for line in plan.lines
    ]


def _objective(reached: Reached, possible: Possible | None) -> Object:
    """Return an objective; ``feasible`` tells whether any plan within the limits reaches it."""
    found: Object = {
        "measure": reached.measure,
        "target": reached.change,
        "relative": reached.relative,
        "today": reached.today,
        "reached": reached.reached,
        "met": reached.met,
    }
    if possible is None:
        return found
    share = possible.most_in_budget / possible.change
    return found | {
        "feasible": reached.met or share >= 1,
        "most": possible.most,
        "most_in_budget": possible.most_in_budget,
        "least_cost": possible.least_cost,
    }


def _takes(takes: Takes) -> Object:
    return {
        "least_cost": takes.least_cost,
        "gain": takes.gain,
        "missed": takes.missed,
        "missed_in_budget": takes.missed_in_budget,
        "breaks_first": None
        if takes.breaks_first is None
        else takes.each[takes.breaks_first].measure,
    }
