from dataclasses import replace
from pathlib import Path

import pytest

from core.intake.reading import read
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable


def source_of(path: Path, states: list[str], name: str = "Status") -> Source:
    rows = [
        f"o{place},c{place % 9},2025-03-{1 + place % 28:02},{place}.5,{state}"
        for place, state in enumerate(states)
    ]
    path.write_text("\n".join([f"Order,Customer,Date,Amount,{name}", *rows]), encoding="utf-8")
    return Source(str(path))


def read_of(source: Source) -> SourceTable:
    return read(source, Progress())


MIXED = ["completed"] * 20 + ["Cancelled"] * 3 + ["shipped"] * 5 + ["payment failed"]


def test_cancelled_orders_are_asked_about_and_wait(tmp_path: Path) -> None:
    found = read_of(source_of(tmp_path / "sold.csv", MIXED))
    (question,) = found.questions
    assert question.text == "‘Status’ says ‘Cancelled’ of 3 orders. Do they count?"
    assert "‘Cancelled’ in 3 rows, ‘payment failed’ in 1, the first in row 22" in question.detail
    assert (found.receipt.waiting, found.receipt.accepted) == (4, 25)


def test_they_are_set_aside_by_name_or_count(tmp_path: Path) -> None:
    source = source_of(tmp_path / "sold.csv", MIXED)
    aside, counted = read_of(source).questions[0].choices
    without = read_of(replace(source, recipe=aside.recipe))
    assert [one.reason for one in without.set_aside][:1] == ["Status says ‘Cancelled’"]
    assert without.receipt.accepted == 25
    every = read_of(replace(source, recipe=counted.recipe))
    assert every.receipt.accepted == 29
    assert not every.questions


@pytest.mark.parametrize(
    ("name", "void"), [("Bestellstatus", "storniert"), ("Statut", "annulée"), ("Estado", "Anulado")]
)
def test_other_languages_are_known(tmp_path: Path, name: str, void: str) -> None:
    found = read_of(source_of(tmp_path / "sold.csv", ["ok"] * 9 + [void], name))
    assert found.questions[0].text == f"‘{name}’ says ‘{void}’ of 1 order. Do they count?"


@pytest.mark.parametrize(
    ("name", "states"),
    [("Status", ["completed", "shipped"] * 9), ("Remark", ["cancelled", "fine"] * 9)],
)
def test_other_columns_are_not_asked_about(tmp_path: Path, name: str, states: list[str]) -> None:
    assert not read_of(source_of(tmp_path / "sold.csv", states, name)).questions


def test_deals_count_once_they_are_won(tmp_path: Path) -> None:
    stages = ["Closed Won"] * 20 + ["Closed Lost"] * 3 + ["Negotiation"] * 2
    (question,) = read_of(source_of(tmp_path / "deals.csv", stages, "Stage")).questions
    assert question.text == "‘Stage’ says ‘Closed Lost’ of 3 orders. Do they count?"
    assert "‘Negotiation’ in 2, the first" in question.detail


@pytest.mark.parametrize(
    ("name", "live", "trial"),
    [("Mode", "Live", "Test"), ("livemode", "true", "false"), ("Test", "no", "yes")],
)
def test_rows_of_a_test_mode_are_asked_about(
    tmp_path: Path, name: str, live: str, trial: str
) -> None:
    found = read_of(source_of(tmp_path / "sold.csv", [live] * 9 + [trial], name))
    assert found.questions[0].text == f"‘{name}’ says ‘{trial}’ of 1 order. Do they count?"


@pytest.mark.parametrize("state", ["draft", "Angebot", "pending", "abandoned", "Devuelto"])
def test_what_has_not_come_about_yet_is_asked_about(tmp_path: Path, state: str) -> None:
    assert read_of(source_of(tmp_path / "sold.csv", ["paid"] * 9 + [state])).questions


@pytest.mark.parametrize(
    "state",
    [
        *("Zahlung fehlgeschlagen", "Testbestellung", "Erreur de paiement", "Abandonné"),
        *("Paiement refusé", "Pago fallido", "Pago rechazado", "Pagamento non riuscito"),
        *("Pagamento fallito", "Betaling mislukt", "Betalning misslyckades", "Payment error"),
        *("Payment failed", "Test", "wc-on-hold", "On hold", "In Wartestellung"),
    ],
)
def test_payments_that_failed_and_tests_are_asked_about(tmp_path: Path, state: str) -> None:
    assert read_of(source_of(tmp_path / "sold.csv", ["completed"] * 9 + [state])).questions


@pytest.mark.parametrize(
    "state",
    [
        *("Nicht bezahlt", "Not paid", "Unpaid", "Payment due", "En attente de paiement"),
        *("Pendiente de pago", "In attesa di pagamento", "Wachtend op betaling", "Ej betald"),
    ],
)
def test_what_is_not_paid_is_asked_about_beside_orders_that_failed(
    tmp_path: Path, state: str
) -> None:
    shop = ["shipped"] * 9 + ["cancelled", state]
    (question,) = read_of(source_of(tmp_path / "shop.csv", shop)).questions
    assert f"‘{state}’ in 1" in question.detail
    invoices = ["paid"] * 9 + ["void", state]
    (question,) = read_of(source_of(tmp_path / "invoices.csv", invoices)).questions
    assert question.detail.startswith("‘void’ in 1 row, the first")
    assert not read_of(source_of(tmp_path / "open.csv", ["shipped"] * 9 + [state])).questions


@pytest.mark.parametrize(
    "states",
    [
        ["paid", "order", "completed", "processing"],
        ["Paiement accepté", "Livré", "En attente de livraison"],
        ["tested", "Test passed", "ready", "shipped on time"],
        ["bezahlt", "versendet", "offen", "in Bearbeitung"],
    ],
)
def test_ordinary_states_are_not_asked_about(tmp_path: Path, states: list[str]) -> None:
    assert not read_of(source_of(tmp_path / "sold.csv", states * 5)).questions
