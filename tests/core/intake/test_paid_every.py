import pytest

from core.intake.paid_every import months_of


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Monthly Fee", 1),
        ("MRR", 1),
        ("Monatsbeitrag", 1),
        ("Prix mensuel", 1),
        ("per month", 1),
        ("quarterly", 3),
        ("Annual price", 12),
        ("jährlich", 12),
        ("12", 12),
    ],
)
def test_how_often_something_is_paid_is_known(text: str, months: int) -> None:
    assert months_of(text) == months


@pytest.mark.parametrize("text", ["Fee", "Price", "Monthly or yearly", "Basic", ""])
def test_what_says_nothing_of_it_is_not_guessed(text: str) -> None:
    assert months_of(text) is None


def test_a_number_in_a_name_is_no_time() -> None:
    assert months_of("Price 12", numbers=False) is None
