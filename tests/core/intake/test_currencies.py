from dataclasses import replace
from pathlib import Path

import pytest

from core.intake.reading import read
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable
from tests.corpus.made_books import Cell, one_sheet

HEADER = "Order,Customer,Date,Amount"


def written(path: Path, currencies: list[str], name: str = "Currency") -> Source:
    rows = [
        f"o{place},c{place % 9},2025-03-{1 + place % 28:02},{place}.5,{currency}"
        for place, currency in enumerate(currencies)
    ]
    path.write_text("\n".join([f"{HEADER},{name}", *rows]) + "\n", encoding="utf-8")
    return Source(str(path))


def read_of(source: Source) -> SourceTable:
    return read(source, Progress())


MIXED = ["EUR"] * 20 + ["eur", "USD", "", "CHF"] + ["€"] * 4


def test_amounts_in_several_currencies_are_asked_about_and_wait(tmp_path: Path) -> None:
    found = read_of(written(tmp_path / "sold.csv", MIXED))
    (question,) = found.questions
    assert question.column == "Currency"
    assert question.text.startswith("The amounts are in EUR and in CHF, as ‘Currency’ says.")
    assert "EUR stands in 25 rows, CHF in 1, USD in 1" in question.detail
    assert [cell for _row, cell, _says in question.proofs] == ["USD", "CHF"]
    assert (found.receipt.waiting, found.receipt.accepted) == (2, 26)
    assert found.receipt.balances


def test_the_others_are_set_aside_by_name_or_all_are_taken(tmp_path: Path) -> None:
    source = written(tmp_path / "sold.csv", MIXED)
    aside, together = read_of(source).questions[0].choices
    only = read_of(replace(source, recipe=aside.recipe))
    assert [one.row for one in only.set_aside] == [23, 25]
    assert only.set_aside[0].reason == ("its amounts are in USD and not in EUR, as Currency says")
    assert not only.questions
    everything = read_of(replace(source, recipe=together.recipe))
    assert everything.receipt.accepted == len(MIXED)
    assert not everything.questions


@pytest.mark.parametrize(
    ("currencies", "name"),
    [
        (["EUR"] * 9, "Currency"),
        (["EUR", "€", "eur"] * 3, "Währung"),
        (["web", "shop", "EUR"] * 3, "Channel"),
        ([f"{place:03}" for place in range(9)], "Currency"),
    ],
)
def test_one_currency_and_other_columns_are_not_asked_about(
    tmp_path: Path, currencies: list[str], name: str
) -> None:
    assert not read_of(written(tmp_path / "sold.csv", currencies, name)).questions


def test_a_column_that_is_called_so_may_have_any_code(tmp_path: Path) -> None:
    found = read_of(written(tmp_path / "sold.csv", ["THB"] * 5 + ["EUR"] * 3, "Devise"))
    assert "in THB and in EUR" in found.questions[0].text


def test_without_amounts_currencies_are_only_words(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "Customer,Age,Account in\n"
        + "".join(
            f"c{place},{20 + place},{'EUR' if place % 2 else 'USD'}\n" for place in range(20)
        ),
        encoding="utf-8",
    )
    assert not read_of(Source(str(path))).questions


def book_of(path: Path, formats: list[str]) -> Source:
    rows = [
        [f"o{place}", f"c{place:02}", Cell(f"{place}.5", style=1 + place % len(formats))]
        for place in range(40)
    ]
    one_sheet([["Order", "Customer", "Amount"], *rows], formats).write(path)
    return Source(str(path))


def test_the_currency_of_a_workbook_is_that_of_its_formats(tmp_path: Path) -> None:
    found = read_of(book_of(tmp_path / "eu.xlsx", ["#,##0.00 [$€-407]", '"EUR" 0.00']))
    assert {column.name: column.unit for column in found.columns}["Amount"] == "€"
    assert found.table["Amount"].tolist()[:3] == [0.5, 1.5, 2.5]
    assert not found.notes


def test_numbers_that_a_workbook_shows_in_several_currencies_are_told(tmp_path: Path) -> None:
    found = read_of(book_of(tmp_path / "both.xlsx", ["#,##0.00 [$€-407]", '"$"0.00']))
    assert {column.name: column.unit for column in found.columns}["Amount"] == ""
    assert found.notes == (
        "‘Amount’ is shown in € and $; nothing is converted, so its sums mix currencies.",
    )
