import pytest

from core.intake.amount_names import paid_score
from core.settings import Role
from core.tables.sources import SourceTable
from tests.corpus.bad_files import Reader

PARTS = [
    *("Tax Amount", "MwSt-Betrag", "MwSt Betrag", "Montant TVA", "Importe IVA", "Belopp moms"),
    *("Discount Amount", "Rabattbetrag", "Total Discounts", "Order Shipping Amount"),
    *("Refunded Amount", "Erstattungsbetrag Gutschrift", "Amount Refunded", "Gift Card Sales"),
    *("Amount Due", "Balance Due", "Offener Betrag", "Expected Revenue", "Planumsatz"),
    *("Net weight", "Total Items", "Total Quantity", "Name", "Kundenwert"),
]
BEST_FIRST = [
    ("Net Amount", "Gross Amount"),
    ("Nettobetrag", "Bruttobetrag"),
    ("Netto", "Brutto"),
    ("Net Sales", "Total Collected"),
    ("Montant HT", "Montant TTC"),
    ("Amount excl. VAT", "Amount incl. VAT"),
    ("Amount net of VAT", "Amount VAT included"),
    ("Montant hors TVA", "Montant TVA comprise"),
    ("Order Total Amount", "Order Subtotal Amount"),
    ("Total", "Lineitem price"),
    ("Total Price", "Price"),
    ("Sales Value", "Net Price"),
    ("Gift Amount", "Price"),
    ("Jahrespreis", "Preis"),
    ("MRR", "Price"),
    ("Gesamtpreis", "Einzelpreis"),
]


@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_what_was_paid_is_no_amount(name: str) -> None:
    assert paid_score(name) == 0


@pytest.mark.parametrize(("better", "other"), BEST_FIRST)
def test_the_whole_comes_before_a_price_and_net_before_gross(better: str, other: str) -> None:
    assert paid_score(better) > paid_score(other) > 0


def amount_of(table: SourceTable) -> list[str]:
    return [column.name for column in table.columns if column.role is Role.AMOUNT]


def test_the_total_of_a_shop_is_its_amount_and_not_the_discount(read_text: Reader) -> None:
    header = "Name,Customer ID,Created at,Taxes,Discount Amount,Lineitem price,Total"
    rows = [f"#{n},C{n % 7},2025-03-{n % 28 + 1:02},1.9,0.5,4.0,{n + 10}.5" for n in range(30)]
    assert amount_of(read_text("\n".join([header, *rows]) + "\n")) == ["Total"]


def test_a_total_price_is_not_taken_times_the_quantity(read_text: Reader) -> None:
    rows = [f"C{n % 7},2025-03-{n % 28 + 1:02},2,{n + 10}.5" for n in range(30)]
    table = read_text("\n".join(["Customer ID,Date,Quantity,Total Price", *rows]) + "\n")
    assert amount_of(table) == ["Total Price"]
    assert table.column_with(Role.QUANTITY) is None
