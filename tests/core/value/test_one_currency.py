from pathlib import Path

import pytest

from core.errors import UserError
from core.intake.reading import read
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable
from core.value.joining import join


def sold(folder: Path, name: str, amount: str, *more: str) -> SourceTable:
    header, cell = (
        (",".join(part) for part in (("", "Currency"), ("", *more))) if more else ("", "")
    )
    rows = [
        f"{name}{place},c{place % 9},2025-03-{1 + place % 28:02},{amount.format(place)}{cell}"
        for place in range(30)
    ]
    path = folder / f"{name}.csv"
    path.write_text(
        "\n".join([f"Order,Customer,Date,Amount{header}", *rows]) + "\n", encoding="utf-8"
    )
    return read(Source(str(path)), Progress())


def test_amounts_in_euros_and_dollars_are_not_added_up(tmp_path: Path) -> None:
    eu, us = sold(tmp_path, "eu", "€{}.50"), sold(tmp_path, "us", "${}.50")
    with pytest.raises(UserError, match="cannot be added up") as told:
        join((eu, us))
    assert told.value.message.startswith("‘Amount’ of eu.csv is in €, ‘Amount’ of us.csv in $;")


def test_a_column_that_says_the_currency_counts_as_well(tmp_path: Path) -> None:
    eu, us = sold(tmp_path, "eu", "{}.50", "EUR"), sold(tmp_path, "us", "USD {}.50")
    with pytest.raises(UserError, match="in EUR, ‘Amount’ of us.csv in USD".replace(".", r"\.")):
        join((eu, us))


@pytest.mark.parametrize(
    ("one", "other"),
    [("€{}.50", "EUR {}.50"), ("${}.50", "CAD {}.50"), ("€{}.50", "{}.50"), ("{}", "{}.5")],
)
def test_what_may_be_the_same_currency_is_added_up(tmp_path: Path, one: str, other: str) -> None:
    joined = join((sold(tmp_path, "a", one), sold(tmp_path, "b", other)))
    assert len(joined.ids) == 9
    assert not [note for note in joined.notes if "converted" in note]


def test_another_currency_that_is_not_added_up_is_told(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    rows = [f"c{place},{place % 5},£{2000 + place}" for place in range(9)]
    path.write_text("\n".join(["Customer,Satisfaction,Household", *rows]), encoding="utf-8")
    people = read(Source(str(path)), Progress())
    joined = join((people, sold(tmp_path, "eu", "€{}.50")))
    assert joined.notes[-1] == (
        "‘Household’ of people.csv is in £, the amounts are in €; nothing is converted."
    )
