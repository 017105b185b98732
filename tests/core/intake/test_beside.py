from dataclasses import replace
from pathlib import Path

import pytest

from core.settings import Answer, Source
from tests.core.intake.ledgers import entries, read_of


def test_payments_beside_invoices_are_asked_about(tmp_path: Path) -> None:
    source = entries(tmp_path / "ledger.csv", ["Invoice"] * 9 + ["Payment"] * 3)
    (question,) = read_of(source).questions
    assert question.text == (
        "‘Type’ says ‘Payment’ of 3 rows, and invoices stand there as well. Do both count?"
    )
    once, both = (read_of(replace(source, recipe=one.recipe)) for one in question.choices)
    assert [one.receipt.accepted for one in (once, both)] == [9, 12]


def test_payments_are_set_aside_with_the_refunds_that_are_taken_off(tmp_path: Path) -> None:
    kinds = ["Invoice"] * 9 + ["Payment"] * 3 + ["Credit memo"] * 2
    source = entries(tmp_path / "ledger.csv", kinds)
    (question,) = read_of(source).questions
    assert question.choices[0].label == "Yes: take it off, and set payments for invoices aside"
    found = read_of(replace(source, recipe=question.choices[0].recipe))
    assert (found.receipt.accepted, found.receipt.rejected) == (11, 3)
    assert not found.questions


def test_payments_alone_are_what_was_paid(tmp_path: Path) -> None:
    assert not read_of(entries(tmp_path / "ledger.csv", ["Payment"] * 18 + ["Fee"])).questions


@pytest.mark.parametrize(
    ("invoice", "earlier"),
    [
        *(("Invoice", "Quote"), ("Invoice", "Estimate"), ("Invoice", "Sales Order")),
        *(("Invoice", "Delivery Note"), ("Invoice", "Pro forma invoice")),
        *(("Rechnung", "Angebot"), ("Rechnung", "Auftragsbestätigung")),
        *(("Rechnung", "Lieferschein"), ("Rechnung", "Proformarechnung")),
        *(("Facture", "Devis"), ("Facture", "Bon de livraison"), ("Facture", "Facture proforma")),
        *(("Factura", "Presupuesto"), ("Factura", "Pedido"), ("Factura", "Albarán")),
        *(("Fattura", "Preventivo"), ("Fattura", "DDT"), ("Fattura", "Documento di trasporto")),
        *(("Verkoopfactuur", "Offerte"), ("Factuur", "Orderbevestiging"), ("Factuur", "Pakbon")),
        *(("Faktura", "Offert"), ("Faktura", "Orderbekräftelse"), ("Faktura", "Följesedel")),
    ],
)
def test_documents_before_an_invoice_are_asked_about_beside_it(
    tmp_path: Path, invoice: str, earlier: str
) -> None:
    source = entries(tmp_path / "chain.csv", [invoice] * 9 + [earlier] * 3)
    (question,) = read_of(source).questions
    assert question.text == (
        f"‘Type’ says ‘{earlier}’ of 3 rows, and invoices stand there as well. Do both count?"
    )
    once, both = (read_of(replace(source, recipe=one.recipe)) for one in question.choices)
    assert [one.receipt.accepted for one in (once, both)] == [9, 12]


@pytest.mark.parametrize(
    "kinds",
    [
        ["Order", "Sales order", "Order confirmation"],
        ["Auftrag", "Angebot"],
        ["Invoice", "Sales receipt", "Service invoice"],
        ["completed", "paid"],
        ["Total", "Partial"],
        ["Total"],
    ],
)
def test_rows_that_say_nothing_again_are_not_asked_about(tmp_path: Path, kinds: list[str]) -> None:
    assert not read_of(entries(tmp_path / "lines.csv", kinds * 9)).questions


def test_earlier_documents_are_set_aside_with_the_refunds_that_are_taken_off(
    tmp_path: Path,
) -> None:
    kinds = ["Rechnung"] * 9 + ["Angebot"] * 3 + ["Gutschrift"] * 2
    source = entries(tmp_path / "belege.csv", kinds, "Belegart")
    found = read_of(source)
    (question,) = found.questions
    assert found.receipt.waiting == 5
    assert question.choices[0].label == "Yes: take it off, and set what is no invoice aside"
    assert "‘Gutschrift’ in 2 rows, beside ‘Angebot’ in 3 rows" in question.detail
    off, aside, counted = (read_of(replace(source, recipe=one.recipe)) for one in question.choices)
    assert [one.receipt.accepted for one in (off, aside, counted)] == [11, 9, 14]


def test_earlier_documents_are_asked_about_beside_refunds_with_a_sign(tmp_path: Path) -> None:
    path, kinds = tmp_path / "chain.csv", ["Invoice"] * 9 + ["Credit note"] * 2
    entries(path, kinds, sign=-1)
    path.write_text(path.read_text() + "\nt20,c1,2025-03-02,9,Quote\n")
    (question,) = read_of(Source(str(path))).questions
    assert question.text.startswith("‘Type’ says ‘Quote’ of 1 row, and invoices")


@pytest.mark.parametrize(
    ("line", "total"),
    [
        *(("product", "total"), ("shipping", "Subtotal"), ("tax", "Grand total")),
        *(("Artikel", "Summe"), ("Versand", "Gesamt"), ("Artikel", "Zwischensumme")),
        *(("produit", "Sous-total"), ("prodotto", "Totale"), ("product", "Totaal")),
        *(("producto", "Total general"), ("vara", "Summa")),
    ],
)
def test_totals_beside_what_they_add_up_are_asked_about(
    tmp_path: Path, line: str, total: str
) -> None:
    source = entries(tmp_path / "lines.csv", [line] * 9 + [total] * 3)
    (question,) = read_of(source).questions
    assert question.text == (
        f"‘Type’ says ‘{total}’ of 3 rows, and what they add up stands there as well. "
        "Do both count?"
    )
    once, both = (read_of(replace(source, recipe=one.recipe)) for one in question.choices)
    assert [one.receipt.accepted for one in (once, both)] == [9, 12]


def shop(path: Path, kinds: tuple[str, ...]) -> Source:
    """Give orders of which each row of a kind has the whole amount."""
    rows = [
        f"{n},c{n % 9},2025-03-{1 + n:02},{n + 1}.5,{kind}" for n in range(20) for kind in kinds
    ]
    path.write_text("\n".join(["Order,Customer,Date,Amount,Kind", *rows]), encoding="utf-8")
    return Source(str(path))


def test_a_refund_is_no_total_that_stands_there_again(tmp_path: Path) -> None:
    source = shop(tmp_path / "moves.csv", ("authorization", "capture", "refund"))
    answers = (("Kind", Answer.TAKEN_OFF), ("Order", Answer.SET_ASIDE))
    recipe = replace(source.recipe, answers=answers)
    found = read_of(replace(source, recipe=recipe))
    assert (found.receipt.accepted, found.receipt.rejected) == (40, 20)
    assert sorted(found.table["Kind"].unique()) == ["authorization", "refund"]


def test_an_invoice_is_no_total_that_repeats_the_quote(tmp_path: Path) -> None:
    source = shop(tmp_path / "chain.csv", ("Quote", "Invoice"))
    (question,) = read_of(source).questions
    found = read_of(replace(source, recipe=question.choices[0].recipe))
    assert set(found.table["Kind"]) == {"Invoice"}
    assert not found.questions


def test_tax_in_rows_of_its_own_is_told(tmp_path: Path) -> None:
    found = read_of(entries(tmp_path / "lines.csv", ["Item"] * 18 + ["Tax"] * 3, "Line type"))
    (note,) = found.notes
    assert note.startswith("‘Line type’ says ‘Tax’ of 3 rows; tax that stands in rows of its own")
