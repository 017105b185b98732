"""The sheet of one segment: where it stands, what comes next, and with whom to begin."""

from dataclasses import dataclass, replace

import numpy as np

from core.customers.next_action import next_step
from core.output.contents import PlanContents
from core.output.journeys_sheet import steps_words
from core.output.looks import (
    ANY_TEXT,
    BODY,
    COUNT,
    HEADER,
    MONEY,
    NOTE,
    NUMBER_HEADER,
    RATIO,
    SECTION,
    SHARE,
    TITLE,
    Look,
    axis_format,
)
from core.output.page import NARROW, Page
from core.output.segments_sheet import good_end
from core.output.todo_sheet import FIRST_ROW as PLANNED
from core.output.todo_sheet import TodoPlaces
from core.tables.actions import Arm, SegmentAction
from core.tables.listing import measure_title
from core.tables.segments import Segment

WIDTHS = (NARROW, 34.0, 30.0, *(12.0,) * 8)
FIRST = 2
"""Column where everything begins, after the colour of the segment."""

MOST_TRAITS = 4
"""Sentences on what sets a segment apart."""

MOST_CUSTOMERS = 25
"""Customers that are named; all of them are in the sheet of the customers."""

NUMBER = replace(BODY, align="right", format=COUNT)
AMOUNT = replace(BODY, align="right", format=MONEY)
PART = replace(BODY, align="right", format=SHARE)
PLAIN = replace(BODY, rule="")

Cell = str | float | None


@dataclass(frozen=True)
class _Column:
    """A column of a table: its title and the look of its cells."""

    title: str
    look: Look = BODY


STANDING = (_Column("Measure"), _Column("Good end"))
CONSIDERED = (
    _Column("Action"),
    _Column("Leads to"),
    _Column("Customers", NUMBER),
    _Column("Cost each", AMOUNT),
    _Column("Success,\nlikely", PART),
    _Column("Gain each", AMOUNT),
    _Column("80 % interval,\nfrom", AMOUNT),
    _Column("80 % interval,\nto", AMOUNT),
    _Column("Chance\nthat it pays", PART),
    _Column("Total gain", NUMBER),
)
PEOPLE = (
    _Column("Customer id", replace(BODY, format=ANY_TEXT)),
    _Column("Action"),
    _Column("Gain", AMOUNT),
)


class _Sheet:
    """Writes one block below the other."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.row = 1

    def line(self, text: str, look: Look = PLAIN) -> None:
        self.page.text(self.row, FIRST, text, look)
        self.row += 1

    def section(self, text: str) -> None:
        self.row += 1
        self.line(text, SECTION)

    def header(self, columns: tuple[_Column, ...]) -> None:
        for at, column in enumerate(columns, FIRST):
            right = column.look.align == "right"
            self.page.text(self.row, at, column.title, NUMBER_HEADER if right else HEADER)
        self.page.sheet.row_dimensions[self.row].height = 28
        self.row += 1

    def cells(self, columns: tuple[_Column, ...], cells: tuple[Cell, ...]) -> None:
        for at, (column, cell) in enumerate(zip(columns, cells, strict=True), FIRST):
            if isinstance(cell, str):
                self.page.text(self.row, at, cell, column.look)
            else:
                self.page.number(self.row, at, cell, column.look)
        self.row += 1


def draw_segment(page: Page, contents: PlanContents, code: int, plan: TodoPlaces) -> None:
    """Draw what there is to know about a segment; what the plan does with it are formulas."""
    page.widths(WIDTHS)
    segment = contents.segment(code)
    sheet = _Sheet(page)
    page.swatch(1, 1, code)
    page.sheet.row_dimensions[1].height = 24
    sheet.line(segment.name, TITLE)
    sheet.line(_told(contents, segment), NOTE)
    _draw_next(sheet, contents, code)
    _draw_trust(sheet, contents, segment)
    _draw_standing(sheet, contents, segment)
    _draw_planned(sheet, contents, code, plan)
    _draw_considered(sheet, contents, code)
    _draw_journey(sheet, contents, code)
    _draw_people(sheet, contents, code)
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up(landscape=False)
    page.sheet.page_setup.fitToHeight = 1


def _told(contents: PlanContents, segment: Segment) -> str:
    months = contents.settings.economics.horizon_months
    worth = contents.actions.worth[segment.code - 1]
    ideal = " The ideal segment." if segment.ideal else ""
    return (
        f"{segment.customers:,} customers, {segment.share:.1%} of those scored; worth "
        f"{worth:,.2f} each over {months} months.{ideal}"
    ).replace("-", "−")


def _draw_next(sheet: _Sheet, contents: PlanContents, code: int) -> None:
    following = contents.next_action(code)
    action, reason = next_step(following)
    sheet.section("What comes next")
    sheet.line(action or "No action pays yet", replace(PLAIN, bold=True))
    sheet.line(reason)


def _draw_trust(sheet: _Sheet, contents: PlanContents, segment: Segment) -> None:
    """Say what sets it apart, the rule that finds it, and how far it can be relied on."""
    told = [
        trait.words
        for profile in contents.profiles
        if profile.code == segment.code
        for trait in profile.traits[:MOST_TRAITS]
    ]
    if segment.rule is not None and segment.rule.words:
        rule = segment.rule
        told.append(
            f"Rule: {rule.words}; {rule.precision:.0%} of those it finds belong to the segment, "
            f"and it finds {rule.recall:.0%} of the segment."
        )
    if segment.stability is not None:
        told.append(f"Stability when the customers are redrawn: {segment.stability.words}.")
    if told:
        sheet.section("What sets it apart")
    for sentence in told:
        sheet.line(sentence)


def _draw_standing(sheet: _Sheet, contents: PlanContents, segment: Segment) -> None:
    sheet.section("Where it stands")
    titles = ("Lowest tenth\nends at", "Lower\nquartile", "Median", "Upper\nquartile")
    more = ("Highest tenth\nbegins at", "Median of\neverybody", "Score missing\nto the ideal")
    columns = (*STANDING, *(_Column(title, AMOUNT) for title in (*titles, *more)))
    sheet.header(columns)
    everybody = contents.segments.everyone
    rows = zip(contents.scored.axes, segment.spreads, everybody, segment.to_ideal, strict=True)
    for axis, own, every, missing in rows:
        marks = (own.low, own.lower, own.median, own.upper, own.high, every.median)
        look = replace(BODY, align="right", format=axis_format(marks))
        looks = (*STANDING, *(_Column("", look) for _ in marks), _Column("", AMOUNT))
        words = (measure_title(axis.measure), good_end(axis))
        sheet.cells(looks, (*words, *marks, missing))


def _draw_planned(sheet: _Sheet, contents: PlanContents, code: int, plan: TodoPlaces) -> None:
    """Draw the lines of the plan for the segment, as formulas, so that they follow it."""
    sheet.section("In the plan")
    lines = [
        (row, line) for row, line in enumerate(contents.plan.lines, PLANNED) if line.segment == code
    ]
    if not lines:
        sheet.line("The plan does nothing with this segment.")
        return
    numbers = (
        ("customers", "Customers", NUMBER),
        ("spend", "Spend", AMOUNT),
        ("total", "Net gain", AMOUNT),
        ("roi", "Gain per 1\nspent", replace(AMOUNT, format=RATIO)),
        ("held", "Held out", NUMBER),
    )
    titles = (_Column(title, look) for _name, title, look in numbers)
    sheet.header((_Column("Action"), _Column("Leads to"), *titles))
    for source, line in lines:
        sheet.page.text(sheet.row, FIRST, line.title)
        ending = contents.segment(contents.ending(code, line.action)).name
        sheet.page.text(sheet.row, FIRST + 1, ending)
        for at, (name, _title, look) in enumerate(numbers, FIRST + 2):
            value = plan.values[source][name]
            sheet.page.formula(sheet.row, at, plan.cell(name, source), value, look)
        sheet.row += 1


def _draw_considered(sheet: _Sheet, contents: PlanContents, code: int) -> None:
    following = contents.next_action(code)
    if following.considered:
        sheet.section("What was weighed, greatest total gain first")
        sheet.header(CONSIDERED)
        for action in following.considered:
            sheet.cells(CONSIDERED, _considered(contents, action))
    if following.blocked:
        sheet.section("What stands against the other actions")
        columns = (_Column("Action"), _Column("Why"))
        sheet.header(columns)
        for blocked in following.blocked:
            sheet.cells(columns, (blocked.title, blocked.reason))


def _considered(contents: PlanContents, action: SegmentAction) -> tuple[Cell, ...]:
    stays = action.to == action.segment
    return (
        action.title,
        "stays" if stays else contents.segment(action.to).name,
        action.customers,
        action.unit_cost,
        action.success,
        action.gain,
        action.gain_low,
        action.gain_high,
        action.chance,
        action.total,
    )


def _draw_journey(sheet: _Sheet, contents: PlanContents, code: int) -> None:
    journey = contents.actions.journeys[code - 1]
    months = contents.settings.economics.horizon_months
    sheet.section("The journey to the ideal")
    sheet.line(steps_words(contents, journey))
    if journey.steps:
        sheet.line(
            f"Within {months} months {journey.reaching:.0%} are there, "
            f"{journey.by_themselves:.0%} by themselves; cost on the way {journey.cost:,.2f} each."
        )


def _draw_people(sheet: _Sheet, contents: PlanContents, code: int) -> None:
    """Name the customers with the greatest gain: those whom the plan treats, else the others."""
    advice = contents.advice
    members = np.flatnonzero((contents.segments.codes == code) & np.isfinite(advice.gain))
    treated = members[advice.arm[members] == Arm.TREATED]
    chosen = treated if len(treated) else members[advice.arm[members] != Arm.HOLD_OUT]
    given = advice.planned if len(treated) else advice.action
    greatest = np.argsort(-advice.gain[chosen], kind="stable")[:MOST_CUSTOMERS]
    if not len(chosen):
        return
    count = min(len(chosen), MOST_CUSTOMERS)
    of_plan = " of the plan" if len(treated) else ""
    sheet.section(f"With whom to begin: {count} of {len(chosen):,} customers{of_plan}")
    columns = (*PEOPLE, *_value_columns(contents))
    sheet.header(columns)
    titles = ("", *(action.title for action in contents.settings.catalogue))
    for row in chosen[greatest].tolist():
        name, gain = contents.segments.customer_ids[row], float(advice.gain[row])
        values = contents.scored.values[row].tolist()
        sheet.cells(columns, (name, titles[given[row]], gain, *values))


def _value_columns(contents: PlanContents) -> tuple[_Column, ...]:
    """Return a column for the values of each axis."""
    return tuple(
        _Column(measure_title(axis.measure), replace(AMOUNT, format=axis_format(values)))
        for axis, values in zip(
            contents.scored.axes, contents.scored.values.T.tolist(), strict=True
        )
    )
