from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.output.contents import PlanContents
from core.output.workbook import write_plan
from core.progress import Progress
from core.tables.value import ValueTable
from tests.core.output.test_plan_formulas import Evaluator
from tests.core.output.worth import shop

Make = Callable[..., PlanContents]


@pytest.fixture
def value(tmp_path: Path) -> ValueTable:
    return shop(tmp_path)


@pytest.fixture
def path(make_contents: Make, value: ValueTable, tmp_path: Path) -> Path:
    target = tmp_path / "plan.xlsx"
    write_plan(target, replace(make_contents(180), value=value), Progress())
    return target


def row_of(sheet: Worksheet, text: str) -> int:
    return next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == text)


def test_the_sheet_stands_before_the_customers(path: Path) -> None:
    names = load_workbook(path).sheetnames
    assert names.index("Value") == names.index("Customers") - 1


def test_profit_and_sums_are_live_formulas_with_their_values(path: Path, value: ValueTable) -> None:
    book, shown = load_workbook(path), load_workbook(path, data_only=True)
    evaluator, sheet = Evaluator(book), book["Value"]
    for name, tier in zip(("Top", "Middle", "Bottom"), value.tiers, strict=True):
        row = row_of(sheet, name)
        assert sheet[f"F{row}"].value == f"=C{row}-D{row}-E{row}"
        assert evaluator.value("Value", f"F{row}") == pytest.approx(tier.profit)
        assert shown["Value"][f"F{row}"].value == pytest.approx(tier.profit)
        assert evaluator.value("Value", f"G{row}") == pytest.approx(tier.share_of_profit)
    assert value.totals is not None
    total = row_of(sheet, "All")
    assert evaluator.value("Value", f"F{total}") == pytest.approx(value.totals.profit)
    assert evaluator.value("Value", f"B{total}") == 180


def test_costs_by_activity_add_up_and_what_is_unused_stands_below(
    path: Path, value: ValueTable
) -> None:
    book = load_workbook(path)
    evaluator, sheet = Evaluator(book), book["Value"]
    assert value.totals is not None
    row = row_of(sheet, "Cost to serve")
    assert evaluator.value("Value", f"D{row}") == pytest.approx(value.totals.cost_to_serve)
    assert sheet[f"A{row + 1}"].value == "Charged to nobody: service desk"


def test_the_curve_is_a_chart_of_the_points_beside_it(path: Path, value: ValueTable) -> None:
    sheet = load_workbook(path)["Value"]
    assert value.whale is not None
    points = [row for row in sheet.iter_rows(min_col=16, max_col=17, values_only=True) if row[0]]
    assert points[0] == ("Customers", "Profit together")
    assert points[-1] == (1, pytest.approx(value.whale.total))
    assert len(points) <= 102


def test_how_it_was_worked_out_is_in_the_method(path: Path, value: ValueTable) -> None:
    sheet = load_workbook(path)["Method & assumptions"]
    told = {cell.value for (cell,) in sheet.iter_rows(max_col=1)}
    assert set(value.assumptions) <= told
    assert "lifetime_value" not in told


def test_the_model_is_shown_beside_its_baseline(path: Path) -> None:
    sheet = load_workbook(path)["Value"]
    row = row_of(sheet, "How good is the lifetime value?")
    names = [sheet[f"A{row + at}"].value for at in (3, 4, 5)]
    assert names == ["Lifetime value", "Amounts so far (baseline)", "Those who turned out best"]
