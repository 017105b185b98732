"""The sheet for the team: who gets what in the plan, and whom to leave alone."""

from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from core.output.assumption_places import AssumptionPlaces
from core.output.contents import PlanContents
from core.output.looks import BODY, COUNT, HEADER, MONEY, NOTE, NUMBER_HEADER, RATIO, SHARE, TITLE
from core.output.page import NARROW, Page, Result
from core.output.plan_columns import NUMBER, Column
from core.tables.plan import PlanLine

TITLE_OF_SHEET = "To do"
FIRST_ROW = 6
_GAIN = "{success}*{more}-{cost}"

COLUMNS = (
    Column("swatch", "", NARROW),
    Column("code", "Code", 6, replace(NUMBER, align="center")),
    Column("segment", "Segment", 34, replace(BODY, bold=True)),
    Column("action", "Action", 26),
    Column("customers", "Customers", 11, replace(NUMBER, format=COUNT), total=True),
    Column(
        "cost",
        "Cost each",
        11,
        replace(NUMBER, format=MONEY),
        formula="{assumed_unit_cost}",
    ),
    Column("reach", "Part of the\nway covered", 11, replace(NUMBER, format=SHARE)),
    Column(
        "success",
        "Success",
        10,
        replace(NUMBER, format=SHARE),
        formula="{assumed_success}*{reach}",
    ),
    Column("more", "Worth more if\nit succeeds", 13, replace(NUMBER, format=MONEY)),
    Column("gain", "Gain each", 12, replace(NUMBER, format=MONEY), formula=_GAIN),
    Column(
        "spend",
        "Spend",
        12,
        replace(NUMBER, format=MONEY),
        formula="{cost}*{customers}",
        total=True,
    ),
    Column(
        "total",
        "Net gain",
        13,
        replace(NUMBER, format=COUNT, bold=True),
        formula="{gain}*{customers}",
        total=True,
    ),
    Column(
        "roi",
        "Gain per 1\nspent",
        10,
        replace(NUMBER, format=RATIO),
        formula='IF({spend}>0,{total}/{spend},"")',
    ),
    Column("held", "Held out", 10, replace(NUMBER, format=COUNT), total=True),
    Column("detectable", "Detectable\neffect each", 12, replace(NUMBER, format=MONEY)),
)
LETTERS = {column.name: get_column_letter(at) for at, column in enumerate(COLUMNS, 1)}


@dataclass(frozen=True)
class TodoPlaces:
    """Where the plan has what the summary refers to, and what stands there.

    Attributes
    ----------
    total
        Row of the sums.
    values
        What stands in each row of the plan, by row and column name.
    totals
        The sums, by column name.
    """

    total: int
    values: dict[int, dict[str, Result]]
    totals: dict[str, float]

    def cell(self, name: str, row: int) -> str:
        """Return the address of a cell for a formula on another sheet."""
        return f"'{TITLE_OF_SHEET}'!${LETTERS[name]}${row}"


def draw_todo(page: Page, contents: PlanContents, assumed: AssumptionPlaces) -> TodoPlaces:
    """Draw who gets what, best return first, and return where things are."""
    plan = contents.plan
    page.text(1, 1, "To do: who gets what, best return first", TITLE)
    page.text(2, 1, "The customers themselves are in the sheet “Customers”, column “Arm”.", NOTE)
    page.text(3, 1, "Leave those who are held out alone: they show what the actions earn.", NOTE)
    for at, column in enumerate(COLUMNS, 1):
        look = NUMBER_HEADER if column.look.align == "right" else HEADER
        page.text(FIRST_ROW - 1, at, column.title, look)
    values = {}
    for row, line in enumerate(plan.lines, FIRST_ROW):
        values[row] = _values(line)
        _draw_line(page, row, (line, contents.segment(line.segment).name), assumed)
    total = FIRST_ROW + len(plan.lines)
    totals = {
        column.name: float(sum(float(row[column.name]) for row in values.values()))
        for column in COLUMNS
        if column.total
    }
    places = TodoPlaces(total, values, totals)
    _draw_total(page, places)
    _set_up(page, total)
    return places


def _values(line: PlanLine) -> dict[str, Result]:
    cost = line.spend / line.customers if line.customers else 0.0
    return {
        "customers": line.customers,
        "cost": cost,
        "reach": line.reach,
        "success": line.success,
        "more": line.worth_more,
        "gain": line.success * line.worth_more - cost,
        "spend": line.spend,
        "total": line.gain,
        "roi": line.gain_per_money,
        "held": line.held_out,
        "detectable": "" if line.detectable is None else line.detectable,
    }


def _draw_line(
    page: Page, row: int, shown: tuple[PlanLine, str], assumed: AssumptionPlaces
) -> None:
    line, name = shown
    values = _values(line)
    words = {"segment": name, "action": line.title}
    cells = {column: f"{letter}{row}" for column, letter in LETTERS.items()}
    cells |= {f"assumed_{field}": assumed.cell(line.action, field) for field in assumed.columns}
    for at, column in enumerate(COLUMNS, 1):
        if column.name == "swatch":
            page.swatch(row, at, line.segment)
        elif column.name == "code":
            page.number(row, at, line.segment, column.look)
        elif column.name in words:
            page.text(row, at, words[column.name], column.look)
        elif column.formula:
            formula = column.formula.format(**cells)
            page.formula(row, at, formula, values[column.name], column.look)
        else:
            value = values[column.name]
            page.number(row, at, None if value == "" else float(value), column.look)


def _draw_total(page: Page, places: TodoPlaces) -> None:
    some = bool(places.values)
    for at, column in enumerate(COLUMNS, 1):
        look = replace(column.look, bold=True, rule="total", fill="")
        letter = LETTERS[column.name]
        if column.total and some:
            formula = f"SUM({letter}{FIRST_ROW}:{letter}{places.total - 1})"
            page.formula(places.total, at, formula, places.totals[column.name], look)
        elif column.total:
            page.number(places.total, at, 0, look)
        else:
            words = ("Plan" if some else "Nobody") if column.name == "segment" else ""
            page.text(places.total, at, words, look)


def _set_up(page: Page, total: int) -> None:
    page.widths(tuple(column.width for column in COLUMNS))
    page.sheet.row_dimensions[FIRST_ROW - 1].height = 28
    for row in range(FIRST_ROW, total + 1):
        page.sheet.row_dimensions[row].height = 19
    page.sheet.freeze_panes = f"D{FIRST_ROW}"
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up(f"{FIRST_ROW - 1}:{FIRST_ROW - 1}")
