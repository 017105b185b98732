"""What customers brought in a period, in money: the outcome that actions are judged by."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.settings import COST_TO_SERVE, LIFETIME_VALUE, Axis, Economics
from core.tables.customers import CustomerTable, Floats
from core.tables.results import Outcome, Scale

PROFIT = "profit"
_IN_THE_PERIOD = "in the later period"
_EARNED = (
    ("profit", "Profit", ()),
    ("margin", "Profit", (COST_TO_SERVE,)),
    ("revenue", "Revenue less cost to serve", (COST_TO_SERVE,)),
)
"""Column, title, and the columns that are taken off; the first that both periods have counts."""


@dataclass(frozen=True, eq=False)
class Money:
    """What each customer brought, in both periods.

    Attributes
    ----------
    outcome
        What it is, and what time it covers.
    before, after
        Shape (customers of the period,): in the currency of the data; NaN if it is not known.
    """

    outcome: Outcome
    before: Floats
    after: Floats


def money_of(
    tables: tuple[CustomerTable, CustomerTable],
    values: tuple[Floats, Floats],
    axes: tuple[Axis, ...],
    economics: Economics,
) -> Money | None:
    """Find what customers brought, in the earlier and the later period.

    Profit is the margin (or revenue) of the period less the cost to serve. Where the sources have
    neither, it is the lifetime value less the cost to serve over the horizon, as gains are
    worked out; None if no axis is the lifetime value.

    Parameters
    ----------
    tables
        Customers of both periods.
    values
        Their axis values.
    axes
        The axes.
    economics
        Horizon, and months that the costs cover.
    """
    frames = (tables[0].table, tables[1].table)
    for name, title, less in _EARNED:
        if all(_has_number(frame, name) for frame in frames):
            before, after = (_earned(frame, name, less) for frame in frames)
            outcome = Outcome(PROFIT, title, Scale.MONEY, span=_IN_THE_PERIOD)
            return Money(outcome, before, after)
    measures = [axis.measure for axis in axes]
    if LIFETIME_VALUE not in measures:
        return None
    months = economics.horizon_months
    outcome = Outcome(PROFIT, "Worth", Scale.MONEY, span=f"over {months} months")
    before, after = (_worth(one, measures, economics) for one in values)
    return Money(outcome, before, after)


def _has_number(frame: pd.DataFrame, name: str) -> bool:
    return name in frame.columns and frame[name].dtype.kind in "if"


def _earned(frame: pd.DataFrame, name: str, less: tuple[str, ...]) -> Floats:
    earned = frame[name].to_numpy(np.float64)
    for cost in less:
        if _has_number(frame, cost):
            earned = earned - np.nan_to_num(frame[cost].to_numpy(np.float64))
    return np.asarray(earned)


def _worth(values: Floats, measures: list[str], economics: Economics) -> Floats:
    worth = values[:, measures.index(LIFETIME_VALUE)]
    if COST_TO_SERVE not in measures or economics.value_is_net:
        return worth
    cost = values[:, measures.index(COST_TO_SERVE)]
    return np.asarray(worth - cost * economics.horizon_months / economics.cost_months)
