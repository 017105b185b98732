from collections.abc import Callable

import pandas as pd
import pytest

from core.settings import Kind, Role
from core.tables.sources import SourceTable
from tests.core.value.making import days, found_in

MakeSource = Callable[..., SourceTable]
ROLES = {"id": Role.CUSTOMER, "day": Role.DATE}


def dated(make_source: MakeSource, kind: Kind, first: str, last: str) -> SourceTable:
    """Something every seven days, from one customer after the other."""
    when = [str(day.date()) for day in pd.date_range(first, last, freq="7D")]
    cells = {"id": [f"c{place % 5}" for place in range(len(when))], "day": days(*when)}
    name = f"{kind.value} {first}.csv"
    more: dict[str, Role] = {}
    if kind is Kind.ORDERS:
        cells, more = {**cells, "amount": [10.0] * len(when)}, {"amount": Role.AMOUNT}
    return make_source(name, kind, cells, {**ROLES, **more})


def test_contacts_in_a_file_for_each_half_year_cover_the_year(make_source: MakeSource) -> None:
    orders = dated(make_source, Kind.ORDERS, "2024-01-01", "2024-12-30")
    whole = dated(make_source, Kind.CONTACTS, "2024-01-01", "2024-12-30")
    halves = (
        dated(make_source, Kind.CONTACTS, "2024-01-01", "2024-06-24"),
        dated(make_source, Kind.CONTACTS, "2024-07-01", "2024-12-30"),
    )
    together = found_in(orders, whole).calendar
    for parts in (halves, halves[::-1]):
        apart = found_in(orders, *parts).calendar
        assert apart.period == together.period
        assert apart.period.first == "2024-01-01"
        assert not apart.notes


@pytest.mark.parametrize("kind", [Kind.CONTACTS, Kind.SURVEYS, Kind.REFERRALS])
def test_without_orders_the_last_day_of_all_files_is_the_last_that_counts(
    make_source: MakeSource, kind: Kind
) -> None:
    parts = (
        dated(make_source, kind, "2024-01-01", "2024-03-25"),
        dated(make_source, kind, "2024-04-01", "2024-06-24"),
    )
    found = found_in(*parts).calendar
    assert (found.period.first, found.period.last) == ("2024-01-01", "2024-06-24")
    assert not found.notes
