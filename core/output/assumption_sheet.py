"""The sheet of what can be changed: costs, successes, limits; all other sheets follow it."""

from dataclasses import replace

from openpyxl.utils import get_column_letter

from core.output.assumption_places import (
    ACTION_FIELDS,
    CAPACITY,
    ECONOMICS_FIELDS,
    FIRST_ROW,
    MOST_OWNERS,
    MOVE_FIELDS,
    OWNERS_COLUMN,
    PLAN_FIELDS,
    AssumptionPlaces,
    Field,
    values_of,
)
from core.output.contents import PlanContents
from core.output.looks import (
    ACCENT,
    BODY,
    COUNT,
    HEADER,
    INPUT,
    MONEY,
    NOTE,
    NUMBER_HEADER,
    QUIET,
    SECTION,
    SHARE,
    TITLE,
    Look,
)
from core.output.page import Page

WIDTHS = (22.0, 52.0, 13.0, 13.0, 13.0, 13.0, 14.0, 3.0, 24.0)
KEY_LOOK = replace(BODY, colour=QUIET)
VALUE_COLUMN = 3


def draw_assumptions(page: Page, contents: PlanContents) -> AssumptionPlaces:
    """Draw the assumptions and return where they are."""
    page.widths(WIDTHS)
    page.text(1, 1, "Assumptions", TITLE)
    page.text(
        2,
        1,
        "Change the blue cells: the plan follows. Nonagon can read the changes back and plan anew.",
        NOTE,
    )
    page.text(FIRST_ROW - 2, 1, f"Actions: {contents.settings.catalogue_name}", SECTION)
    titles = ("Key", "Action", *(field.title for field in ACTION_FIELDS), "Evidence")
    for column, title in enumerate(titles, 1):
        number = VALUE_COLUMN <= column < VALUE_COLUMN + len(ACTION_FIELDS)
        page.text(FIRST_ROW - 1, column, title, NUMBER_HEADER if number else HEADER)
    page.sheet.row_dimensions[FIRST_ROW - 1].height = 28
    rows = {}
    for row, action in enumerate(contents.settings.catalogue, FIRST_ROW):
        rows[action.name] = row
        page.text(row, 1, action.name, KEY_LOOK)
        page.text(row, 2, action.title, replace(BODY, bold=True))
        for column, (field, value) in enumerate(values_of(ACTION_FIELDS, action), VALUE_COLUMN):
            page.number(row, column, value, _look(field))
        page.text(row, VALUE_COLUMN + len(ACTION_FIELDS), action.evidence.value)
    _draw_settings(page, contents, FIRST_ROW + len(rows) + 1)
    _draw_owners(page)
    page.sheet.freeze_panes = f"A{FIRST_ROW}"
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up()
    columns = {
        field.key: get_column_letter(at) for at, field in enumerate(ACTION_FIELDS, VALUE_COLUMN)
    }
    return AssumptionPlaces(rows, columns)


def _draw_owners(page: Page) -> None:
    """Leave room for the people who may own an action; the action plan offers them."""
    page.text(FIRST_ROW - 1, OWNERS_COLUMN, "Owners to choose from", HEADER)
    for row in range(FIRST_ROW, FIRST_ROW + MOST_OWNERS):
        page.text(row, OWNERS_COLUMN, "", replace(BODY, colour=ACCENT, fill=INPUT))


def _draw_settings(page: Page, contents: PlanContents, row: int) -> None:
    settings = contents.settings
    limits = [*values_of(PLAN_FIELDS, settings.plan)]
    limits += [
        (Field(f"{CAPACITY}{channel}", f"Capacity: {channel}", optional=True), amount)
        for channel, amount in capacities_of(contents)
    ]
    groups = (
        ("Limits of the plan", limits),
        ("What a customer is worth", values_of(ECONOMICS_FIELDS, settings.economics)),
        ("What customers do by themselves", values_of(MOVE_FIELDS, settings.moves)),
    )
    for title, group in groups:
        page.text(row, 1, title, SECTION)
        for place, (field, value) in enumerate(group, row + 1):
            page.text(place, 1, field.key, KEY_LOOK)
            page.text(place, 2, field.title)
            page.number(place, VALUE_COLUMN, value, _look(field))
        row += len(group) + 2


def capacities_of(contents: PlanContents) -> tuple[tuple[str, float | None], ...]:
    """Return the channels that actions use, each with its capacity; None for no limit."""
    known = dict(contents.settings.plan.capacities)
    channels = [channel for action in contents.settings.catalogue for channel, _ in action.uses]
    return tuple((channel, known.get(channel)) for channel in dict.fromkeys((*channels, *known)))


def _look(field: Field) -> Look:
    form = SHARE if field.share else COUNT if field.whole else MONEY
    return replace(BODY, align="right", format=form, colour=ACCENT, fill=INPUT)
