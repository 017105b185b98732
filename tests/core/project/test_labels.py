from datetime import date, timedelta

import pandas as pd
import pytest

from core.project.labels import period_label
from core.settings import Kind, Recipe, Role
from core.tables.sources import Column, ColumnType, Receipt, SourceTable


def orders(first: date, last: date, kind: Kind = Kind.ORDERS) -> SourceTable:
    table = pd.DataFrame({"Day": pd.array([last, None, first], dtype="datetime64[us]")})
    column = Column("Day", ColumnType.DATE, Role.DATE, "", 2)
    receipt = Receipt("o.csv", 4, 1, 3, 0, 0, 0, 0)
    return SourceTable(
        "o.csv", "o.csv", "", Recipe(), (), kind, "", (column,), table, table, receipt, (), (), ()
    )


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (365, "Year to 30 Sep 2025"),
        (363, "Year to 30 Sep 2025"),
        (92, "Quarter to 30 Sep 2025"),
        (30, "Month to 30 Sep 2025"),
        (200, "15 Mar 2025 to 30 Sep 2025"),
        (1, "30 Sep 2025"),
    ],
)
def test_a_period_is_called_after_the_days_it_covers(days: int, label: str) -> None:
    last = date(2025, 9, 30)
    assert period_label([orders(last - timedelta(days=days - 1), last)]) == label


def test_several_sources_are_taken_together_and_profiles_do_not_count() -> None:
    found = [
        orders(date(2025, 1, 1), date(2025, 6, 30)),
        orders(date(2025, 3, 1), date(2025, 12, 31)),
        orders(date(1950, 1, 1), date(2000, 1, 1), Kind.PROFILES),
    ]
    assert period_label(found) == "Year to 31 Dec 2025"


def test_without_a_date_there_is_no_label() -> None:
    assert period_label([]) == ""
    assert period_label([orders(date(1950, 1, 1), date(2000, 1, 1), Kind.PROFILES)]) == ""
