"""From a plan to its waterfall and its frontier."""

from collections.abc import Iterable

from core.tables.plan import Plan, ScenarioResult, Takes
from ui.desktop.charts.frontier import Curve, Mark
from ui.desktop.charts.waterfall import Falls, Step
from ui.desktop.numbers import number, signed
from ui.desktop.pages.plan.wording import FROM_THOUSANDS

THOUSAND = 1000.0
MOST_PARTS = 4


def unit_of(plan: Plan) -> float:
    """Return what amounts are divided by at the axes: 1 or 1,000."""
    largest = max(abs(plan.gain), plan.spend, abs(plan.gain_high))
    return THOUSAND if largest >= FROM_THOUSANDS else 1.0


def falls_of(plan: Plan) -> Falls:
    """Return the waterfall of a plan: what each action brings, the cost, what is left."""
    if not plan.lines:
        return Falls()
    unit = unit_of(plan)
    brings = plan.brings(MOST_PARTS)
    steps = [Step(label, amount, _written(amount, unit)) for label, amount in brings]
    steps.append(Step("Cost of the plan", -plan.spend, _written(-plan.spend, unit), "cost"))
    steps.append(Step("Net gain", plan.gain, _plain(plan.gain, unit), "total"))
    return Falls(tuple(steps), (plan.gain_low, plan.gain_high), unit)


def _written(amount: float, unit: float) -> str:
    return signed(amount / unit, 1 if unit > 1 else 0)


def _plain(amount: float, unit: float) -> str:
    return number(amount / unit, 1 if unit > 1 else 0)


def falls_words(falls: Falls) -> str:
    """Return the waterfall in words."""
    return "; ".join(f"{step.label} {step.written}" for step in falls.steps)


def curve_of(
    plan: Plan, label: str, scenarios: Iterable[ScenarioResult], takes: Takes | None
) -> Curve:
    """Return the frontier with the plan, the scenarios and the cheapest plan that meets all."""
    if not plan.frontier:
        return Curve()
    others = [Mark(one.plan.spend, one.plan.gain, one.name) for one in scenarios]
    if takes is not None and takes.least_cost is not None:
        others.append(Mark(takes.least_cost, takes.gain, "All objectives met"))
    unit = unit_of(plan)
    last = plan.frontier[-1]
    unit = max(unit, THOUSAND if max(last.spend, last.gain) >= FROM_THOUSANDS else 1.0)
    return Curve(
        spends=tuple(point.spend for point in plan.frontier),
        gains=tuple(point.gain for point in plan.frontier),
        plan=Mark(plan.spend, plan.gain, label),
        others=tuple(others),
        unit=unit,
        caption="Budget, thousands" if unit > 1 else "Budget",
    )


def curve_words(curve: Curve) -> str:
    """Return the frontier in words."""
    if curve.plan is None:
        return ""
    most = number(curve.gains[-1])
    return (
        f"This plan spends {number(curve.plan.spend)} and earns {number(curve.plan.gain)}; with "
        f"{number(curve.spends[-1])} it would be {most}, the most."
    )
