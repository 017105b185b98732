import csv
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from core.customer_lookups import CustomerQuery
from core.customers.roster import Roster
from core.errors import UserError
from core.export_kinds import BOOK, CRM, FileWanted, FileWritten
from core.output import list_book
from core.output.writers import write_file
from core.progress import Cancelled, Progress
from tests.core.output.made_up import KEYS, material_of, roster_of


def write_list(
    path: Path,
    query: CustomerQuery | None = None,
    progress: Progress | None = None,
    roster: Roster | None = None,
) -> FileWritten:
    kind = BOOK if path.suffix == ".xlsx" else CRM
    wanted = FileWanted(kind, str(path), query or CustomerQuery(), columns=KEYS)
    return write_file(material_of(roster or roster_of()), wanted, progress or Progress())


def test_csv_holds_the_list_in_its_order_and_every_value_exactly(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    query = CustomerQuery(order_by="measure Value", descending=True)
    write_list(path, query)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    assert rows == [
        ["Customer", "Value", "City", "Joined"],
        ["d", "1000000000000000", "+49", "2024-02-29"],
        ["007", "0.30000000000000004", "a,b", "2021-03-01"],
        ["=1+1", "-5", 'say "hi"', ""],
        ["ünï", "", "", "1999-12-31"],
    ]


def test_the_workbook_holds_the_same_with_text_as_text_and_days_as_days(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_list(path)
    sheet = openpyxl.load_workbook(path)["Customers"]
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found[0] == ["Customer", "Value", "City", "Joined"]
    assert found[1][:3] == ["007", 0.1 + 0.2, "a,b"]
    assert found[2] == ["=1+1", -5, 'say "hi"', None]
    assert sheet["A3"].data_type != "f"
    assert str(found[1][3]) == "2021-03-01 00:00:00"
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:D5"


def test_a_filtered_list_holds_only_those(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_list(path, CustomerQuery(search="UNI"))
    assert path.read_text(encoding="utf-8").splitlines()[1:] == ["ünï,,,1999-12-31"]


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_list(tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_more_customers_than_a_sheet_holds_fill_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_book, "ROWS_PER_SHEET", 3)
    written = write_list(tmp_path / "list.xlsx")
    assert written.notes == ("More customers than a sheet holds: they fill 2 sheets.",)
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    assert [sheet.title for sheet in book] == ["Customers", "Customers 2"]
    assert book["Customers 2"]["A2"].value == "d"


def test_an_empty_list_is_a_header(tmp_path: Path) -> None:
    for name in ("none.csv", "none.xlsx"):
        write_list(tmp_path / name, CustomerQuery(search="nobody"))
    assert (tmp_path / "none.csv").read_text(encoding="utf-8") == "Customer,Value,City,Joined\n"
    assert openpyxl.load_workbook(tmp_path / "none.xlsx")["Customers"].max_row == 1


def test_half_a_character_is_told_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UserError, match="half a character"):
        write_list(path, roster=roster_of(("a", "b", "c\ud800", "d")))
    assert path.read_text(encoding="utf-8") == "old"


def test_stopping_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(Cancelled):
        write_list(path, progress=Progress(stopped=lambda: True))
    assert path.read_text(encoding="utf-8") == "old"


def test_missing_numbers_are_no_zeros(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_list(path)
    back = pd.read_csv(path, dtype={"Customer": str})
    assert pd.isna(back["Value"][2])


def test_a_sheet_of_which_the_disk_refused_a_part_is_told_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.xlsx"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("core.output.archive._END", "</never>")
    with pytest.raises(UserError, match="could not be written"):
        write_list(path)
    assert path.read_text(encoding="utf-8") == "old"
