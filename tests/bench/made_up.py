"""Large made-up files, with nothing loaded that would count as the memory of who reads them."""

from pathlib import Path

import numpy as np
import pandas as pd

from core.settings import Kind, Recipe
from core.tables.sources import Column, Receipt, SourceTable

CUSTOMERS, ORDERS = 1_000_000, 10_000_000
CITIES = np.array(["Leeds", "Köln", "Århus", "São Paulo", "Lyon", "Gdańsk", "Cork", "Bath"])
PLANS = np.array(["basic", "family", "business", ""])


def customers_file(folder: Path, customers: int = CUSTOMERS, seed: int = 1) -> Path:
    """Write customers with 15 columns of all types, as one CSV."""
    random = np.random.default_rng(seed)
    number = np.arange(customers)
    days = pd.Timestamp(2019, 1, 1) + pd.to_timedelta(random.integers(0, 2400, customers), "D")
    table = pd.DataFrame(
        {
            "customer_id": [f"C{one:08}" for one in number],
            "name": [f"Customer {one}" for one in random.integers(0, customers, customers)],
            "city": random.choice(CITIES, customers),
            "postcode": [f"{one:05}" for one in random.integers(1000, 99999, customers)],
            "since": days.strftime("%Y-%m-%d"),
            "plan": random.choice(PLANS, customers),
            "age": random.integers(18, 95, customers),
            "satisfaction": random.integers(0, 11, customers),
            "calls": random.poisson(2, customers),
            "refunds": random.poisson(0.3, customers),
            "revenue": random.gamma(2, 300, customers).round(2),
            "margin": random.normal(100, 80, customers).round(2),
            "discount": random.random(customers).round(3),
            "newsletter": random.choice(["yes", "no"], customers),
            "note": random.choice(["", "call back", "moved, see file", "prefers mail"], customers),
        }
    )
    path = folder / "customers.csv"
    table.to_csv(path, index=False)
    return path


def orders_file(folder: Path, orders: int = ORDERS, seed: int = 2) -> Path:
    """Write orders of some 400,000 customers, as one CSV."""
    random = np.random.default_rng(seed)
    path = folder / "orders.csv"
    piece = 1_000_000
    for first in range(0, orders, piece):
        count = min(piece, orders - first)
        days = pd.Timestamp(2022, 1, 1) + pd.to_timedelta(random.integers(0, 1400, count), "D")
        customers = random.integers(0, 400_000, count)
        table = pd.DataFrame(
            {
                "order_id": np.arange(first, first + count),
                "customer_id": [f"C{one:06}" for one in customers],
                "ordered": days.strftime("%Y-%m-%d"),
                "amount": random.gamma(2, 30, count).round(2),
                "channel": random.choice(["web", "shop", "phone"], count),
            }
        )
        table.to_csv(path, index=False, mode="a" if first else "w", header=not first)
    return path


class _NoRows:
    """The rows of a file that is none."""

    total = 0

    def fetch(self, _first: int, _count: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
        return ()


def source_of(
    name: str, kind: Kind, columns: tuple[Column, ...], table: pd.DataFrame
) -> SourceTable:
    """Give a table as the import hands it on, all of its rows accepted."""
    rows = len(table)
    return SourceTable(
        name=name,
        path=name,
        digest="",
        recipe=Recipe(),
        sheets=(),
        kind=kind,
        kind_reason="",
        columns=columns,
        raw=_NoRows(),
        table=table,
        receipt=Receipt(name, rows + 1, 1, rows, 0, 0, 0, 0),
        set_aside=(),
        questions=(),
        notes=(),
    )
