"""The report on what the earlier period's plan earned, as a workbook of its own."""

from pathlib import Path

from openpyxl import Workbook

from core.errors import UserError
from core.export_kinds import A4
from core.output.archive import Digests, Filling, hand_over_archive, write_archive
from core.output.contents import PlanContents
from core.output.moves_sheet import TITLE_OF_SHEET as MOVES
from core.output.moves_sheet import draw_moves
from core.output.page import Page, set_paper
from core.output.results_sheet import TITLE_OF_SHEET as RESULTS
from core.output.results_sheet import draw_results
from core.progress import Progress


def write_report(path: Path, contents: PlanContents, progress: Progress, paper: str = A4) -> Path:
    """Write the report, and return where it is; the same contents give the same bytes.

    Raises
    ------
    UserError
        If there is no earlier period, or the file cannot be written there.
    """
    check_report(contents)
    return hand_over_archive(path, lambda fresh: _write(fresh, contents, paper), progress)


def check_report(contents: PlanContents) -> None:
    """Make sure that there is something to report.

    Raises
    ------
    UserError
        If there is no earlier period.
    """
    if contents.results is None:
        raise UserError(
            "There is nothing to report: no later period has been imported.",
            "Import a later period first.",
        )


def draw_report(book: Workbook, contents: PlanContents) -> tuple[Page, ...]:
    """Draw the sheets of the report into a workbook; none without an earlier period."""
    if contents.results is None:
        return ()
    pages = Page(book, RESULTS), Page(book, MOVES)
    draw_results(pages[0], contents.results, contents.earlier)
    draw_moves(pages[1], contents.results.moves, contents.earlier)
    return pages


def _write(path: Path, contents: PlanContents, paper: str) -> Digests:
    book = Workbook()
    book.properties.creator = "Nonagon"
    book.properties.title = "What the plan really earned"
    book.remove(book.worksheets[0])
    drawn = draw_report(book, contents)
    set_paper(book, paper)
    return write_archive(path, book, {page.sheet.title: Filling(page.results) for page in drawn})
