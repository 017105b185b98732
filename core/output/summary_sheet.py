"""The first sheet: what it amounts to, the ideal, where to begin, and the pictures."""

from dataclasses import dataclass, replace

from core.output.contents import PlanContents
from core.output.looks import (
    BODY,
    COUNT,
    HEADER,
    NOTE,
    NUMBER_HEADER,
    RATIO,
    SECTION,
    SENTENCE,
    TITLE,
    Look,
)
from core.output.page import NARROW, Page, Result
from core.output.summary_charts import KEY, Drawn, draw_charts
from core.output.todo_sheet import FIRST_ROW, TodoPlaces

TITLE_OF_SHEET = "Summary"
FIRST, NUMBERS_FROM = 2, 7
"""Columns where the sheet begins, and from which on its table has numbers."""

NAMES = ("segment", "action")
"""What the table of the first actions shows of the plan, before its numbers."""

BEGIN_ROW = 11
TOP = 3

FIGURE = Look(size=18, bold=True, format=COUNT, rule="")
NUMBER = replace(BODY, format=COUNT, align="right")


@dataclass(frozen=True)
class Figure:
    """A headline number: what it says, its formula if it has one, and what it amounts to."""

    label: str
    result: Result
    formula: str = ""
    look: Look = FIGURE


def draw_summary(page: Page, contents: PlanContents, plan: TodoPlaces, drawn: Drawn) -> None:
    """Draw the summary; its numbers follow the plan, its charts what is ``drawn`` elsewhere."""
    page.widths((2, NARROW, 36, 28, NARROW, 36, 12, 12, 14))
    page.text(1, FIRST, _headline(contents), TITLE)
    page.text(2, FIRST, _told(contents), NOTE)
    for column, figure in zip((3, 4, 6, 7, 9), _figures(contents, plan), strict=False):
        _draw_figure(page, column, figure)
    _draw_ideal(page, contents)
    _draw_beginning(page, contents, plan)
    draw_charts(page, contents, drawn, BEGIN_ROW + TOP + 3)
    page.sheet.sheet_view.showGridLines = False
    page.sheet.row_dimensions[1].height = 28
    page.print_set_up(landscape=False)
    page.sheet.page_setup.fitToHeight = 1


def _headline(contents: PlanContents) -> str:
    paying = len(contents.actions.ranking)
    customers = len(contents.segments.customer_ids)
    if not paying:
        return f"{customers:,} customers: no action pays yet"
    actions = "one segment has" if paying == 1 else f"{paying} segments have"
    return f"{customers:,} customers: {actions} an action that pays"


def _told(contents: PlanContents) -> str:
    months = contents.settings.economics.horizon_months
    words = f"Gains over {months} months beyond doing nothing, cost taken off, in the currency "
    words += "of the data. Numbers on this sheet follow the sheet “To do”."
    if contents.unscored:
        words += f" {contents.unscored:,} customers are not scored: a value is missing."
    return words


def _figures(contents: PlanContents, plan: TodoPlaces) -> tuple[Figure, ...]:
    gain, spend = plan.cell("total", plan.total), plan.cell("spend", plan.total)
    earned, spent = plan.totals["total"], plan.totals["spend"]
    figures = (
        Figure("gain of the plan", earned, gain),
        Figure("to be spent", spent, spend),
        Figure(
            "gain for 1 spent (ROI)",
            earned / spent if spent > 0 else "",
            f'IF({spend}>0,{gain}/{spend},"")',
            replace(FIGURE, format=RATIO),
        ),
        Figure("customers treated", plan.totals["customers"], plan.cell("customers", plan.total)),
    )
    if contents.plan.budget is None:
        return figures
    return (*figures, Figure("budget", contents.plan.budget))


def _draw_figure(page: Page, column: int, figure: Figure) -> None:
    look = replace(figure.look, align="left")
    if figure.formula:
        page.formula(4, column, figure.formula, figure.result, look)
    else:
        page.number(4, column, float(figure.result), look)
    page.text(5, column, figure.label, NOTE)
    page.sheet.row_dimensions[4].height = 28


def _draw_ideal(page: Page, contents: PlanContents) -> None:
    ideal = contents.segments.ideal
    page.text(7, FIRST, "The ideal segment", SECTION)
    shown = contents.segment(ideal.code or ideal.best)
    page.swatch(8, FIRST, shown.code)
    name = shown.name if ideal.code else f"None yet; nearest: {shown.name}"
    page.text(8, 3, name, replace(BODY, bold=True, rule=""))
    count = replace(BODY, format='#,##0" customers"', rule="")
    page.number(8, 4, shown.customers, count)
    page.text(9, 3, ideal.reason, replace(SENTENCE, indent=1))
    page.sheet.merge_cells("C9:I9")
    page.sheet.row_dimensions[9].height = 14 * (1 + len(ideal.reason) // 150)


def _draw_beginning(page: Page, contents: PlanContents, plan: TodoPlaces) -> None:
    """Draw the first actions of the plan, as formulas, so that they follow it."""
    page.text(BEGIN_ROW, FIRST, "Where to begin", SECTION)
    titles = ("", "Segment", "Action", "", "Leads to", "Customers", "Spend", "Net gain")
    for column, title in enumerate(titles, FIRST):
        look = NUMBER_HEADER if column >= NUMBERS_FROM else HEADER
        page.text(BEGIN_ROW + 1, column, title, look)
    rows = _greatest(plan)
    for row, source in enumerate(rows, BEGIN_ROW + 2):
        line = contents.plan.lines[source - FIRST_ROW]
        to = contents.ending(line.segment, line.action)
        page.swatch(row, FIRST, line.segment)
        page.swatch(row, KEY, to)
        page.text(row, KEY + 1, f"{to}  {contents.segment(to).name}")
        words = (contents.segment(line.segment).name, line.title)
        for column, (name, word) in enumerate(zip(NAMES, words, strict=True), FIRST + 1):
            page.formula(row, column, plan.cell(name, source), word, BODY)
        for column, name in enumerate(("customers", "spend", "total"), NUMBERS_FROM):
            page.formula(row, column, plan.cell(name, source), plan.values[source][name], NUMBER)
        page.sheet.row_dimensions[row].height = 19
    if not rows:
        pays = bool(contents.actions.ranking)
        told = "The plan reaches nobody." if pays else "No action pays yet."
        page.text(BEGIN_ROW + 2, 3, f"{told} See the sheet “Action plan”.", replace(BODY, rule=""))


def _greatest(plan: TodoPlaces) -> list[int]:
    """Return the rows of the plan that earn most."""
    gain = {row: float(values["total"]) for row, values in plan.values.items()}
    return sorted(gain, key=lambda row: (-gain[row], row))[:TOP]
