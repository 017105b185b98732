import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from core.errors import UserError
from core.settings import Answer, Recipe
from core.tables.sources import ColumnType
from core.value.joining import join
from tests.corpus.bad_files import Reader, document, raw_column, raw_rows, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"


def test_cells_stand_as_the_workbook_stores_them(tmp_path: Path, read_file: Reader) -> None:
    rows: list[list[object]] = [
        ["Key", "Whole", "Part", "Day", "Yes", "Code", "Word"],
        ["a", 3, 1.5, datetime(2026, 4, 3), True, "000123", "NA"],
        ["b", 4, 0.1, datetime(2026, 12, 31, 10, 30), False, "7", "nan"],
    ]
    table = read_file(workbook(tmp_path / "book.xlsx", {"Data": rows}))
    assert raw_rows(table)[2] == ["a", "3", "1.5", "2026-04-03", "TRUE", "000123", "NA"]
    assert raw_rows(table)[3][3] == "2026-12-31 10:30:00"
    types = [column.type for column in table.columns]
    assert types == [
        ColumnType.TEXT,
        ColumnType.INTEGER,
        ColumnType.DECIMAL,
        ColumnType.DATE,
        ColumnType.TRUTH,
        ColumnType.TEXT,
        ColumnType.TEXT,
    ]
    assert table.table["Word"].tolist() == ["NA", "nan"]
    assert table.recipe.sheet == "Data"


def test_a_number_of_the_workbook_is_never_asked_about(tmp_path: Path, read_file: Reader) -> None:
    table = read_file(workbook(tmp_path / "b.xlsx", {"S": [["k", "v"], ["a", 1.234], ["b", 2.5]]}))
    assert not table.questions
    assert table.table["v"].tolist() == [1.234, 2.5]


def test_an_error_cell_is_not_empty(tmp_path: Path, read_file: Reader) -> None:
    rows: list[list[object]] = [["k", "v"], *([f"a{n}", n] for n in range(1, 40)), ["z", "#N/A"]]
    path = workbook(tmp_path / "b.xlsx", {"S": rows})
    with zipfile.ZipFile(path) as archive:
        assert b't="e"' in archive.read(SHEET)
    table = read_file(path)
    assert raw_column(table, "v")[-1] == "#N/A"
    assert "‘#N/A’" in table.questions[0].text
    kept = read_file(path, Recipe(answers=(("v", Answer.SET_ASIDE),)))
    assert [entry.reason for entry in kept.set_aside] == ["‘#N/A’ in v is not a number"]


def test_a_formula_without_a_result_is_told(tmp_path: Path, read_file: Reader) -> None:
    table = read_file(workbook(tmp_path / "b.xlsx", {"S": [["k", "v"], ["a", "=1+1"], ["b", 2]]}))
    assert any("1 formula has no result" in note and "B2" in note for note in table.notes)


def test_a_table_below_a_title_keeps_its_row_numbers(tmp_path: Path, read_file: Reader) -> None:
    rows: list[list[object]] = [
        ["Customers"],
        [],
        [None, "Key", "Value"],
        [None, "a", 1],
        [],
        [None, "b", 2],
    ]
    table = read_file(workbook(tmp_path / "b.xlsx", {"S": rows}))
    assert table.table.index.tolist() == [4, 6]
    assert [column.name for column in table.columns] == ["Key", "Value"]
    assert (table.receipt.header, table.receipt.blank) == (3, 1)
    assert "begins in row 3" in table.notes[0]


def test_the_first_visible_sheet_with_a_table_is_read(tmp_path: Path, read_file: Reader) -> None:
    path = workbook(
        tmp_path / "b.xlsx",
        {"Old": [["k", "v"], [1, 2]], "Cover": [["Hello"]], "Data": [["k", "v"], ["a", 5]]},
    )
    book = openpyxl.load_workbook(path)
    book["Old"].sheet_state = "veryHidden"
    book.save(path)
    table = read_file(path)
    assert table.name == "b.xlsx#Data"
    assert table.sheets == ("Old", "Cover", "Data")
    assert any("‘Cover’ is not" in note for note in table.notes)
    assert read_file(path, Recipe(sheet="Old")).table["v"].tolist() == [2]


def test_a_wrong_sheet_name_lists_the_sheets(tmp_path: Path, read_file: Reader) -> None:
    path = workbook(tmp_path / "b.xlsx", {"Data": [["k"], [1]], "Notes": [["x"]]})
    with pytest.raises(UserError) as caught:
        read_file(path, Recipe(sheet="Dta"))
    assert caught.value.message == "b.xlsx has no sheet ‘Dta’; its sheets are ‘Data’, ‘Notes’."


def test_an_empty_sheet_is_told(tmp_path: Path, read_file: Reader) -> None:
    path = workbook(tmp_path / "b.xlsx", {"Data": [], "Other": [["k"], [1]]})
    with pytest.raises(UserError) as caught:
        read_file(path, Recipe(sheet="Data"))
    assert caught.value.message == "Sheet ‘Data’ of b.xlsx is empty."
    with pytest.raises(UserError, match=r"b2\.xlsx has no visible sheet with cells"):
        read_file(workbook(tmp_path / "b2.xlsx", {"Data": []}))


def test_headers_without_rows_are_told(tmp_path: Path, read_file: Reader) -> None:
    table = read_file(workbook(tmp_path / "b.xlsx", {"Data": [["id", "name"]]}))
    assert (table.receipt.rows_in, table.receipt.header) == (1, 1)
    with pytest.raises(UserError, match=r"b\.xlsx has column names but no rows"):
        join((table,))


def test_a_declared_document_type_is_refused(tmp_path: Path, read_file: Reader) -> None:
    path = workbook(tmp_path / "b.xlsx", {"S": [["k"], [1]]})
    with_part(path, SHEET, lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml)
    with pytest.raises(UserError, match=r"‘b\.xlsx’ holds parts that no ordinary workbook has"):
        read_file(path)


def test_a_part_that_swells_is_refused(tmp_path: Path, read_file: Reader) -> None:
    path = workbook(tmp_path / "b.xlsx", {"S": [["k"], [1]]})
    with_part(path, "xl/media/zeros.bin", lambda _: bytes(60 << 20))
    with pytest.raises(UserError, match=r"‘b\.xlsx’ would unpack to 60 MB"):
        read_file(path)


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (b"XFD1048576", r"Sheet ‘S’ of b\.xlsx has a cell so far out"),
        (b"ZZZZ99999999", r"‘b\.xlsx’ is damaged: it has a cell at ‘ZZZZ99999999’"),
        (b"A0", r"‘b\.xlsx’ is damaged: it has a cell at ‘A0’"),
    ],
)
def test_a_cell_far_out_is_refused(
    tmp_path: Path, read_file: Reader, place: bytes, sentence: str
) -> None:
    path = workbook(tmp_path / "b.xlsx", {"S": [["k"], [1]]})
    with_part(path, SHEET, lambda xml: xml.replace(b'r="A2"', b'r="' + place + b'"'))
    with pytest.raises(UserError, match=sentence):
        read_file(path)


def test_a_damaged_workbook_is_told(tmp_path: Path, read_file: Reader) -> None:
    parts = {"[Content_Types].xml": "<x/>", "xl/workbook.xml": "no markup"}
    with pytest.raises(UserError, match=r"‘b\.xlsx’ is damaged"):
        read_file(document(tmp_path / "b.xlsx", parts))


@pytest.mark.parametrize("place", range(40, 400, 24))
def test_a_workbook_with_a_flipped_bit_is_read_or_refused_but_never_a_fault(
    tmp_path: Path, read_file: Reader, place: int
) -> None:
    path = workbook(tmp_path / "flipped.xlsx", {"Sheet": [["id", "Age"], ["a", 1], ["b", 2]]})
    content = bytearray(path.read_bytes())
    content[place] ^= 0x10
    path.write_bytes(bytes(content))
    try:
        ids = raw_column(read_file(path), "id")
    except UserError as refused:
        ids = [refused.message]
    assert ids == ["a", "b"] or "flipped.xlsx" in ids[0]
