from dataclasses import replace
from pathlib import Path

import pytest

from core.intake.reading import read
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable

ORDERS = [("A1", "C1", "03-01", [20, 30]), ("A2", "C2", "03-05", [20]), ("A3", "C1", "04-02", [30])]
MORE = [*ORDERS, ("A4", "C3", "04-03", [15, 60]), ("A5", "C2", "04-09", [20, 15, 5])]


def sold(path: Path, *, total: bool, number: str = "Order ID") -> Source:
    """Give orders by lines, each with the order's total or with what it comes to itself."""
    rows = [
        f"{order},{customer},2025-{day},{sum(lines) if total else line},p{place}"
        for order, customer, day, lines in MORE
        for place, line in enumerate(lines)
    ]
    header = f"{number},Customer ID,Date,Amount,Product"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return Source(str(path))


def read_of(source: Source) -> SourceTable:
    return read(source, Progress())


def test_a_total_in_each_row_of_an_order_is_asked_about(tmp_path: Path) -> None:
    found = read_of(sold(tmp_path / "lines.csv", total=True))
    (question,) = found.questions
    assert question.text == (
        "Each row of Order ID A1 has the same ‘Amount’, and so with other orders. Is it the total "
        "of the order, which counts once?"
    )
    assert found.receipt.waiting == 4


def test_it_counts_once_or_in_each_row(tmp_path: Path) -> None:
    source = sold(tmp_path / "lines.csv", total=True)
    once, each = (
        read_of(replace(source, recipe=choice.recipe))
        for choice in read_of(source).questions[0].choices
    )
    assert once.table["Amount"].sum() == 50 + 20 + 30 + 75 + 40
    assert once.set_aside[0].reason == "its amount is the total of the order, as in row 2"
    assert each.receipt.accepted == 9
    assert not any(one.questions for one in (once, each))


def test_lines_with_amounts_of_their_own_are_told_to_count_as_orders(tmp_path: Path) -> None:
    found = read_of(sold(tmp_path / "lines.csv", total=False))
    assert not found.questions
    assert (
        "‘Order ID’ has the same number in several rows; each of them counts as an order, and what "
        "they say is added up."
    ) in found.notes


@pytest.mark.parametrize("number", ["Product ID", "Order ID"])
def test_numbers_that_several_customers_have_are_no_orders(tmp_path: Path, number: str) -> None:
    rows = [f"P{n % 4},C{n % 7},2025-03-{n % 28 + 1:02},{n % 4 + 5}" for n in range(28)]
    path = tmp_path / "lines.csv"
    path.write_text("\n".join([f"{number},Customer ID,Date,Amount", *rows]) + "\n")
    found = read_of(Source(str(path)))
    assert not found.questions
    assert not found.notes
