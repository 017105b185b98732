import pytest

from core.intake.stand_ins import is_tax_number, stand_in_score
from core.settings import Kind, Role
from core.tables.sources import SourceTable
from tests.corpus.bad_files import Reader


@pytest.mark.parametrize(
    "name",
    [
        "Email",
        "E-Mail-Adresse",
        "Requester email",
        "Company",
        "Firma",
        "Customer Name",
        "Kundenname",
        "Nom",
    ],
)
def test_what_tells_customers_apart_without_an_id_is_known(name: str) -> None:
    assert stand_in_score(name) > 0


@pytest.mark.parametrize("name", ["Product name", "Email opt-in", "Lineitem name", "City", "Id"])
def test_what_describes_other_things_does_not(name: str) -> None:
    assert stand_in_score(name) == 0


def customer_of(table: SourceTable) -> str | None:
    return table.column_with(Role.CUSTOMER)


def sold(header: str, *, customers: int = 7, rows: int = 30) -> str:
    """Give rows of a number, a customer, a day and an amount."""
    lines = [f"{n + 1},c{n % customers}@x.com,2025-03-{n % 28 + 1:02},{n}.5" for n in range(rows)]
    return "\n".join([header, *lines]) + "\n"


def test_the_number_of_each_order_is_no_customer_beside_an_email_that_comes_back(
    read_text: Reader,
) -> None:
    table = read_text(sold("Id,Email,Created at,Total"))
    assert table.kind is Kind.ORDERS
    assert customer_of(table) == "Email"


def test_a_list_kept_by_hand_names_customers_and_numbers_its_rows(read_text: Reader) -> None:
    table = read_text(sold("No.,Customer Name,Date,Amount"))
    assert table.kind is Kind.ORDERS
    assert customer_of(table) == "Customer Name"


def test_a_bare_number_is_the_customer_where_nobody_comes_back(read_text: Reader) -> None:
    table = read_text(sold("Id,Name,Member since,Revenue", customers=28))
    assert table.kind is Kind.PROFILES
    assert customer_of(table) == "Id"


def test_an_email_is_the_customer_where_there_is_no_id(read_text: Reader) -> None:
    table = read_text("Email,Segment\na@x.com,A\nb@x.com,B\n")
    assert customer_of(table) == "Email"


def test_orders_by_a_channel_are_no_contacts(read_text: Reader) -> None:
    rows = [f"C{n % 7},2025-03-{n % 28 + 1:02},web,{n}.5" for n in range(30)]
    table = read_text("\n".join(["Customer ID,Date,Channel,Amount", *rows]) + "\n")
    assert table.kind is Kind.ORDERS


@pytest.mark.parametrize("name", ["Shipping and Handling", "Duration"])
def test_orders_that_last_or_are_handled_are_no_contacts(read_text: Reader, name: str) -> None:
    rows = [f"C{n % 7},2025-03-{n % 28 + 1:02},5,{n}.5" for n in range(30)]
    table = read_text("\n".join([f"Customer ID,Date,{name},Amount", *rows]) + "\n")
    assert table.kind is Kind.ORDERS


def test_deals_of_a_contact_are_no_contacts(read_text: Reader) -> None:
    rows = [f"O{n},A{n % 7},P{n % 9},2025-03-{n % 28 + 1:02},{n}.5" for n in range(30)]
    header = "Opportunity ID,Account ID,Contact ID,Close Date,Amount"
    table = read_text("\n".join([header, *rows]) + "\n")
    assert table.kind is Kind.ORDERS
    assert customer_of(table) == "Account ID"


def test_the_number_of_a_document_is_no_amount(read_text: Reader) -> None:
    rows = [f"{90000 + n},C{n % 7},2025-03-{n % 28 + 1:02},{n}.5" for n in range(30)]
    header = "Sales Document,Customer,Document Date,Net Value"
    table = read_text("\n".join([header, *rows]) + "\n")
    assert table.column_with(Role.AMOUNT) == "Net Value"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "NIF",
            "CIF/NIF",
            "DNI",
            "NIF del cliente",
            "USt-IdNr.",
            "UStID",
            "UID-Nr.",
            "VAT number",
        ),
        *("VAT ID", "Tax ID", "Partita IVA", "P.IVA", "Codice fiscale", "SIRET", "N° SIREN"),
        *("N° TVA", "N° TVA intracommunautaire", "BTW-nummer", "KvK", "KvK-nummer", "Org.nr"),
        *("Organisationsnummer", "VAT Registration No."),
    ],
)
def test_the_number_that_tax_is_paid_under_tells_customers_apart_best(name: str) -> None:
    assert is_tax_number(name)
    assert stand_in_score(name) > stand_in_score("Email") > stand_in_score("Company")


@pytest.mark.parametrize(
    "name", ["VAT", "Tax", "Tax code", "Codice IVA", "IVA", "UID", "MwSt", "TVA %", "Order No"]
)
def test_a_tax_itself_is_no_number_of_a_customer(name: str) -> None:
    assert not is_tax_number(name)


def invoices(header: str, *, numbers: int, names: int = 4, empty: int = 0) -> str:
    """Give rows of a name, a tax number, a day and an amount."""
    lines = [
        f"Firm {n % names},{known},2025-03-{n % 28 + 1:02},{n}.5"
        for n in range(60)
        for known in ("" if n < empty else f"B{n % numbers:08}",)
    ]
    return "\n".join([header, *lines]) + "\n"


@pytest.mark.parametrize("name", ["Cliente", "Cliente nombre"])
def test_firms_of_one_name_are_told_apart_by_their_tax_numbers(
    read_text: Reader, name: str
) -> None:
    table = read_text(invoices(f"{name},NIF,Fecha,Total", numbers=12))
    assert customer_of(table) == "NIF"
    assert "No id names the customer" in next(c.reason for c in table.columns if c.name == "NIF")


@pytest.mark.parametrize(
    ("numbers", "empty"), [(4, 0), (2, 0), (1, 0), (12, 10)], ids=["as many", "fewer", "own", "few"]
)
def test_tax_numbers_that_tell_no_more_or_are_not_in_all_rows_leave_the_name(
    read_text: Reader, numbers: int, empty: int
) -> None:
    text = invoices("Cliente,NIF,Fecha,Total", numbers=numbers, empty=empty)
    assert customer_of(read_text(text)) == "Cliente"


def test_the_number_of_the_customer_comes_before_the_tax_number(read_text: Reader) -> None:
    text = invoices("Kundennummer,USt-IdNr.,Datum,Betrag", numbers=12)
    assert customer_of(read_text(text)) == "Kundennummer"


@pytest.mark.parametrize(
    "header",
    [
        "Invoice,Relatiecode,Factuurdatum,Bedrag",
        "Faktura,KUNNR,FKDAT,Nettowert",
        "Transaction,Loyalty Card,Date,Amount",
        "Geschäft - ID,Geschäft - Organisation,Geschäft - Geschäft erstellt,Geschäft - Wert",
    ],
)
def test_other_programs_call_the_customer_by_other_names(read_text: Reader, header: str) -> None:
    lines = [f"{n + 1},{500 + n % 7},2024{n % 12 + 1:02}{n % 28 + 1:02},{n}.5" for n in range(60)]
    if "FKDAT" not in header:
        lines = [f"{n + 1},K{n % 7},2024-03-{n % 28 + 1:02},{n}.5" for n in range(60)]
    table = read_text("\n".join([header, *lines]) + "\n")
    assert table.kind is Kind.ORDERS
    assert customer_of(table) == header.split(",")[1]
    assert table.column_with(Role.DATE) == header.split(",")[2]
