"""The tables of the Plan page: who gets what, and the plans side by side."""

from core.answers import Analysis
from core.tables.plan import Plan, PlanLine, ScenarioResult
from ui.desktop.charts.frontier import Curve
from ui.desktop.charts.waterfall import Falls
from ui.desktop.numbers import number
from ui.desktop.pages.plan.wording import interval_words
from ui.desktop.widgets.cells import Cell, Heading, amount
from ui.desktop.widgets.phrases import counted
from ui.desktop.widgets.segment_label import style_of

MOST_ROWS = 14
Shown = tuple[tuple[Heading, ...], tuple[tuple[Cell, ...], ...]]

HEADINGS = (
    Heading("Segment", stretch=3, least=96),
    Heading("Action", stretch=3, least=96),
    Heading("Customers", right=True),
    Heading("Spend", right=True, drop_below=520),
    Heading("Net gain", right=True),
    Heading("Gain per\n1 spent", right=True, drop_below=620),
    Heading("Hold-out", right=True, drop_below=460, tooltip="Get nothing, chosen at random"),
    Heading(
        "Detectable",
        right=True,
        drop_below=720,
        tooltip="Smallest effect per customer that this hold-out can show",
    ),
)


BUDGETS_SHOWN = 21
"""Points of the frontier that its table has at most."""


def waterfall_table(falls: Falls) -> Shown:
    """Return the steps of the waterfall, the last one being what is left."""
    headings = Heading("Step", stretch=1), Heading("Amount", right=True)
    rows = ((Cell(one.label), amount(number(one.amount), one.amount)) for one in falls.steps)
    return headings, tuple(rows)


def frontier_table(curve: Curve) -> Shown:
    """Return what budgets would earn, from none to all that can be spent."""
    headings = Heading("Budget", right=True, stretch=1), Heading("Net gain", right=True, stretch=1)
    last = len(curve.spends) - 1
    steps = min(last, BUDGETS_SHOWN - 1)
    places = sorted({round(last * step / max(steps, 1)) for step in range(steps + 1)})
    rows = (
        tuple(amount(number(one), one) for one in (curve.spends[place], curve.gains[place]))
        for place in places
        if curve.spends
    )
    return headings, tuple(rows)


def shown_lines(plan: Plan) -> tuple[PlanLine, ...]:
    """Return the lines that are shown one by one: those that gain most, best return first."""
    largest = sorted(plan.lines, key=lambda line: -line.gain)[:MOST_ROWS]
    return tuple(line for line in plan.lines if line in largest)


def rows(analysis: Analysis, plan: Plan) -> tuple[tuple[Cell, ...], ...]:
    """Return who gets what, then the smaller groups together, then the total."""
    view = analysis.segments
    if view is None:
        return ()
    lines = shown_lines(plan)
    found = [_row(line, view.segments[line.segment - 1].name) for line in lines]
    smaller = [line for line in plan.lines if line not in lines]
    if smaller:
        words = Cell(f"{len(smaller)} smaller groups", look="quiet")
        found.append((words, Cell("other actions", look="quiet"), *_sums(smaller)))
    return (*found, (Cell("Plan"), Cell(), *_sums(list(plan.lines))))


def _row(line: PlanLine, name: str) -> tuple[Cell, ...]:
    shown = "" if line.detectable is None else number(line.detectable)
    return (
        Cell(name, mark=style_of(line.segment), tooltip=name),
        Cell(line.title, tooltip=line.title),
        amount(number(line.customers), line.customers),
        amount(number(line.spend), line.spend),
        amount(number(line.gain), line.gain),
        amount(number(line.gain_per_money, 1), line.gain_per_money),
        amount(number(line.held_out), line.held_out),
        Cell(shown, plain=shown),
    )


def _sums(lines: list[PlanLine]) -> tuple[Cell, ...]:
    customers = sum(line.customers for line in lines)
    spend, gain = sum(line.spend for line in lines), sum(line.gain for line in lines)
    held = sum(line.held_out for line in lines)
    per_money = gain / spend if spend else 0.0
    return (
        amount(number(customers), customers),
        amount(number(spend), spend),
        amount(number(gain), gain),
        amount(number(per_money, 1), per_money),
        amount(number(held), held),
        Cell(),
    )


def table_note(plan: Plan) -> str:
    """Return what the numbers of the table do not say by themselves."""
    parts = []
    if plan.held_out:
        parts.append(
            f"{counted(plan.held_out, 'customer')} chosen at random get nothing, so that the next "
            "import can say what each action really earned; “Detectable” is the smallest effect "
            "per customer it can show."
        )
    parts += [
        f"{number(use.used, 0 if use.used % 1 == 0 else 1)} of {number(use.capacity)} "
        f"{use.channel} used."
        for use in plan.uses
        if use.capacity is not None
    ]
    if plan.price > 0:
        parts.append(f"The other actions return less than {number(plan.price, 2)} for each 1.")
    return " ".join(parts)


SIDE_BY_SIDE = (
    Heading("Plan", stretch=3, least=96),
    Heading("Budget", right=True),
    Heading("Spend", right=True, drop_below=520),
    Heading("Net gain", right=True),
    Heading("80 %\ninterval", right=True, drop_below=620),
    Heading("Customers", right=True, drop_below=460),
    Heading("Objectives\nreached", right=True),
)


def side_by_side(plan: Plan, scenarios: tuple[ScenarioResult, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return the plan in force and the scenarios, one a row."""
    plans = [("This plan", plan), *((one.name, one.plan) for one in scenarios)]
    return tuple(_plan_row(name, one) for name, one in plans)


def _plan_row(name: str, plan: Plan) -> tuple[Cell, ...]:
    met = sum(one.met for one in plan.objectives)
    reached = f"{met} of {len(plan.objectives)}" if plan.objectives else "–"
    budget = "none" if plan.budget is None else number(plan.budget)
    return (
        Cell(name),
        Cell(budget, look="quiet" if plan.budget is None else ""),
        amount(number(plan.spend), plan.spend),
        amount(number(plan.gain), plan.gain),
        Cell(interval_words(plan), look="quiet"),
        amount(number(plan.assignments), plan.assignments),
        Cell(reached),
    )
