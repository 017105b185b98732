from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from core.output.cell_edits import Value, calculated_anew, with_values
from core.output.markup_places import UnreadableError

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PART = "xl/worksheets/sheet1.xml"
PLACES = st.tuples(st.integers(1, 6), st.integers(1, 5))
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 9),
    st.sampled_from((0.5, -1e9)),
    st.sampled_from(("a<b", "=1")),
)


def sheet(rows: str, prefix: str = "", head: str = "") -> bytes:
    name = f":{prefix[:-1]}" if prefix else ""
    opened = f'<{prefix}worksheet xmlns{name}="{NAMESPACE}">{head}<{prefix}sheetData>'
    return f"{opened}{rows}</{prefix}sheetData></{prefix}worksheet>".encode()


def edited(rows: str, *places: tuple[int, int], value: Value = 7) -> str:
    part = with_values(sheet(rows), dict.fromkeys(places, (value, (1, 1))))
    return part.decode().partition("<sheetData>")[2].partition("</sheetData>")[0]


FIRST = '<row r="1"><c r="A1" s="4"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "place", "told"),
    [
        (FIRST, (1, 1), '<row r="1"><c r="A1" s="4"><v>7</v></c></row>'),
        (FIRST, (1, 3), f'{FIRST[:-6]}<c r="C1" s="4"><v>7</v></c></row>'),
        (FIRST, (2, 1), f'{FIRST}<row r="2"><c r="A2" s="4"><v>7</v></c></row>'),
        (
            f'{FIRST}<row r="2" spans="3:4" ht="9"/><row r="4"/>',
            (2, 1),
            f'{FIRST}<row r="2" ht="9"><c r="A2" s="4"><v>7</v></c></row><row r="4"/>',
        ),
        (
            f'{FIRST}<row r="3"><c r="B3"/></row>',
            (2, 2),
            f'{FIRST}<row r="2"><c r="B2" s="4"><v>7</v></c></row><row r="3"><c r="B3"/></row>',
        ),
        (
            "<row><c s='4'/><c/></row><row spans='2:2'><c/><c><v>2</v></c></row>",
            (2, 2),
            "<row><c s='4'/><c/></row><row><c/>" + '<c r="B2" s="4"><v>7</v></c></row>',
        ),
    ],
)
def test_a_value_is_put_where_it_belongs_and_all_else_stays(
    rows: str, place: tuple[int, int], told: str
) -> None:
    assert edited(rows, place) == told


def test_elements_may_have_a_prefix_and_their_attributes_any_sign() -> None:
    rows = '<x:row r="1"><x:c r="A1" note="a > b"><x:v>1</x:v></x:c></x:row>'
    part = with_values(sheet(rows, "x:"), {(1, 1): ("<&", (1, 1))})
    assert b'<x:c r="A1" t="inlineStr"><x:is><x:t xml:space="preserve">&lt;&amp;</x:t>' in part
    assert b"</x:is></x:c></x:row></x:sheetData>" in part


def test_what_formulas_once_amounted_to_is_forgotten() -> None:
    rows = '<row r="1"><c r="A1" t="str" s="4"><f>B1</f><v>old</v></c><c r="B1"><v>3</v></c></row>'
    assert edited(rows) == '<row r="1"><c r="A1" s="4"><f>B1</f></c><c r="B1"><v>3</v></c></row>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<sheets/><calcPr calcId='1'/>", "<sheets/><calcPr calcId='1' fullCalcOnLoad=\"1\"/>"),
        ('<calcPr fullCalcOnLoad="0"></calcPr>', '<calcPr fullCalcOnLoad="1"></calcPr>'),
        ("<sheets/><extLst/>", '<sheets/><calcPr fullCalcOnLoad="1"/><extLst/>'),
        ("<sheets/>", '<sheets/><calcPr fullCalcOnLoad="1"/>'),
    ],
)
def test_a_workbook_is_calculated_when_it_is_opened(before: str, after: str) -> None:
    part = calculated_anew(f"<workbook>{before}</workbook>".encode())
    assert part.decode() == f"<workbook>{after}</workbook>"


def test_a_mark_at_the_beginning_counts() -> None:
    part = b"\xef\xbb\xbf" + b'<?xml version="1.0" encoding="UTF-8"?>' + sheet(FIRST)
    assert b'<c r="A1" s="4"><v>7</v></c>' in with_values(part, {(1, 1): (7, (1, 1))})


def test_what_is_not_written_in_utf_8_is_refused() -> None:
    for part in (
        sheet(FIRST).decode().encode("utf-16"),
        b'<?xml version="1.0" encoding="latin-1"?>' + sheet(FIRST),
        b"<worksheet>",
    ):
        with pytest.raises(UnreadableError):
            with_values(part, {(1, 1): (7, (1, 1))})


@given(st.dictionaries(PLACES, VALUES), st.dictionaries(PLACES, VALUES))
def test_any_values_come_back_among_all_others(
    before: dict[tuple[int, int], Value], put: dict[tuple[int, int], Value]
) -> None:
    drawn = Workbook()
    for (row, column), value in (before | {(1, 1): "first"}).items():
        cell = drawn.worksheets[0].cell(row, column)
        cell.value = value
        cell.data_type = "s" if isinstance(value, str) else cell.data_type
    path = BytesIO()
    drawn.save(path)
    made = BytesIO()
    edits = {place: (value, (1, 1)) for place, value in put.items()}
    with ZipFile(path) as source, ZipFile(made, "w") as archive:
        for name in source.namelist():
            part = source.read(name)
            archive.writestr(name, with_values(part, edits) if name == PART else part)
    found = load_workbook(made).worksheets[0]
    for (row, column), value in (before | {(1, 1): "first"} | put).items():
        assert found.cell(row, column).value == value


def test_other_parts_of_a_sheet_stay_byte_by_byte(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["B2"] = "x"
    book.worksheets[0].column_dimensions["B"].width = 33
    book.save(tmp_path / "book.xlsx")
    with ZipFile(tmp_path / "book.xlsx") as archive:
        part = archive.read(PART)
    assert with_values(part, {}) == part
    changed = with_values(part, {(2, 2): (1, (2, 2))})
    assert part.partition(b"</row>")[2] == changed.partition(b"</row>")[2]
