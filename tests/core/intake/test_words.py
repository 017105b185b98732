import pytest

from core.intake.words import numbers_rows, says_each, says_share


@pytest.mark.parametrize(
    "name",
    ["Unit cost", "UnitCost", "Stückkosten", "Einzelkosten", "Coût unitaire", "Cost per piece"],
)
def test_a_cost_of_one_piece_is_known_by_its_name(name: str) -> None:
    assert says_each(name)
    assert not says_share(name)


@pytest.mark.parametrize("name", ["Margin %", "Marge in Prozent", "margin_pct", "Churn ratio"])
def test_a_share_is_known_by_its_name(name: str) -> None:
    assert says_share(name)
    assert not says_each(name)


@pytest.mark.parametrize("name", ["Cost", "Kosten", "Amount", "Shipping cost", "Revenue"])
def test_plain_money_is_neither(name: str) -> None:
    assert not says_each(name)
    assert not says_share(name)


@pytest.mark.parametrize("name", ["Order", "Invoice no", "Rechnungsnr", "Ticket", "order_id"])
def test_what_numbers_rows_is_known_by_its_name(name: str) -> None:
    assert numbers_rows(name)


@pytest.mark.parametrize("name", ["Amount", "Channel", "Quantity", "City"])
def test_what_describes_rows_does_not_number_them(name: str) -> None:
    assert not numbers_rows(name)
