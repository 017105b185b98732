"""What an analysis found, as a few lines for people at a command line."""

from collections.abc import Iterator

from core.answers import Analysis, AxesView, CustomersView, SegmentsView
from core.tables.actions import ActionTable, NextAction
from core.tables.plan import Plan
from core.tables.sources import Receipt


def summary(analysis: Analysis) -> str:
    """Return the segments with what comes next, the plan, and what was left out on the way.

    Parameters
    ----------
    analysis
        A whole analysis, without a problem.
    """
    segments, actions, plan = analysis.segments, analysis.actions, analysis.plan
    if segments is None or actions is None or plan is None:
        return "Nothing was found."
    lines = [
        f"{segments.customers:,} customers, {segments.unscored:,} of them not scored",
        *_axis_lines(analysis.axes),
        *_segment_lines(segments, actions),
        *_plan_lines(segments, actions, plan),
        *_left_out(analysis),
    ]
    return "\n".join(lines)


def _axis_lines(axes: AxesView | None) -> Iterator[str]:
    """Yield what the segments rest on, most of all where nobody was asked."""
    if axes is None:
        return
    yield "Axes, as proposed from the columns:" if axes.proposed else "Axes:"
    for view in axes.axes:
        axis = view.axis
        better = f"near {axis.target:g}" if axis.target is not None else axis.direction
        yield f"  {axis.measure} = {axis.formula}, {better} is better"


def _segment_lines(segments: SegmentsView, actions: ActionTable) -> Iterator[str]:
    for segment in segments.segments:
        mark = " (ideal)" if segment.ideal else ""
        told = _next_step(actions.next_actions[segment.code - 1])
        yield f"  {segment.code} {segment.name}{mark}: {segment.customers:,}; {told}"


def _next_step(following: NextAction) -> str:
    if following.best is None:
        return "no action weighed"
    if not following.pays:
        return "nothing that pays yet"
    return f"{following.best.title}, gains {following.best.gain:,.2f} each"


def _plan_lines(segments: SegmentsView, actions: ActionTable, plan: Plan) -> Iterator[str]:
    if all(following.best is None for following in actions.next_actions):
        yield f"No action is weighed. {' '.join(actions.assumptions[:1])}"
        return
    for code in actions.ranking[:1]:
        yield f"Start with {segments.segments[code - 1].name}."
    yield (
        f"The plan: {plan.assignments:,} customers, {plan.spend:,.2f} spent, "
        f"{plan.gain:,.2f} gained net (80 in 100: {plan.gain_low:,.0f} to {plan.gain_high:,.0f})."
    )
    if plan.held_out:
        yield f"Held out to measure the effects: {plan.held_out:,} customers."
    for one in plan.objectives:
        unit = " %" if one.relative else ""
        state = "reached" if one.met else "short"
        name = one.measure.replace("_", " ")
        yield f"Objective {name} {one.change:+g}{unit}: {one.reached:+.3g}{unit}, {state}."


def _left_out(analysis: Analysis) -> Iterator[str]:
    """Yield what a reader would not expect to be missing: rows, and customers of one source."""
    for view in analysis.sources:
        if view is not None:
            yield from _rows_left_out(view.receipt)
    if analysis.customers is not None:
        yield from _customers_left_out(analysis.customers)


def _rows_left_out(receipt: Receipt) -> Iterator[str]:
    for count, fate in (
        (receipt.waiting, "waiting for an answer"),
        (receipt.rejected, "set aside; inspect names them"),
        (receipt.totals, "taken for totals"),
    ):
        if count:
            yield f"Not used: {count:,} of {receipt.rows_in:,} rows of {receipt.source}, {fate}."


def _customers_left_out(customers: CustomersView) -> Iterator[str]:
    for join in customers.joins:
        if join.left_out:
            yield (
                f"Not used: {join.left_out:,} customers of {join.source}, whom no profile names, "
                f"such as {join.examples[0]}."
            )
