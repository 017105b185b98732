import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import UserError
from core.intake.delimited import read_delimited
from core.intake.quoting import Quoting, lay_out, plain_columns, records
from core.progress import Progress
from core.settings import Recipe
from core.tables.sources import SourceTable
from tests.corpus.bad_files import Reader

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
    assert table.raw["name"].tolist() == ["Anna", "Bob"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_read(read_text: Reader, end: str) -> None:
    table = read_text(f"id;name{end}1;Anna{end}{end}2;Bob{end}")
    assert table.raw["name"].tolist() == ["Anna", "", "Bob"]
    assert (table.receipt.rows_in, table.receipt.blank, table.receipt.accepted) == (4, 1, 2)


def test_a_ragged_record_is_set_aside_with_its_line(read_text: Reader) -> None:
    table = read_text('id,note\n1,"two\nlines"\n2,a,b\n3,c\n4\n5,d\n6,e\n')
    assert reasons(table) == [
        (3, "3 fields where the header has 2 (line 4 of the file)"),
        (5, "1 field where the header has 2 (line 6 of the file)"),
    ]
    assert table.raw.loc[3].tolist() == ["2", "a", "b"]
    assert table.table.index.tolist() == [2, 4, 6, 7]


def test_line_breaks_and_separators_inside_quotes_are_kept(read_text: Reader) -> None:
    table = read_text('id,note\n1,"a ""b"", c\nd"\n')
    assert table.raw["note"].tolist() == ['a "b", c\nd']


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
    assert table.raw["name"].tolist() == ['24" screen', '5" pipe']


def test_the_first_line_may_state_the_separator(read_text: Reader) -> None:
    table = read_text("sep=;\r\nid;name\r\n1;a,b\r\n2;c,d\r\n3;x\r\n4;y;z\r\n")
    assert table.raw.index.tolist() == [3, 4, 5, 6]
    assert (table.receipt.header, table.receipt.accepted, table.receipt.rejected) == (2, 3, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_letters_come_through_in_every_encoding(read_text: Reader, encoding: str) -> None:
    table = read_text("id;name\n1;Müller & Çelik\n2;Åsa\n".encode(encoding))
    assert table.raw["name"].tolist() == ["Müller & Çelik", "Åsa"]


def test_a_western_encoding_is_told_with_a_word_to_check(read_text: Reader) -> None:
    table = read_text("id;name\n1;Müller\n".encode("cp1252"))
    assert any("cp1252" in note and "‘Müller’" in note for note in table.notes)


def test_a_given_encoding_that_does_not_fit_is_refused_with_the_line(read_text: Reader) -> None:
    with pytest.raises(UserError) as caught:
        read_text("id;name\n1;Müller\n".encode("cp1252"), Recipe(encoding="utf-8"))
    assert caught.value.message == ("table.csv, line 2: a character is not in the encoding utf-8.")


def test_a_header_that_fits_no_row_is_refused(read_text: Reader) -> None:
    with pytest.raises(UserError) as caught:
        read_text("id,name,city\n1,a,b,c\n2,d,e,f\n")
    assert caught.value.message == (
        "table.csv: row 1 names 3 columns, but most rows below it have 4 fields."
    )


def test_two_separators_that_fit_equally_are_asked_about(read_text: Reader) -> None:
    with pytest.raises(UserError, match="every comma or at every semicolon"):
        read_text("a,b;c\n1,2;3\n")


def test_a_header_without_rows_is_refused(read_text: Reader) -> None:
    with pytest.raises(UserError) as caught:
        read_text("id,name\n")
    assert caught.value.message == "table.csv has column names but no rows."


def test_text_above_the_table_is_told(read_text: Reader) -> None:
    table = read_text("Customers of May\n\nid;name;city\n1;a;b\n2;c;d\n")
    assert (table.receipt.header, table.receipt.accepted) == (3, 2)
    assert table.notes[0] == "Rows 1 to 2 of table.csv: text above the table."


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    data=st.data(),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_a_written_table_is_read_back(
    data: st.DataObject, delimiter: str, encoding: str, quoting: int, end: str
) -> None:
    width = data.draw(st.integers(2, 5))
    rows = data.draw(
        st.lists(st.lists(CELLS, min_size=width, max_size=width).filter(any), min_size=1)
    )
    header = [f"column {place}" for place in range(width)]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerows([header, *rows])
    recipe = Recipe(delimiter=delimiter, encoding=encoding, header_row=1)
    grid = read_delimited(text.getvalue().encode(encoding), "t.csv", recipe, Progress())
    swallowed = {
        tuple(row)
        for row in rows
        if len(lines := delimiter.join(row).splitlines()) > 1
        and all(line.count(delimiter) + 1 == width for line in lines)
    }
    kept = [row for row in rows if tuple(row) not in swallowed]
    assert [list(row) for row in zip(*grid.cells, strict=True)] == kept
    assert {misfit.cells for misfit in grid.misfits} <= swallowed
    assert grid.rows_in == len(rows) + 1


@given(st.text('ab,"\n\r', max_size=40).filter(lambda text: text.strip()))
def test_every_record_is_counted_as_it_is_read(text: str) -> None:
    layout = lay_out(text.encode(), ",")
    found = list(records(text.encode(), layout))
    counts = [len(record) if count >= 0 else -1 for record, count in zip(found, layout.fields)]  # noqa: B905
    assert counts == layout.fields.tolist()
    assert len(found) == len(layout.fields)


@given(st.text("ab,\n\r", max_size=40).filter(lambda text: text.strip()))
def test_the_quick_way_reads_what_the_long_way_reads(text: str) -> None:
    layout = lay_out(text.encode(), ",")
    assert layout.quoting is Quoting.NONE
    quick = plain_columns(text.encode(), layout, 0, len(layout.fields))
    if quick is not None:
        assert [list(row) for row in zip(*quick, strict=True)] == list(
            records(text.encode(), layout)
        )


def test_utf_32_is_not_taken_for_utf_16(read_text: Reader) -> None:
    table = read_text("id,name\n1,Zoë\n2,Bob\n".encode("utf-32"))
    assert table.raw["name"].tolist() == ["Zoë", "Bob"]


def test_a_zero_character_is_named_with_its_line(read_text: Reader) -> None:
    with pytest.raises(UserError, match="line 3"):
        read_text(b"id,name\n1,Anna\n2\0,Bob\n")


def test_more_columns_than_a_sheet_has_are_refused_at_once(read_text: Reader) -> None:
    with pytest.raises(UserError, match="20,001 columns"):
        read_text(b"a" + b",a" * 20_000 + b"\n1" + b",1" * 20_000 + b"\n")
