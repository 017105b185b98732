"""What was chosen for a file is found again for the next one of its shape."""

from core.recipe_memory import (
    MOST_REMEMBERED,
    Remembered,
    memory_from,
    memory_text,
    most_like,
    with_remembered,
)
from core.settings import DateOrder, ReadAs, Recipe, Role

COLUMNS = ("Kunde", "Datum", "Betrag", "Filiale", "Artikel")
RECIPE = Recipe(
    delimiter=";",
    date_order=DateOrder.DAY_FIRST,
    roles=(("Betrag", Role.AMOUNT),),
    types=(("Filiale", ReadAs.TEXT),),
    missing=(("Betrag", "n/a"), ("Betrag", "-")),
)
MARCH = Remembered("march.csv", COLUMNS, RECIPE)


def test_a_memory_is_written_and_read_again() -> None:
    memory = (MARCH, Remembered("other.csv", ("a", "b"), Recipe(sheet="Blatt 1")))
    assert memory_from(memory_text(memory)) == memory


def test_a_memory_holds_no_cells_of_the_data() -> None:
    assert set(memory_text((MARCH,)).split('"')) >= {"march.csv", "Betrag", "columns", "recipe"}


def test_a_file_with_the_same_columns_is_recognised() -> None:
    found = most_like(COLUMNS, (Remembered("other.csv", ("a", "b"), Recipe()), MARCH))
    assert found is not None
    assert found.remembered == MARCH
    assert (found.new, found.gone) == ((), ())


def test_columns_that_came_or_went_are_named() -> None:
    found = most_like(("Kunde", "Datum", "Betrag", "Filiale", "Rabatt"), (MARCH,))
    assert found is not None
    assert (found.new, found.gone) == (("Rabatt",), ("Artikel",))


def test_a_file_of_another_shape_is_not_taken_for_the_same() -> None:
    assert most_like(("Kunde", "Score", "Kommentar"), (MARCH,)) is None
    assert most_like((), (MARCH,)) is None
    assert most_like(COLUMNS, ()) is None


def test_of_two_files_alike_the_later_counts() -> None:
    april = Remembered("april.csv", COLUMNS[::-1], RECIPE)
    found = most_like(COLUMNS, (MARCH, april))
    assert found is not None
    assert found.remembered == april


def test_the_same_columns_are_remembered_once_and_the_oldest_is_forgotten() -> None:
    again = Remembered("april.csv", COLUMNS, Recipe())
    assert with_remembered((MARCH,), again) == (again,)
    memory: tuple[Remembered, ...] = ()
    for number in range(MOST_REMEMBERED + 3):
        memory = with_remembered(memory, Remembered(f"{number}.csv", (str(number),), Recipe()))
    assert len(memory) == MOST_REMEMBERED
    assert memory[0].name == "3.csv"


def test_a_memory_that_cannot_be_read_is_forgotten() -> None:
    assert memory_from("{") == ()
    assert memory_from("5") == ()
    known = memory_text((MARCH,))
    spoilt = known.replace('"march.csv"', '"may.csv"').replace('"day first"', '"moon first"')
    assert memory_from(f"[{spoilt[1:-1]}, {known[1:-1]}, 7]") == (MARCH,)
