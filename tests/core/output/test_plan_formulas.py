"""The formulas of the workbook lead to the numbers of the analysis."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from core.output.contents import PlanContents
from core.output.workbook import write_plan
from core.progress import Progress

Make = Callable[..., PlanContents]
Value = float | str

CENT = 0.005
FIRST_ROW = 6
PLAN = "Action plan"

_REFERENCE = re.compile(
    r"\"[^\"]*\"|(?:(?:'([^']+)'|(\w+))!)?\$?([A-Z]{1,2})\$?(\d+)(?::\$?([A-Z]{1,2})\$?(\d+))?"
)


class Number(float):
    """Divides by 0 without a fuss, because both branches of an IF are worked out."""

    def __truediv__(self, divisor: float) -> float:
        return float(self) / divisor if divisor else float("nan")


class Evaluator:
    """Works out the few kinds of formulas that the workbook has."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def value(self, sheet: str, cell: str) -> Value:
        content = self._book[sheet][cell].value
        if not isinstance(content, str) or self._book[sheet][cell].data_type != "f":
            return content if isinstance(content, str) else Number(content or 0)
        found = self._work_out(sheet, content.removeprefix("="))
        return found if isinstance(found, str) else Number(found)

    def _work_out(self, sheet: str, formula: str) -> Value:
        def reference(match: re.Match[str]) -> str:
            quoted, plain, column, row, last_column, last_row = match.groups()
            if column is None:
                return match[0]
            place = quoted or plain or sheet
            if last_column is None:
                return f"value({place!r}, '{column}{row}')"
            assert column == last_column
            rows = range(int(row), int(last_row) + 1)
            cells = (f"value({place!r}, '{column}{at}')" for at in rows)
            return f"[{', '.join(cells)}]"

        names = {
            "value": self.value,
            "IF": _choose,
            "SUM": sum,
            "MIN": min,
            "MAX": max,
            "RANK": _rank,
            "COUNTIF": list.count,
        }
        return eval(_REFERENCE.sub(reference, formula), {"__builtins__": {}}, names)  # noqa: S307


def _rank(number: float, numbers: list[float]) -> int:
    return 1 + sum(other > number for other in numbers)


def _choose(condition: bool, then: Value, otherwise: Value) -> Value:
    return then if condition else otherwise


def _written(contents: PlanContents, folder: Path) -> Path:
    path = folder / "plan.xlsx"
    write_plan(path, contents, Progress())
    return path


def _columns(book: Workbook) -> dict[str, str]:
    """Return the letter of each column of the plan by its title on one line."""
    row = book[PLAN][FIRST_ROW - 1]
    return {str(cell.value).replace("\n", " "): cell.column_letter for cell in row if cell.value}


def _formulas(book: Workbook) -> list[tuple[str, str]]:
    return [
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type == "f"
    ]


@pytest.mark.parametrize("budget", [None, 900.0, 0.0])
def test_the_formulas_lead_to_the_gains_of_the_analysis_to_the_cent(
    make_contents: Make, tmp_path: Path, budget: float | None
) -> None:
    contents = make_contents(budget=budget)
    book = load_workbook(_written(contents, tmp_path))
    evaluator, columns = Evaluator(book), _columns(book)
    assert len(contents.actions.ranking) == 6
    for row, code in enumerate(contents.actions.ranking, FIRST_ROW):
        best = contents.next_action(code).best
        assert best is not None
        more = best.worth_with - best.worth_without
        expected = {
            "Gain each": best.gain,
            "Gain each, lowest": best.success_low * more - best.unit_cost,
            "Gain each, highest": best.success_high * more - best.unit_cost,
            "80 % interval, from": best.gain_low,
            "Gain per 1 spent (ROI)": best.roi,
            "Break-even success": best.break_even,
            "Total gain": best.total,
            "Spend": best.unit_cost * best.customers,
        }
        for title, number in expected.items():
            found = evaluator.value(PLAN, f"{columns[title]}{row}")
            assert found == pytest.approx(number, abs=CENT / 100), (title, row)


def test_the_lines_of_the_plan_follow_the_assumptions(make_contents: Make, tmp_path: Path) -> None:
    contents = make_contents(budget=900.0)
    book = load_workbook(_written(contents, tmp_path))
    evaluator = Evaluator(book)
    for row, line in enumerate(contents.plan.lines, FIRST_ROW):
        values = [evaluator.value("To do", f"{letter}{row}") for letter in ("E", "K", "L", "M")]
        expected = [line.customers, line.spend, line.gain, line.gain_per_money]
        assert values == pytest.approx(expected, abs=CENT / 100)
    line = contents.plan.lines[0]
    at = next(cell.row for cell in book["Assumptions"]["A"] if cell.value == line.action)
    book["Assumptions"][f"C{at}"] = 1.0
    spend = Evaluator(book).value("To do", f"K{FIRST_ROW}")
    assert spend == pytest.approx(line.customers)


@pytest.mark.parametrize("budget", [None, 900.0])
def test_the_headline_numbers_are_those_of_the_plan(
    make_contents: Make, tmp_path: Path, budget: float | None
) -> None:
    contents = make_contents(budget=budget)
    evaluator = Evaluator(load_workbook(_written(contents, tmp_path)))
    assert evaluator.value("Summary", "C4") == pytest.approx(contents.plan.gain, abs=CENT)
    assert evaluator.value("Summary", "D4") == pytest.approx(contents.plan.spend, abs=CENT)
    assert evaluator.value("Summary", "G4") == contents.plan.assignments


@pytest.mark.parametrize(
    ("budget", "pays"), [(None, True), (900.0, True), (0.0, True), (900.0, False)]
)
def test_every_formula_shows_its_value_before_anything_recalculates(
    make_contents: Make, tmp_path: Path, budget: float | None, pays: bool
) -> None:
    path = _written(make_contents(budget=budget, pays=pays), tmp_path)
    evaluator = Evaluator(load_workbook(path))
    shown = load_workbook(path, data_only=True)
    formulas = _formulas(load_workbook(path))
    assert len(formulas) > 10
    for sheet, cell in formulas:
        worked_out = evaluator.value(sheet, cell)
        if worked_out == "":
            assert shown[sheet][cell].value in {None, ""}
        else:
            assert shown[sheet][cell].value == pytest.approx(worked_out), (sheet, cell)


def test_a_second_reader_sees_the_same_numbers(make_contents: Make, tmp_path: Path) -> None:
    contents = make_contents()
    rows = CalamineWorkbook.from_path(_written(contents, tmp_path)).get_sheet_by_name(PLAN)
    values = [cell for row in rows.to_python() for cell in row]
    for code in contents.actions.ranking:
        best = contents.next_action(code).best
        assert best is not None
        assert any(cell == pytest.approx(best.gain) for cell in values if isinstance(cell, float))


@given(
    cost=st.floats(0.01, 1e4),
    success=st.floats(0, 1),
    without=st.floats(-1e5, 1e5),
    worth=st.floats(-1e5, 1e5),
)
def test_changed_inputs_change_the_gain(
    book: Workbook, cost: float, success: float, without: float, worth: float
) -> None:
    columns, sheet = _columns(book), book[PLAN]
    action = sheet[f"{columns['Next best action']}{FIRST_ROW}"].value
    at = next(cell.row for cell in book["Assumptions"]["B"] if cell.value == action)
    book["Assumptions"][f"C{at}"], book["Assumptions"][f"E{at}"] = cost, success
    titles = ("Worth each if nothing is done", "Worth each if it succeeds")
    for title, number in zip(titles, (without, worth), strict=True):
        sheet[f"{columns[title]}{FIRST_ROW}"] = number
    gain = Evaluator(book).value(PLAN, f"{columns['Gain each']}{FIRST_ROW}")
    assert gain == pytest.approx(success * (worth - without) - cost)


@pytest.fixture(scope="module")
def book(make_contents: Make, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return load_workbook(_written(make_contents(), tmp_path_factory.mktemp("plan")))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("budget", [None, 900.0])
def test_libreoffice_recalculates_to_the_gains_of_the_analysis(
    make_contents: Make, tmp_path: Path, budget: float | None
) -> None:
    contents = make_contents(budget=budget)
    path = _without_values(_written(contents, tmp_path), tmp_path / "bare.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    folder = tmp_path / "recalculated"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180
    )
    shown = load_workbook(folder / path.name, data_only=True)
    columns = _columns(shown)
    for row, code in enumerate(contents.actions.ranking, FIRST_ROW):
        best = contents.next_action(code).best
        assert best is not None
        for title, number in (("Gain each", best.gain), ("Total gain", best.total)):
            assert shown[PLAN][f"{columns[title]}{row}"].value == pytest.approx(number, abs=CENT)
    assert shown["Summary"]["C4"].value == pytest.approx(contents.plan.gain, abs=CENT)
    written = load_workbook(tmp_path / "plan.xlsx", data_only=True)
    for sheet, cell in _formulas(load_workbook(path)):
        before, after = written[sheet][cell].value, shown[sheet][cell].value
        if before in {None, ""}:
            assert after in {None, ""}, (sheet, cell)
        else:
            assert after == pytest.approx(before), (sheet, cell)


def _without_values(path: Path, bare: Path) -> Path:
    """Save the workbook as openpyxl does, without what the formulas amount to."""
    load_workbook(path).save(bare)
    return bare
