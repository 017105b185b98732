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
    ("Created at", "Fulfilled at"),
    ("Paid at", "Fulfilled at"),
    ("Order Date", "Shipment Date"),
    ("Rechnung vom", "Fällig am"),
    ("Rechnung vom", "Bezahlt am"),
    ("Bezahlt am", "Fällig am"),
    ("Date", "Date de règlement"),
    ("Date de facturation", "Échéance"),
    ("Fecha de emisión", "Fecha de vencimiento"),
    ("Fecha", "Fecha de cobro"),
    ("Data fattura", "Data scadenza"),
    ("Data", "Data incasso"),
    ("Factuurdatum", "Vervaldatum"),
    ("Besteld op", "Betaald op"),
    ("Fakturadatum", "Förfallodatum"),
    ("Orderdatum", "Betalningsdag"),
    ("AUDAT", "ERDAT"),
    ("Gewonnen am", "Verloren am"),
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


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        ("Fällig am;Bezahlt am;Rechnung vom", "Rechnung vom"),
        ("Paid at;Fulfilled at;Created at", "Created at"),
        ("Échéance;Date de règlement;Date", "Date"),
        ("Fecha de vencimiento;Fecha de cobro;Fecha de emisión", "Fecha de emisión"),
    ],
)
def test_orders_are_not_dated_by_what_comes_after_them(
    read_text: Reader, names: str, chosen: str
) -> None:
    rows = [f"C{n % 7};2025-04-17;2025-05-17;2025-03-{n % 28 + 1:02};{n}.5" for n in range(30)]
    table = read_text("\n".join([f"Customer ID;{names};Amount", *rows]) + "\n")
    assert table.column_with(Role.DATE) == chosen
