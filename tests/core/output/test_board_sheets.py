"""The sheets that a board looks at: charts, one sheet per segment, the receipt."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest
from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import range_boundaries

from core.output.contents import PlanContents
from core.output.sheet_titles import LONGEST, segment_title
from core.output.workbook import write_plan
from core.progress import Progress
from tests.core.output.test_plan_formulas import Evaluator
from tests.core.output.worth import shop

Make = Callable[..., PlanContents]
SHORT_DATE = 14
_REFERENCE = re.compile(r"<(?:\w+:)?f>([^<]*)</(?:\w+:)?f>")


@pytest.fixture(scope="module")
def told(make_contents: Make, tmp_path_factory: pytest.TempPathFactory) -> PlanContents:
    value = shop(tmp_path_factory.mktemp("shop"))
    return replace(make_contents(budget=900.0), value=value)


@pytest.fixture(scope="module")
def path(told: PlanContents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    write_plan(target, told, Progress())
    return target


def column_of(path: Path, sheet: str, column: str) -> dict[object, int]:
    """Give the row of each text in a column."""
    return {cell.value: cell.row for cell in load_workbook(path)[sheet][column] if cell.value}


def test_the_summary_has_the_three_native_charts(path: Path) -> None:
    kinds = [type(chart).__name__ for chart in load_workbook(path)["Summary"]._charts]
    assert sorted(kinds) == ["BarChart", "BubbleChart", "ScatterChart"]


def test_without_value_and_plan_the_summary_has_the_map_alone(
    make_contents: Make, tmp_path: Path
) -> None:
    write_plan(tmp_path / "plan.xlsx", make_contents(pays=False), Progress())
    charts = load_workbook(tmp_path / "plan.xlsx")["Summary"]._charts
    assert [type(chart).__name__ for chart in charts] == ["BubbleChart"]


def test_every_chart_takes_its_numbers_from_cells_that_have_some(path: Path) -> None:
    book, shown = load_workbook(path), load_workbook(path, data_only=True)
    references = [
        reference
        for sheet in book.worksheets
        for chart in sheet._charts
        for series in chart.series
        for reference in _REFERENCE.findall(_xml(series))
    ]
    assert len(references) > 30
    for reference in references:
        sheet, cells = reference.rsplit("!", 1)
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        block = shown[sheet.strip("'")].iter_rows(top, bottom, left, right, values_only=True)
        assert all(value is not None for row in block for value in row), reference


def _xml(series: object) -> str:
    return tostring(series.to_tree(), encoding="unicode")


def test_the_steps_of_the_waterfall_follow_the_plan(told: PlanContents, path: Path) -> None:
    book = load_workbook(path)
    evaluator, rows = Evaluator(book), column_of(path, "To do", "C")
    for title, amount in told.plan.brings(4):
        assert evaluator.value("To do", f"E{rows[title]}") == pytest.approx(amount)
    assert evaluator.value("To do", f"E{rows['Cost of the plan']}") == pytest.approx(
        -told.plan.spend
    )
    assert evaluator.value("To do", f"E{rows['Net gain']}") == pytest.approx(told.plan.gain)
    assert evaluator.value("To do", f"F{rows['Cost of the plan']}") == pytest.approx(told.plan.gain)


def test_the_bars_of_many_actions_are_told_together(make_contents: Make, tmp_path: Path) -> None:
    contents = make_contents()
    lines = tuple(
        replace(line, title=f"Action {number}") for number, line in enumerate(contents.plan.lines)
    )
    contents = replace(contents, plan=replace(contents.plan, lines=lines))
    write_plan(tmp_path / "plan.xlsx", contents, Progress())
    rows = column_of(tmp_path / "plan.xlsx", "To do", "C")
    evaluator = Evaluator(load_workbook(tmp_path / "plan.xlsx"))
    (_title, rest) = contents.plan.brings(4)[-1]
    assert evaluator.value("To do", f"E{rows['Other actions']}") == pytest.approx(rest)


def test_the_rank_is_a_formula_that_gives_the_rank_of_the_analysis(
    told: PlanContents, path: Path
) -> None:
    book = load_workbook(path)
    for row, code in enumerate(told.actions.ranking, 6):
        assert str(book["Action plan"][f"A{row}"].value).startswith("=RANK(")
        assert Evaluator(book).value("Action plan", f"A{row}") == told.next_action(code).rank


def test_only_the_segments_that_were_chosen_get_a_sheet(
    make_contents: Make, tmp_path: Path
) -> None:
    write_plan(tmp_path / "plan.xlsx", make_contents(), Progress(), chosen=(7, 2, 99))
    names = load_workbook(tmp_path / "plan.xlsx").sheetnames
    assert [name for name in names if name[0].isdigit()] == [
        "2 Content, cheap to serve, valu",
        "7 Unhappy, costly, middling val",
    ]


def test_the_sheet_of_a_segment_has_its_lines_of_the_plan_and_its_best_customers(
    told: PlanContents, path: Path
) -> None:
    book = load_workbook(path)
    evaluator = Evaluator(book)
    line = told.plan.lines[0]
    title = segment_title(line.segment, told.segment(line.segment).name)
    rows = column_of(path, title, "B")
    at = rows["In the plan"] + 2
    values = [evaluator.value(title, f"{letter}{at}") for letter in "DEF"]
    assert values == pytest.approx([line.customers, line.spend, line.gain])
    first = next(text for text in rows if str(text).startswith("With whom to begin"))
    people = [cell.value for cell in book[title]["B"][rows[first] + 1 :] if cell.value]
    members = told.segments.customer_ids[told.advice.arm == 1].tolist()
    assert people
    assert set(people) <= set(members)


@pytest.mark.parametrize(
    "name", ["a/b\\c?d*e[f]g:h", "x" * 60, "😀" * 30, "'quoted'", "a\x0bb", "line\r\nfeed", ""]
)
def test_any_name_makes_a_title_that_a_spreadsheet_takes(name: str) -> None:
    title = segment_title(4, name)
    assert title.startswith("4")
    assert len(title.encode("utf-16-le")) // 2 <= LONGEST
    assert not re.search(r"[:\\/?*\[\]\x00-\x1f]", title)
    assert not title.endswith("'")


def test_the_receipt_leaves_no_row_over(told: PlanContents, path: Path) -> None:
    book = load_workbook(path)
    evaluator, rows = Evaluator(book), column_of(path, "Receipt", "A")
    source = told.sources[0].receipt
    row = rows["customers.xlsx"] if "All sources" not in rows else rows["All sources"]
    assert evaluator.value("Receipt", f"C{row}") == source.rows_in
    assert evaluator.value("Receipt", f"E{row}") == source.accepted
    assert evaluator.value("Receipt", f"J{row}") == 0


def test_owners_can_be_named_once_and_chosen(path: Path) -> None:
    book = load_workbook(path)
    assert book["Assumptions"]["I5"].value == "Owners to choose from"
    plan = book["Action plan"]
    assert plan["Z5"].value == "Owner"
    assert any("Z6" in str(rule.sqref) for rule in plan.data_validations.dataValidation)


def test_dates_are_shown_as_they_are_written_where_the_reader_is(path: Path) -> None:
    due = load_workbook(path)["Action plan"]["AA6"]
    assert due.number_format == BUILTIN_FORMATS[SHORT_DATE]
