"""Exports as programs make them, small enough to add up by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.intake.reading import read
from core.progress import Progress
from core.settings import Kind, Source, Valuation
from core.tables.sources import SourceTable
from core.value.evidence.bought import bought
from core.value.joining import join

EXPORTS = Path(__file__).parent / "exports"

BROUGHT = {
    "orders_export.csv": {"anna@x.com": 90.0, "ben@x.com": 0.0, "cleo@x.com": 45.0},
    "woocommerce.csv": {"17": 55.0, "18": 40.0},
    "unified_payments.csv": {"cus_A": 170.0, "cus_B": 0.0},
    "datev.csv": {"10001": 100.0, "10002": 238.0},
    "transactions.csv": {"Acme": 1000.0, "Beta": 800.0},
    "square.csv": {"C1": 9.0, "C2": 30.0},
    "opportunities.csv": {"A1": 1000.0, "A2": 100.0},
    "magento.csv": {"anna@x.com": 55.0, "ben@x.com": 0.0},
    "odoo.csv": {"Acme": 80.0, "Beta": 50.0},
    "dynamics.csv": {"C1": 80.0, "C2": 50.0},
    "order_lines.csv": {"C1": 80.0, "C2": 20.0, "C3": 75.0},
    "rechnungen.csv": {"Acme": 130.0, "Beta": 50.0},
}
"""Paid for orders that came about, without tax where that is written, refunds taken off."""


def answered(source: Source) -> SourceTable:
    """Read a source and give the first answer to every question."""
    found = read(source, Progress())
    while found.questions:
        source = replace(source, recipe=found.questions[0].choices[0].recipe)
        found = read(source, Progress())
    return found


@pytest.mark.parametrize("name", BROUGHT)
def test_what_customers_brought_is_what_can_be_added_up_by_hand(name: str) -> None:
    source = answered(Source(str(EXPORTS / name)))
    assert source.kind is Kind.ORDERS
    joined = join((source,))
    found = bought(joined, Valuation(), 12).buying
    assert found is not None
    assert dict(zip(joined.ids.tolist(), found.revenue.tolist(), strict=True)) == BROUGHT[name]
