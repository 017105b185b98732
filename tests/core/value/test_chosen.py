import pytest

from core.settings import Kind, Role
from core.value.chosen import chosen_notes
from tests.core.value.conftest import MakeSource
from tests.core.value.making import days

ROLES = {"Customer": Role.CUSTOMER, "Order Date": Role.DATE, "Net Amount": Role.AMOUNT}
CELLS = {
    "Customer": ["a", "b"],
    "Order Date": days("2025-03-01", "2025-03-02"),
    "Due Date": days("2025-04-01", "2025-04-02"),
    "Net Amount": [100.0, 200.0],
    "Tax Amount": [19.0, 38.0],
}


def test_an_amount_beside_another_is_told(make_source: MakeSource) -> None:
    cells = {**CELLS, "Gross Amount": [119.0, 238.0]}
    (note,) = chosen_notes([make_source("sold.csv", Kind.ORDERS, cells, ROLES)])
    assert note == (
        "‘Net Amount’ of sold.csv counts as what was paid, and not ‘Gross Amount’. Give another "
        "column the role ‘amount’ if that is what counts."
    )


def test_a_date_beside_another_that_says_as_much_is_told(make_source: MakeSource) -> None:
    cells = {**CELLS, "Invoice Date": CELLS["Due Date"]}
    (note,) = chosen_notes([make_source("sold.csv", Kind.ORDERS, cells, ROLES)])
    assert note.startswith("‘Order Date’ of sold.csv counts as the day of the order, and not ‘Inv")


def test_a_payment_is_told_where_nothing_plainly_says_when_the_order_was(
    make_source: MakeSource,
) -> None:
    names = {"Order Date": "Created at", "Due Date": "Paid at"}
    cells = {names.get(name, name): values for name, values in CELLS.items()}
    roles = {names.get(name, name): role for name, role in ROLES.items()}
    (note,) = chosen_notes([make_source("sold.csv", Kind.ORDERS, cells, roles)])
    assert note.startswith("‘Created at’ of sold.csv counts as the day of the order, and not ‘Paid")


def test_parts_of_the_amount_and_days_after_the_order_are_not_told(
    make_source: MakeSource,
) -> None:
    assert not chosen_notes([make_source("sold.csv", Kind.ORDERS, CELLS, ROLES)])


def test_customers_without_ids_are_told_apart_by_something_that_is_told(
    make_source: MakeSource,
) -> None:
    cells = {"Email": ["a@x.com"], "Company": ["A"], "Amount": [1.0]}
    roles = {"Email": Role.CUSTOMER, "Amount": Role.AMOUNT}
    (note,) = chosen_notes([make_source("sold.csv", Kind.ORDERS, cells, roles)])
    assert note == (
        "In sold.csv customers are told apart by ‘Email’, and not by ‘Company’; those who write "
        "the same there are one."
    )


def test_a_price_that_does_not_say_of_one_piece_is_told_to_count_times_the_quantity(
    make_source: MakeSource,
) -> None:
    def told(price: str) -> list[str]:
        cells = {"id": ["a"], price: [1.0], "Quantity": [2.0]}
        roles = {"id": Role.CUSTOMER, price: Role.PRICE, "Quantity": Role.QUANTITY}
        return chosen_notes([make_source("sold.csv", Kind.ORDERS, cells, roles)])

    assert told("item-price")[0].startswith("‘item-price’ of sold.csv counts times ‘Quantity’.")
    assert not told("Unit price")


@pytest.mark.parametrize(
    ("paid", "role", "expected"),
    [
        ("Unit price", Role.PRICE, True),
        ("Gross Sales", Role.AMOUNT, True),
        ("Total", Role.AMOUNT, False),
    ],
)
def test_a_discount_that_is_not_taken_off_is_told(
    make_source: MakeSource, paid: str, role: Role, expected: bool
) -> None:
    cells = {"id": ["a"], paid: [10.0], "Quantity": [2.0], "Discount": [5.0]}
    roles = {"id": Role.CUSTOMER, paid: role, "Quantity": Role.QUANTITY}
    notes = chosen_notes([make_source("sold.csv", Kind.ORDERS, cells, roles)])
    told = f"Nothing is taken off ‘{paid}’ of sold.csv for ‘Discount’."
    assert any(note.startswith(told) for note in notes) == expected


def test_orders_with_a_number_each_and_no_customer_are_told(make_source: MakeSource) -> None:
    cells = {"Number": ["1", "2", "3"], "Amount": [1.0, 2.0, 3.0]}
    roles = {"Number": Role.CUSTOMER, "Amount": Role.AMOUNT}
    (note,) = chosen_notes([make_source("sold.csv", Kind.ORDERS, cells, roles)])
    assert note.startswith("Each row of sold.csv has a ‘Number’ of its own, so that each order is")
    assert not chosen_notes([make_source("list.csv", Kind.PROFILES, cells, roles)])


def test_refunds_beside_a_net_amount_that_may_be_taken_off_are_told(
    make_source: MakeSource,
) -> None:
    cells = {"id": ["a"], "Net Sales": [10.0], "Refunds": [5.0]}
    roles = {"id": Role.CUSTOMER, "Net Sales": Role.AMOUNT}
    (note,) = chosen_notes([make_source("sold.csv", Kind.ORDERS, cells, roles)])
    assert note.startswith("Nothing is taken off ‘Net Sales’ of sold.csv for ‘Refunds’.")


def test_a_fee_that_is_read_as_an_order_is_told_to_count_once(make_source: MakeSource) -> None:
    cells = {"id": ["a"], "Start": days("2025-03-01"), "Monthly fee": [10.0]}
    roles = {"id": Role.CUSTOMER, "Start": Role.DATE, "Monthly fee": Role.AMOUNT}
    (note,) = chosen_notes([make_source("abos.csv", Kind.ORDERS, cells, roles)])
    assert note.startswith(
        "‘Monthly fee’ of abos.csv counts once, on the day of ‘Start’, though it is for 1 month."
    )


def test_a_price_for_many_pieces_is_told(make_source: MakeSource) -> None:
    cells = {"Kunde": ["a"], "Menge": [200], "Einzelpreis": [215.16], "Preiseinheit": [100]}
    roles = {"Kunde": Role.CUSTOMER, "Menge": Role.QUANTITY, "Einzelpreis": Role.PRICE}
    (note,) = chosen_notes([make_source("sold.csv", Kind.ORDERS, cells, roles)])
    assert note == (
        "‘Einzelpreis’ of sold.csv counts for one piece, though ‘Preiseinheit’ may say for how "
        "many it is. Divide it before you export the file, if so."
    )


def test_a_price_for_one_piece_is_not(make_source: MakeSource) -> None:
    cells = {"Kunde": ["a"], "Menge": [200], "Einzelpreis": [2.16], "Preiseinheit": [1]}
    roles = {"Kunde": Role.CUSTOMER, "Menge": Role.QUANTITY, "Einzelpreis": Role.PRICE}
    assert not chosen_notes([make_source("sold.csv", Kind.ORDERS, cells, roles)])
