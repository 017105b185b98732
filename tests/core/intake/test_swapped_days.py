from datetime import date, timedelta
from pathlib import Path

import pytest

from core.settings import Recipe
from core.tables.sources import SourceTable
from tests.corpus.bad_files import Reader, workbook

TRUE_DAYS = [date(2025, 1, 1) + timedelta(days=5 * n) for n in range(60)]


def opened_elsewhere(day: date, *, day_first: bool) -> object:
    """Give a day as a spreadsheet stores it that expects the other order than the list has."""
    written = f"{day:%d/%m/%Y}" if day_first else f"{day:%m/%d/%Y}"
    return written if day.day > 12 else date(day.year, day.day, day.month)


def orders(path: Path, days: list[object], column: str = "Date") -> Path:
    rows = [[f"C{n % 7}", day, n + 0.5] for n, day in enumerate(days)]
    return workbook(path, {"Orders": [["Customer ID", column, "Amount"], *rows]})


def days_of(table: SourceTable) -> list[date]:
    return [moment.date() for moment in table.table["Date"]]


@pytest.mark.parametrize("day_first", [True, False])
def test_days_that_a_spreadsheet_has_exchanged_are_asked_about(
    tmp_path: Path, read_file: Reader, day_first: bool
) -> None:
    stored = [opened_elsewhere(day, day_first=day_first) for day in TRUE_DAYS]
    path = orders(tmp_path / "orders.xlsx", stored)
    (question,) = read_file(path).questions
    assert question.text == "Is 1 June 2025 in ‘Date’ really 6 January 2025?"
    assert f"because the {'day' if day_first else 'month'} came first" in question.detail
    assert "The first is in row 3." in question.detail
    assert read_file(path).receipt.waiting == sum(day.day <= 12 for day in TRUE_DAYS)

    exchanged, kept = (read_file(path, choice.recipe) for choice in question.choices)
    assert days_of(exchanged) == TRUE_DAYS
    assert not exchanged.questions
    assert days_of(kept)[1] == date(2025, 6, 1)
    assert not kept.questions


def test_in_a_column_that_nobody_needs_they_are_told(tmp_path: Path, read_file: Reader) -> None:
    stored = [opened_elsewhere(day, day_first=True) for day in TRUE_DAYS]
    rows = [[f"C{n % 7}", day, stored[n], n + 0.5] for n, day in enumerate(TRUE_DAYS)]
    header = ["Customer ID", "Order Date", "Due Date", "Amount"]
    table = read_file(workbook(tmp_path / "orders.xlsx", {"Orders": [header, *rows]}))
    assert not table.questions
    (note,) = (note for note in table.notes if "Due Date" in note)
    assert note.startswith("‘Due Date’: 1 June 2025 in row 3 may be 6 January 2025.")
    assert note.endswith("Read the column as ‘day and month exchanged’ if so.")


@pytest.mark.parametrize(
    "stored",
    [
        [day if n % 2 else f"{day:%d/%m/%Y}" for n, day in enumerate(TRUE_DAYS)],
        [day if day.day <= 12 else f"{day:%Y-%m-%d}" for day in TRUE_DAYS],
        [*(day for day in TRUE_DAYS if day.day <= 12), "13/01/2025", "14/02/2025"],
    ],
    ids=["stored days above 12", "a year in front", "two texts only"],
)
def test_days_of_any_other_make_are_kept(
    tmp_path: Path, read_file: Reader, stored: list[object]
) -> None:
    table = read_file(orders(tmp_path / "orders.xlsx", stored), Recipe())
    assert not table.questions
    assert not any("exchanged" in note for note in table.notes)
