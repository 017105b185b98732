import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import UserError
from core.intake.reading import digest_of, read
from core.intake.text.delimited import READ_SHARE
from core.progress import Progress
from core.settings import Kind, Recipe, Role, Source, Twins
from core.tables.sources import ColumnType, SourceTable
from tests.corpus.bad_files import Reader, raw_rows


def roles(table: SourceTable) -> dict[str, Role]:
    return {column.name: column.role for column in table.columns}


def test_a_file_that_is_changed_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("id;name\n1;Anna\n")

    def change(_label: str, share: float) -> None:
        if share >= READ_SHARE:
            path.write_text("id;name\n1;Anna\n2;Bob\n")

    with pytest.raises(UserError) as caught:
        read(Source(str(path)), Progress(change))
    assert caught.value.message == "customers.csv was changed or moved while it was read."


def test_telco_status_is_read_to_the_last_row(real_data: Path, read_file: Reader) -> None:
    table = read_file(real_data / "telco" / "Telco_customer_churn_status.xlsx")
    assert (table.receipt.rows_in, table.receipt.accepted) == (7044, 7043)
    counts = table.table["Satisfaction Score"].value_counts().sort_index()
    assert counts.tolist() == [922, 518, 2665, 1789, 1149]
    assert round(table.table["CLTV"].mean(), 2) == 4400.30
    assert table.column_with(Role.CUSTOMER) == "Customer ID"
    assert table.column_with(Role.SATISFACTION) == "Satisfaction Score"
    assert table.column_with(Role.LIFETIME_VALUE) == "CLTV"
    assert table.kind is Kind.PROFILES
    assert not table.questions


def test_telco_services_are_read_to_the_last_row(real_data: Path, read_file: Reader) -> None:
    table = read_file(real_data / "telco" / "Telco_customer_churn_services.xlsx")
    assert table.receipt.accepted == 7043
    assert table.column_with(Role.CUSTOMER) == "Customer ID"
    assert roles(table)["Service ID"] is Role.ATTRIBUTE
    assert not table.questions


def test_watson_is_read_with_its_roles(real_data: Path, read_file: Reader) -> None:
    table = read_file(next((real_data / "watson_clv").glob("*.csv")))
    assert table.receipt.accepted == 9134
    assert round(table.table["Customer_Lifetime_Value"].mean(), 2) == 8004.94
    found = roles(table)
    assert found["Customer"] is Role.CUSTOMER
    assert found["Customer_Lifetime_Value"] is Role.LIFETIME_VALUE
    assert found["Total_Claim_Amount"] is Role.COST
    assert found["Number_of_Open_Complaints"] is Role.SATISFACTION
    reason = next(c.reason for c in table.columns if c.role is Role.SATISFACTION)
    assert "fewer is better" in reason


def test_a_table_without_customer_ids_has_one_customer_a_row(
    real_data: Path, read_file: Reader
) -> None:
    table = read_file(real_data / "bank" / "bank.csv")
    assert (table.receipt.accepted, table.recipe.delimiter) == (4521, ";")
    assert table.column_with(Role.CUSTOMER) is None
    assert "No column names the customer, so each row is taken as one customer." in table.notes


def test_the_csv_spectrum_is_read_exactly(real_data: Path, read_file: Reader) -> None:
    folder = real_data / "file_zoo" / "csv_spectrum"
    files = sorted((folder / "csvs").glob("*.csv"))
    assert len(files) == 12
    for path in files:
        expected = json.loads((folder / "json" / f"{path.stem}.json").read_text("utf-8"))
        table = read_file(path, Recipe(header_row=1))
        rows = [dict(zip(table.header, row, strict=True)) for row in raw_rows(table).values()]
        if path.stem == "location_coordinates":
            # The phone number of the collection's own answer is another one than the file's.
            rows[0]["Contact Phone Number"] = "1234567890"
            expected = [expected]
        if path.stem == "newlines_crlf":
            # The collection holds this file with the line ends of Unix.
            expected[1]["a"] = expected[1]["a"].replace("\r\n", "\n")
        assert rows == expected, path.name


def test_a_second_row_of_a_customer_is_asked_about(read_text: Reader) -> None:
    text = "Customer no,Score\nC-1,1\nC-2,2\nC-3,3\nC-2,4\n"
    table = read_text(text, name="customers.csv")
    (question,) = table.questions
    assert question.text == (
        "C-2 is in customers.csv twice (rows 3 and 5), with different cells. "
        "Which row is to be used?"
    )
    assert (table.receipt.waiting, table.receipt.accepted) == (2, 2)
    kept = {twins: read_text(text, Recipe(twins=twins)).table["Score"].tolist() for twins in Twins}
    assert kept == {Twins.FIRST: [1, 2, 3], Twins.LAST: [1, 3, 4], Twins.NONE: [1, 3]}


def test_a_copy_of_a_row_is_set_aside_by_name(read_text: Reader) -> None:
    table = read_text("Customer no,Score\nC-1,1\nC-2,2\n C-1,1\nC-1,1\n")
    assert [(entry.row, entry.reason) for entry in table.set_aside] == [
        (5, "it says the same as row 2")
    ] or table.questions
    exact = read_text("Customer no,Score\nC-1,1\nC-2,2\nC-1,1\n")
    assert [(entry.row, entry.reason) for entry in exact.set_aside] == [
        (4, "it says the same as row 2")
    ]


def test_orders_contacts_surveys_and_referrals_are_told_apart(read_text: Reader) -> None:
    cases = {
        "Customer no,Date,Amount\nA,2026-01-01,5.50\nA,2026-01-02,3.00\nB,2026-01-02,3.00": (
            Kind.ORDERS
        ),
        "Kundennr;Datum;Kanal;Dauer\nA;01.01.2026;Mail;3\nA;02.01.2026;Anruf;4": Kind.CONTACTS,
        "Customer;Date;CSAT\nA;2026-01-01;3\nA;2026-02-01;4": Kind.SURVEYS,
        "Customer;Referred customer;Date\nA;B;2026-01-01\nA;C;2026-02-01": Kind.REFERRALS,
        "Client;Score de satisfaction\nA;3\nB;4": Kind.PROFILES,
    }
    for text, kind in cases.items():
        table = read_text(text)
        assert table.kind is kind
        assert table.column_with(Role.CUSTOMER) == table.columns[0].name


@pytest.mark.parametrize(
    "name",
    [
        *("Customer ID", "customer_id", "CustomerNo", "Kundennummer", "Kunden-Nr.", "N° client"),
        *("ID cliente", "Codice cliente", "Klantnummer", "Kundnr", "Código cliente"),
    ],
)
def test_the_customer_is_known_in_seven_languages(read_text: Reader, name: str) -> None:
    table = read_text(f"Status ID;{name}\nS1;A\nS2;B\n")
    assert table.column_with(Role.CUSTOMER) == name


def test_what_the_user_says_wins(read_text: Reader) -> None:
    recipe = Recipe(kind=Kind.PROFILES, roles=(("Key", Role.CUSTOMER), ("Mood", Role.SATISFACTION)))
    table = read_text("Key;Customer ID;Mood\n1;x;3\n2;x;4\n", recipe)
    assert roles(table)["Key"] is Role.CUSTOMER
    assert roles(table)["Mood"] is Role.SATISFACTION
    assert table.table["Key"].tolist() == ["1", "2"]
    assert table.kind_reason == "You said so."


def test_total_and_blank_rows_are_no_customers(read_text: Reader) -> None:
    text = "Customer;Amount;Margin\nA;1.50;1\n;;\nB;2.25;2\n\nTotal;3.75;3\n"
    receipt = read_text(text).receipt
    assert (receipt.rows_in, receipt.accepted, receipt.blank, receipt.totals) == (6, 2, 2, 1)


def test_a_total_that_does_not_add_up_is_set_aside(read_text: Reader) -> None:
    table = read_text("Customer;Name;City;Amount\nA;a;x;2\nB;b;y;5\nTotal;;;9\n")
    assert [entry.row for entry in table.set_aside] == [4]
    assert table.set_aside[0].reason.startswith("it says total")


def test_a_company_called_total_is_a_customer(read_text: Reader) -> None:
    table = read_text("Customer;Amount\nShell;2\nBP;5\nTotal;4\n")
    assert (table.receipt.accepted, table.receipt.totals) == (3, 0)


def test_a_row_without_its_customer_is_set_aside(read_text: Reader) -> None:
    table = read_text("Customer ID;Score\nA;1\n;5\nB;2\n")
    assert [(entry.row, entry.reason) for entry in table.set_aside] == [(3, "Customer ID is empty")]


def test_that_most_rows_name_no_customer_is_told(read_text: Reader) -> None:
    rows = "".join(f"c{n},2025-03-04,5.5\n,2025-03-05,6.5\n,2025-03-06,7.5\n" for n in range(9))
    table = read_text(f"Customer,Date,Amount\n{rows}")
    (note,) = (note for note in table.notes if "pivot" in note)
    assert note.startswith("‘Customer’ is empty in 18 of 27 rows, which are not used.")


def test_a_first_row_of_data_is_asked_about(read_text: Reader) -> None:
    table = read_text("17;Anna;12.5\n18;Bob;13.5\n19;Cem;10.1\n")
    (question,) = table.questions
    assert question.text == "Is ‘17’ in row 1 the name of a column, or a value?"
    assert (table.receipt.waiting, table.receipt.accepted) == (2, 0)
    answered = read_text("17;Anna;12.5\n18;Bob;13.5\n", question.choices[0].recipe)
    assert (answered.receipt.header, answered.receipt.accepted) == (0, 2)
    assert [column.name for column in answered.columns] == ["Column 1", "Column 2", "Column 3"]


def test_column_names_are_made_unique(read_text: Reader) -> None:
    table = read_text("Key;Note;Note;\na;b;c;d\n")
    assert [column.name for column in table.columns] == ["Key", "Note", "Note (2)", "Column 4"]
    assert table.header == ("Key", "Note", "Note", "")


def test_reading_again_with_what_was_found_out_changes_nothing(read_text: Reader) -> None:
    text = "Customer;Date;Amount\nA;13/04/2026;1,50\nA;03/04/2026;2,25\nB;03/05/2026;1.000\n"
    first = read_text(text.replace(",", "."))
    again = read_text(text.replace(",", "."), first.recipe)
    assert again.recipe == first.recipe
    assert again.table.equals(first.table)
    assert first.columns[1].type is ColumnType.DATE


def test_the_digest_is_that_of_the_content(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id\n1\n")
    assert digest_of(str(path)) == hashlib.sha256(b"id\n1\n").hexdigest()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text('ab01.,;"\n/-', max_size=60))
def test_the_receipt_always_balances(read_text: Reader, text: str) -> None:
    try:
        table = read_text(f"Key;Value\n{text}", Recipe(kind=Kind.CONTACTS))
    except UserError:
        return
    assert len(table.table) == table.receipt.accepted
    assert len(table.set_aside) == table.receipt.rejected
    assert table.raw.total == table.receipt.rows_in - table.receipt.header


def test_a_profile_with_a_date_and_a_satisfaction_stays_a_profile(read_text: Reader) -> None:
    table = read_text(
        "Customer,Since,Satisfaction,CLTV\na,2020-01-05,3,10\nb,2021-02-06,4,20\nc,2022-03-07,5,9\n"
    )
    assert table.kind is Kind.PROFILES
    assert table.column_with(Role.LIFETIME_VALUE) == "CLTV"
