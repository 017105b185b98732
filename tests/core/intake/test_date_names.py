import pytest

from core.intake.date_names import happened_score
from core.settings import Kind, Role
from tests.corpus.bad_files import Reader

BEST_FIRST = [
    ("Order Date", "Created At"),
    ("Rechnungsdatum", "Lieferdatum"),
    ("Date", "Due Date"),
    ("Created at", "Paid at"),
    ("Created At", "Updated At"),
    ("Date de commande", "Date de livraison"),
    ("Fecha de compra", "Fecha de envío"),
    ("Data ordine", "Data consegna"),
]


@pytest.mark.parametrize(("better", "other"), BEST_FIRST)
def test_the_day_of_the_order_comes_before_what_followed(better: str, other: str) -> None:
    assert happened_score(better) > happened_score(other) > 0


@pytest.mark.parametrize(
    "name", ["Birth Date", "Geburtsdatum", "Date de naissance", "DOB", "Snapshot date", "Stichtag"]
)
def test_a_birth_or_the_day_of_a_list_is_no_day_of_an_order(name: str) -> None:
    assert happened_score(name) == 0


def test_orders_are_dated_by_the_invoice_and_not_by_the_birth_of_the_customer(
    read_text: Reader,
) -> None:
    header = "Order ID,Customer ID,Birth Date,Due Date,Invoice Date,Amount"
    rows = [
        f"T{n},C{n % 7},198{n % 7}-05-17,2025-05-17,2025-03-{n % 28 + 1:02},{n}.5"
        for n in range(30)
    ]
    table = read_text("\n".join([header, *rows]) + "\n")
    assert table.kind is Kind.ORDERS
    assert table.column_with(Role.DATE) == "Invoice Date"
