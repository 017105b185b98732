"""The charts of the first sheet: the segments, where the profit comes from, what the plan earns."""

from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from core.output.contents import PlanContents
from core.output.looks import BODY, COUNT, HEADER, NOTE, NUMBER_HEADER, SECTION
from core.output.page import Page
from core.output.segment_chart import chosen_axes, segment_chart
from core.output.segments_sheet import TITLE_OF_SHEET as SEGMENTS
from core.output.segments_sheet import SegmentPlaces
from core.output.waterfall_chart import FallPlaces, falls_chart
from core.output.whale_chart import CurvePlaces, curve_chart
from core.tables.listing import measure_title

LEFT, KEY = 2, 5
"""Columns where the left half begins, and the right one with the key of the map."""

MAP_ROWS, CHART_ROWS = 19, 17
"""Rows that the map takes with its heading, and that a chart below it takes."""

LEFT_SIZE, RIGHT_SIZE = (12.4, 8.4), (14.4, 8.4)
NUMBER = replace(BODY, format=COUNT, align="right")


@dataclass(frozen=True)
class Drawn:
    """Where other sheets have what the charts show; None for what there is not."""

    segments: SegmentPlaces
    curve: CurvePlaces | None
    falls: FallPlaces | None


def draw_charts(page: Page, contents: PlanContents, drawn: Drawn, row: int) -> None:
    """Draw the map of the segments with its key, and the other charts below it."""
    _draw_map(page, contents, drawn.segments, row)
    below = row + MAP_ROWS
    if drawn.falls is not None:
        _draw_falls(page, contents, drawn.falls, below)
    if drawn.curve is not None and contents.value is not None:
        page.text(below, LEFT, "Where the profit comes from", SECTION)
        page.text(below + 1, LEFT, f"{contents.value.finding}.", NOTE)
        chart = curve_chart(drawn.curve, LEFT_SIZE)
        page.sheet.add_chart(chart, f"{get_column_letter(LEFT)}{below + 2}")
    some = drawn.curve is not None or drawn.falls is not None
    last = below + 2 + CHART_ROWS if some else below
    page.sheet.print_area = f"A1:I{last}"


def _draw_map(page: Page, contents: PlanContents, places: SegmentPlaces, row: int) -> None:
    across, up = (
        measure_title(contents.scored.axes[axis].measure) for axis in chosen_axes(contents)
    )
    page.text(row, LEFT, f"{across} and {up.lower()} of the segments", SECTION)
    page.text(row + 1, LEFT, "Medians; the area of a bubble is its customers.", NOTE)
    chart = segment_chart(page.book[SEGMENTS], contents, places)
    page.sheet.add_chart(chart, f"{get_column_letter(LEFT)}{row + 2}")
    _draw_key(page, contents, places, row + 2)


def _draw_key(page: Page, contents: PlanContents, places: SegmentPlaces, row: int) -> None:
    """List the segments beside the map, whose bubbles have their codes only."""
    for column, title in ((KEY, ""), (KEY + 1, "Segment"), (KEY + 2, "Customers")):
        page.text(row, column, title, NUMBER_HEADER if column > KEY + 1 else HEADER)
    for line, segment in enumerate(contents.segments.segments, row + 1):
        look = replace(BODY, bold=segment.ideal)
        ideal = " (ideal)" if segment.ideal else ""
        page.swatch(line, KEY, segment.code)
        page.text(line, KEY + 1, f"{segment.code}  {segment.name}{ideal}", look)
        letter = get_column_letter(places.customers)
        source = f"{SEGMENTS}!${letter}${places.first + segment.code - 1}"
        page.formula(line, KEY + 2, source, segment.customers, NUMBER)
        page.sheet.row_dimensions[line].height = 19


def _draw_falls(page: Page, contents: PlanContents, places: FallPlaces, row: int) -> None:
    plan = contents.plan
    words = f"80 % interval of the net gain: {plan.gain_low:,.0f} to {plan.gain_high:,.0f}."
    page.text(row, KEY, "What the plan earns", SECTION)
    page.text(row + 1, KEY, words.replace("-", "−"), NOTE)
    page.sheet.add_chart(falls_chart(places, RIGHT_SIZE), f"{get_column_letter(KEY)}{row + 2}")
