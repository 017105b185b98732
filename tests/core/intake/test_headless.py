from pathlib import Path

import openpyxl
import pytest

from core.settings import Kind, Recipe, Role
from core.tables.sources import ColumnType, SourceTable
from tests.corpus.bad_files import Reader


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def rows_in(table: SourceTable) -> tuple[int, int, int]:
    return table.receipt.header, table.receipt.accepted, table.receipt.waiting


DAYS = [f"C{place % 20};2026-01-{1 + place % 27:02};{5 + place}.25" for place in range(60)]


def test_a_first_row_with_a_date_and_an_amount_above_others_is_no_header(
    read_text: Reader,
) -> None:
    table = read_text(lines(*DAYS))
    assert rows_in(table) == (0, 60, 0)
    assert table.recipe.header_row == 0
    assert any("names no columns" in note for note in table.notes)


def test_it_can_be_read_as_the_header_after_all(read_text: Reader) -> None:
    offer = next(one for one in read_text(lines(*DAYS)).offers if one.row == 1)
    again = read_text(lines(*DAYS), offer.choice.recipe)
    assert rows_in(again) == (1, 59, 0)
    assert again.header == ("C0", "2026-01-01", "5.25")


def test_where_values_do_not_tell_what_the_columns_are_no_row_is_used_unasked(
    read_text: Reader,
) -> None:
    text = lines("A7;2026-01-03;12.50", "A7;2026-01-05;3.10", "B9;2026-01-05;8.00")
    table = read_text(text)
    assert rows_in(table) == (0, 0, 3)
    (question,) = table.questions
    assert question.text == "Is ‘2026-01-03’ in row 1 the name of a column, or a value?"
    value, name = (read_text(text, choice.recipe) for choice in question.choices)
    assert (rows_in(value), rows_in(name)) == ((0, 3, 0), (1, 2, 0))


@pytest.mark.parametrize(
    ("first", "others"),
    [
        ("17,Anna,12.5", ("18,Bob,13.5", "19,Cem,10.1")),  # no date
        ("shop,2026-01-01,2026-02-01", ("A,5,8", "B,6,9")),  # days name columns of numbers
        ("day,2024,2025", ("2026-01-01,5,8", "2026-01-02,6,9")),  # years do
        ("A,2026-01-01,amount", ("B,2026-01-02,5", "C,2026-01-03,6")),  # one cell is a name
        ("A,B,C", ("1,2026-01-02,5.5", "2,2026-01-03,6.5")),
    ],
)
def test_a_row_that_may_name_columns_is_read_as_names_or_asked_about(
    read_text: Reader, first: str, others: tuple[str, ...]
) -> None:
    table = read_text(lines(first, *others))
    assert table.receipt.header == 1
    assert table.recipe.header_row == 1


def test_a_title_above_data_is_no_reason_to_do_without_names(read_text: Reader) -> None:
    table = read_text(
        lines("Orders of 2026", "id;day;paid", "A;2026-01-03;1.5", "B;2026-01-04;2.5")
    )
    assert table.recipe.header_row == 2


def test_a_sheet_whose_first_row_is_data_has_no_header(tmp_path: Path, read_file: Reader) -> None:
    book = openpyxl.Workbook()
    for place in range(60):
        book.worksheets[0].append([f"C{place % 20}", f"2026-01-{1 + place % 27:02}", 5.25 + place])
    book.save(tmp_path / "orders.xlsx")
    table = read_file(tmp_path / "orders.xlsx")
    assert rows_in(table) == (0, 60, 0)
    assert table.kind is Kind.ORDERS
    assert table.column_with(Role.CUSTOMER) == "Column 1"
    assert table.columns[1].type is ColumnType.DATE


def test_a_header_row_that_is_given_is_kept(read_text: Reader) -> None:
    text = lines("A7;2026-01-03;12.50", "A7;2026-01-05;3.10", "B9;2026-01-05;8.00")
    assert rows_in(read_text(text, Recipe(header_row=1))) == (1, 2, 0)
