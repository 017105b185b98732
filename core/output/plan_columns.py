"""The columns of the action plan: what was worked out, what follows from it, who does it."""

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
ASSUMED = "From the sheet Assumptions"

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
        How it follows from other columns of the row, or in ``{assumed_…}`` from what is assumed
        of the action; "" if it does not.
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
    """Return the columns of the action plan."""
    months = contents.settings.economics.horizon_months
    return (
        Column("rank", "Rank", 5, replace(NUMBER, align="center")),
        Column("swatch", "", NARROW),
        Column("code", "Code", 5, replace(NUMBER, align="center")),
        Column("segment", "Segment", 32, replace(BODY, bold=True)),
        Column("action", "Next best action", 24),
        Column("to", "Leads to", 32),
        Column("customers", "Customers\nwho may get it", 12, _number(COUNT), total=True),
        Column("reach", "Part of the\nway covered", 10, _number(SHARE)),
        Column("cost", "Cost each", 10, _number(MONEY), ASSUMED, "{assumed_unit_cost}"),
        *(
            Column(
                name,
                f"Success,\n{word}",
                9,
                _number(SHARE),
                "",
                f"{{assumed_{field}}}*{{reach}}",
            )
            for name, word, field in (
                ("low", "lowest", "success_low"),
                ("success", "likely", "success"),
                ("high", "highest", "success_high"),
            )
        ),
        Column("without", "Worth each if\nnothing is done", 13, _input(MONEY), YOURS),
        Column("with", "Worth each if\nit succeeds", 13, _input(MONEY)),
        Column("gain", "Gain each", 11, _gain(bold=True), _group(months), _gain_at("success")),
        Column("gain_low", "Gain each,\nlowest", 11, _gain(), "", _gain_at("low")),
        Column("gain_high", "Gain each,\nhighest", 11, _gain(), "", _gain_at("high")),
        Column("roi", "Gain per 1\nspent (ROI)", 10, _number(RATIO), "", _ROI),
        Column("break_even", "Break-even\nsuccess", 10, _number(SHARE), "", _BREAK_EVEN),
        Column("total", "Total gain", 13, _total_look(), "", "{gain}*{customers}", total=True),
        Column("spend", "Spend", 12, _number(COUNT), "", "{cost}*{customers}", total=True),
        Column("interval_low", "80 % interval,\nfrom", 12, _gain(), "As it was worked out"),
        Column("interval_high", "80 % interval,\nto", 12, _gain()),
        Column("chance", "Chance\nthat it pays", 10, _number(SHARE)),
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


def known_values(action: SegmentAction) -> dict[str, Result]:
    """Return the numbers of a row, as the analysis has worked them out, by column name.

    They are the inputs of the row, and what its formulas amount to.
    """
    more = action.worth_with - action.worth_without
    return {
        "customers": action.customers,
        "reach": action.reach,
        "cost": action.unit_cost,
        "low": action.success_low,
        "success": action.success,
        "high": action.success_high,
        "without": action.worth_without,
        "with": action.worth_with,
        "gain": action.gain,
        "gain_low": action.success_low * more - action.unit_cost,
        "gain_high": action.success_high * more - action.unit_cost,
        "roi": action.roi,
        "break_even": NEVER if action.break_even is None else action.break_even,
        "total": action.total,
        "spend": action.unit_cost * action.customers,
        "interval_low": action.gain_low,
        "interval_high": action.gain_high,
        "chance": action.chance,
    }
