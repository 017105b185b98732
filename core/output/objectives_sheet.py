"""The sheet with the objectives: what the plan reaches, what it would take, and other plans."""

from dataclasses import replace

from core.output.contents import PlanContents
from core.output.looks import BODY, COUNT, HEADER, MONEY, NOTE, NUMBER_HEADER, SECTION, TITLE
from core.output.page import Page
from core.tables.listing import measure_title
from core.tables.plan import Plan, Takes

TITLE_OF_SHEET = "Objectives"
WIDTHS = (34.0, 16.0, 16.0, 16.0, 16.0, 18.0, 18.0)
NUMBER = replace(BODY, align="right", format=MONEY)
WHOLE = replace(BODY, align="right", format=COUNT)

Cell = str | float | None


def draw_objectives(page: Page, contents: PlanContents) -> None:
    """Draw objectives, what it would take, the frontier and the plans that are compared."""
    page.widths(WIDTHS)
    plan = contents.plan
    page.text(1, 1, "Objectives", TITLE)
    page.text(2, 1, "Changes within a year, beyond what happens by itself.", NOTE)
    row = _draw_reached(page, contents, 4)
    if contents.takes is not None:
        row = _draw_takes(page, contents.takes, plan, row + 1)
    row = _draw_frontier(page, plan, row + 1)
    _draw_scenarios(page, contents, row + 1)
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up()


def _table(page: Page, row: int, titles: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> int:
    """Draw a table; return the row below it."""
    for column, title in enumerate(titles, 1):
        page.text(row, column, title, HEADER if column == 1 else NUMBER_HEADER)
    page.sheet.row_dimensions[row].height = 28
    for at, cells in enumerate(rows, row + 1):
        for column, cell in enumerate(cells, 1):
            if isinstance(cell, str):
                look = BODY if column == 1 else replace(BODY, align="right")
                page.text(at, column, cell, look)
            else:
                page.number(at, column, cell, NUMBER)
    return row + 1 + len(rows)


def _draw_reached(page: Page, contents: PlanContents, row: int) -> int:
    page.text(row, 1, "What the plan reaches", SECTION)
    plan, takes = contents.plan, contents.takes
    if not plan.objectives:
        page.text(row + 1, 1, "No objective is set.", replace(BODY, rule=""))
        return row + 2
    titles = ("Measure", "Mean today", "Wanted", "Reached", "", "Most of any plan", "Least cost")
    rows: list[tuple[Cell, ...]] = []
    for place, one in enumerate(plan.objectives):
        each = takes.each[place] if takes is not None else None
        unit = " (per cent)" if one.relative else ""
        rows.append(
            (
                f"{measure_title(one.measure)}{unit}",
                one.today,
                one.change,
                one.reached,
                "reached" if one.met else "short",
                each.most if each is not None else None,
                each.least_cost if each is not None else None,
            )
        )
    return _table(page, row + 1, titles, rows)


def _draw_takes(page: Page, takes: Takes, plan: Plan, row: int) -> int:
    page.text(row, 1, "What it would take to reach all of them", SECTION)
    page.text(row + 1, 1, takes_sentence(takes, plan), replace(BODY, rule=""))
    return row + 2


def takes_sentence(takes: Takes, plan: Plan) -> str:
    """Say what it would take to reach all objectives, or what is out of reach and by how much."""
    if takes.least_cost is not None:
        more = ""
        if plan.budget is not None and takes.least_cost > plan.budget:
            more = f", {takes.least_cost - plan.budget:,.0f} more than the budget"
        return f"All objectives together need at least {takes.least_cost:,.0f}{more}."
    first = takes.each[takes.breaks_first or 0]
    name = first.measure.replace("_", " ")
    unit = " %" if first.relative else ""
    return (
        f"No plan reaches all of them, whatever it may spend: together at most "
        f"{1 - takes.missed:.0%} of each. {name.capitalize()} breaks first: "
        f"{first.change:+.4g}{unit} is wanted and {first.most:+.4g}{unit} is the most."
    )


def _draw_frontier(page: Page, plan: Plan, row: int) -> int:
    if not plan.frontier:
        return row
    page.text(row, 1, "More budget earns less and less", SECTION)
    rows: list[tuple[Cell, ...]] = [
        (None, point.spend, point.gain, *point.reached) for point in plan.frontier
    ]
    measures = tuple(measure_title(one.measure) for one in plan.objectives)
    return _table(page, row + 1, ("", "Spend", "Gain", *measures), rows)


def _draw_scenarios(page: Page, contents: PlanContents, row: int) -> None:
    if not contents.scenarios:
        return
    page.text(row, 1, "Plans side by side", SECTION)
    plans = [("This plan", contents.plan), *((one.name, one.plan) for one in contents.scenarios)]
    titles = ("Plan", "Budget", "Spend", "Gain", "Customers", "80 %, from", "80 %, to")
    rows: list[tuple[Cell, ...]] = [
        (name, p.budget, p.spend, p.gain, float(p.assignments), p.gain_low, p.gain_high)
        for name, p in plans
    ]
    _table(page, row + 1, titles, rows)
