"""What the tests of worth have in common: lines of orders, and the way from sources to a table."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from core.settings import Economics, Valuation
from core.tables.customers import CustomerTable, Measure
from core.tables.sources import SourceTable
from core.tables.value import ValueTable
from core.value.customers import customer_table
from core.value.evidence.bought import Bought, bought
from core.value.evidence.buying import Buying, Span, buying
from core.value.evidence.orders import OrderLines
from core.value.joining import join
from core.value.lifetime.choosing import lifetime_value
from core.value.valuing import value_table

MakeSource = Callable[..., SourceTable]


def days(*written: str) -> pd.Series:
    """Give dates as intake hands them on."""
    return pd.Series(np.array(written, dtype="datetime64[us]"))


def day(written: str) -> int:
    """Give a date as days since 1970."""
    return int(np.datetime64(written, "D").astype(np.int64))


def lines(rows: Sequence[tuple[int, str, float]]) -> OrderLines:
    """Give lines of orders from customer, date and amount."""
    places, dates, amounts = zip(*rows, strict=True)
    paid = np.array(amounts, dtype=np.float64)
    when = np.array([day(date) for date in dates], dtype=np.int32)
    return OrderLines(np.array(places, np.int32), when, paid, paid, margin_is_known=False)


def bought_until(rows: Sequence[tuple[int, str, float]], size: int, end: str, cut: str) -> Buying:
    """Give how customers bought from the first order of anybody to a day."""
    first = min(day(date) for _place, date, _amount in rows)
    return buying(lines(rows), size, Span(first, day(end), day(cut), first))


def found_in(*sources: SourceTable, value: Valuation | None = None) -> Bought:
    """Give what the sources say of what customers bring."""
    return bought(join(sources), value or Valuation(), 12)


def value_of(
    *sources: SourceTable, value: Valuation | None = None, economics: Economics | None = None
) -> ValueTable:
    """Give what customers are worth."""
    chosen, horizon = value or Valuation(), economics or Economics()
    joined = join(sources)
    found = bought(joined, chosen, horizon.cost_months)
    valued = lifetime_value(found, chosen, horizon)
    return value_table(joined, found, valued, chosen, horizon)


def table_of(
    *sources: SourceTable, value: Valuation | None = None, economics: Economics | None = None
) -> CustomerTable:
    """Give the customer table."""
    return customer_table(join(sources), value_of(*sources, value=value, economics=economics))


def measure_of(customers: CustomerTable, name: str) -> Measure:
    """Give the measure of a name."""
    return next(measure for measure in customers.measures if measure.name == name)


def cells_of(value: ValueTable, name: str) -> pd.Series:
    """Give the cells of a measure that was worked out."""
    return next(column.cells for column in value.columns if column.measure.name == name)
