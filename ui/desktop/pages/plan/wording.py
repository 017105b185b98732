"""What the Plan page says."""

import math
from dataclasses import replace

from core.answers import Analysis
from core.settings import Objective, Settings
from core.tables.plan import Plan, Possible, Reached, Takes
from ui.desktop.numbers import number, rounded_money, signed, span
from ui.desktop.widgets.phrases import (
    capitalised,
    counted,
    decimals_for,
    horizon_words,
    in_words,
    listed,
    measure_title,
    measure_words,
)

NOT_YET = (
    "Here the actions are fitted to a budget, to capacities and to objectives. It needs actions "
    "that are weighed in money."
)
FREE = (
    "Enter a budget, or an objective, or neither: without limits the plan takes every action "
    "that pays."
)
FROM_THOUSANDS = 20_000


def can_be_planned(analysis: Analysis) -> bool:
    """Return whether any action was weighed, so that there is something to plan."""
    actions, plan = analysis.actions, analysis.plan
    if plan is None or actions is None or analysis.segments is None:
        return False
    return any(found.best for found in actions.next_actions)


def differs_in_plan(settings: Settings, other: Settings) -> bool:
    """Return whether settings differ in limits or objectives of the plan, and in nothing else."""
    known, before = _unstamped(settings), _unstamped(other)
    same = replace(before, plan=known.plan, objectives=known.objectives)
    return before != known == same


def _unstamped(settings: Settings) -> Settings:
    """Return the settings without what was found about the state of their files."""
    sources = tuple(replace(source, digest="") for source in settings.sources)
    earlier = tuple(replace(source, digest="") for source in settings.earlier)
    return replace(settings, sources=sources, earlier=earlier)


def title(analysis: Analysis, plan: Plan | None) -> tuple[str, str]:
    """Return the finding and the line below it."""
    if plan is None or analysis.actions is None:
        return "Plan", NOT_YET
    if not can_be_planned(analysis):
        return "No plan can be made yet", " ".join(analysis.actions.assumptions[:1])
    if not plan.lines:
        return "The plan treats nobody", "No action pays within these limits."
    months = analysis.settings.economics.horizon_months
    heading = (
        f"Spending {rounded_money(plan.spend)} on {counted(plan.assignments, 'customer')} earns "
        f"{rounded_money(plan.gain)} net over {horizon_words(months)}"
    )
    return heading, second_line(plan)


def second_line(plan: Plan) -> str:
    """Return what the plan reaches and within which limits it is the best."""
    bounds = ["the order rule"]
    if plan.budget is not None:
        bounds.insert(0, "the budget")
    bounds += [
        f"your {number(use.capacity)} {use.channel}"
        for use in plan.uses
        if use.capacity is not None
    ]
    best = f"The plan is the best within {listed(tuple(bounds))}."
    if not plan.objectives:
        return best if plan.budget is not None or len(bounds) > 1 else FREE
    met = sum(one.met for one in plan.objectives)
    count = len(plan.objectives)
    if count == 1:
        return f"The objective is {'reached' if met else 'not reached'}. {best}"
    if met == count:
        return f"All {in_words(count)} objectives are reached. {best}"
    told = capitalised(in_words(met)) if met else "None"
    verb = "are" if met > 1 else "is"
    return f"{told} of {in_words(count)} objectives {verb} reached. {best}"


def objective_state(reached: Reached) -> str:
    """Return how far an objective is reached, in words."""
    written = change_words(reached.reached, relative=reached.relative)
    if reached.met:
        return f"Reached: {written}"
    wanted = change_words(reached.change, relative=reached.relative)
    number_, _space, _unit = written.partition(" ")
    return f"Short: {number_} of {wanted}"


def change_words(change: float, *, relative: bool) -> str:
    """Write a change with its unit: "+0.08 points", "−4.0 %"."""
    decimals = max(1, min(decimals_for(change) + 1, 2)) if relative else 2
    return f"{signed(change, decimals)} %" if relative else f"{signed(change, decimals)} points"


FRONTIER = "More budget earns less and less"


def earns_title(unit: float, months: int) -> str:
    """Return the heading of the waterfall."""
    thousands = ", thousands" if unit > 1 else ""
    return f"What the plan earns{thousands} over {counted(months, 'month')}"


def frontier_name(unit: float) -> str:
    """Return what the frontier is called where it stands alone."""
    return f"What other budgets would earn{', thousands' if unit > 1 else ''}"


def earns_note(plan: Plan) -> str:
    """Return the line below the heading of the waterfall."""
    if not plan.lines:
        return ""
    return f"80 % interval of the net gain: {interval_words(plan)}"


def interval_words(plan: Plan) -> str:
    """Write the interval of the gain, in thousands where it is large."""
    low, high = plan.gain_low, plan.gain_high
    if max(abs(low), abs(high)) < FROM_THOUSANDS:
        return span(low, high)
    return f"{number(low / 1000)}k to {number(high / 1000)}k"


def frontier_note(plan: Plan) -> str:
    """Return what one more unit of money returns."""
    if plan.price > 0:
        return f"Here 1 more spent earns {number(plan.price, 2)} net."
    if plan.budget is None:
        return "Drag the point to set a budget."
    return "The budget is not used up: more of it earns nothing."


def takes_words(plan: Plan, takes: Takes | None) -> str:
    """Return what it would take to reach all objectives, or what is out of reach."""
    if takes is None:
        return ""
    if takes.least_cost is None:
        return _out_of_reach(takes)
    subject = "It needs" if len(takes.each) == 1 else f"All {in_words(len(takes.each))} need"
    told = f"{subject} {number(takes.least_cost)}"
    if plan.budget is not None and takes.least_cost > plan.budget:
        told += f", {number(takes.least_cost - plan.budget)} more."
    else:
        told += ", which is within the budget." if plan.budget is not None else " at least."
    return f"{told}{_each_alone(plan, takes)}"


def _each_alone(plan: Plan, takes: Takes) -> str:
    costs = [(one.least_cost, one.measure) for one in takes.each if one.least_cost is not None]
    if len(costs) < len("ab"):
        return ""
    dearest, measure = max(costs)
    fits = plan.budget is not None and dearest <= plan.budget
    start = "Each alone fits the budget; " if fits else "By itself "
    return f" {start}{measure_words(measure)} is the dearest, at {number(dearest)}."


def _out_of_reach(takes: Takes) -> str:
    first = takes.each[takes.breaks_first or 0]
    share = number(100 * (1 - takes.missed))
    if abs(first.most) >= abs(first.change):
        return (
            "Each can be reached alone, but no plan reaches all of them, whatever it may spend: at "
            f"most {share} % of each together."
        )
    most = change_words(first.most, relative=first.relative)
    wanted = change_words(first.change, relative=first.relative)
    words = measure_words(first.measure)
    told = f"No plan reaches {words} {wanted}. Whatever it may spend, {most} is the most."
    if len(takes.each) > 1:
        told += f" Of all {in_words(len(takes.each))} together at most {share} % can be reached."
    return told


def as_far(possible: Possible) -> Objective | None:
    """Return an objective as far as any plan reaches it, rounded; None if that is nothing."""
    if abs(possible.most) >= abs(possible.change):
        return None
    digits = 1 if possible.relative else 2
    unit = 10.0**digits
    most = math.trunc(possible.most * unit) / unit
    towards = most * possible.change > 0
    return Objective(possible.measure, most, possible.relative) if towards else None


def why_not(takes: Takes) -> str:
    """Return why the objectives are not all reached within the budget."""
    lines = []
    for one in takes.each:
        name = measure_title(one.measure)
        cost = "no plan reaches it" if one.least_cost is None else f"{number(one.least_cost)} alone"
        most = change_words(one.most_in_budget, relative=one.relative)
        lines.append(f"{name}: {cost}; within the limits at most {most}.")
    if takes.least_cost is not None:
        lines.append(
            "They call for partly different customers; together they need "
            f"{number(takes.least_cost)}."
        )
    return "\n\n".join(lines)
