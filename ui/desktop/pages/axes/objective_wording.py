"""What the Axes page says of the objectives."""

from core.answers import Analysis, AxisView
from core.settings import SATISFACTION, Axis, Direction, Objective
from ui.desktop.numbers import number, signed
from ui.desktop.widgets.phrases import decimals_for, measure_title

NONE_YET = (
    "State what you want to reach, such as satisfaction +1 point or cost to serve −20 %. The plan "
    "then says whether it can be done, and what it would take."
)
FIRST_PER_CENT = 10.0


def comes_to(objectives: tuple[Objective, ...], analysis: Analysis) -> str:
    """Return what each objective comes to from today, one per line."""
    if not objectives:
        return NONE_YET
    return "\n".join(filter(None, (_line(one, analysis) for one in objectives)))


def _line(objective: Objective, analysis: Analysis) -> str:
    """Return today's mean and the one that is wanted; "" if it is not known."""
    view, today = _today(objective.measure, analysis)
    name = measure_title(objective.measure)
    if view is None or today is None:
        change_words = signed(objective.change, 1)
        return (
            f"{name}: {change_words}{' %' if objective.relative else ''}; today is not known yet."
        )
    step = today * objective.change / 100 if objective.relative else objective.change
    wanted = today + step
    decimals = max(decimals_for(view.upper - view.smallest), 1)
    by = f" by {objective.by}" if objective.by else ""
    line = f"{name}: from {number(today, decimals)} to {number(wanted, decimals)} on average{by}."
    return f"{line}{_doubt(view, wanted, step)}"


def _today(measure: str, analysis: Analysis) -> tuple[AxisView | None, float | None]:
    if analysis.axes is None or analysis.segments is None:
        return None, None
    pairs = zip(analysis.axes.axes, analysis.segments.everyone, strict=False)
    for view, spread in pairs:
        if view.axis.measure == measure:
            return view, spread.mean
    return None, None


def _doubt(view: AxisView, wanted: float, change: float) -> str:
    """Return what speaks against an objective; "" if nothing does."""
    direction = view.axis.direction
    if not view.smallest <= wanted <= view.largest:
        return " That is beyond every customer of today."
    if (direction is Direction.MORE and change < 0) or (direction is Direction.LESS and change > 0):
        return " That would be worse than today."
    return ""


def next_one(objectives: tuple[Objective, ...], axes: tuple[Axis, ...]) -> Objective:
    """Return an objective to start from, on the first axis that has none."""
    taken = {one.measure for one in objectives}
    axis = next((one for one in axes if one.measure not in taken), axes[0])
    if axis.measure == SATISFACTION:
        return Objective(axis.measure, 1.0 if axis.direction is Direction.MORE else -1.0)
    change = -FIRST_PER_CENT if axis.direction is Direction.LESS else FIRST_PER_CENT
    return Objective(axis.measure, change, relative=True)
