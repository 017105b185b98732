"""The sheet with the segments: how many, how they lie on the axes, what they are worth."""

from dataclasses import dataclass, replace
from math import floor

from openpyxl.utils import get_column_letter

from core.output.contents import PlanContents
from core.output.looks import (
    BODY,
    COUNT,
    MONEY,
    NOTE,
    NUMBER_HEADER,
    QUIET,
    SHARE,
    TITLE,
    Look,
    axis_format,
)
from core.output.page import NARROW, Page
from core.output.trust_block import draw_trust
from core.settings import Axis, Direction
from core.tables.listing import measure_title
from core.tables.segments import Spread

TITLE_OF_SHEET = "Segments"
HEADER_ROW = 4
FIRST_ROW = 5
CUSTOMERS = 5
MEDIANS = 7
"""Columns of the number of customers and of the first median."""

NUMBER = replace(BODY, align="right")


@dataclass(frozen=True)
class SegmentPlaces:
    """Where the segments stand: their first row, and the columns a chart needs."""

    first: int
    customers: int
    medians: int


def draw_segments(page: Page, contents: PlanContents) -> SegmentPlaces:
    """Draw the segments and return where things are."""
    segments, axes = contents.segments, contents.scored.axes
    page.text(1, 1, "Segments", TITLE)
    page.text(2, 1, segments.ideal.reason, NOTE)
    _draw_header(page, contents)
    shares = even_shares([segment.customers for segment in segments.segments])
    looks = tuple(replace(NUMBER, format=form) for form in _formats(contents))
    for row, (segment, share) in enumerate(zip(segments.segments, shares, strict=True), FIRST_ROW):
        bold = replace(BODY, bold=segment.ideal)
        page.swatch(row, 1, segment.code)
        page.number(row, 2, segment.code, replace(BODY, align="center"))
        page.text(row, 3, segment.name, bold)
        page.text(row, 4, "ideal" if segment.ideal else "", bold)
        page.number(row, CUSTOMERS, segment.customers, replace(NUMBER, format=COUNT))
        page.number(row, CUSTOMERS + 1, share, replace(NUMBER, format=SHARE))
        _draw_spreads(page, row, segment.spreads, looks)
        worth = contents.actions.worth[segment.code - 1]
        page.number(row, MEDIANS + 2 * len(axes), worth, replace(NUMBER, format=MONEY))
    _draw_everyone(page, contents, looks)
    last = FIRST_ROW + len(segments.segments) + 1
    _set_up(page, len(axes), last)
    draw_trust(page, contents, last + 2)
    return SegmentPlaces(FIRST_ROW, CUSTOMERS, MEDIANS)


def even_shares(counts: list[int]) -> tuple[float, ...]:
    """Return shares in steps of 0.1 % that add up to 1, by largest remainder.

    Among equal remainders the earlier one is rounded up.
    """
    total = sum(counts)
    if not total:
        return tuple(0.0 for _ in counts)
    exact = [1000 * count / total for count in counts]
    steps = [floor(part) for part in exact]
    by_remainder = sorted(range(len(counts)), key=lambda at: (steps[at] - exact[at], at))
    for at in by_remainder[: 1000 - sum(steps)]:
        steps[at] += 1
    return tuple(step / 1000 for step in steps)


def good_end(axis: Axis) -> str:
    """Say which end of an axis is good."""
    if axis.direction is Direction.TARGET:
        return f"{axis.target:g} is best"
    return "more is better" if axis.direction is Direction.MORE else "less is better"


def _draw_header(page: Page, contents: PlanContents) -> None:
    axes = contents.scored.axes
    months = contents.settings.economics.horizon_months
    titles = tuple(measure_title(axis.measure) for axis in axes)
    page.header(
        HEADER_ROW,
        (
            "",
            "Code",
            "Segment",
            "",
            "Customers",
            "Share",
            *(f"{title},\nmedian" for title in titles),
            *(f"{title},\nmean" for title in titles),
            f"Worth each,\n{months} months",
        ),
        CUSTOMERS,
    )
    page.text(HEADER_ROW, 2, "Code", replace(NUMBER_HEADER, align="center"))
    ends = "; ".join(
        f"{title} is {axis.formula}, {good_end(axis)}"
        for title, axis in zip(titles, axes, strict=True)
    )
    page.text(3, 1, f"{ends}. Money is in the currency of the data.", NOTE)


def _formats(contents: PlanContents) -> tuple[str, ...]:
    """Return the number format of each axis, for its values and for their medians."""
    columns = contents.scored.values.T.tolist()
    described = [segment.spreads for segment in contents.segments.segments]
    medians = [[spread.median for spread in spreads] for spreads in zip(*described, strict=True)]
    return tuple(
        axis_format((*column, *some)) for column, some in zip(columns, medians, strict=True)
    )


def _draw_spreads(
    page: Page, row: int, spreads: tuple[Spread, ...], looks: tuple[Look, ...]
) -> None:
    for at, (spread, look) in enumerate(zip(spreads, looks, strict=True)):
        mean = replace(look, format=MONEY) if look.format == COUNT else look
        page.number(row, MEDIANS + at, spread.median, look)
        page.number(row, MEDIANS + len(spreads) + at, spread.mean, mean)


def _draw_everyone(page: Page, contents: PlanContents, looks: tuple[Look, ...]) -> None:
    segments = contents.segments
    row = FIRST_ROW + len(segments.segments)
    total = replace(NUMBER, bold=True, rule="total")
    for column in range(1, MEDIANS + 2 * len(looks) + 1):
        page.text(row, column, "", total)
    page.text(row, 3, "All that are scored", replace(total, align="left"))
    scored = sum(segment.customers for segment in segments.segments)
    for column, result in ((CUSTOMERS, float(scored)), (CUSTOMERS + 1, 1.0 if scored else 0.0)):
        letter = get_column_letter(column)
        look = replace(total, format=COUNT if column == CUSTOMERS else SHARE)
        page.formula(row, column, f"SUM({letter}{FIRST_ROW}:{letter}{row - 1})", result, look)
    bold = tuple(replace(look, bold=True, rule="total") for look in looks)
    _draw_spreads(page, row, segments.everyone, bold)
    if contents.unscored:
        quiet = replace(BODY, colour=QUIET, rule="")
        page.text(row + 1, 3, "Not scored: a value is missing", quiet)
        look = replace(quiet, align="right", format=COUNT)
        page.number(row + 1, CUSTOMERS, contents.unscored, look)


def _set_up(page: Page, axes: int, last: int) -> None:
    page.widths((NARROW, 6, 34, 7, 11, 9, *(14.0 for _ in range(2 * axes)), 14))
    page.sheet.row_dimensions[HEADER_ROW].height = 28
    for row in range(FIRST_ROW, last + 1):
        page.sheet.row_dimensions[row].height = 19
    page.sheet.freeze_panes = f"D{FIRST_ROW}"
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up(f"{HEADER_ROW}:{HEADER_ROW}")
