"""The sheet with the journeys to the ideal, and what customers do by themselves."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from core.output.contents import PlanContents
from core.output.looks import BODY, HEADER, MONEY, NOTE, NUMBER_HEADER, SECTION, SHARE, TITLE
from core.output.page import NARROW, Page
from core.tables.actions import Journey

TITLE_OF_SHEET = "Journeys"
FIRST_ROW = 5
WIDTHS = (NARROW, 34.0, 70.0, *(12.0,) * 10)
SHARE_LOOK = replace(BODY, align="right", format=SHARE)
NUMBER = replace(BODY, align="right", format=MONEY)

Floats = npt.NDArray[np.float64]


def draw_journeys(page: Page, contents: PlanContents) -> None:
    """Draw the journey of each segment, then the natural moves."""
    page.widths(WIDTHS)
    months = contents.settings.economics.horizon_months
    page.text(1, 1, "The journey of each segment to the ideal", TITLE)
    page.text(2, 1, "The best order of actions under the order rule, one a year.", NOTE)
    titles = (
        "",
        "Segment",
        "Actions, one after the other",
        f"There within\n{months} months",
        "By\nthemselves",
        "Years until\nthen",
        "Cost on\nthe way",
        "Price of the\norder rule",
    )
    for column, title in enumerate(titles, 1):
        page.text(FIRST_ROW - 1, column, title, NUMBER_HEADER if column > 3 else HEADER)  # noqa: PLR2004 - words come first
    page.sheet.row_dimensions[FIRST_ROW - 1].height = 28
    for row, journey in enumerate(contents.actions.journeys, FIRST_ROW):
        _draw_journey(page, row, contents, journey)
    _draw_moves(page, contents, FIRST_ROW + len(contents.actions.journeys) + 1)
    page.sheet.freeze_panes = f"C{FIRST_ROW}"
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up()


def _draw_journey(page: Page, row: int, contents: PlanContents, journey: Journey) -> None:
    segment = contents.segment(journey.segment)
    page.swatch(row, 1, segment.code)
    page.text(row, 2, segment.name, replace(BODY, bold=segment.ideal))
    page.text(row, 3, steps_words(contents, journey))
    numbers = (
        (journey.reaching, SHARE_LOOK),
        (journey.by_themselves, SHARE_LOOK),
        (journey.periods, NUMBER),
        (journey.cost, NUMBER),
        (journey.price_of_order, NUMBER),
    )
    for column, (number, look) in enumerate(numbers, 4):
        page.number(row, column, number, look)


def steps_words(contents: PlanContents, journey: Journey) -> str:
    """Say which actions lead where, and why they stop."""
    titles = {action.name: action.title for action in contents.settings.catalogue}
    steps = [f"{titles[name]} → {contents.segment(to).name}" for name, to in journey.steps]
    if contents.segment(journey.segment).ideal:
        return "is there"
    return "; ".join([*steps, *([journey.stops] if journey.stops else [])])


def _draw_moves(page: Page, contents: PlanContents, row: int) -> None:
    natural = contents.actions.natural
    if natural is None:
        return
    source = "as seen since the earlier period" if natural.seen is not None else "as assumed"
    tables: list[tuple[str, Floats]] = [
        (f"Where customers go within a year if nothing is done, {source}", natural.chances),
        ("Where they would seem to go if nobody moved: chance alone", natural.by_chance),
    ]
    codes = [str(segment.code) for segment in contents.segments.segments]
    for title, table in tables:
        page.text(row, 1, title, SECTION)
        heads = [*codes, "lost"][: table.shape[1]]
        for column, head in enumerate(("", "From", "", *heads), 1):
            page.text(row + 1, column, head, NUMBER_HEADER if column > 3 else HEADER)  # noqa: PLR2004 - words come first
        for at, (segment, shares) in enumerate(
            zip(contents.segments.segments, table, strict=True), row + 2
        ):
            page.swatch(at, 1, segment.code)
            page.text(at, 2, f"{segment.code}  {segment.name}")
            for column, share in enumerate(shares.tolist(), 4):
                page.number(at, column, share, SHARE_LOOK)
        row += len(table) + 3
