"""What an analysis found, as a few lines for people at a command line."""

from collections.abc import Iterator
from math import isfinite

from core.answers import Analysis, AxesView, CustomersView, ResultsView, SegmentsView
from core.tables.actions import ActionTable, NextAction
from core.tables.plan import Plan, Possible, Reached, Takes
from core.tables.results import Earned, Effect, ExperimentTable
from core.tables.sources import Receipt


def summary(analysis: Analysis, takes: Takes | None = None) -> str:
    """Return the segments with what comes next, the plan, and what was left out on the way.

    Parameters
    ----------
    analysis
        A whole analysis, without a problem.
    takes
        What its objectives would take; None without any.
    """
    segments, actions, plan = analysis.segments, analysis.actions, analysis.plan
    if segments is None or actions is None or plan is None:
        return "Nothing was found."
    lines = [
        f"{segments.customers:,} customers, {segments.unscored:,} of them not scored",
        *_axis_lines(analysis.axes),
        *_segment_lines(segments, actions),
        *_plan_lines(segments, actions, plan),
        *_takes_lines(plan, takes),
        *(analysis.customers.notes if analysis.customers is not None else ()),
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
    yield f"Segments, by {segments.approach.words}:"
    for segment in segments.segments:
        mark = " (ideal)" if segment.ideal else ""
        holds = f"{segment.stability.words}; " if segment.stability is not None else ""
        told = _next_step(actions.next_actions[segment.code - 1])
        yield f"  {segment.code} {segment.name}{mark}: {segment.customers:,}; {holds}{told}"
    yield from segments.notes


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
        state = "reached" if one.met else "short"
        reached = _change(one.reached, relative=one.relative)
        yield f"Objective {_wanted(one)}: {reached}, {state}."


def _takes_lines(plan: Plan, takes: Takes | None) -> Iterator[str]:
    """Yield what would reach the objectives that are short, or which of them none can reach."""
    if takes is None or all(one.met for one in plan.objectives):
        return
    if takes.least_cost is not None:
        yield f"To reach {_all_of(takes)} takes {takes.least_cost:,.2f}."
        return
    first = takes.each[takes.breaks_first or 0]
    if abs(first.most) < abs(first.change):
        most = _change(first.most, relative=first.relative)
        yield f"No plan reaches {_wanted(first)}, whatever it spends: {most} is the most."
    if len(takes.each) > 1:
        share = 100 * (1 - takes.missed)
        yield f"Of {_all_of(takes)} together {share:.0f} % can be reached, whatever is spent."


def _all_of(takes: Takes) -> str:
    return "it" if len(takes.each) == 1 else f"all {len(takes.each)} objectives"


def _wanted(one: Reached | Possible) -> str:
    """Return an objective in words."""
    unit = " %" if one.relative else ""
    return f"{one.measure.replace('_', ' ')} {one.change:+g}{unit}"


def _change(change: float, *, relative: bool) -> str:
    return f"{change:+.3g}{' %' if relative else ''}"


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


def experiment_summary(table: ExperimentTable) -> str:
    """Return what an experiment shows, one sentence for each effect, and what it relies on."""
    arms = ", ".join(f"{value} {customers:,}" for value, customers in table.arms)
    lines = [f"{table.source}, {table.treatment}: {arms}; control is “{table.control}”"]
    if table.left_out:
        lines.append(f"Not used: {table.left_out:,} rows without a value of {table.treatment}.")
    for effect in table.effects:
        lines += [f"  {effect.told}", *_earned(effect), *(f"    {note}" for note in effect.notes)]
    return "\n".join([*lines, *_unchecked(table.effects)])


def results_summary(view: ResultsView) -> str:
    """Return what the plan of the earlier period earned, by action, and who moved."""
    counted = view.counted
    both = f"{counted.both:,} customers in both periods"
    lines = [
        f"{view.before} to {view.after}: {both}, {counted.gone:,} gone, {counted.new:,} new",
        *_action_lines(view.effects),
        *_unchecked(view.effects),
        *_moved(view),
        *(f"{one.measure.replace('_', ' ')}: {one.told}" for one in view.progress),
        view.drift.told,
        *view.notes,
    ]
    return "\n".join(lines)


def _action_lines(effects: tuple[Effect, ...]) -> Iterator[str]:
    if not effects:
        yield "Nobody is known to have been treated or held out, so no effect is measured."
    for action in dict.fromkeys(effect.action for effect in effects):
        own = [effect for effect in effects if effect.action == action]
        sizes = [own[-1].treated.customers, own[-1].control.customers]
        yield f"{own[0].title}: {sizes[0]:,} treated, {sizes[1]:,} held out"
        for effect in own:
            yield f"  {effect.told}"
            yield from _earned(effect)


def _earned(effect: Effect) -> Iterator[str]:
    money = effect.earnings
    if money is None or money.roi is None or not isfinite(money.roi):
        return
    net = f"{abs(money.roi):,.2f} {'gained' if money.roi >= 0 else 'lost'} for each 1 spent"
    yield f"    At a cost of {money.cost:,.2f} each it {_OUTCOMES[money.earned]}; {net}."


_OUTCOMES = {
    Earned.EARNED: "earned its cost",
    Earned.LOST: "lost money",
    Earned.OPEN: "may have earned its cost or not; it cannot be told yet",
}


def _unchecked(effects: tuple[Effect, ...]) -> Iterator[str]:
    """Yield what could not be checked, each sentence once."""
    checks = (check for effect in effects for check in effect.checks)
    yield from dict.fromkeys(check.told for check in checks if check.passed is None)


def _moved(view: ResultsView) -> Iterator[str]:
    into = view.moves.into
    if into is None:
        return
    goal = view.segments[view.moves.goal - 1].name
    yield (
        f"{into.moved:,} customers moved into “{goal}”; about {into.natural:,.0f} would have "
        f"by themselves ({into.low:,.0f} to {into.high:,.0f})."
    )
