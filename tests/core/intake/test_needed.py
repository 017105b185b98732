from pathlib import Path

import pytest

from core.intake import reading
from core.intake.reading import read
from core.progress import Progress
from core.settings import Kind, Recipe, Role, Source
from core.tables.sources import ColumnType, SourceTable

HEADER = "Order,Customer,Date,Amount,Channel,Note"
ROWS = [
    f"o{place},c{place % 9},2025-03-{1 + place % 28:02},{place}.5,{'web' if place % 2 else 'shop'},"
    f"text number {place}"
    for place in range(1_500)
]


@pytest.fixture(autouse=True)
def _every_file_is_very_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGE", 0)


def read_of(folder: Path, rows: list[str], recipe: Recipe | None = None) -> SourceTable:
    path = folder / "sold.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return read(Source(str(path), recipe=recipe or Recipe()), Progress())


def test_what_nobody_needs_of_orders_stays_in_the_file(tmp_path: Path) -> None:
    found = read_of(tmp_path, ROWS)
    types = {column.name: column.type for column in found.columns}
    left = {name for name, its in types.items() if its is ColumnType.UNREAD}
    assert left == {"Order", "Note"}  # two channels divide the rows, so they are kept
    assert found.kind is Kind.ORDERS
    assert found.table["Amount"].sum() == sum(place + 0.5 for place in range(1_500))
    ((_, cells),) = found.raw.fetch(1_499, 1)
    assert cells == ("o1499", "c5", "2025-03-16", "1499.5", "web", "text number 1499")
    assert found.receipt.balances


def test_that_rows_are_not_compared_is_told(tmp_path: Path) -> None:
    notes = read_of(tmp_path, [*ROWS, *ROWS[:20]]).notes
    (note,) = (note for note in notes if "twice" in note)
    assert note == (
        "‘Order’ stays in the file, which is very large, so rows that stand in it twice are not "
        "looked for. Give it the role ‘attribute’ to have that done, which takes time and memory."
    )


def test_rows_are_compared_if_somebody_says_that_their_number_is_needed(tmp_path: Path) -> None:
    recipe = Recipe(roles=(("Order", Role.ATTRIBUTE), ("Note", Role.ATTRIBUTE)))
    found = read_of(tmp_path, [*ROWS, *ROWS[:20]], recipe)
    (question,) = found.questions
    assert question.detail == "20 rows say the same as an earlier one in every cell."
    assert not [note for note in found.notes if "very large" in note]


def test_all_columns_of_profiles_are_read(tmp_path: Path) -> None:
    path = tmp_path / "base.csv"
    rows = [f"c{place},Ann {place},{place % 10},{place * 7}" for place in range(1_500)]
    path.write_text("\n".join(["Customer,Name,Satisfaction,CLTV", *rows]) + "\n", encoding="utf-8")
    found = read(Source(str(path)), Progress())
    assert all(column.type is not ColumnType.UNREAD for column in found.columns)
