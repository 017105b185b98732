import csv
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.errors import UserError
from core.export_kinds import BOOK, CRM, EXCEL, FileWanted
from core.output.list_text import (
    EXACT,
    TextForm,
    TextTable,
    check_text,
    for_excel,
    guarded,
    unguarded,
    write_text,
)
from core.output.writers import write_file
from core.progress import Progress
from core.tables.listing import CellKind
from tests.core.output.injections import PAYLOADS
from tests.core.output.made_up import material_of, roster_of

RUNS = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
KEYS = ("customer", "measure Text")
CHANGED = (
    *(
        "=1",
        "+49 1",
        "-x",
        "@x",
        " =1",
        "'=1",
        "007",
        "1E5",
        "1.5",
        "1234567890123456",
        "50%",
        "€5",
    ),
    *("1-2", "3/4", "12:30", "11 pm", "Mar 5", "5 Okt", "2025-03-31", "TRUE"),
    *("5. Januar 2024", "1. März 2024", "12. Februar", "Dezember 2023", "März 24", "1 mrt"),
    *("5 janvier 2024", "1er février", "5 avril", "3 enero", "10 de mayo de 2024", "9 maart"),
    *("12 maj", "5 gennaio 2024", "5 January 2024", "January 5, 2024", "5-juillet-24", "'5 mai"),
    *("5 January 2024 13:45", "2024年5月1日", "WAHR", "falsch", "VRAI", "FAUX", "VERDADERO"),
    *("FALSO", "VERO", "WAAR", "ONWAAR", "SANT", "FALSKT"),
)
KEPT = (
    *("", "0", "12345", "123456789012345", "C-0012", "12 High St", "a=b", "x@y.example"),
    *("Jane", "Mark", "May", "Decker 5", "'t Hooft", "O'Neil", "Mai", "Januar", "Marchand 5"),
    *("5 Marchand", "Room 5", "5 May Road", "Sant Jordi", "true story", "Wahrheit"),
)


def table_of(texts: Sequence[str], numbers: Sequence[float]) -> TextTable:
    cells = list(zip(texts, numbers, strict=True))
    return TextTable(
        ("Text", "Number"), (CellKind.TEXT, CellKind.NUMBER), len(cells), cells.__getitem__
    )


def rows_of(path: Path, separator: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=separator, strict=True))


def payload_list(path: Path, kind: str) -> Path:
    roster = roster_of(PAYLOADS, {"Text": PAYLOADS[::-1]})
    wanted = FileWanted(kind, str(path), columns=KEYS)
    write_file(material_of(roster), wanted, Progress())
    return path


def test_there_are_two_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 200


def test_a_crm_gets_every_payload_byte_for_byte(tmp_path: Path) -> None:
    path = payload_list(tmp_path / "list.csv", CRM)
    expected = "".join(
        f"{_quoted(one)},{_quoted(other)}\r\n"
        for one, other in zip(PAYLOADS, PAYLOADS[::-1], strict=True)
    )
    assert path.read_bytes() == f"Customer,Text\r\n{expected}".encode()


def _quoted(text: str) -> str:
    """Write a field as RFC 4180 says."""
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\r\n') else text


def test_excel_gets_no_payload_that_it_would_run_and_nothing_is_lost(tmp_path: Path) -> None:
    rows = rows_of(payload_list(tmp_path / "list.csv", EXCEL))[1:]
    assert not [cell for row in rows for cell in row if RUNS.match(cell)]
    assert [unguarded(row[0]) for row in rows] == list(PAYLOADS)


def test_a_workbook_holds_payloads_as_text_without_formulas_and_links(tmp_path: Path) -> None:
    path = payload_list(tmp_path / "list.xlsx", BOOK)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        others = [name for name in archive.namelist() if "rels" in name or "external" in name]
        links = [name for name in others if b"hyperlink" in archive.read(name)]
    assert not re.search("<f[ >]", sheet)
    assert "hyperlink" not in sheet
    assert not links
    cells = [row[0] for row in openpyxl.load_workbook(path)["Customers"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert not [cell for cell in cells if cell.hyperlink]
    read = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [row[0] for row in read[1:]] == list(PAYLOADS)


@pytest.mark.parametrize("text", CHANGED)
def test_what_excel_would_run_or_change_has_an_apostrophe_before_it(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", KEPT)
def test_what_excel_leaves_alone_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@given(text=st.text())
def test_the_apostrophe_can_always_be_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_numbers_for_excel_have_the_decimal_sign_of_the_computer(tmp_path: Path) -> None:
    path, form = tmp_path / "list.csv", for_excel(decimal_comma=True)
    table = table_of(("a;b", "c", ""), (0.1 + 0.2, -5.0, float("nan")))
    write_text(path, table, form, Progress())
    assert path.read_bytes().startswith(b"\xef\xbb\xbfText;Number\r\n")
    assert rows_of(path, ";")[1:] == [["a;b", "0,30000000000000004"], ["c", "-5"], ["", ""]]


@pytest.mark.parametrize("form", [EXACT, for_excel(decimal_comma=False)])
@pytest.mark.parametrize("damage", [b"x", b"\r\nmore,1\r\n", b'"'])
def test_any_difference_is_found_when_the_file_is_read_again(
    tmp_path: Path, form: TextForm, damage: bytes
) -> None:
    path, table = tmp_path / "list.csv", table_of(("a", "b"), (1.0, 2.0))
    write_text(path, table, form, Progress())
    check_text(path, table, form, Progress())
    content = path.read_bytes()
    for spoilt in (content + damage, damage + content, content[:-3], content.replace(b"b", b"c")):
        path.write_bytes(spoilt)
        with pytest.raises(UserError, match="did not come back"):
            check_text(path, table, form, Progress())
