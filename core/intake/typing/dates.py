"""The dates of a column, read in one style and one order that some cell proves."""

from dataclasses import dataclass

import numpy as np

from core.intake.column import Moments, RawColumn
from core.intake.masks import Mask, both, slim
from core.intake.typing.date_evidence import DateEvidence, Numbers, possible_orders
from core.intake.typing.date_text import ORDERS
from core.settings import DateOrder

_MONTHS = 12
_CENTURY = 100
_NOTHING = np.datetime64("NaT", "us")


@dataclass(frozen=True, eq=False)
class Dates:
    """A column read as dates.

    Attributes
    ----------
    values
        Shape (rows,): the moment of each cell, NaT where there is none.
    known
        Which cells are dates in the column's style and order.
    unsure
        Which cells could have the day or the month first, if nothing proves which.
    centuries
        Which cells have a year of two digits though nobody said which century it is in.
    order
        The order; None if there are no written dates or it is not known.
    orders
        The orders that no cell speaks against; several if it is not known.
    zoned
        Whether some have a time zone.
    """

    values: Moments
    known: Mask
    unsure: Mask
    centuries: Mask
    order: DateOrder | None
    orders: tuple[DateOrder, ...]
    zoned: bool


def read_dates(
    column: RawColumn, evidence: DateEvidence, given: DateOrder | None, last_year: int | None
) -> Dates:
    """Read a column as dates.

    Parameters
    ----------
    column
        The column.
    evidence
        What its cells say.
    given
        Order to use for dates with strokes or dashes where no cell proves one.
    last_year
        Last year that two digits may mean, such as 2030; None if nobody said.
    """
    fitting = evidence.fitting
    orders = possible_orders(evidence)
    order = orders[0] if len(orders) == 1 else given if given in orders else None
    doubtful = fitting & _differs(evidence, orders) & (order is None)
    short = fitting & evidence.short & (last_year is None)
    moments = _moments(evidence, order or next(iter(orders), None), last_year)
    moments[~fitting] = _NOTHING
    values: Moments = column.spread(moments, _NOTHING)
    if len(column.moments):
        values = np.where(np.isnat(column.moments), values, column.moments)
    known = slim(~np.isnat(values))
    return Dates(
        values=values,
        known=known,
        unsure=both(column.cells_among(np.flatnonzero(doubtful)), known),
        centuries=both(column.cells_among(np.flatnonzero(short)), known),
        order=order if bool(fitting.any()) else None,
        orders=orders,
        zoned=bool((evidence.zoned & fitting).any()),
    )


def _differs(evidence: DateEvidence, orders: tuple[DateOrder, ...]) -> Mask:
    """Which dates are not the same in all orders, as 05/05/2026 is."""
    differs = np.zeros(len(evidence.first), bool)
    if {DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST} <= set(orders):
        differs |= evidence.first != evidence.second
    if DateOrder.YEAR_FIRST in orders:
        differs |= evidence.first != evidence.years
    return differs


def _moments(evidence: DateEvidence, order: DateOrder | None, last_year: int | None) -> Moments:
    last = 1999 if last_year is None else last_year
    years, first, second = evidence.years, evidence.first, evidence.second
    if order is DateOrder.YEAR_FIRST and evidence.style not in ORDERS:
        years, first, second = first, second, years
    # Two digits mean the latest year up to the last one that ends in them.
    years = np.where(evidence.short, last - (last - years) % _CENTURY, years)
    month, day = first, second
    if order is DateOrder.DAY_FIRST:
        month, day = day, month
    moments: Moments = days_of(years, month, day) + evidence.clock.astype("timedelta64[us]")
    return moments


def days_of(year: Numbers, month: Numbers, day: Numbers) -> Moments:
    """The start of each day, NaT where there is no such day."""
    good = (year > 0) & (month >= 1) & (month <= _MONTHS) & (day >= 1)
    months = np.where(good, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    last = (months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")
    good &= day <= last.astype(np.int64)
    days = months.astype("datetime64[D]") + np.where(good, day - 1, 0)
    moments: Moments = days.astype("datetime64[us]")
    moments[~good] = _NOTHING
    return moments


def compact_dates(wholes: Numbers) -> Moments:
    """Whole numbers such as 20260403 as dates, NaT where a number is none."""
    year, month, day = wholes // 10_000, wholes // 100 % 100, wholes % 100
    moments = days_of(year, month, day)
    moments[(year < 1900) | (year > 2100)] = _NOTHING  # noqa: PLR2004 - dates of customers
    return moments


def month_and_day(moments: Moments) -> tuple[Numbers, Numbers]:
    """The month of each date and the day in it."""
    months, days = moments.astype("datetime64[M]"), moments.astype("datetime64[D]")
    return months.astype(np.int64) % _MONTHS + 1, (days - months).astype(np.int64) + 1


def exchanged(moments: Moments) -> Moments:
    """Dates with day and month exchanged, as they are where there is no such month."""
    months, days = month_and_day(moments)
    years = moments.astype("datetime64[Y]").astype(np.int64) + 1970
    clock = moments - moments.astype("datetime64[D]")
    other: Moments = days_of(years, days, months) + clock
    return np.where(np.isnat(other), moments, other)
