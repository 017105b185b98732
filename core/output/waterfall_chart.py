"""The native chart of what the plan earns: what each action brings, the cost, what is left."""

from dataclasses import dataclass, replace

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.output.looks import ACCENT, BODY, CONTROL, COUNT, GRID, NEGATIVE, NOTE, SECTION, TEXT
from core.output.looks import HEADER as WORDS_HEADER
from core.output.looks import NUMBER_HEADER as HEADER
from core.output.page import Page
from core.output.segment_chart import small
from core.output.todo_sheet import FIRST_ROW, LETTERS, TodoPlaces
from core.tables.plan import OTHERS, Plan

MOST_PARTS = 4
"""Actions that are named; with more of them the others stand together."""

LABEL, AMOUNT, BASE = 3, 5, 6
"""Columns of what a step is called, its amount, and what its bar stands on."""

KINDS = ("Brings", "Costs", "Net gain")
"""Titles of the columns after that: the bar itself, by its colour."""

GAIN, SPEND = LETTERS["total"], LETTERS["spend"]
COLOURS = (CONTROL, NEGATIVE, ACCENT)
NUMBER = replace(BODY, align="right", format=COUNT)
BAR = replace(NUMBER, format='#,##0;"−"#,##0;')
"""Look of the cells behind the bars and their labels: a step without a bar shows nothing."""


@dataclass(frozen=True)
class FallPlaces:
    """The sheet with the steps of the waterfall, and their first and last row."""

    sheet: Worksheet
    first: int
    last: int


def draw_falls(page: Page, plan: Plan, places: TodoPlaces) -> FallPlaces | None:
    """Write the steps below the plan, as formulas that follow it; None without any."""
    if not plan.lines:
        return None
    top = places.total + 2
    page.text(top, LABEL, "What the plan earns, step by step", SECTION)
    page.text(top + 1, LABEL, "The last four columns draw the chart of the summary.", NOTE)
    page.text(top + 2, LABEL, "Step", WORDS_HEADER)
    page.text(top + 2, LABEL + 1, "", WORDS_HEADER)
    for column, title in enumerate(("Amount", "Stands on", *KINDS), AMOUNT):
        page.text(top + 2, column, title, HEADER)
    first, before = top + 3, 0.0
    steps = _steps(plan, places)
    for row, (label, formula, amount) in enumerate(steps[:-1], first):
        page.text(row, LABEL, label)
        page.text(row, LABEL + 1, "")
        page.formula(row, AMOUNT, formula, amount, NUMBER)
        _draw_bar(page, (first, row), before, amount)
        before += amount
    last = first + len(steps) - 1
    label, formula, amount = steps[-1]
    bold = replace(NUMBER, bold=True, rule="total")
    page.text(last, LABEL, label, replace(bold, align="left"))
    page.text(last, LABEL + 1, "", bold)
    page.formula(last, AMOUNT, formula, amount, bold)
    for column in range(BASE, BASE + 3):
        page.number(last, column, 0, replace(BAR, bold=True, rule="total"))
    page.formula(last, BASE + 3, f"E{last}", amount, bold)
    return FallPlaces(page.sheet, first, last)


def _steps(plan: Plan, places: TodoPlaces) -> list[tuple[str, str, float]]:
    """Return name, formula and amount of each step; the last one is what is left."""
    brings = plan.brings(MOST_PARTS)
    named = {title for title, _amount in brings}
    rows: dict[str, list[int]] = {title: [] for title in named}
    for row, line in enumerate(plan.lines, FIRST_ROW):
        rows[line.title if line.title in named else OTHERS].append(row)
    steps = [
        (title, "+".join(f"{GAIN}{row}+{SPEND}{row}" for row in rows[title]), amount)
        for title, amount in brings
    ]
    spend, gain = places.totals["spend"], places.totals["total"]
    steps.append(("Cost of the plan", f"-{SPEND}{places.total}", -spend))
    return [*steps, ("Net gain", f"{GAIN}{places.total}", gain)]


def _draw_bar(page: Page, span: tuple[int, int], before: float, amount: float) -> None:
    """Write what draws a step: what its bar stands on, and its height up or down."""
    first, row = span
    start = f"SUM(E${first}:E{row - 1})" if row > first else "0"
    base = f"MAX(0,MIN({start},{start}+E{row}))"
    page.formula(row, BASE, base, max(0.0, min(before, before + amount)), NUMBER)
    page.formula(row, BASE + 1, f"MAX(E{row},0)", max(amount, 0.0), BAR)
    page.formula(row, BASE + 2, f"MAX(0-E{row},0)", max(-amount, 0.0), BAR)
    page.number(row, BASE + 3, 0, BAR)


def falls_chart(places: FallPlaces, size: tuple[float, float]) -> BarChart:
    """Return the waterfall; ``size`` is its width and height in centimetres."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 45
    chart.style = 18
    chart.width, chart.height = size  # type: ignore[assignment]  # takes fractions
    chart.legend = None
    chart.title = None
    for column, colour in zip(range(BASE, BASE + 4), ("", *COLOURS), strict=True):
        chart.series.append(_bars(places, column, colour))
    labels = Reference(places.sheet, min_col=LABEL, min_row=places.first, max_row=places.last)
    chart.set_categories(labels)
    _set_axes(chart)
    return chart


def _bars(places: FallPlaces, column: int, colour: str) -> Series:
    """Return the bars of a column; without a colour they are not seen."""
    values = Reference(places.sheet, min_col=column, min_row=places.first, max_row=places.last)
    series: Series = SeriesFactory(values=values)
    series.invertIfNegative = False
    if not colour:
        series.graphicalProperties = GraphicalProperties(noFill=True)
        series.graphicalProperties.line = LineProperties(noFill=True)
        return series
    series.graphicalProperties = GraphicalProperties(solidFill=colour)
    series.graphicalProperties.line = LineProperties(noFill=True)
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    for part in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, part, False)
    series.dLbls.txPr = small("FFFFFF" if colour != CONTROL else TEXT)
    return series


def _set_axes(chart: BarChart) -> None:
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.majorTickMark = axis.minorTickMark = "none"
        axis.tickLblPos = "low"
        axis.spPr = GraphicalProperties(ln=LineProperties(solidFill=CONTROL, w=9525))
        axis.txPr = small()
    line = GraphicalProperties(ln=LineProperties(solidFill=GRID, w=9525))
    chart.y_axis.majorGridlines = ChartLines(spPr=line)
    chart.y_axis.number_format = "#,##0"
    chart.x_axis.scaling.orientation = "maxMin"  # the first step on top
    chart.y_axis.tickLblPos = "high"  # which is below, then
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
