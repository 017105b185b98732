import csv
import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest

from core.customer_lookups import CustomerQuery
from core.customers.roster import Roster
from core.errors import UserError
from core.export_kinds import BOOK, CRM, FileWanted, FileWritten
from core.intake.reading import read
from core.output import list_book
from core.output.archive import CHUNK, Digests, hand_over_archive
from core.output.writers import write_file
from core.progress import Cancelled, Progress
from core.settings import Source
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


def test_the_first_days_that_a_workbook_knows_come_back_and_earlier_ones_as_text(
    tmp_path: Path,
) -> None:
    days = ["1899-12-31", "1900-01-01", "1900-02-28", "1900-03-01", "2024-02-29"]
    cells = {"Joined": pd.to_datetime(days)}
    write_list(tmp_path / "list.xlsx", roster=roster_of(tuple("abcde"), cells))
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    assert [str(cell.value)[:10] for cell in book["Customers"]["B"][1:]] == days
    with ZipFile(tmp_path / "list.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<v>([0-9.]+)</v>", xml) == ["1.0", "59.0", "61.0", "45351.0"]
    read_again = read(Source(str(tmp_path / "list.xlsx")), Progress()).table["Joined"]
    assert read_again.tolist() == [pd.Timestamp(day) for day in days]


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_times_of_day_are_not_cut(tmp_path: Path, name: str) -> None:
    moments = ["2024-01-05 13:45:10", "1900-01-02 00:00:01", "2024-01-05 00:00:00"]
    cells = {"Joined": pd.to_datetime(moments)}
    write_list(tmp_path / name, roster=roster_of(("a", "b", "c"), cells))
    found = read(Source(str(tmp_path / name)), Progress()).table["Joined"]
    assert [str(one) for one in found] == moments
    if name == "list.csv":
        assert (tmp_path / name).read_text(encoding="utf-8").splitlines()[1] == f"a,{moments[0]}"


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


def test_a_workbook_that_is_read_again_can_be_stopped(tmp_path: Path) -> None:
    def write(path: Path) -> Digests:
        with ZipFile(path, "w") as archive:
            archive.writestr("part", b"")
            archive.writestr("large", bytes(3 * CHUNK))
        return {}

    told: list[float] = []
    progress = Progress(lambda _label, share: told.append(share), lambda: len(told) == 2)
    with pytest.raises(Cancelled):
        hand_over_archive(tmp_path / "list.xlsx", write, progress)
    assert not list(tmp_path.iterdir())


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
