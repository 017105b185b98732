"""The sheet that says where every row of the sources went, and how the sources met."""

from dataclasses import replace

from openpyxl.utils import get_column_letter

from core.output.contents import PlanContents
from core.output.looks import BODY, COUNT, HEADER, NOTE, NUMBER_HEADER, SECTION, TITLE, Look
from core.output.page import Page
from core.tables.sources import SourceTable

TITLE_OF_SHEET = "Receipt"
WIDTHS = (34.0, 14.0, *(12.0,) * 7, 14.0)
NUMBER = replace(BODY, align="right", format=COUNT)
PLAIN = replace(BODY, rule="")
TITLES = (
    "Source",
    "Kind",
    "Rows in",
    "Header",
    "Accepted",
    "Waiting",
    "Rejected",
    "Blank",
    "Totals",
    "Not accounted\nfor",
)
FIRST = 3
"""Column of the first number, the rows that came in."""


def draw_receipt(page: Page, contents: PlanContents) -> None:
    """Draw the rows of each source by what became of them; what is left over is a formula."""
    page.widths(WIDTHS)
    page.text(1, 1, "Receipt: where every row went", TITLE)
    page.text(2, 1, "Rows in = header + accepted + waiting + rejected + blank + totals.", NOTE)
    row = _draw_rows(page, contents.sources, 4)
    row = _draw_joins(page, contents, row + 2)
    page.text(row + 1, 1, "Content of the sources (SHA-256)", SECTION)
    for at, source in enumerate(contents.sources, row + 2):
        page.text(at, 1, source.name, PLAIN)
        page.text(at, 2, source.digest, PLAIN)
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up()


def _counts(source: SourceTable) -> tuple[int, ...]:
    """Return the rows that came in, what became of them, and what is not accounted for."""
    receipt = source.receipt
    fates = (
        receipt.header,
        receipt.accepted,
        receipt.waiting,
        receipt.rejected,
        receipt.blank,
        receipt.totals,
    )
    return receipt.rows_in, *fates, receipt.rows_in - sum(fates)


def _draw_rows(page: Page, sources: tuple[SourceTable, ...], row: int) -> int:
    """Draw a row for each source, and one for all of them; return the row below."""
    for column, title in enumerate(TITLES, 1):
        page.text(row, column, title, HEADER if column < FIRST else NUMBER_HEADER)
    page.sheet.row_dimensions[row].height = 28
    counted = [_counts(source) for source in sources]
    first, total = row + 1, row + 1 + len(sources)
    for at, (source, counts) in enumerate(zip(sources, counted, strict=True), first):
        page.text(at, 1, source.name)
        page.text(at, 2, source.kind.value)
        for column, count in enumerate(counts[:-1], FIRST):
            page.number(at, column, count, NUMBER)
        _draw_left(page, at, counts[-1], NUMBER)
    bold = replace(NUMBER, bold=True, rule="total")
    page.text(total, 1, "All sources", replace(bold, align="left"))
    page.text(total, 2, "", bold)
    for column, numbers in enumerate(zip(*counted, strict=True), FIRST):
        letter = get_column_letter(column)
        formula = f"SUM({letter}{first}:{letter}{total - 1})"
        page.formula(total, column, formula, sum(numbers), bold)
    return total + 1


def _draw_left(page: Page, row: int, left: int, look: Look) -> None:
    last = FIRST + len(TITLES) - FIRST
    cells = (f"{get_column_letter(column)}{row}" for column in range(FIRST, last))
    page.formula(row, last, "-".join(cells), left, look)


def _draw_joins(page: Page, contents: PlanContents, row: int) -> int:
    """Draw how the sources met; return the row below."""
    page.text(row, 1, "How the sources met on the customer id", SECTION)
    titles = ("Source", "", "Customers\nmatched", "Left out", "Not\nmentioned")
    for column, title in enumerate(titles, 1):
        page.text(row + 1, column, title, HEADER if column < FIRST else NUMBER_HEADER)
    page.text(row + 1, len(titles) + 1, "Left out, such as", HEADER)
    page.sheet.row_dimensions[row + 1].height = 28
    joins = contents.customers.joins
    for at, join in enumerate(joins, row + 2):
        page.text(at, 1, join.source)
        page.text(at, 2, "")
        for column, count in enumerate((join.matched, join.left_out, join.without), FIRST):
            page.number(at, column, count, NUMBER)
        page.text(at, len(titles) + 1, ", ".join(join.examples))
    return row + 2 + len(joins)
