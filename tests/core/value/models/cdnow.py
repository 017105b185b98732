"""The CDNOW sample: customers of a record shop who first bought in early 1997."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from core.value.models.histories import Floats, Histories, distinct, every_one

CALIBRATED_TO = pd.Timestamp("1997-09-30")
DAYS_IN_A_WEEK = 7

Make = Callable[..., Histories]
"""Makes histories from x, t_x and T."""


@dataclass(frozen=True, eq=False)
class Cdnow:
    """The sample until the end of September 1997, times in weeks.

    Attributes
    ----------
    customers
        Histories, one per customer.
    histories
        The same, equal ones counted together.
    means
        Mean amount of each customer's repeat purchases; NaN without any.
    later
        What each customer spent in the 39 weeks after.
    """

    customers: Histories
    histories: Histories
    means: Floats
    later: Floats


@cache
def read_cdnow(path: Path) -> Cdnow:
    """Read the sample as its publishers prepare it."""
    names = ["master", "customer", "day", "pieces", "amount"]
    rows = pd.read_csv(path, sep=r"\s+", header=None, names=names, dtype={"day": str})
    rows["day"] = pd.to_datetime(rows["day"], format="%Y%m%d")
    days = rows.groupby(["customer", "day"])["amount"].sum().reset_index()
    after = days[days["day"] > CALIBRATED_TO].groupby("customer")["amount"].sum()
    days = days[days["day"] <= CALIBRATED_TO]
    ends = days.groupby("customer")["day"].agg(["min", "max", "size"])
    repeats = days[days["day"] > days["customer"].map(ends["min"])]
    means = repeats.groupby("customer")["amount"].mean().reindex(ends.index)
    times = (
        (ends["size"] - 1).to_numpy(),
        (ends["max"] - ends["min"]).dt.days.to_numpy(),
        (CALIBRATED_TO - ends["min"]).dt.days.to_numpy(),
    )
    return Cdnow(
        every_one(*times).in_unit(DAYS_IN_A_WEEK),
        distinct(*times)[0].in_unit(DAYS_IN_A_WEEK),
        means.to_numpy(),
        after.reindex(ends.index, fill_value=0.0).to_numpy(),
    )
