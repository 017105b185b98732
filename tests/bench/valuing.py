"""Value 200,000 customers with 10,000,000 made-up orders in a process of its own.

``python -m tests.bench.valuing`` prints seconds and peak memory as JSON. The orders are made in
memory as the import hands them on, so that reading a file is not part of it.
"""

import json
import time

import numpy as np
import pandas as pd

from core.settings import Economics, Kind, Role, Valuation
from core.tables.customers import CustomerTable
from core.tables.sources import Column, ColumnType, SourceTable
from core.value.customers import customer_table
from core.value.evidence.bought import bought
from core.value.joining import join
from core.value.lifetime.choosing import lifetime_value
from core.value.valuing import value_table
from tests.bench.made_up import source_of
from tests.bench.segments import peak_mib

CUSTOMERS, ORDERS = 200_000, 10_000_000
FIRST_DAY, DAYS = 19_000, 1_095
COLUMNS = (
    Column("customer", ColumnType.TEXT, Role.CUSTOMER, "", ORDERS),
    Column("date", ColumnType.DATE, Role.DATE, "", ORDERS),
    Column("amount", ColumnType.DECIMAL, Role.AMOUNT, "", ORDERS),
    Column("margin", ColumnType.DECIMAL, Role.MARGIN, "", ORDERS),
)


def made_up_orders(customers: int = CUSTOMERS, orders: int = ORDERS, seed: int = 1) -> SourceTable:
    """Give orders of three years by customers who come, buy at rates of their own and stop.

    One order in a hundred is a refund; the rows are in no order.
    """
    random = np.random.default_rng(seed)
    weights = random.gamma(0.9, 1.0, customers)
    places = random.choice(customers, orders, p=weights / weights.sum()).astype(np.int32)
    begins = random.integers(0, DAYS // 2, customers, dtype=np.int32)
    stays = np.minimum(random.exponential(900, customers), DAYS - 1 - begins).astype(np.float32)
    share = random.random(orders, dtype=np.float32)
    share *= stays[places]
    days = begins[places] + share.astype(np.int32)
    days += FIRST_DAY
    amounts = np.round(random.gamma(6.0, 6.0, orders), 2)
    amounts[::100] *= -1
    names = pd.Index([f"C{number:06}" for number in range(customers)], dtype="str")
    table = pd.DataFrame(
        {
            "customer": pd.Categorical.from_codes(places, names),
            "date": days.astype("datetime64[D]").astype("datetime64[us]"),
            "amount": amounts,
            "margin": np.round(amounts * 0.4, 2),
        },
        index=pd.RangeIndex(2, orders + 2, name="row"),
        copy=False,
    )
    return source_of("orders.csv", Kind.ORDERS, COLUMNS, table)


def valued(source: SourceTable) -> CustomerTable:
    """Join, fit, value and gather, as the steps of an analysis do."""
    valuation, economics = Valuation(), Economics()
    joined = join((source,))
    found = bought(joined, valuation, economics.cost_months)
    lifetime = lifetime_value(found, valuation, economics)
    return customer_table(joined, value_table(joined, found, lifetime, valuation, economics))


def main() -> None:
    """Measure once and print."""
    source = made_up_orders()
    began = time.perf_counter()
    found = valued(source)
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "mib": peak_mib(), "customers": len(found.table)}))


if __name__ == "__main__":
    main()
