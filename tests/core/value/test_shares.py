from pathlib import Path

import pytest

from core.intake.reading import read
from core.progress import Progress
from core.settings import Recipe, Role, Source
from core.value.joining import join


def notes_of(path: Path, name: str, margin: str, recipe: Recipe | None = None) -> list[str]:
    rows = [
        f"o{n},c{n % 9},2025-03-{1 + n % 28:02},{20 + n}.5,{margin.format(n % 9)}"
        for n in range(60)
    ]
    path.write_text("\n".join([f"Order,Customer,Date,Amount,{name}", *rows]), encoding="utf-8")
    source = read(Source(str(path), recipe=recipe or Recipe()), Progress())
    return [note for note in join((source,)).notes if "shares" in note]


@pytest.mark.parametrize(
    ("name", "margin"), [("Margin", "2{}%"), ("Margin %", "2{}.5"), ("Marge in Prozent", "0.2{}")]
)
def test_a_margin_in_per_cent_is_no_money_and_that_is_told(
    tmp_path: Path, name: str, margin: str
) -> None:
    (note,) = notes_of(tmp_path / "sold.csv", name, margin)
    assert note == (
        f"‘{name}’ of sold.csv holds shares and no money, so it is not used as the margin. Give a "
        "margin rate, or a column with the margin in money."
    )


def test_who_says_that_shares_are_money_is_told(tmp_path: Path) -> None:
    recipe = Recipe(roles=(("Margin %", Role.MARGIN),))
    (note,) = notes_of(tmp_path / "sold.csv", "Margin %", "2{}.5", recipe)
    assert note.startswith("‘Margin %’ of sold.csv is used as margin, in money, though it says")


def test_margins_below_one_may_be_shares(tmp_path: Path) -> None:
    (note,) = notes_of(tmp_path / "sold.csv", "Margin", "0.2{}")
    assert note.startswith(
        "‘Margin’ of sold.csv is at most 0.28 where amounts are 50.00 in the middle."
    )


def test_margins_in_money_are_not_told(tmp_path: Path) -> None:
    assert not notes_of(tmp_path / "sold.csv", "Margin", "{}.5")
