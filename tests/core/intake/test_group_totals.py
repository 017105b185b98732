from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.intake.reading import read
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable

ORDERS = [
    (f"C{place // 3:03}", f"o{place}", f"2025-03-{1 + place % 28:02}", round(place * 7.1 + 1, 2))
    for place in range(60)
]
Row = tuple[object, ...]


def with_totals(label: Callable[[str], str], slip: float = 0.0, day: str = "") -> list[Row]:
    """The orders, each customer's followed by a row that adds them up."""
    rows: list[Row] = []
    for name, some in groupby(ORDERS, key=lambda row: row[0]):
        own = list(some)
        total = round(sum(row[3] for row in own) + slip * (name == "C004"), 2)
        rows += [*own, (label(name), "", day, total)]
    return rows


def read_of(path: Path, rows: list[Row]) -> SourceTable:
    lines = [("Customer", "Order", "Date", "Amount"), *rows]
    text = "\n".join(",".join(map(str, line)) for line in lines) + "\n"
    path.write_text(text, encoding="utf-8")
    return read(Source(str(path)), Progress())


@pytest.mark.parametrize(
    "label",
    [
        lambda name: f"{name} Total",
        lambda name: f"Total {name}",
        lambda name: f"{name} Ergebnis",
        lambda name: f"Summe {name}",
        lambda name: f"Totaal: {name}",
        lambda name: f"{name} Totale",
        lambda name: f"Total for {name}",
    ],
)
@pytest.mark.parametrize("day", ["", "2025-03-09"])
def test_totals_of_customers_are_no_orders(
    tmp_path: Path, label: Callable[[str], str], day: str
) -> None:
    found = read_of(tmp_path / "sold.csv", with_totals(label, day=day))
    assert (found.receipt.accepted, found.receipt.totals) == (60, 20)
    assert sorted(set(found.table["Customer"])) == [f"C{place:03}" for place in range(20)]
    assert found.table["Amount"].sum() == pytest.approx(sum(row[3] for row in ORDERS))


def test_the_grand_total_below_them_is_one_as_well(tmp_path: Path) -> None:
    everything = round(sum(row[3] for row in ORDERS), 2)
    rows = [*with_totals(lambda name: f"{name} Ergebnis"), ("Gesamtergebnis", "", "", everything)]
    found = read_of(tmp_path / "sold.csv", rows)
    assert (found.receipt.accepted, found.receipt.totals) == (60, 21)


def test_a_total_that_does_not_add_up_is_set_aside_by_name(tmp_path: Path) -> None:
    found = read_of(tmp_path / "sold.csv", with_totals(lambda name: f"{name} Total", slip=1))
    assert (found.receipt.accepted, found.receipt.totals, found.receipt.rejected) == (60, 19, 1)
    (aside,) = found.set_aside
    assert aside.row == 21
    assert aside.reason == "it says total, but its numbers are not the sums of its group"


def test_customers_who_are_called_total_are_customers(tmp_path: Path) -> None:
    rows = [(f"Total {row[0]}", *row[1:]) for row in ORDERS]
    found = read_of(tmp_path / "sold.csv", [*rows, *((f"{row[0]}", *row[1:]) for row in ORDERS)])
    assert found.receipt.accepted == 120


def test_totals_in_two_steps_are_all_found(tmp_path: Path) -> None:
    rows: list[Row] = []
    for region, some in groupby(range(24), key=lambda place: place // 12):
        amounts = list(some)
        for customer, own in groupby(amounts, key=lambda place: place // 4):
            parts = list(own)
            rows += [
                (f"R{region}", f"C{customer}", f"2025-03-{1 + part:02}", part + 0.5)
                for part in parts
            ]
            rows.append(("", f"C{customer} Total", "", sum(parts) + 2.0))
        rows.append((f"R{region} Total", "", "", sum(amounts) + 6.0))
    lines = [("Region", "Customer", "Date", "Amount"), *rows]
    path = tmp_path / "sold.csv"
    text = "\n".join(",".join(map(str, line)) for line in lines) + "\n"
    path.write_text(text, encoding="utf-8")
    found = read(Source(str(path)), Progress())
    assert (found.receipt.accepted, found.receipt.totals) == (24, 8)


def test_what_a_spreadsheet_added_up_in_floating_point_is_a_total(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Customer", "Date", "Amount"))
    for place in range(30):
        for amount in (0.1, 0.2, 0.3):
            sheet.append((f"C{place}", "2025-03-04", amount))
        sheet.append((f"C{place} Total", "", 0.1 + 0.2 + 0.3))
    path = tmp_path / "sold.xlsx"
    book.save(path)
    found = read(Source(str(path)), Progress())
    assert (found.receipt.accepted, found.receipt.totals) == (90, 30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.lists(st.lists(st.integers(-999, 99_999), min_size=1, max_size=5), min_size=3, max_size=9)
)
def test_orders_are_the_same_with_and_without_totals(
    tmp_path: Path, groups: list[list[int]]
) -> None:
    plain, totals = [], []
    for place, cents in enumerate(groups):
        own = [
            (f"C{place}", f"o{place}-{n}", "2025-03-04", f"{one / 100:.2f}")
            for n, one in enumerate(cents)
        ]
        plain += own
        totals += [*own, (f"C{place} Total", "", "", f"{sum(cents) / 100:.2f}")]
    one = read_of(tmp_path / "plain.csv", plain)
    other = read_of(tmp_path / "totals.csv", totals)
    assert other.table["Amount"].tolist() == one.table["Amount"].tolist()
    assert other.receipt.totals == len(groups)
