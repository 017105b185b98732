"""The sheet that says who moved from where to where, beside what would have happened anyway."""

from dataclasses import replace

from core.output.looks import BODY, COUNT, NOTE, NUMBER_HEADER, QUIET, SECTION, TITLE
from core.output.page import NARROW, Page
from core.tables.periods import Moves
from core.tables.segments import Segment

TITLE_OF_SHEET = "Moves"
FIRST_COLUMN = 3
NUMBER = replace(BODY, align="right", format=COUNT)


def draw_moves(page: Page, moves: Moves, segments: tuple[Segment, ...]) -> None:
    """Draw the moves observed, those without any action, and those by chance alone."""
    names = tuple(segment.name for segment in segments)
    size = len(segments)
    page.widths((NARROW, 34, *(12.0 for _ in range(size + 3))))
    page.text(1, 1, "Who moved", TITLE)
    page.text(2, 1, "From the segment at the left to the one at the top.", NOTE)
    rows, columns = (*names, "Not scored before", "New"), (*names, "Not scored now", "Left")
    row = _draw_matrix(page, 4, "Observed", (rows, columns), moves.counts)
    told = "If nobody had been treated, as those held out show"
    row = _draw_matrix(page, row + 1, told, (rows, columns), moves.natural)
    if moves.chance:
        told = "If every customer had stayed as they are: chance and the return to the usual alone"
        row = _draw_matrix(page, row + 1, told, (names, names), moves.chance)
    page.sheet.freeze_panes = "C4"
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up()


def _draw_matrix(
    page: Page,
    row: int,
    title: str,
    names: tuple[tuple[str, ...], tuple[str, ...]],
    counts: tuple[tuple[float, ...], ...],
) -> int:
    """Draw a matrix with its sums; return the row after it."""
    rows, columns = names
    page.text(row, 1, title, SECTION)
    header = replace(NUMBER_HEADER, wrap=True)
    for at, name in enumerate((*columns, "All"), FIRST_COLUMN):
        page.text(row + 1, at, name, header)
    page.sheet.row_dimensions[row + 1].height = 40
    for at, (name, numbers) in enumerate(zip(rows, counts, strict=True), row + 2):
        page.swatch(at, 1, at - row - 1)
        page.text(at, 2, name)
        for column, number in enumerate(numbers, FIRST_COLUMN):
            look = NUMBER if number >= 1 / 2 else replace(NUMBER, colour=QUIET)
            page.number(at, column, number, look)
        page.number(at, FIRST_COLUMN + len(numbers), sum(numbers), replace(NUMBER, bold=True))
    return row + 2 + len(rows)
