import pytest

from core.actions.wording import in_hundred, money, plain


@pytest.mark.parametrize(
    ("amount", "written"),
    [(8, "8"), (8.5, "8.50"), (1240.4, "1,240"), (-149.9, "−150"), (-0.001, "0"), (0, "0")],
)
def test_money_is_whole_when_large_and_in_cents_when_small(amount: float, written: str) -> None:
    assert money(amount) == written


def test_shares_are_written_out_of_a_hundred() -> None:
    assert [in_hundred(share) for share in (0.3, 0.394, 1)] == ["30", "39.4", "100"]


def test_measures_are_written_in_words() -> None:
    assert plain("cost_to_serve") == "cost to serve"
