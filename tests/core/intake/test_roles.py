import pytest

from core.settings import Kind, Role
from core.tables.sources import SourceTable
from tests.corpus.bad_files import Reader

CONTRACTS = [
    ("Customer ID", "Contract type", "Start", "Monthly fee"),
    ("Kundennummer", "Vertragsart", "Beginn", "Gebühr"),
    ("N° client", "Contrat", "Début", "Cotisation"),
    ("Cliente", "Suscripción", "Inicio", "Cuota"),
    ("Cliente", "Abbonamento", "Inizio", "Canone"),
    ("Klantnummer", "Contract", "Aanvang", "Vergoeding"),
    ("Kundnummer", "Avtal", "Startdatum", "Avgift"),
]


def rows(header: tuple[str, ...], customers: int, contracts: int) -> str:
    """Give contracts that customers have in turn, of two kinds."""
    lines = [",".join(header)]
    lines += [
        f"C{place % customers:03},{'basic' if place % 3 else 'plus'},"
        f"2025-{place % 12 + 1:02}-15,{place % 40 + 9}.90"
        for place in range(contracts)
    ]
    return "\n".join(lines) + "\n"


def role_of(table: SourceTable, name: str) -> Role:
    return next(column.role for column in table.columns if column.name == name)


@pytest.mark.parametrize("header", CONTRACTS, ids=[header[1] for header in CONTRACTS])
def test_contracts_of_customers_that_repeat_are_orders(
    read_text: Reader, header: tuple[str, ...]
) -> None:
    table = read_text(rows(header, 30, 90))
    assert table.kind is Kind.ORDERS
    assert [role_of(table, name) for name in header] == [
        Role.CUSTOMER,
        Role.ATTRIBUTE,
        Role.DATE,
        Role.AMOUNT,
    ]


def test_a_file_called_contracts_holds_orders_though_no_customer_repeats(
    read_text: Reader,
) -> None:
    text = rows(CONTRACTS[0], 90, 90)
    assert read_text(text, name="contracts 2025.csv").kind is Kind.ORDERS


def test_a_customer_with_a_contract_and_a_start_is_still_a_customer(read_text: Reader) -> None:
    assert read_text(rows(CONTRACTS[0], 90, 90), name="base.csv").kind is Kind.PROFILES


def test_calls_have_a_type_and_a_cost_and_are_no_contracts(read_text: Reader) -> None:
    header = ("Customer ID", "Call type", "Date", "Minutes")
    assert read_text(rows(header, 30, 90)).kind is Kind.CONTACTS


def test_a_list_of_the_plan_names_the_action_that_was_planned_and_no_cost(
    read_text: Reader,
) -> None:
    header = "customer_id,score_cost_to_serve,action,planned,arm"
    lines = [f"C{place:03},0.{place + 10},Upsell,Cocooning,treated" for place in range(40)]
    table = read_text("\n".join([header, *lines]) + "\n")
    assert table.kind is Kind.TREATMENTS
    assert [role_of(table, name) for name in header.split(",")] == [
        Role.CUSTOMER,
        Role.ATTRIBUTE,
        Role.ATTRIBUTE,
        Role.ACTION,
        Role.ARM,
    ]


def test_the_end_of_a_subscription_is_when_it_ended_and_not_when_it_is_paid_next(
    read_text: Reader,
) -> None:
    header = "Customer ID,Plan,Amount,Start,Current period end,Canceled at,Ended at"
    dates = "2024-01-01,2025-07-01,2025-02-01,2025-03-01"
    lines = [f"C{place:03},basic,9.90,{dates}" for place in range(40)]
    table = read_text("\n".join([header, *lines]) + "\n", name="subscriptions.csv")
    assert table.kind is Kind.CONTRACTS
    assert table.column_with(Role.END) == "Ended at"
    assert table.column_with(Role.RENEWAL) == "Current period end"
    assert table.column_with(Role.START) == "Start"


def test_the_time_until_a_reply_is_not_how_long_it_took(read_text: Reader) -> None:
    header = "Ticket ID,Requester ID,Created at,Channel,First reply time in minutes"
    lines = [f"{n},R{n % 7},2025-03-{n % 28 + 1:02},email,{n}" for n in range(40)]
    table = read_text("\n".join([header, *lines]) + "\n")
    assert table.kind is Kind.CONTACTS
    assert table.column_with(Role.CUSTOMER) == "Requester ID"
    assert table.column_with(Role.MINUTES) is None


def test_messages_of_one_ticket_are_told_to_count_as_contacts(read_text: Reader) -> None:
    lines = [f"{n // 2},C{n // 2 % 7},2025-03-{n % 28 + 1:02},email" for n in range(40)]
    table = read_text("\n".join(["Ticket ID,Customer ID,Date,Channel", *lines]) + "\n")
    (note,) = table.notes
    assert note == (
        "‘Ticket ID’ has the same number in several rows; each of them counts as a contact, and "
        "what they say is added up."
    )


@pytest.mark.parametrize(
    "header",
    [
        "Customer ID,Member since,Orders,Revenue",
        "Customer ID,Last Order Date,Number,Total Spent",
        "Kundennr,Kunde seit,Bestellungen,Umsatz",
    ],
)
def test_a_list_that_sums_up_orders_is_one_of_customers(read_text: Reader, header: str) -> None:
    lines = [
        f"C{place:03},2025-03-{place % 28 + 1:02},{place % 5},{place}.5" for place in range(40)
    ]
    assert read_text("\n".join([header, *lines]) + "\n").kind is Kind.PROFILES


def test_orders_of_customers_who_bought_once_are_orders(read_text: Reader) -> None:
    lines = [f"{place},C{place:03},2025-03-{place % 28 + 1:02},{place}.5" for place in range(40)]
    table = read_text("\n".join(["Order,Customer ID,Order Date,Order Total", *lines]) + "\n")
    assert table.kind is Kind.ORDERS
