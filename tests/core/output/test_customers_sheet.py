from collections.abc import Callable
from math import isnan
from pathlib import Path

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from core.output.archive import write_archive
from core.output.contents import PlanContents
from core.output.customers_sheet import draw_customers
from core.progress import Progress

Make = Callable[..., PlanContents]
Rows = list[list[object]]


def _sheets(contents: PlanContents, path: Path, most: int) -> dict[str, Rows]:
    book = Workbook()
    fillings = draw_customers(book, contents, Progress(), most)
    write_archive(path, book, fillings)
    read = CalamineWorkbook.from_path(path)
    return {name: read.get_sheet_by_name(name).to_python() for name in fillings}


def test_everybody_is_listed_with_exact_values(make_contents: Make, tmp_path: Path) -> None:
    contents = make_contents(90)
    rows = _sheets(contents, tmp_path / "list.xlsx", 1000)["Customers"]
    assert [row[0] for row in rows[1:]] == contents.segments.customer_ids.tolist()
    for at, row in enumerate(rows[1:]):
        code = int(contents.segments.codes[at])
        assert row[2] == (code or "")
        assert row[3] == (contents.segment(code).name if code else "not scored")
        for value, expected in zip(row[5:8], contents.scored.values[at].tolist(), strict=True):
            assert value == ("" if isnan(expected) else expected)


def test_customers_who_are_not_scored_come_with_the_reason(
    make_contents: Make, tmp_path: Path
) -> None:
    rows = _sheets(make_contents(90), tmp_path / "list.xlsx", 1000)["Customers"]
    unscored = [row for row in rows if row[3] == "not scored"]
    assert len(unscored) == 3
    assert {row[-1] for row in unscored} == {"Not scored: no value for satisfaction."}
    assert {cell for row in unscored for cell in row[-5:-1]} == {""}


def test_more_customers_than_a_sheet_holds_go_on_in_the_next(
    make_contents: Make, tmp_path: Path
) -> None:
    contents = make_contents(90)
    sheets = _sheets(contents, tmp_path / "list.xlsx", 40)
    assert [len(rows) - 1 for rows in sheets.values()] == [40, 40, 10]
    assert list(sheets) == ["Customers", "Customers 2", "Customers 3"]
    ids = [row[0] for rows in sheets.values() for row in rows[1:]]
    assert ids == contents.segments.customer_ids.tolist()
