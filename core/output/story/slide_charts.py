"""Native charts on a slide: their numbers can be edited in place."""

from pptx.chart.axis import _BaseAxis
from pptx.chart.chart import Chart
from pptx.chart.data import BubbleChartData, CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Pt

from core.output.looks import ACCENT, CONTROL, GRID, JUDGED, NEGATIVE, QUIET, TEXT, segment_colour
from core.output.story.form import Curve, Falls, SegmentMap, Spans, bar_of
from core.output.story.slide_parts import FONT, Place, colour_of, describe, fit
from core.output.story.written import money, signed

KINDS = {"brings": CONTROL, "costs": NEGATIVE, "net": ACCENT}
BUBBLE_SCALE = 40
"""Per cent of the library's own size of circles."""


def add_map(slide: Slide, place: Place, shown: SegmentMap) -> None:
    """Add the map of the segments; each circle is a series of its own, labelled by its code."""
    data = BubbleChartData()
    for bubble in sorted(shown.bubbles, key=lambda one: (-one.customers, one.code)):
        series = data.add_series(str(bubble.code))
        series.add_data_point(bubble.across, bubble.up, bubble.customers)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BUBBLE, *place.box, data)
    chart = _plain(frame, shown.alt)
    plot = chart.plots[0]
    plot.bubble_scale = BUBBLE_SCALE
    for series in plot.series:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour_of(segment_colour(int(series.name)))
        series.format.line.color.rgb = colour_of("FFFFFF")
        labels = series.data_labels if hasattr(series, "data_labels") else plot.data_labels
        labels.show_series_name, labels.show_value = True, False
        labels.position = XL_LABEL_POSITION.RIGHT
        _small(labels.font, TEXT)
    _name_axes(chart, shown.across, shown.up)


def add_curve(slide: Slide, place: Place, shown: Curve) -> None:
    """Add the curve of the profit added up over the customers."""
    data = XyChartData(number_format="#,##0")
    series = data.add_series("Profit together")
    for share, profit in shown.points:
        series.add_data_point(share, profit)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, *place.box, data)
    chart = _plain(frame, shown.alt)
    line = chart.plots[0].series[0]
    line.smooth = False
    line.format.line.color.rgb, line.format.line.width = colour_of(TEXT), Pt(2.25)
    _name_axes(chart, "Customers from most to least profitable", "Profit together")
    chart.value_axis.tick_labels.number_format = "#,##0"
    chart.category_axis.minimum_scale, chart.category_axis.maximum_scale = 0, 1
    chart.category_axis.tick_labels.number_format = "0%"


def add_falls(slide: Slide, place: Place, shown: Falls) -> None:
    """Add the waterfall: bars that stand on bars that are not seen, the first step on top."""
    data = CategoryChartData(number_format='#,##0;"−"#,##0;')
    data.categories = [fit(step.label) for step in shown.steps]
    spans = [bar_of(shown.steps, place) for place in range(len(shown.steps))]
    data.add_series("Stands on", [max(0.0, min(span)) for span in spans])
    for kind in KINDS:
        heights = [abs(step.amount) if step.kind == kind else 0.0 for step in shown.steps]
        data.add_series(kind.capitalize(), heights)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *place.box, data)
    chart = _plain(frame, shown.alt)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    base, *others = plot.series
    base.format.fill.background()
    for series, colour in zip(others, KINDS.values(), strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour_of(colour)
        series.invert_if_negative = False
        labels = series.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = '#,##0;"−"#,##0;', False
        _small(labels.font, TEXT if colour == CONTROL else "FFFFFF")
    chart.category_axis.reverse_order = True
    chart.value_axis.tick_labels.number_format = "#,##0"
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    chart.category_axis.has_major_gridlines = False


def add_spans(slide: Slide, place: Place, shown: Spans) -> None:
    """Add intervals as bars between their ends, the first on top.

    A part below 0 and one above it stand on either side of 0; an interval that does not hold 0
    stands on a bar that is not seen. The effect itself and its cost are said beside the name.
    """
    data = CategoryChartData(number_format="#,##0.00")
    data.categories = [
        fit(f"{one.label}: {signed(one.middle, 2)}, cost {money(one.cost)}") for one in shown.spans
    ]
    data.add_series("Stands on", [max(one.low, 0.0) + min(one.high, 0.0) for one in shown.spans])
    below = [min(one.low, 0.0) - min(one.high, 0.0) for one in shown.spans]
    above = [max(one.high, 0.0) - max(one.low, 0.0) for one in shown.spans]
    data.add_series("Below 0", below)
    data.add_series("Above 0", above)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *place.box, data)
    chart = _plain(frame, shown.alt)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 90, 100
    base, *parts = plot.series
    base.format.fill.background()
    for series in parts:
        series.invert_if_negative = False
        for number, one in enumerate(shown.spans):
            fill = series.points[number].format.fill
            fill.solid()
            fill.fore_color.rgb = colour_of(JUDGED[one.kind])
    chart.category_axis.reverse_order = True
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    _name(chart.value_axis, shown.across)


def _plain(frame: GraphicFrame, alt: str) -> Chart:
    """Return a chart with small grey axes, a faint grid, and nothing else."""
    describe(frame, alt)
    chart: Chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.name = FONT
    _small(chart.font, QUIET)
    for axis in (chart.category_axis, chart.value_axis):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        axis.format.line.color.rgb = colour_of(CONTROL)
        axis.has_major_gridlines = True
        axis.major_gridlines.format.line.color.rgb = colour_of(GRID)
    return chart


def _small(font: object, colour: str) -> None:
    font.size = Pt(12)  # type: ignore[attr-defined]  # fonts of charts and texts are two classes
    font.color.rgb = colour_of(colour)  # type: ignore[attr-defined]


def _name_axes(chart: Chart, across: str, up: str) -> None:
    _name(chart.category_axis, across)
    _name(chart.value_axis, up)


def _name(axis: _BaseAxis, words: str) -> None:
    axis.has_title = True
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "#,##0.##", False
    frame = axis.axis_title.text_frame
    run = frame.paragraphs[0].add_run()
    run.text = fit(words)
    run.font.bold = False
    run.font.size = Pt(12)
    run.font.color.rgb = colour_of(QUIET)
