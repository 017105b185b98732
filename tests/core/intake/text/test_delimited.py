import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import UserError
from core.intake.text.delimited import read_delimited
from core.progress import Progress
from core.settings import Kind, Recipe
from core.tables.sources import SourceTable
from tests.corpus.bad_files import Reader, raw_column, raw_rows

CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n\t"),
    max_size=8,
)


def reasons(table: SourceTable) -> list[tuple[int, str]]:
    return [(entry.row, entry.reason) for entry in table.set_aside]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_that_fits_all_records_is_found(read_text: Reader, delimiter: str) -> None:
    rows = ["id,name,note", "1,Anna,x", "2,Bob,y"]
    table = read_text("\n".join(rows).replace(",", delimiter))
    assert table.recipe.delimiter == delimiter
    assert raw_column(table, "name") == ["Anna", "Bob"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_read(read_text: Reader, end: str) -> None:
    table = read_text(f"id;name{end}1;Anna{end}{end}2;Bob{end}")
    assert raw_column(table, "name") == ["Anna", "", "Bob"]
    assert (table.receipt.rows_in, table.receipt.blank, table.receipt.accepted) == (4, 1, 2)


def test_a_ragged_record_is_set_aside_with_its_line(read_text: Reader) -> None:
    table = read_text('id,note\n1,"two\nlines"\n2,a,b\n3,c\n4\n5,d\n6,e\n')
    assert reasons(table) == [
        (3, "3 fields where the header has 2 (line 4 of the file)"),
        (5, "1 field where the header has 2 (line 6 of the file)"),
    ]
    assert raw_rows(table)[3] == ["2", "a", "b"]
    assert table.table.index.tolist() == [2, 4, 6, 7]


def test_line_breaks_and_separators_inside_quotes_are_kept(read_text: Reader) -> None:
    table = read_text('id,note\n1,"a ""b"", c\nd"\n')
    assert raw_column(table, "note") == ['a "b", c\nd']


def test_a_quotation_mark_out_of_place_is_set_aside_and_swallows_nothing(read_text: Reader) -> None:
    table = read_text('id,name,age\n1,"Anna,20\n2,Bob,30\n3,"Cem",40\n4,Di"a,50\n5,Eva,60\n6,F,1\n')
    assert [row for row, _ in reasons(table)] == [2, 5]
    assert "quotation mark" in reasons(table)[0][1]
    assert table.table["name"].tolist() == ["Bob", "Cem", "Eva", "F"]


def test_two_stray_marks_do_not_make_one_customer_of_two(read_text: Reader) -> None:
    table = read_text('id,name,age\n1,Al,10\n2,"Bob,20\n3,Cem",30\n4,Di,40\n')
    assert reasons(table) == [
        (3, "a pair of quotation marks runs over what look like several rows"),
    ]
    assert table.table["name"].tolist() == ["Al", "Di"]


def test_marks_are_letters_in_a_file_that_does_not_quote(read_text: Reader) -> None:
    table = read_text('id,name\n1,24" screen\n2,5" pipe\n')
    assert raw_column(table, "name") == ['24" screen', '5" pipe']


def test_the_first_line_may_state_the_separator(read_text: Reader) -> None:
    table = read_text("sep=;\r\nid;name\r\n1;a,b\r\n2;c,d\r\n3;x\r\n4;y;z\r\n")
    assert list(raw_rows(table)) == [3, 4, 5, 6]
    assert (table.receipt.header, table.receipt.accepted, table.receipt.rejected) == (2, 3, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_letters_come_through_in_every_encoding(read_text: Reader, encoding: str) -> None:
    table = read_text("id;name\n1;Müller & Çelik\n2;Åsa\n".encode(encoding))
    assert raw_column(table, "name") == ["Müller & Çelik", "Åsa"]


def test_a_western_encoding_is_told_with_a_word_to_check(read_text: Reader) -> None:
    table = read_text("id;name\n1;Müller\n".encode("cp1252"))
    assert any("cp1252" in note and "‘Müller’" in note for note in table.notes)


def test_a_western_letter_far_into_a_large_file_is_read_as_one(read_text: Reader) -> None:
    rows = b"1;Anna Anna Anna Anna Anna\n" * 200_000
    table = read_text(b"id;name\n" + rows + "2;Müller\n".encode("cp1252"))
    assert raw_column(table, "name")[-1] == "Müller"
    assert any("cp1252" in note and "‘Müller’" in note for note in table.notes)
    assert table.recipe.encoding == "cp1252"


def test_files_that_each_brought_their_byte_order_mark_are_set_aside(read_text: Reader) -> None:
    rows = "".join(f"\ufeffC{place},name {place},{place}\n" for place in range(50))
    table = read_text("id,name,amount\n" + rows)
    assert table.receipt.rejected == 50
    assert "byte order mark" in reasons(table)[0][1]


def test_letters_of_two_encodings_are_refused_far_into_a_large_file_too(read_text: Reader) -> None:
    rows = b"1;Anna Anna Anna Anna Anna\n" * 200_000
    mixed = "2;Müller\n".encode("cp1252") + "3;Çelik\n4;Åsa\n5;Ünal\n".encode()
    with pytest.raises(UserError, match="a character is not in UTF-8"):
        read_text(b"id;name\n" + rows + mixed)


def test_a_given_encoding_that_does_not_fit_is_refused_with_the_line(read_text: Reader) -> None:
    with pytest.raises(UserError) as caught:
        read_text("id;name\n1;Müller\n".encode("cp1252"), Recipe(encoding="utf-8"))
    assert caught.value.message == ("table.csv, line 2: a character is not in the encoding utf-8.")


def test_names_that_fit_no_row_are_asked_about(read_text: Reader) -> None:
    text = "id,name,city\n1,a,b,c\n2,d,e,f\n"
    table = read_text(text)
    (question,) = table.questions
    assert question.text == (
        "Row 1 of table.csv names 3 columns, but most rows below it have 4 fields. "
        "Which belong together?"
    )
    assert table.receipt.waiting == 2
    last, first = (read_text(text, choice.recipe) for choice in question.choices)
    assert list(last.table.columns) == ["id", "name", "city", "Column 4"]
    assert list(first.table.columns) == ["Column 1", "id", "name", "city"]


def test_two_separators_that_fit_equally_are_asked_about(read_text: Reader) -> None:
    text = "a,b;c\n1,2;3\n"
    (question,) = read_text(text).questions
    assert "divided at every comma or at every semicolon" in question.text
    assert [list(read_text(text, choice.recipe).table) for choice in question.choices] == [
        ["a", "b;c"],
        ["a,b", "c"],
    ]


def test_a_text_that_no_separator_divides_is_asked_about(read_text: Reader) -> None:
    text = "DATE QTY NAME\n1 2 Boots, red\n2 3 Coat, old\n3 4 Hat, a, b\n4 4 Cap, a, b, c\n"
    table = read_text(text)
    assert table.questions[0].text == "What separates the columns of table.csv?"
    assert raw_rows(table)[3] == ["2 3 Coat, old"]


def test_a_header_without_rows_has_no_rows(read_text: Reader) -> None:
    table = read_text("id,name\n")
    assert table.header == ("id", "name")
    assert (table.receipt.rows_in, table.receipt.header, len(table.table)) == (1, 1, 0)


def test_a_header_in_the_last_line_without_an_end_is_no_row(read_text: Reader) -> None:
    table = read_text("Report\nid;name")
    assert (table.receipt.rows_in, table.receipt.header, table.receipt.rejected) == (2, 2, 0)


def test_text_above_the_table_is_told(read_text: Reader) -> None:
    table = read_text("Customers of May\n\nid;name;city\n1;a;b\n2;c;d\n")
    assert (table.receipt.header, table.receipt.accepted) == (3, 2)
    assert table.notes[0] == "Rows 1 to 2 of table.csv: text above the table."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.data(),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_a_written_table_is_read_back(
    tmp_path: Path,
    data: st.DataObject,
    delimiter: str,
    encoding: str,
    quoting: int,
    end: str,
) -> None:
    width = data.draw(st.integers(2, 5))
    rows = data.draw(
        st.lists(st.lists(CELLS, min_size=width, max_size=width).filter(any), min_size=1)
    )
    header = [f"column {place}" for place in range(width)]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerows([header, *rows])
    path = tmp_path / "t.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    recipe = Recipe(delimiter=delimiter, encoding=encoding, header_row=1)
    grid = read_delimited(path, recipe, Progress())
    swallowed = {
        tuple(row)
        for row in rows
        if len(lines := re.split(r"\r\n|\r|\n", delimiter.join(row))) > 1
        and all(line.count(delimiter) + 1 == width for line in lines)
    }
    kept = [row for row in rows if tuple(row) not in swallowed]
    read = [[column.text_at(place) for column in grid.columns] for place in range(len(grid.rows))]
    assert read == kept
    assert {misfit.cells for misfit in grid.misfits} <= swallowed
    assert grid.rows_in == len(rows) + 1
    raw = [list(cells) for _, cells in grid.raw.fetch(0, grid.raw.total)]
    assert raw == rows


def test_utf_32_is_not_taken_for_utf_16(read_text: Reader) -> None:
    table = read_text("id,name\n1,Zoë\n2,Bob\n".encode("utf-32"))
    assert raw_column(table, "name") == ["Zoë", "Bob"]


def test_a_zero_character_is_named_with_its_line(read_text: Reader) -> None:
    with pytest.raises(UserError, match="line 3"):
        read_text(b"id,name\n1,Anna\n2\0,Bob\n")


def test_more_columns_than_a_sheet_has_are_refused_at_once(read_text: Reader) -> None:
    with pytest.raises(UserError, match="20,001 columns"):
        read_text(b"a" + b",a" * 20_000 + b"\n1" + b",1" * 20_000 + b"\n")


def test_names_above_a_preamble_of_empty_fields_are_found(read_text: Reader) -> None:
    table = read_text("REPORT,,\n,,\nid,name,city\n1,a,b\n2,c,d\n")
    assert list(table.table.columns) == ["id", "name", "city"]
    assert (table.receipt.header, table.receipt.accepted) == (3, 2)


def test_names_that_are_repeated_are_no_rows(read_text: Reader) -> None:
    table = read_text("id,name\nid,name\n1,a\nid,name\n2,b\n")
    assert table.header == ("id id", "name name")
    assert list(table.table.columns) == ["id", "name"]
    assert reasons(table) == [(4, "it repeats the column names")]
    assert (table.receipt.header, table.receipt.accepted, table.receipt.rejected) == (2, 2, 1)


def test_a_space_behind_every_separator_belongs_to_it(read_text: Reader) -> None:
    table = read_text('id, name, note\n1, Anna, "a, b"\n2, Bob, \n')
    assert raw_column(table, "note") == ["a, b", ""]
    plain = read_text("id, name\n1, Anna\n2, Bob\n")
    assert raw_column(plain, "name") == ["Anna", "Bob"]


def test_apostrophes_may_quote(read_text: Reader) -> None:
    table = read_text("id,name,note\n1,'Men''s, red',x\n2,'won't, do',y\n3,Bob's,z\n")
    assert raw_column(table, "name") == ["Men''s, red", "won't, do", "Bob's"]


def test_a_backslash_may_guard_a_quotation_mark(read_text: Reader) -> None:
    table = read_text('id,name,note\n1,"48\\" wide",x\n2,"b",y\n')
    assert raw_column(table, "name") == ['48" wide', "b"]


def test_a_mark_at_the_start_of_a_late_field_makes_marks_quote(read_text: Reader) -> None:
    rows = "".join(f'{place};24" x\n' for place in range(90_000))
    table = read_text(f'id;name\n{rows}90000;"Anna"\n90001;b\n')
    assert table.table["name"].tolist() == ["Anna", "b"]
    assert table.receipt.rejected == 90_000


def test_large_files_are_read_as_small_ones_are(read_text: Reader) -> None:
    rows = [f"C{place:06d};{place % 7},{place % 100:02d};{place % 3}" for place in range(400_000)]
    rows[77_777] = "C077777;1;2;3"
    rows[300_000] = ""
    table = read_text("\n".join(["Customer;Amount;Kind", *rows]), Recipe(kind=Kind.ORDERS))
    assert reasons(table) == [(77_779, "4 fields where the header has 3")]
    assert (table.receipt.accepted, table.receipt.blank) == (399_998, 1)
    assert table.table["Amount"].sum() == pytest.approx(
        sum(place % 7 + place % 100 / 100 for place in range(400_000) if place not in {77_777, 3e5})
    )
    assert table.raw.fetch(399_999, 1) == ((400_001, ("C399999", "5,99", "0")),)
    assert table.receipt.columns[1].raw_sum == table.receipt.columns[1].typed_sum


def test_a_first_line_without_an_end_is_no_table(read_text: Reader) -> None:
    with pytest.raises(UserError, match=r"first line of .* does not end within 1,024 KiB"):
        read_text("a" * 3_000_000)
