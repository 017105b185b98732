"""The words of the command line about the plan."""

import argparse
import re
from dataclasses import replace
from typing import NoReturn

from core.errors import UserError
from core.settings import (
    COST_TO_SERVE,
    LIFETIME_VALUE,
    SATISFACTION,
    Aim,
    Objective,
    Settings,
)

OBJECTIVE = re.compile(r"(?P<measure>[^:]+):\s*(?P<change>[-+−]?[0-9][0-9.,]*)\s*(?P<cent>%?)")
AIMS = {"gain": Aim.GAIN, "objectives": Aim.OBJECTIVES}
WELL_KNOWN = (SATISFACTION, COST_TO_SERVE, LIFETIME_VALUE)


def add_plan(parser: argparse.ArgumentParser) -> None:
    """Add the options of the plan."""
    parser.add_argument("--budget", type=float, metavar="N", help="most that the plan may spend")
    parser.add_argument(
        "--objective",
        action="append",
        default=[],
        metavar="MEASURE:+2|MEASURE:-20%",
        help="a change that the plan is to reach within a year",
    )
    parser.add_argument(
        "--aim", choices=AIMS, help="gain as much as possible, or reach objectives at least cost"
    )
    parser.add_argument(
        "--capacity", action="append", default=[], metavar="CHANNEL=N", help="limit of a channel"
    )
    parser.add_argument(
        "--hold-out", type=float, metavar="SHARE", help="who gets nothing, 0 to 0.9 (0.1)"
    )
    parser.add_argument(
        "--cautious", action="store_true", help="count gains as low as 4 in 5 will exceed"
    )
    parser.add_argument(
        "--earlier",
        action="append",
        default=[],
        metavar="FILE",
        help="the same kinds of files for an earlier period, to see how customers move",
    )
    parser.add_argument("--catalogue", metavar="C.xlsx|C.json", help="another catalogue of actions")
    parser.add_argument(
        "--plan-back", metavar="PLAN.xlsx", help="take assumptions that were changed in a workbook"
    )


def with_plan(chosen: Settings, options: argparse.Namespace) -> Settings:
    """Return the settings with what the options say of the plan.

    Raises
    ------
    UserError
        If an option has no meaning.
    """
    plan = chosen.plan
    if options.budget is not None:
        plan = replace(plan, budget=options.budget)
    if options.hold_out is not None:
        plan = replace(plan, hold_out=options.hold_out)
    if options.capacity:
        plan = replace(plan, capacities=tuple(map(capacity, options.capacity)))
    if options.aim is not None:
        plan = replace(plan, aim=AIMS[options.aim])
    if options.cautious:
        plan = replace(plan, cautious=True)
    chosen = replace(chosen, plan=plan)
    if options.objective:
        chosen = replace(chosen, objectives=tuple(map(objective, options.objective)))
    return chosen


def objective(text: str) -> Objective:
    """Return the objective that ``MEASURE:+2`` or ``MEASURE:-20%`` describes.

    Raises
    ------
    UserError
        If the text has no such form.
    """
    match = OBJECTIVE.fullmatch(text.strip())
    if match is None or "," in match["change"]:
        hint = "Write it as satisfaction:+2 or cost_to_serve:-20%, with a decimal point."
        raise UserError(f"“{text}” does not describe an objective.", hint)
    measure = match["measure"].strip()
    known = measure.lower().replace(" ", "_")
    change = float(match["change"].replace("−", "-"))
    return Objective(known if known in WELL_KNOWN else measure, change, bool(match["cent"]))


def capacity(text: str) -> tuple[str, float]:
    """Return the channel and the capacity that ``CHANNEL=N`` gives.

    Raises
    ------
    UserError
        If the text has no such form.
    """
    channel, _, amount = text.rpartition("=")
    try:
        return channel.strip() or _no_channel(), float(amount)
    except ValueError as error:
        hint = "Write --capacity CHANNEL=N, such as --capacity calls=900."
        raise UserError(f"“{text}” does not give the capacity of a channel.", hint) from error


def _no_channel() -> NoReturn:
    raise ValueError("no channel")
