"""Orders as measures per customer: revenue, margin, when, and what that comes to over years."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from core.settings import LIFETIME_VALUE, Economics, Role
from core.tables.customers import Measure
from core.value import rows
from core.value.columns import MeasureColumn
from core.value.identity import Placed

DAYS_IN_A_MONTH = 365.25 / 12
NOBODY = "0 for customers without an order"


@dataclass(frozen=True)
class Period:
    """What time the orders cover, in months and in words."""

    months: float
    words: str


def order_measures(
    orders: Sequence[Placed], size: int, economics: Economics
) -> tuple[list[MeasureColumn], list[str]]:
    """What each customer has ordered, and notes on what was missing.

    Parameters
    ----------
    orders
        The sources with one row per order.
    size
        How many customers there are.
    economics
        The horizon of the lifetime value, and the months covered if no order has a date.

    Returns
    -------
    tuple
        Columns ``revenue``, ``margin``, ``lifetime_value`` (currency of the data), ``orders``,
        ``first_order`` and ``last_order``, as far as the sources allow; and sentences.
    """
    columns = [_column("orders", orders, f"Number of orders; {NOBODY}.", rows.counts(orders, size))]
    revenue = margin = None
    if rows.having(orders, Role.AMOUNT):
        revenue = rows.sums(orders, Role.AMOUNT, size)[0]
        meaning = f"Sum of the order amounts, in the currency of the data; {NOBODY}."
        columns.append(_column("revenue", orders, meaning, revenue))
    if rows.having(orders, Role.MARGIN):
        margin = rows.sums(orders, Role.MARGIN, size)[0]
        meaning = f"Sum of the margins of the orders, in the currency of the data; {NOBODY}."
        columns.append(_column("margin", orders, meaning, margin))
    columns += _dates(orders, size)
    notes = _notes(orders)
    complete = len(rows.having(orders, Role.MARGIN)) == len(orders)
    earned, word = (margin, "margin") if complete or revenue is None else (revenue, "revenue")
    if earned is not None:
        period = _period(orders, economics)
        columns.append(_lifetime_value(orders, period, economics, (word, pd.Series(earned))))
        if word == "revenue":
            notes.append("Lifetime value is made from revenue, because no margin is known.")
    return columns, notes


def _column(name: str, orders: Sequence[Placed], meaning: str, values: object) -> MeasureColumn:
    made = pd.Series(values)
    numeric = made.dtype.kind in "if"
    return MeasureColumn(Measure(name, rows.names(orders), meaning, numeric), made)


def _dates(orders: Sequence[Placed], size: int) -> list[MeasureColumn]:
    if not rows.having(orders, Role.DATE):
        return []
    places, days = rows.days(orders)
    known = places >= 0
    grouped = days[known].groupby(places[known])
    everybody = range(size)
    first = grouped.min().reindex(everybody).astype("datetime64[ns]")
    last = grouped.max().reindex(everybody).astype("datetime64[ns]")
    empty = "empty for customers without one"
    return [
        _column("first_order", orders, f"Day of the earliest order; {empty}.", first),
        _column("last_order", orders, f"Day of the latest order; {empty}.", last),
    ]


def _period(orders: Sequence[Placed], economics: Economics) -> Period:
    """Tell the time from the first to the last order of anybody, to a tenth of a month."""
    days = rows.days(orders)[1] if rows.having(orders, Role.DATE) else pd.Series(dtype="int64")
    if days.empty:
        months = float(economics.cost_months)
        return Period(months, f"taken to cover {months:g} months, because they have no dates")
    first, last = days.min(), days.max()
    months = max(1.0, round(((last - first).days + 1) / DAYS_IN_A_MONTH, 1))
    return Period(months, f"from {_day(first)} to {_day(last)}, counted as {months:g} months")


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%B %Y}"


def _lifetime_value(
    orders: Sequence[Placed], period: Period, economics: Economics, earned: tuple[str, pd.Series]
) -> MeasureColumn:
    word, values = earned
    horizon = economics.horizon_months
    measure = Measure(
        name=LIFETIME_VALUE,
        source=rows.names(orders),
        meaning=(
            f"The {word} of the orders ({period.words}), carried forward to {horizon} months: "
            f"{word} × {horizon} / {period.months:g}, in the currency of the data. A plain "
            f"projection, not a model; {NOBODY}."
        ),
        numeric=True,
        stands_for=LIFETIME_VALUE,
        reason=f"It carries the {word} of {rows.names(orders)} forward to {horizon} months.",
    )
    return MeasureColumn(measure, values * horizon / period.months)


def _notes(orders: Sequence[Placed]) -> list[str]:
    notes = []
    if rows.having(orders, Role.AMOUNT):
        notes += rows.empty_cells(orders, Role.AMOUNT, "they add nothing to revenue")
    if rows.having(orders, Role.MARGIN):
        notes += rows.empty_cells(orders, Role.MARGIN, "they add nothing to margin")
    return notes
