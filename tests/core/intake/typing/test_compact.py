import pytest

from core.tables.sources import ColumnType, SourceTable
from tests.corpus.bad_files import Reader


def column(read_text: Reader, name: str, cells: list[str]) -> SourceTable:
    """Give a column of orders."""
    lines = [f"c{place % 2},{cell},{place}.5" for place, cell in enumerate(cells * 3)]
    return read_text("\n".join([f"Customer ID,{name},Amount", *lines]) + "\n", name="orders.csv")


def days(table: SourceTable, name: str) -> list[str]:
    return [str(cell)[:16] for cell in table.table[name].tolist()[:2]]


def test_months_written_as_numbers_are_dates_where_the_name_says_so(read_text: Reader) -> None:
    table = column(read_text, "Monat", ["202503", "202504", ""])
    assert days(table, "Monat") == ["2025-03-01 00:00", "2025-04-01 00:00"]
    assert "‘Monat’ names months; each counts as its first day." in table.notes


@pytest.mark.parametrize(
    "cells", [["1740823200", "1743501600"], ["1740823200000", "1743501600000"]], ids=["s", "ms"]
)
def test_seconds_since_1970_are_dates_and_told(read_text: Reader, cells: list[str]) -> None:
    table = column(read_text, "created_at", cells)
    assert days(table, "created_at") == ["2025-03-01 10:00", "2025-04-01 10:00"]
    assert table.notes == (
        "‘created_at’ counts seconds since 1970; its days and hours are those of Greenwich.",
    )


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Monat", ["202503", "202513"]),
        ("Number", ["202503", "202504"]),
        ("Date", ["10", "11"]),
        ("Timestamp", ["1740823200", "99"]),
        ("Phone", ["1740823200", "1743501600"]),
    ],
)
def test_other_numbers_are_no_dates(read_text: Reader, name: str, cells: list[str]) -> None:
    table = column(read_text, name, cells)
    assert table.columns[1].type is not ColumnType.DATE
