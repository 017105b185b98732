"""The native chart of the whale curve, with the points that it is drawn from."""

from dataclasses import dataclass, replace

from openpyxl.chart import Reference, ScatterChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.output.looks import BODY, CONTROL, GRID, MONEY, NUMBER_HEADER, SHARE, TEXT
from core.output.page import Page
from core.output.segment_chart import small, titled
from core.tables.profit import Whale

WIDTH, HEIGHT = 16.0, 9.0
"""Of the chart, in centimetres."""

POINTS = 16
"""Column of the points, beside everything else."""

MOST_POINTS = 101
ROWS = 19
"""Rows that the chart covers."""


@dataclass(frozen=True)
class CurvePlaces:
    """The sheet with the points of the curve, and their first and last row."""

    sheet: Worksheet
    first: int
    last: int


def draw_curve(page: Page, whale: Whale, row: int) -> CurvePlaces:
    """Draw the points and the curve; return where the points are."""
    places = CurvePlaces(page.sheet, row + 1, _draw_points(page, whale, row))
    page.sheet.add_chart(curve_chart(places, (WIDTH, HEIGHT)), f"A{row}")
    return places


def curve_chart(places: CurvePlaces, size: tuple[float, float]) -> ScatterChart:
    """Return the chart of the curve; ``size`` is its width and height in centimetres."""
    chart = ScatterChart()
    chart.style = 18
    chart.width, chart.height = size  # type: ignore[assignment]  # takes fractions
    chart.legend = None
    chart.title = None
    chart.scatterStyle = "line"
    across, up = (
        Reference(places.sheet, min_col=column, min_row=places.first, max_row=places.last)
        for column in (POINTS, POINTS + 1)
    )
    series: Series = SeriesFactory(values=up, xvalues=across)
    series.marker = Marker("none")
    series.smooth = False
    series.graphicalProperties = GraphicalProperties()
    series.graphicalProperties.line = LineProperties(solidFill=TEXT, w=25400)
    chart.series.append(series)
    _set_axes(chart)
    return chart


def _set_axes(chart: ScatterChart) -> None:
    chart.x_axis.title = titled("Customers from most to least profitable")
    chart.y_axis.title = titled("Profit together")
    chart.x_axis.scaling.min, chart.x_axis.scaling.max = 0, 1
    chart.x_axis.number_format, chart.y_axis.number_format = "0%", "#,##0"
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.majorTickMark = axis.minorTickMark = "none"
        axis.tickLblPos = "low"
        axis.spPr = GraphicalProperties(ln=LineProperties(solidFill=CONTROL, w=9525))
        axis.txPr = small()
    chart.x_axis.majorGridlines = None
    line = GraphicalProperties(ln=LineProperties(solidFill=GRID, w=9525))
    chart.y_axis.majorGridlines = ChartLines(spPr=line)
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))


def _draw_points(page: Page, whale: Whale, row: int) -> int:
    """Write the points; return the row of the last one."""
    page.text(row, POINTS, "Customers", NUMBER_HEADER)
    page.text(row, POINTS + 1, "Profit together", NUMBER_HEADER)
    everybody = max(whale.customers[-1], 1)
    at = row
    for place in _places(len(whale.customers)):
        at += 1
        share = whale.customers[place] / everybody
        page.number(at, POINTS, share, replace(BODY, align="right", format=SHARE))
        look = replace(BODY, align="right", format=MONEY)
        page.number(at, POINTS + 1, whale.profit[place], look)
    return at


def _places(count: int) -> list[int]:
    """Choose points evenly, the first and the last included."""
    if count <= MOST_POINTS:
        return list(range(count))
    return sorted({round(step * (count - 1) / (MOST_POINTS - 1)) for step in range(MOST_POINTS)})
