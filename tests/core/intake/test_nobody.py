from dataclasses import replace
from pathlib import Path

import pytest

from core.intake.reading import read
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable


def sold(path: Path, customers: list[str]) -> Source:
    rows = [
        f"o{n},{customer},2025-03-{1 + n % 28:02},{n}.5" for n, customer in enumerate(customers)
    ]
    path.write_text("\n".join(["Order,Customer,Date,Amount", *rows]), encoding="utf-8")
    return Source(str(path))


def read_of(source: Source) -> SourceTable:
    return read(source, Progress())


KNOWN = [f"C{n % 9}" for n in range(30)]


@pytest.mark.parametrize("nobody", ["Guest", "walk-in", "UNKNOWN", "n/a", "-", "Laufkundschaft"])
def test_an_id_that_names_nobody_is_asked_about(tmp_path: Path, nobody: str) -> None:
    found = read_of(sold(tmp_path / "sold.csv", [*KNOWN, nobody, nobody]))
    (question,) = found.questions
    assert question.text == (
        f"Is ‘{nobody}’ in ‘Customer’ one customer, or does it stand for people nobody knows?"
    )
    assert found.receipt.waiting == 2


def test_its_rows_are_set_aside_or_it_is_one_customer(tmp_path: Path) -> None:
    source = sold(tmp_path / "sold.csv", [*KNOWN, "Guest", "guest"])
    aside, one = (
        read_of(replace(source, recipe=choice.recipe))
        for choice in read_of(source).questions[0].choices
    )
    assert [row.reason for row in aside.set_aside] == [
        "Customer says ‘Guest’",
        "Customer says ‘guest’",
    ]
    assert one.receipt.accepted == 32
    assert not any(found.questions for found in (aside, one))


@pytest.mark.parametrize("nobody", ["0", "-1"])
def test_a_number_that_stands_in_many_more_rows_than_others_is_asked_about(
    tmp_path: Path, nobody: str
) -> None:
    known = [str(n % 9 + 1001) for n in range(30)]
    assert read_of(sold(tmp_path / "sold.csv", [*known, *[nobody] * 12])).questions


def test_customers_may_be_counted_from_0(tmp_path: Path) -> None:
    assert not read_of(sold(tmp_path / "sold.csv", [str(n % 9) for n in range(30)])).questions
