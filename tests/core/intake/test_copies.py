from pathlib import Path

import pytest

from core.intake.reading import read
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable

ROWS = [f"o{place},c{place % 9},2025-03-{1 + place % 28:02},{place}.5" for place in range(60)]


def read_of(path: Path, rows: list[str], header: str = "Order,Customer,Date,Amount") -> SourceTable:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return read(Source(str(path)), Progress())


def test_rows_that_stand_twice_word_for_word_are_asked_about(tmp_path: Path) -> None:
    found = read_of(tmp_path / "sold.csv", [*ROWS, *ROWS[:20]])
    (question,) = found.questions
    assert question.text == (
        "Order o0 stands in row 2 and, word for word the same, in row 62. Does it count once?"
    )
    assert question.detail == "20 rows say the same as an earlier one in every cell."
    assert (found.receipt.waiting, found.receipt.accepted) == (20, 60)


def test_copies_are_set_aside_by_name_or_all_count(tmp_path: Path) -> None:
    path = tmp_path / "sold.csv"
    aside, each = read_of(path, [*ROWS, *ROWS[:20]]).questions[0].choices
    once = read(Source(str(path), recipe=aside.recipe), Progress())
    assert once.receipt.rejected == 20
    assert once.set_aside[0].reason == "it says the same as row 2"
    assert not once.questions
    every = read(Source(str(path), recipe=each.recipe), Progress())
    assert every.receipt.accepted == 80


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        [*ROWS, "o3,c3,2025-03-04,99.0"],
        [row.replace(f"o{place},", f"o{place // 3},") for place, row in enumerate(ROWS)],
    ],
    ids=["all differ", "another line of an order", "every order has lines"],
)
def test_orders_and_their_lines_are_not_asked_about(tmp_path: Path, rows: list[str]) -> None:
    assert not read_of(tmp_path / "sold.csv", rows).questions


def test_without_a_number_two_purchases_may_be_alike(tmp_path: Path) -> None:
    rows = [row.split(",", 1)[1] for row in ROWS]
    header = "Customer,Date,Amount"
    assert not read_of(tmp_path / "sold.csv", [*rows, *rows[:9]], header).questions


def test_numbers_count_as_texts_do(tmp_path: Path) -> None:
    rows = [row.removeprefix("o") for row in ROWS]
    found = read_of(tmp_path / "sold.csv", [*rows, rows[5]], "Invoice no,Customer,Date,Amount")
    assert found.questions[0].text.startswith("Invoice no 5 stands in row 7 and")
    assert found.receipt.balances
