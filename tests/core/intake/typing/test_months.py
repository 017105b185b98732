from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.intake.reading import read
from core.intake.typing.date_text import DateText, Style, date_text
from core.progress import Progress
from core.settings import Kind, Source
from core.tables.sources import ColumnType, SourceTable


@pytest.mark.parametrize(
    "text",
    ["2025-04", "2025/04", "04/2025", "4/2025", "04-2025", "Apr 2025", "April 2025", "avril 2025"],
)
def test_a_month_without_a_day_stands_for_its_first(text: str) -> None:
    assert date_text(text) == DateText(Style.MONTH, 4, 1, 2025)


@pytest.mark.parametrize("text", ["2025-Q2", "Q2 2025", "2025 q2", "Q2/2025", "T2 2025", "2025K2"])
def test_a_quarter_stands_for_its_first_day(text: str) -> None:
    assert date_text(text) == DateText(Style.QUARTER, 4, 1, 2025)


@pytest.mark.parametrize(
    "text", ["2025-W01", "2025W1", "KW 1/2025", "KW01 2025", "Week 1 2025", "2025 v.1"]
)
def test_a_week_stands_for_its_monday(text: str) -> None:
    assert date_text(text) == DateText(Style.WEEK, 12, 30, 2024)


@pytest.mark.parametrize("text", ["Apr-25", "avr.-25", "Apr '25", "April’25"])
def test_a_month_with_two_digits_of_the_year_waits_for_the_century(text: str) -> None:
    assert date_text(text) == DateText(Style.MONTH, 4, 1, 25, short_year=True)


@pytest.mark.parametrize("text", ["2025-W54", "2025-Q5", "W1", "Q2", "Q2-25"])
def test_what_names_no_period_is_none(text: str) -> None:
    assert date_text(text) is None


@pytest.mark.parametrize(
    "text", ["2025-13", "13/2025", "04.2025", "04/25", "Apr 25", "2025", "4/1500", "Order 2025"]
)
def test_what_may_be_something_else_is_no_month(text: str) -> None:
    assert date_text(text) is None


def read_of(path: Path, name: str, months: list[str], more: str = "Revenue") -> SourceTable:
    rows = [f"c{place % 9},{month},{place}" for place, month in enumerate(months)]
    path.write_text("\n".join([f"Customer,{name},{more}", *rows]) + "\n", encoding="utf-8")
    return read(Source(str(path)), Progress())


def test_monthly_revenue_is_orders_on_the_first_of_each_month(tmp_path: Path) -> None:
    months = [f"2025-{1 + place % 12:02}" for place in range(60)]
    found = read_of(tmp_path / "monthly.csv", "Monat", months)
    assert found.kind is Kind.ORDERS
    assert not found.questions
    assert found.table["Monat"].tolist()[:2] == [
        np.datetime64("2025-01-01"),
        np.datetime64("2025-02-01"),
    ]
    assert found.notes == ("‘Monat’ names months; each counts as its first day.",)


def test_a_code_that_looks_like_a_month_stays_as_it_stands(tmp_path: Path) -> None:
    codes = [f"2025-{1 + place % 12:02}" for place in range(60)]
    found = read_of(tmp_path / "codes.csv", "Batch", codes)
    column = next(column for column in found.columns if column.name == "Batch")
    assert column.type is ColumnType.TEXT


def test_a_month_beside_the_day_of_an_order_stays_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "sold.csv"
    rows = [f"c{place},2025-03-{1 + place % 28:02},03/2025,{place}.5" for place in range(40)]
    path.write_text("\n".join(["Customer,Date,Billing month,Amount", *rows]), encoding="utf-8")
    found = read(Source(str(path)), Progress())
    assert str(found.table["Billing month"].iloc[0]) == "03/2025"
    assert found.receipt.accepted == 40


@pytest.mark.parametrize(
    ("name", "periods", "each"),
    [
        ("Quarter", [f"Q{1 + place % 4} 2025" for place in range(40)], "quarters"),
        ("Woche", [f"2025-W{1 + place % 50:02}" for place in range(60)], "weeks"),
        ("Monat", [f"{1 + place % 12:02}.2025" for place in range(60)], "months"),
    ],
)
def test_revenue_of_each_period_is_orders_on_its_first_day(
    tmp_path: Path, name: str, periods: list[str], each: str
) -> None:
    found = read_of(tmp_path / "each.csv", name, periods)
    assert found.kind is Kind.ORDERS
    assert found.notes == (f"‘{name}’ names {each}; each counts as its first day.",)
    assert found.table[name].min() in {pd.Timestamp(2025, 1, 1), pd.Timestamp(2024, 12, 30)}


def test_months_with_two_digits_of_the_year_are_asked_about(tmp_path: Path) -> None:
    months = [f"{('Jan', 'Apr', 'Oct')[place % 3]}-25" for place in range(30)]
    (question,) = read_of(tmp_path / "short.csv", "Month", months).questions
    assert question.text == "Is Jan-25 in ‘Month’ in 1925 or in 2025?"
    assert question.choices[1].recipe.date_order is None


def test_numbers_of_weeks_are_no_months(tmp_path: Path) -> None:
    weeks = [f"2025{1 + place % 12:02}" for place in range(36)]
    found = read_of(tmp_path / "weeks.csv", "KW", weeks)
    assert {one.name: one.type for one in found.columns}["KW"] is not ColumnType.DATE
