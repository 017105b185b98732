"""What the Axes page says."""

from dataclasses import replace
from math import isinf

from core.answers import Analysis, AxisView, CustomersView
from core.errors import UserError
from core.segments.axes import recognised_axes
from core.segments.formula_syntax import parse, written
from core.settings import (
    COST_TO_SERVE,
    LIFETIME_VALUE,
    SATISFACTION,
    Axis,
    Direction,
    Economics,
    Missing,
    Settings,
)
from core.tables.profile import Drivers
from ui.desktop.numbers import number
from ui.desktop.widgets.histogram import Bars
from ui.desktop.widgets.phrases import (
    capitalised,
    counted,
    figure,
    listed,
    measure_title,
    measure_words,
    spelt,
)

NOT_YET = (
    "Three measures decide the segments. Once there is data, satisfaction, cost to serve and "
    "lifetime value are proposed; any number per customer will do."
)
WELL_KNOWN = (SATISFACTION, COST_TO_SERVE, LIFETIME_VALUE)
BLANK = (
    Axis(SATISFACTION, ""),
    Axis(COST_TO_SERVE, "", Direction.LESS),
    Axis(LIFETIME_VALUE, ""),
)
DIRECTIONS = {
    Direction.MORE: "more is better",
    Direction.LESS: "less is better",
    Direction.TARGET: "a target is best",
}
MISSING = (
    ("is left out", Missing.LEAVE_OUT),
    ("gets the middle value", Missing.TYPICAL),
    ("counts as 0", Missing.ZERO),
)
INSTEAD = {
    Missing.LEAVE_OUT: "they are not scored",
    Missing.TYPICAL: "the middle value is taken for them",
    Missing.ZERO: "0 is taken for them",
}
THIN = 0.04
ALL_CLEAR = "Nothing stands out: the axes tell different things, and each has enough values."


def axes_of(settings: Settings, analysis: Analysis) -> tuple[Axis, ...]:
    """Return the axes to show: the chosen ones, else the proposed ones, else what is known."""
    if settings.axes:
        return settings.axes
    if analysis.axes is not None:
        return tuple(view.axis for view in analysis.axes.axes)
    if analysis.customers is None:
        return ()
    found = recognised_axes(analysis.customers.measures)
    return tuple(found.get(blank.measure, blank) for blank in BLANK)


def title(settings: Settings, analysis: Analysis) -> tuple[str, str]:
    """Return the finding and the line below it."""
    axes = axes_of(settings, analysis)
    if not axes:
        return "Axes", NOT_YET
    names = listed(tuple(measure_words(axis.measure) for axis in axes))
    heading = f"{capitalised(spelt(len(axes), 'axis', 'axes'))}: {names}"
    if not any(axis.formula for axis in axes):
        return "Choose three axes", "Each needs a column with numbers, or a formula of columns."
    if analysis.axes is None:
        return heading, "Each needs a column with numbers, or a formula of columns."
    if analysis.axes.proposed and not settings.axes:
        return heading, "Proposed from what your columns mean. Change anything; it can be undone."
    return heading, "Chosen by you. Segments and actions follow every change."


def cautions(analysis: Analysis) -> str:
    """Return what is worth knowing about the axes."""
    if analysis.axes is None:
        return "This is told as soon as each axis has numbers."
    return "\n\n".join(analysis.axes.notes) or ALL_CLEAR


def with_axis(settings: Settings, analysis: Analysis, place: int, axis: Axis) -> Settings:
    """Return the settings with one axis changed and the others kept as they are in force."""
    axes = axes_of(settings, analysis)
    return replace(settings, axes=(*axes[:place], axis, *axes[place + 1 :]))


def measure_key(text: str) -> str:
    """Return the name of a measure from what was written; the well-known ones have their own."""
    key = "_".join(text.strip().lower().split())
    return key if key in WELL_KNOWN else " ".join(text.split())


def formulas(customers: CustomersView | None) -> tuple[str, ...]:
    """Return the columns that can be an axis, as they are written in a formula."""
    if customers is None:
        return ()
    names = tuple(measure.name for measure in customers.measures)
    return tuple(written(measure.name, names) for measure in customers.measures if measure.numeric)


def formula_problem(customers: CustomersView | None, formula: str) -> str:
    """Return what is wrong with a formula and what to do, "" if nothing is."""
    if customers is None:
        return ""
    if not formula:
        return "Choose a column, or write a formula such as Refunds + 2 * Calls."
    try:
        parse(formula, tuple(measure.name for measure in customers.measures))
    except UserError as problem:
        return f"{problem.message} {problem.hint}".strip()
    return ""


def bars_of(view: AxisView) -> Bars:
    """Return the histogram of an axis; where all have one value, that stands in the middle."""
    if view.smallest == view.largest:
        return _one_bar(view)
    return Bars(
        view.edges,
        view.counts,
        view.lower,
        view.median,
        view.upper,
        first=_end(view, view.edges[0], "or less", beyond=view.smallest < view.edges[0]),
        last=_end(view, view.edges[-1], "or more", beyond=view.largest > view.edges[-1]),
        middle=_written(view, view.median),
        target=view.axis.target if view.axis.direction is Direction.TARGET else None,
    )


def _one_bar(view: AxisView) -> Bars:
    """Return a thin bar alone in the middle."""
    value = view.median
    half = abs(value) / 2 or 1.0
    edges = (value - half, value - THIN * half, value + THIN * half, value + half)
    counts = (0, view.filled, 0)
    return Bars(edges, counts, value, value, value, "", "", _written(view, value))


def _written(view: AxisView, value: float) -> str:
    return figure(value, view.upper - view.smallest)


def _end(view: AxisView, edge: float, more: str, *, beyond: bool) -> str:
    return f"{_written(view, edge)} {more}" if beyond else _written(view, edge)


def spread_sentence(view: AxisView) -> str:
    """Return how all customers lie on an axis, in words."""
    lower, upper = _written(view, view.lower), _written(view, view.upper)
    if view.smallest == view.largest:
        return f"Everybody has {lower}."
    return f"The middle half of the customers lies between {lower} and {upper}."


def missing_sentence(view: AxisView) -> str:
    """Return how many customers have no value."""
    if not view.missing:
        every = "The one" if view.filled == 1 else f"All {number(view.filled)}"
        return f"{every} {'customer has' if view.filled == 1 else 'customers have'} a value."
    return (
        f"{number(view.missing)} of {counted(view.filled + view.missing, 'customer')} missing; "
        f"{INSTEAD[view.axis.missing]}."
    )


def range_name(axis: Axis, low: float, high: float) -> str:
    """Return the name of a selection on a distribution; an end may be infinite."""
    title = measure_title(axis.measure)
    if isinf(low) and isinf(high):
        return f"All with {measure_words(axis.measure)}"
    span = 0.0 if isinf(low) or isinf(high) else high - low
    start, end = (figure(one, span or abs(one)) if not isinf(one) else "" for one in (low, high))
    if not start:
        return f"{title} up to {end}"
    return f"{title} from {start} to {end}" if end else f"{title} from {start}"


def drivers(found: Drivers) -> tuple[str, str]:
    """Return question and answer about what goes with an axis."""
    question = f"What goes with {measure_words(found.measure)}?"
    if found.silent:
        return question, found.silent
    lines = [one.words for one in found.drivers]
    looked = counted(found.looked_at, "other column was", "other columns were")
    return question, "\n".join((*lines, "", f"{looked} looked at. It need not be the cause."))


def axis_name(axis: Axis, place: int) -> str:
    """Return the heading of an axis."""
    return f"{place}  {measure_title(axis.measure)}"


def worth_sentence(economics: Economics) -> str:
    """Return how a customer's position turns into money."""
    months = counted(economics.horizon_months, "month")
    value = "lifetime value, which is after the cost to serve"
    if not economics.value_is_net:
        value = (
            "lifetime value less the cost to serve, scaled from "
            f"{counted(economics.cost_months, 'month')} to {economics.horizon_months}"
        )
    return (
        f"Over {months} a customer is worth their {value}. Left alone, "
        f"{number(100 * economics.loss_share)} in 100 are lost. Nothing is sold to a segment whose "
        f"satisfaction score is below {number(economics.selling_needs, 2)}."
    )
