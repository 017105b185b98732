"""The heavy step: orders to customers, as the program does it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from sqlglot import exp

from core.output.scoring.order_columns import OrderColumns
from core.output.scoring.orders import orders_query
from core.pipeline import run
from core.progress import Progress
from core.settings import Settings, Source, Valuation

COLUMNS = OrderColumns(customer="Customer", date="Order date", amount="Amount", margin="Margin")
MEASURES = (
    "orders",
    "revenue",
    "margin",
    "first_order",
    "last_order",
    "purchases",
    "days_since_purchase",
    "repeat_purchases",
    "amount_per_purchase",
    "days_as_customer",
)


@dataclass(frozen=True, eq=False)
class Heavy:
    """Orders, the query that adds them up, and what the program found."""

    orders: pd.DataFrame
    query: exp.Select
    expected: pd.DataFrame


def heavy(path: Path, rows: pd.DataFrame, last: str = "") -> Heavy:
    """Add up a file of orders with the program, up to a day, or to the last there is."""
    settings = Settings(sources=(Source(str(path)),), value=Valuation(as_of=last))
    outcome = run(settings, {}, Progress())
    table = outcome.results["customers"].table.reset_index()
    table["customer_id"] = table["customer_id"].str.strip()
    last = str(np.datetime64(outcome.results["bought"].calendar.span.last, "D"))
    expected = table[["customer_id", *MEASURES]].sort_values("customer_id", ignore_index=True)
    return Heavy(rows, orders_query(COLUMNS, "orders", last), expected)


def differences(expected: pd.DataFrame, found: pd.DataFrame) -> int:
    """Count the cells that are not the same, to the last digit."""
    found = found.sort_values("customer_id", ignore_index=True)
    if expected["customer_id"].tolist() != found["customer_id"].tolist():
        return len(expected)
    return sum(_different(expected[name], found[name]) for name in MEASURES)


def _different(expected: pd.Series, found: pd.Series) -> int:
    if holds_days(expected):
        found = pd.to_datetime(found.replace("", None))
        same = (expected == found) | (expected.isna() & found.isna())
        return int((~same).sum())
    numbers = pd.to_numeric(found.replace("", None)).astype("float64")
    own = expected.astype("float64")
    return int((~((own == numbers) | (own.isna() & numbers.isna()))).sum())


def holds_days(column: pd.Series) -> bool:
    """Whether a column holds days."""
    return column.dtype.kind == "M"
