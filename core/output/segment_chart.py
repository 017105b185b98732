"""The native chart of the segments: two axes, one bubble each, in the segments' colours."""

from openpyxl.chart import BubbleChart, Reference
from openpyxl.chart.axis import ChartLines, NumericAxis
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.worksheet.worksheet import Worksheet

from core.output.contents import PlanContents
from core.output.looks import CONTROL, FINE, GRID, QUIET, TEXT, axis_format, segment_colour
from core.output.segments_sheet import TITLE_OF_SHEET, SegmentPlaces, good_end
from core.settings import LIFETIME_VALUE, SATISFACTION
from core.tables.listing import measure_title

WIDTH, HEIGHT = 12.4, 9.6
"""Of the chart, in centimetres."""


def segment_chart(sheet: Worksheet, contents: PlanContents, places: SegmentPlaces) -> BubbleChart:
    """Return the chart of the segments' medians; the area of a bubble is its customers.

    The bubbles are labelled with the segments' codes: names would cover one another.

    ``sheet`` is the sheet of the segments, from which the chart takes its numbers.
    """
    across, up = chosen_axes(contents)
    chart = BubbleChart()
    chart.style = 18
    chart.width, chart.height = WIDTH, HEIGHT  # type: ignore[assignment]  # takes fractions
    chart.bubbleScale = 35
    chart.sizeRepresents = "area"
    chart.roundedCorners = False
    chart.legend = None
    chart.title = None
    for segment in sorted(contents.segments.segments, key=lambda one: (-one.customers, one.code)):
        row = places.first + segment.code - 1
        chart.series.append(
            _bubble(sheet, row, (places.medians + across, places.medians + up, places.customers))
        )
        _colour(chart.series[-1], segment.code)
    _set_axis(chart.x_axis, contents, across, "→")
    _set_axis(chart.y_axis, contents, up, "↑")
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    return chart


def chosen_axes(contents: PlanContents) -> tuple[int, int]:
    """Return the axes that the chart shows: satisfaction and lifetime value where they exist."""
    measures = [axis.measure for axis in contents.scored.axes]
    across = measures.index(SATISFACTION) if SATISFACTION in measures else 0
    up = measures.index(LIFETIME_VALUE) if LIFETIME_VALUE in measures else len(measures) - 1
    return (across, up) if across != up else (0, len(measures) - 1)


def _bubble(sheet: Worksheet, row: int, columns: tuple[int, int, int]) -> Series:
    across, up, size = (
        Reference(sheet, min_col=column, min_row=row, max_row=row) for column in columns
    )
    series: Series = SeriesFactory(values=up, xvalues=across, zvalues=size)
    name = StrRef(f"'{TITLE_OF_SHEET}'!$B${row}")
    series.tx = SeriesLabel(strRef=name)
    return series


def _colour(series: Series, code: int) -> None:
    series.graphicalProperties = GraphicalProperties(solidFill=segment_colour(code))
    series.graphicalProperties.line = LineProperties(solidFill="FFFFFF", w=12700)
    series.bubble3D = False
    series.invertIfNegative = False
    series.dLbls = DataLabelList()
    series.dLbls.showSerName = True
    for part in ("showVal", "showCatName", "showBubbleSize", "showLegendKey", "showPercent"):
        setattr(series.dLbls, part, False)
    series.dLbls.position = "r"
    series.dLbls.txPr = small(TEXT)


def _set_axis(axis: NumericAxis, contents: PlanContents, column: int, arrow: str) -> None:
    chosen = contents.scored.axes[column]
    values = contents.scored.values[:, column].tolist()
    words = f"{measure_title(chosen.measure)}, median – {good_end(chosen)} {arrow}"
    axis.title = titled(words)
    axis.delete = False
    axis.majorTickMark = axis.minorTickMark = "none"
    axis.tickLblPos = "low"
    axis.number_format = "#,##0.##" if axis_format(values) == FINE else "#,##0"
    line = GraphicalProperties(ln=LineProperties(solidFill=GRID, w=9525))
    axis.majorGridlines = ChartLines(spPr=line)
    axis.spPr = GraphicalProperties(ln=LineProperties(solidFill=CONTROL, w=9525))
    axis.txPr = small()


def _characters(colour: str) -> CharacterProperties:
    return CharacterProperties(sz=900, b=False, solidFill=colour)


def small(colour: str = QUIET) -> RichText:
    """Return the look of the small texts of a chart."""
    properties = ParagraphProperties(defRPr=_characters(colour))
    end = CharacterProperties()
    return RichText(RichTextProperties(), p=[Paragraph(pPr=properties, endParaRPr=end)])


def titled(words: str) -> Title:
    """Return the title of an axis."""
    run = RegularTextRun(rPr=_characters(QUIET), t=words)
    properties = ParagraphProperties(defRPr=_characters(QUIET))
    rich = RichText(p=[Paragraph(pPr=properties, r=[run])])
    return Title(tx=Text(rich=rich), overlay=False)
