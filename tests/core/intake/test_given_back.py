from dataclasses import replace
from pathlib import Path

import pytest

from core.settings import Answer, Kind, Role, Source
from core.tables.sources import SourceTable
from tests.core.intake.ledgers import entries, read_of


@pytest.mark.parametrize(
    ("name", "sold", "back"),
    [
        ("Type", "Sale", "Refund"),
        ("Transaction type", "charge", "chargeback"),
        ("Belegart", "Rechnung", "Gutschrift"),
        ("Document type", "Invoice", "Credit Memo"),
        ("Fakturaart", "F2", "G2"),
        ("Soll/Haben-Kennzeichen", "S", "H"),
        ("Debit/Credit", "D", "C"),
        ("Tipo documento", "Fattura", "Nota di credito"),
        ("Tipo documento", "Fattura", "Nota credito"),
        ("Tipo documento", "TD01", "TD04"),
        ("Tipo documento", "Factura", "Abono"),
        ("Tipo", "Ordinaria", "Factura rectificativa"),
        ("Type", "Verkoopfactuur", "Creditfactuur"),
        ("Belegart", "Rechnung", "Rechnungskorrektur"),
        ("Belegart", "Ausgangsrechnung", "Korrekturrechnung"),
        ("Document type", "INV", "CRN"),
        ("Document type", "INV", "CM"),
        ("Type", "Invoice", "CN"),
        ("Type de document", "Facture", "Facture d'avoir"),
        ("Typ", "Faktura", "Kreditnota"),
    ],
)
def test_refunds_without_a_sign_are_asked_about(
    tmp_path: Path, name: str, sold: str, back: str
) -> None:
    found = read_of(entries(tmp_path / "ledger.csv", [sold] * 20 + [back] * 2, name))
    (question,) = found.questions
    assert question.text == (
        f"‘{name}’ says ‘{back}’ of 2 rows with amounts above 0. Is that money given back?"
    )
    assert found.receipt.waiting == 2


def test_they_are_taken_off_set_aside_or_counted(tmp_path: Path) -> None:
    source = entries(tmp_path / "ledger.csv", ["Sale"] * 20 + ["Refund"] * 2)
    off, aside, counted = (
        read_of(replace(source, recipe=choice.recipe))
        for choice in read_of(source).questions[0].choices
    )
    assert dict(off.recipe.answers) == {"Type": Answer.TAKEN_OFF}
    assert [one.receipt.accepted for one in (off, aside, counted)] == [22, 20, 22]
    assert aside.set_aside[0].reason == "Type says ‘Refund’"
    assert not any(one.questions for one in (off, aside, counted))


def test_refunds_with_a_sign_are_not_asked_about(tmp_path: Path) -> None:
    kinds = ["Sale"] * 20 + ["Refund"] * 2
    assert not read_of(entries(tmp_path / "ledger.csv", kinds, sign=-1)).questions


@pytest.mark.parametrize("name", ["Remark", "Product"])
def test_other_columns_are_not_asked_about(tmp_path: Path, name: str) -> None:
    kinds = ["Sale"] * 20 + ["Refund"] * 2
    assert not read_of(entries(tmp_path / "ledger.csv", kinds, name)).questions


@pytest.mark.parametrize("name", ["refunds.csv", "Gutschriften 2025.csv", "returns_march.csv"])
def test_a_file_called_after_refunds_holds_what_was_given_back(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Nr,Customer,Date,Amount\n1,c1,2025-03-01,80\n2,c2,2025-03-02,5\n")
    found = read_of(Source(str(tmp_path / name)))
    assert found.kind is Kind.ORDERS
    assert found.column_with(Role.REFUND) == "Amount"


def shop(path: Path, header: str, state: str) -> SourceTable:
    rows = [f"o{n},c{n % 9},2025-03-{1 + n % 28:02},{n + 9}.5,0,paid" for n in range(20)]
    rows.append(f"o20,c1,2025-04-01,30,30,{state}")
    path.write_text("\n".join([header, *rows]) + "\n")
    return read_of(Source(str(path)))


def test_how_much_was_refunded_stands_beside_the_amount(tmp_path: Path) -> None:
    header = "Order,Customer,Date,Total,Refunded Amount,Status"
    found = shop(tmp_path / "shop.csv", header, "refunded")
    assert found.column_with(Role.REFUND) == "Refunded Amount"
    assert not found.questions


def test_refunds_beside_a_net_amount_may_be_taken_off_already(tmp_path: Path) -> None:
    found = shop(tmp_path / "shop.csv", "Order,Customer,Date,Net Sales,Refunds,Status", "paid")
    assert found.column_with(Role.AMOUNT) == "Net Sales"
    assert found.column_with(Role.REFUND) is None


def test_an_order_that_was_refunded_is_asked_about_where_nothing_says_how_much(
    tmp_path: Path,
) -> None:
    header = "Order,Customer,Date,Total,Pieces,Status"
    assert shop(tmp_path / "shop.csv", header, "Refunded").questions
    assert not shop(tmp_path / "shop.csv", header, "Partially refunded").questions


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Payment type", ["Credit card", "PayPal"]),
        ("Customer type", ["New", "Return"]),
        ("Type", ["Sale", "Rental"]),
        ("Tipo", ["Cargo", "Abono"]),
        ("Type", ["CM", "MM"]),
    ],
)
def test_ways_of_paying_and_kinds_of_customers_are_no_refunds(
    tmp_path: Path, name: str, kinds: list[str]
) -> None:
    assert not read_of(entries(tmp_path / "ledger.csv", kinds * 15, name)).questions


@pytest.mark.parametrize(
    "name",
    [
        *("credit card.csv", "orders and refunds.csv", "export_without_refunds_2025.csv"),
        *("ohne Storno.csv", "sans avoirs ni retours.csv", "no refunds.csv", "utan retur.csv"),
        *("July return customers.csv", "bank_gutschrift.csv", "export incl returns.csv"),
    ],
)
def test_other_files_hold_what_was_paid(tmp_path: Path, name: str) -> None:
    found = read_of(replace(entries(tmp_path / "a.csv", ["Sale"] * 20)))
    assert found.column_with(Role.AMOUNT) == "Amount"
    (tmp_path / "a.csv").rename(tmp_path / name)
    assert read_of(Source(str(tmp_path / name))).column_with(Role.AMOUNT) == "Amount"


@pytest.mark.parametrize("name", ["storno_2025.csv", "avoirs.csv", "cn_de_storno.csv"])
def test_a_column_that_tells_refunds_from_sales_says_more_than_the_name(
    tmp_path: Path, name: str
) -> None:
    kinds = ["Rechnung"] * 20 + ["Stornorechnung"] * 2
    found = read_of(entries(tmp_path / name, kinds, "Belegart"))
    assert found.column_with(Role.AMOUNT) == "Amount"
    assert [one.column for one in found.questions] == ["Belegart"]


def test_all_rows_of_a_file_called_after_refunds_may_say_so(tmp_path: Path) -> None:
    found = read_of(entries(tmp_path / "Retouren mit Grund.csv", ["Return"] * 20))
    assert found.column_with(Role.REFUND) == "Amount"


def test_money_that_came_in_stands_beside_a_balance(tmp_path: Path) -> None:
    path = tmp_path / "gutschriften.csv"
    path.write_text("Nr,Customer,Date,Amount,Saldo\n1,c1,2025-03-01,80,80\n2,c1,2025-03-02,5,85\n")
    assert read_of(Source(str(path))).column_with(Role.AMOUNT) == "Amount"


def test_a_file_that_numbers_refunds_is_one_of_refunds(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Refund ID,Customer,Date,Amount\n1,c1,2025-03-01,80\n2,c2,2025-03-02,5\n")
    found = read_of(Source(str(path)))
    assert (found.kind, found.column_with(Role.REFUND)) == (Kind.ORDERS, "Amount")


def test_pieces_below_0_with_an_amount_above_it_are_asked_about(tmp_path: Path) -> None:
    pieces = [2] * 7 + [-1] + [2] * 12
    rows = [f"t{n},c{n % 9},2025-03-{1 + n:02},{one},{n + 1}.5" for n, one in enumerate(pieces)]
    path = tmp_path / "sold.csv"
    path.write_text("\n".join(["Nr,Customer,Date,Qty,Line Amount", *rows]), encoding="utf-8")
    (question,) = read_of(Source(str(path))).questions
    assert question.text == (
        "‘Qty’ says ‘-1’ of 1 row with amounts above 0. Is that money given back?"
    )
    off = read_of(Source(str(path), recipe=question.choices[0].recipe))
    assert (off.receipt.accepted, off.questions) == (20, ())
