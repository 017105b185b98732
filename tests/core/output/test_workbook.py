import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from core.errors import UserError
from core.output.contents import PlanContents
from core.output.looks import SEGMENT_COLOURS
from core.output.segments_sheet import even_shares
from core.output.workbook import write_plan
from core.progress import Cancelled, Progress

Make = Callable[..., PlanContents]

PAYLOADS = (
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "{=1+1}",
    "http://example.org/a?b=c&d=e",
    "mailto:someone@example.org",
    "file:///etc/passwd",
    "'quoted",
    "\uff1d1+1",
    "<f>1+1</f>",
    "]]>&amp;",
)


def _written(contents: PlanContents, folder: Path) -> Path:
    path = folder / "plan.xlsx"
    write_plan(path, contents, Progress())
    return path


def _xml(path: Path) -> dict[str, str]:
    with ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def _column(path: Path, sheet: str, column: int) -> list[object]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    return [row[column] for row in rows[1:]]


def test_the_workbook_has_its_sheets_in_reading_order(make_contents: Make, tmp_path: Path) -> None:
    names = CalamineWorkbook.from_path(_written(make_contents(), tmp_path)).sheet_names
    assert names == [
        "Summary",
        "Segments",
        "Action plan",
        "To do",
        "Objectives",
        "Journeys",
        "1 Delighted, cheap to serve, va",
        "2 Content, cheap to serve, valu",
        "3 Content, costly, valuable",
        "4 Delighted, costly, middling v",
        "5 Unhappy, cheap to serve, valu",
        "6 Content, cheap to serve, litt",
        "7 Unhappy, costly, middling val",
        "8 Delighted, costly, little val",
        "9 Unhappy, costly, little value",
        "Customers",
        "Assumptions",
        "Method & assumptions",
        "Receipt",
    ]


def test_the_same_contents_give_the_same_bytes(make_contents: Make, tmp_path: Path) -> None:
    first = _written(make_contents(), tmp_path).read_bytes()
    second = _written(make_contents(), tmp_path).read_bytes()
    assert first == second


def test_no_moment_of_writing_is_in_the_file(make_contents: Make, tmp_path: Path) -> None:
    path = _written(make_contents(), tmp_path)
    with ZipFile(path) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", _xml(path)["docProps/core.xml"])) == {"1980-01-01T"}


def test_text_from_data_is_never_a_formula_or_a_link(make_contents: Make, tmp_path: Path) -> None:
    ids = sorted(f"{payload}{number}" for number in range(3) for payload in PAYLOADS)
    harmless, hostile = tmp_path / "harmless", tmp_path / "hostile"
    harmless.mkdir()
    hostile.mkdir()
    plain = _xml(_written(make_contents(len(ids)), harmless))
    path = _written(make_contents(ids=ids, names=PAYLOADS[:9]), hostile)
    parts = _xml(path)
    for name, xml in parts.items():
        assert xml.count("<f>") == plain[name].count("<f>"), name
        assert "<hyperlink" not in xml, name
        assert "/hyperlink" not in xml, name
    assert set(parts) == set(plain)
    assert _column(path, "Customers", 0) == ids


def test_ids_stay_text(make_contents: Make, tmp_path: Path) -> None:
    ids = ["000123", "1E5", "12345678901234567890", "2026-01-02", "NA", "TRUE", " a ", "_x0041_"]
    path = _written(make_contents(ids=ids), tmp_path)
    assert _column(path, "Customers", 0) == ids


def test_what_a_workbook_cannot_hold_is_shown_as_such_and_told(
    make_contents: Make, tmp_path: Path
) -> None:
    ids = ["a\x0bb", "c\ud800d", "e\uffff", "fine"]
    path = _written(make_contents(ids=ids), tmp_path)
    assert _column(path, "Customers", 0) == ["a�b", "c�d", "e�", "fine"]
    assert "3 texts hold characters" in _xml(path)["xl/worksheets/sheet18.xml"]


def test_a_segment_may_have_any_name(make_contents: Make, tmp_path: Path) -> None:
    names = ("a\x0bb", "c\ud800d", "<&>", '"', "'", "]]>", " x ", "%s{cost}", "_x0041_")
    path = _written(make_contents(names=names), tmp_path)
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("Segments")
    shown = [row[2] for row in sheet.to_python(skip_empty_area=False)]
    assert shown[4:13] == ["a�b", "c�d", "<&>", '"', "'", "]]>", " x ", "%s{cost}", "_x0041_"]
    first = load_workbook(path, data_only=True)["Summary"]["C13"].value
    assert first in shown


def test_a_text_longer_than_a_cell_is_refused(make_contents: Make, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="too long for a cell"):
        _written(make_contents(ids=["x" * 32_768]), tmp_path)
    assert list(tmp_path.iterdir()) == []
    _written(make_contents(ids=["x" * 32_767]), tmp_path)


def test_cancel_leaves_the_old_file(make_contents: Make, tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(Cancelled):
        write_plan(target, make_contents(), Progress(stopped=lambda: True))
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_progress_runs_to_the_end(make_contents: Make, tmp_path: Path) -> None:
    shares: list[float] = []
    report = Progress(lambda _label, share: shares.append(share))
    write_plan(tmp_path / "plan.xlsx", make_contents(5000), report)
    assert shares == sorted(shares)
    assert len(shares) >= 3
    assert shares[-1] == 1.0


def test_segment_colours_belong_to_segments_alone(make_contents: Make, tmp_path: Path) -> None:
    contents = make_contents()
    book = load_workbook(_written(contents, tmp_path))
    sheet = book["Segments"]
    for segment in contents.segments.segments:
        assert sheet.cell(4 + segment.code, 1).fill.start_color.rgb.endswith(
            SEGMENT_COLOURS[segment.code - 1]
        )
    coloured = {
        cell.column
        for line in book["Customers"].iter_rows()
        for cell in line
        if cell.fill.fill_type == "solid"
    }
    assert coloured == {2}


def test_the_chart_is_native_and_has_a_bubble_for_each_segment(
    make_contents: Make, tmp_path: Path
) -> None:
    chart = _xml(_written(make_contents(), tmp_path))["xl/charts/chart1.xml"]
    assert chart.count("<ser>") == 9
    assert all(colour in chart for colour in SEGMENT_COLOURS)
    assert "Satisfaction, median" in chart
    assert "Lifetime value, median" in chart


def test_the_plan_can_be_worked_with(make_contents: Make, tmp_path: Path) -> None:
    book = load_workbook(_written(make_contents(budget=900.0), tmp_path))
    sheet = book["Action plan"]
    assert sheet.freeze_panes == "E6"
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    states, owners = lists
    assert states.formula1 == '"to do,under way,done,dropped"'
    assert owners.formula1 == "OFFSET(Assumptions!$I$6,0,0,MAX(1,COUNTA(Assumptions!$I$6:$I$17)),1)"
    assert not owners.showErrorMessage
    assert len(list(sheet.conditional_formatting)) == 3
    assert {"Total_gain", "Total_spend"} <= set(book.defined_names)
    assert not book["Summary"].sheet_view.showGridLines
    assert book.calculation.fullCalcOnLoad


def test_shares_add_up_to_a_hundred() -> None:
    assert even_shares([1, 1, 1]) == (0.334, 0.333, 0.333)
    assert even_shares([0, 0]) == (0.0, 0.0)
    assert sum(round(1000 * share) for share in even_shares(list(range(1, 10)))) == 1000


def test_an_analysis_in_which_nothing_pays_is_written_too(
    make_contents: Make, tmp_path: Path
) -> None:
    path = _written(make_contents(pays=False), tmp_path)
    shown = load_workbook(path, data_only=True)
    assert shown["Summary"]["C4"].value == 0
    assert "no action pays yet" in shown["Summary"]["B1"].value
    assert shown["Action plan"]["D6"].value == "No action pays"


def test_the_summary_begins_with_actions_that_the_budget_pays_for(
    make_contents: Make, tmp_path: Path
) -> None:
    path = _written(make_contents(budget=100.0), tmp_path)
    summary = load_workbook(path, data_only=True)["Summary"]
    first = [summary[f"G{row}"].value for row in (13, 14, 15)]
    assert first[0] > 0
    assert 0 not in first
    path = _written(make_contents(budget=0.0), tmp_path)
    told = load_workbook(path, data_only=True)["Summary"]["C13"].value
    assert told == "The plan reaches nobody. See the sheet “Action plan”."
