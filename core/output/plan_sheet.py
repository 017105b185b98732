"""The sheet with the action plan: ranked, and alive through its formulas."""

from dataclasses import replace

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from core.customers.next_action import next_step
from core.output.assumption_places import AssumptionPlaces
from core.output.contents import PlanContents
from core.output.looks import (
    ACCENT,
    BODY,
    DISABLED,
    HEADER,
    NOTE,
    RATIO,
    SECTION,
    TITLE,
    Look,
)
from core.output.page import Page, Result
from core.output.plan_columns import Column, columns, known_values
from core.output.plan_places import FIRST_ROW, PlanPlaces, total_roi
from core.output.plan_rules import STATUSES, add_colours, add_lists
from core.tables.actions import NextAction, SegmentAction

GROUP_ROW = FIRST_ROW - 2
WHO = ("owner", "due", "status")
PRINTED_SIZE = 72
"""Per cent at which the plan is two pages wide."""


def draw_plan(page: Page, contents: PlanContents, assumed: AssumptionPlaces) -> PlanPlaces:
    """Draw the action plan and return where things are."""
    drawn = columns(contents)
    letters = {column.name: get_column_letter(at) for at, column in enumerate(drawn, 1)}
    writer = _Rows(page, contents, (drawn, letters), assumed)
    _draw_top(page, drawn)
    ranked = [contents.next_action(code) for code in contents.actions.ranking]
    for row, following in enumerate(ranked, FIRST_ROW):
        writer.write(row, following)
    total = FIRST_ROW + len(ranked)
    span = FIRST_ROW, total - 1, total
    places = PlanPlaces(letters, *span, writer.paying, writer.totals())
    _draw_total(page, drawn, places)
    last = _draw_unpaid(page, contents, writer, total + 2)
    _set_up(page, drawn, places, last)
    add_lists(page, places, last)
    add_colours(page, places, last)
    return places


def _draw_top(page: Page, drawn: tuple[Column, ...]) -> None:
    page.text(1, 1, "Action plan, greatest total gain first", TITLE)
    page.text(2, 1, "What it could gain if everybody who may get it did; see “To do”.", NOTE)
    page.text(3, 1, "Change the blue cells here and in “Assumptions”: all the rest follows.", NOTE)
    for at, column in enumerate(drawn, 1):
        page.text(GROUP_ROW, at, column.group, replace(NOTE, colour=ACCENT, bold=True))
        align = column.look.align
        header = replace(HEADER, align=align)
        page.text(GROUP_ROW + 1, at, column.title, header)


class _Rows:
    """Writes one row per segment.

    ``paying`` has what was written for the actions that pay, by row and column name.
    """

    def __init__(
        self,
        page: Page,
        contents: PlanContents,
        drawn: tuple[tuple[Column, ...], dict[str, str]],
        assumed: AssumptionPlaces,
    ) -> None:
        self._page = page
        self._contents = contents
        self._columns, self._letters = drawn
        self._assumed = assumed
        self._last = FIRST_ROW + len(contents.actions.ranking) - 1
        self.paying: dict[int, dict[str, Result]] = {}

    def write(self, row: int, following: NextAction) -> None:
        """Write the next best action of a segment."""
        known = known_values(following.best) if following.best is not None else {}
        words = self._words(following)
        if following.pays:
            self.paying[row] = {**known, **words}
        for at, column in enumerate(self._columns, 1):
            look = column.look if following.pays else _greyed(column, following)
            if column.name == "swatch":
                self._page.swatch(row, at, following.segment)
            elif column.name in known:
                self._draw_number(row, at, (column, look), (known, following.best))
            elif column.name == "code":
                self._page.number(row, at, following.segment, look)
            elif column.name == "rank" and following.rank is not None:
                self._page.formula(row, at, self._rank(row), following.rank, look)
            else:
                self._page.text(row, at, words.get(column.name, ""), look)

    def totals(self) -> dict[str, float]:
        """Return the sums over the rows written so far, by column name."""
        return {
            column.name: float(sum(float(values[column.name]) for values in self.paying.values()))
            for column in self._columns
            if column.total
        }

    def _rank(self, row: int) -> str:
        """Return the formula of the rank; among equal gains the upper row comes first."""
        letter = self._letters["total"]
        first, last = f"{letter}${FIRST_ROW}", f"{letter}${self._last}"
        own = f"{letter}{row}"
        return f"RANK({own},{first}:{last})+COUNTIF({first}:{own},{own})-1"

    def _draw_number(
        self,
        row: int,
        at: int,
        column: tuple[Column, Look],
        known: tuple[dict[str, Result], SegmentAction | None],
    ) -> None:
        definition, look = column
        value = known[0][definition.name]
        if definition.formula and known[1] is not None:
            cells = {name: f"{letter}{row}" for name, letter in self._letters.items()}
            cells |= {
                f"assumed_{field}": self._assumed.cell(known[1].action, field)
                for field in self._assumed.columns
            }
            self._page.formula(row, at, definition.formula.format(**cells), value, look)
        else:
            self._page.number(row, at, float(value), look)

    def _words(self, following: NextAction) -> dict[str, str]:
        best = following.best
        name = self._contents.segment(following.segment).name
        if best is None:
            return {"segment": name, "action": "None", "to": next_step(following)[1]}
        stays = best.to == best.segment
        to = "stays" if stays else f"{best.to}  {self._contents.segment(best.to).name}"
        status = STATUSES[0] if following.pays else ""
        words = {"segment": name, "action": best.title, "to": to}
        return words | {"evidence": best.evidence, "status": status}


def _greyed(column: Column, following: NextAction) -> Look:
    """Return the look where nothing pays: what can be changed stays marked."""
    fill = "" if column.name in WHO or following.best is None else column.look.fill
    return replace(column.look, colour=DISABLED, bold=False, fill=fill)


def _draw_total(page: Page, drawn: tuple[Column, ...], places: PlanPlaces) -> None:
    some = places.last >= places.first
    for at, column in enumerate(drawn, 1):
        look = replace(column.look, bold=True, fill="", colour=BODY.colour, rule="total")
        letter = places.letters[column.name]
        if column.total and some:
            formula = f"SUM({letter}{places.first}:{letter}{places.last})"
            page.formula(places.total, at, formula, places.totals[column.name], look)
        elif column.total:
            page.number(places.total, at, 0, look)
        elif column.name == "roi" and some:
            _draw_total_roi(page, at, places, replace(look, format=RATIO))
        else:
            words = "Total" if some else "No action pays"
            page.text(places.total, at, words if column.name == "segment" else "", look)


def _draw_total_roi(page: Page, at: int, places: PlanPlaces, look: Look) -> None:
    spend = f"{places.letters['spend']}{places.total}"
    formula = f'IF({spend}>0,{places.letters["total"]}{places.total}/{spend},"")'
    page.formula(places.total, at, formula, total_roi(places), look)


def _print_two_wide(page: Page, places: PlanPlaces) -> None:
    """Print what can be changed on the first page and what follows on the second."""
    page.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    page.sheet.page_setup.scale = PRINTED_SIZE
    page.sheet.print_title_cols = f"A:{places.letters['segment']}"
    last_input = column_index_from_string(places.letters["with"])
    page.sheet.col_breaks.append(Break(id=last_input))


def _draw_unpaid(page: Page, contents: PlanContents, writer: _Rows, row: int) -> int:
    """Draw the segments where nothing pays; return the last row used."""
    unpaid = [following for following in contents.actions.next_actions if not following.pays]
    if not unpaid:
        return row - 2
    page.text(row, 1, "No action pays for these segments", SECTION)
    page.text(row + 1, 1, "The action that comes nearest, if there is one.", NOTE)
    for at, following in enumerate(unpaid, row + 2):
        writer.write(at, following)
    return row + 1 + len(unpaid)


def _set_up(page: Page, drawn: tuple[Column, ...], places: PlanPlaces, last: int) -> None:
    page.widths(tuple(column.width for column in drawn))
    page.sheet.row_dimensions[GROUP_ROW + 1].height = 28
    for row in range(FIRST_ROW, last + 1):
        page.sheet.row_dimensions[row].height = 19
    page.sheet.freeze_panes = f"E{FIRST_ROW}"
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up(f"{GROUP_ROW}:{GROUP_ROW + 1}")
    _print_two_wide(page, places)
    page.sheet.print_area = f"A1:{places.letters['status']}{last}"
    for name, column in (("Total_gain", "total"), ("Total_spend", "spend")):
        page.book.defined_names[name] = DefinedName(
            name, attr_text=places.cell(column, places.total)
        )
