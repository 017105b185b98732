import pytest

from core.settings import Kind, Role
from core.value.far_amounts import far_notes
from tests.core.value.making import MakeSource

USUAL = [20.0 + place % 10 for place in range(60)]


def told(make_source: MakeSource, amounts: list[float]) -> list[str]:
    cells = {"id": ["a"] * len(amounts), "Amount": amounts}
    roles = {"id": Role.CUSTOMER, "Amount": Role.AMOUNT}
    return list(far_notes([make_source("sold.csv", Kind.ORDERS, cells, roles)]))


def test_an_amount_far_above_all_others_is_told_with_its_row(make_source: MakeSource) -> None:
    (note,) = told(make_source, [*USUAL, 2_900.0])
    assert note == (
        "1 amount in ‘Amount’ of sold.csv is at least 10 times any other, the largest 2,900 in row "
        "62: 66.4 % of what was paid. Look whether that is right."
    )


def test_two_that_are_alike_are_told_together(make_source: MakeSource) -> None:
    (note,) = told(make_source, [2_500.0, *USUAL, 2_900.0])
    assert note.startswith("2 amounts in ‘Amount’ of sold.csv are at least 10 times any other")


@pytest.mark.parametrize("amounts", [USUAL, [*USUAL, 200.0], [1.0, 2.0, 3_000.0], [0.0] * 60])
def test_usual_amounts_few_amounts_and_none_are_not_told(
    make_source: MakeSource, amounts: list[float]
) -> None:
    assert not told(make_source, amounts)


def test_the_far_ones_of_very_many_are_found_wherever_they_are(make_source: MakeSource) -> None:
    amounts = [float("nan"), *USUAL] * 100
    amounts[0] = amounts[2_500] = amounts[-1] = 9_000.0
    (note,) = told(make_source, amounts)
    assert note.startswith("3 amounts in ‘Amount’ of sold.csv are at least 10 times any other")
