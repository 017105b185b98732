"""The columns of the action plan: what can be changed, what follows from it, who does it."""

from dataclasses import dataclass, replace

from core.output.contents import PlanContents
from core.output.looks import ACCENT, BODY, COUNT, DATE, INPUT, MONEY, RATIO, SHARE, Look
from core.output.page import NARROW, Result
from core.tables.actions import SegmentAction

NEVER = "never"
"""Stands where no success makes an action pay."""

_ROI = 'IF({cost}>0,{gain}/{cost},"")'
_MORE = "({with}-{without})"
_BREAK_EVEN = f'IF({_MORE}<=0,"{NEVER}",IF({_MORE}<{{cost}},"{NEVER}",{{cost}}/{_MORE}))'

YOURS = "Yours to change"

NUMBER = replace(BODY, align="right")


@dataclass(frozen=True)
class Column:
    """A column of the action plan.

    Attributes
    ----------
    name
        What formulas call it, in braces.
    title
        What stands above it.
    width
        In characters.
    look
        How its cells look.
    group
        What stands above the titles of neighbouring columns, at the first of them.
    formula
        How it follows from other columns of the row; "" if it does not.
    total
        Whether its sum means something.
    """

    name: str
    title: str
    width: float
    look: Look = BODY
    group: str = ""
    formula: str = ""
    total: bool = False


def _input(number_format: str) -> Look:
    return replace(NUMBER, format=number_format, colour=ACCENT, fill=INPUT)


def _gain_at(success: str) -> str:
    return f"{{{success}}}*({{with}}-{{without}})-{{cost}}"


def columns(contents: PlanContents) -> tuple[Column, ...]:
    """Return the columns of the action plan, with those of the budget if there is one."""
    months = contents.settings.economics.horizon_months
    limited = contents.plan.budget is not None
    treated = "{planned}" if limited else "{customers}"
    planned = Column("planned", "In plan", 9, _input(COUNT), YOURS, total=True)
    planned_gain = Column(
        "planned_gain", "Gain\nin plan", 13, _number(COUNT), "", "{gain}*{planned}", total=True
    )
    return (
        Column("rank", "Rank", 5, replace(NUMBER, align="center")),
        Column("swatch", "", NARROW),
        Column("code", "Code", 5, replace(NUMBER, align="center")),
        Column("segment", "Segment", 32, replace(BODY, bold=True)),
        Column("action", "Next best action", 24),
        Column("to", "Leads to", 32),
        Column("customers", "Customers", 10, _number(COUNT), total=True),
        *((planned,) if limited else ()),
        Column("cost", "Cost each", 10, _input(MONEY), "" if limited else YOURS),
        Column("low", "Success,\nlowest", 9, _input(SHARE)),
        Column("success", "Success,\nlikely", 9, _input(SHARE)),
        Column("high", "Success,\nhighest", 9, _input(SHARE)),
        Column("without", "Worth each if\nnothing is done", 13, _input(MONEY)),
        Column("with", "Worth each if\nit succeeds", 13, _input(MONEY)),
        Column("gain", "Gain each", 11, _gain(bold=True), _group(months), _gain_at("success")),
        Column("gain_low", "Gain each,\nlowest", 11, _gain(), "", _gain_at("low")),
        Column("gain_high", "Gain each,\nhighest", 11, _gain(), "", _gain_at("high")),
        Column("roi", "Gain per 1\nspent (ROI)", 10, _number(RATIO), "", _ROI),
        Column("break_even", "Break-even\nsuccess", 10, _number(SHARE), "", _BREAK_EVEN),
        Column("total", "Total gain", 13, _total_look(), "", "{gain}*{customers}", total=True),
        Column("spend", "Spend", 12, _number(COUNT), "", f"{{cost}}*{treated}", total=True),
        *((planned_gain,) if limited else ()),
        Column("evidence", "Evidence\nfor success", 11),
        Column("owner", "Owner", 16, replace(BODY, fill=INPUT), "Who does it"),
        Column("due", "Due date", 11, replace(NUMBER, format=DATE, fill=INPUT)),
        Column("status", "Status", 11, replace(BODY, fill=INPUT)),
    )


def _number(number_format: str) -> Look:
    return replace(NUMBER, format=number_format)


def _gain(*, bold: bool = False) -> Look:
    return replace(NUMBER, format=MONEY, bold=bold)


def _total_look() -> Look:
    return replace(NUMBER, format=COUNT, bold=True)


def _group(months: int) -> str:
    return f"What follows: gain over {months} months beyond doing nothing, cost taken off"


def known_values(action: SegmentAction, planned: int) -> dict[str, Result]:
    """Return the numbers of a row, as the analysis has worked them out, by column name.

    They are the inputs of the row, and what its formulas amount to.
    """
    return {
        "customers": action.customers,
        "planned": planned,
        "cost": action.unit_cost,
        "low": action.success_low,
        "success": action.success,
        "high": action.success_high,
        "without": action.worth_without,
        "with": action.worth_with,
        "gain": action.gain,
        "gain_low": action.gain_low,
        "gain_high": action.gain_high,
        "roi": action.roi,
        "break_even": NEVER if action.break_even is None else action.break_even,
        "total": action.total,
        "planned_gain": action.gain * planned,
    }
