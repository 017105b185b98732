import pytest

from core.customer_lookups import CustomerCard
from core.customers.looking import CustomerDesk


def test_the_months_add_up_to_what_the_customer_has_ordered_and_asked(desk: CustomerDesk) -> None:
    months = desk.answer(CustomerCard(1, 5)).months
    assert [(month.year, month.month) for month in months] == [(2024, n) for n in range(1, 13)]
    orders = [n for n in range(600) if n % 50 == 5]
    assert sum(month.orders for month in months) == len(orders)
    assert sum(month.amount for month in months) == pytest.approx(sum(10.25 + n for n in orders))
    assert sum(month.contacts for month in months) == 3
    january = sum(10.25 + n for n in orders if n % 12 == 0)
    assert months[0].amount == pytest.approx(january)


def test_a_customer_without_orders_has_the_same_months_empty(desk: CustomerDesk) -> None:
    months = desk.answer(CustomerCard(1, 200)).months
    assert len(months) == 12
    assert all(month.amount == month.orders == month.contacts == 0 for month in months)


def test_the_most_frequent_product_and_occasion_are_preferences(desk: CustomerDesk) -> None:
    found = {one.title: one for one in desk.answer(CustomerCard(1, 5)).preferences}
    products = ["Lamp" if n % 3 == 0 else "Desk" for n in range(600) if n % 50 == 5]
    assert found["Product"].choice == "Desk"
    assert found["Product"].times == products.count("Desk")
    assert found["Product"].of == len(products)
    assert found["Activity"].choice == "phone call"
    assert desk.answer(CustomerCard(1, 200)).preferences == ()
