"""The action plan as a workbook that people can go on working in."""

from pathlib import Path

from openpyxl import Workbook

from core.output.archive import Digests, Filling, check_parts, write_archive
from core.output.contents import PlanContents
from core.output.customers_sheet import draw_customers, unfit_ids
from core.output.handing import hand_over
from core.output.method_sheet import TITLE_OF_SHEET as METHOD
from core.output.method_sheet import draw_method
from core.output.page import Page
from core.output.plan_places import TITLE_OF_SHEET as PLAN
from core.output.plan_sheet import draw_plan
from core.output.segments_sheet import TITLE_OF_SHEET as SEGMENTS
from core.output.segments_sheet import draw_segments
from core.output.summary_sheet import TITLE_OF_SHEET as SUMMARY
from core.output.summary_sheet import draw_summary
from core.progress import Progress


def write_plan(path: Path, contents: PlanContents, progress: Progress) -> Path:
    """Write the action plan as a workbook, and return where it is.

    The same contents give the same bytes.

    Raises
    ------
    UserError
        If the file cannot be written there, or a text is longer than a cell holds.
    Cancelled
        If the progress says so; the old file is as it was.
    """
    digests: Digests = {}
    place = hand_over(
        path,
        lambda fresh: digests.update(_write(fresh, contents, progress)),
        lambda fresh: check_parts(fresh, digests),
    )
    progress.at(1.0)
    return place


def _write(path: Path, contents: PlanContents, progress: Progress) -> Digests:
    book = Workbook()
    book.properties.creator = "Nonagon"
    book.properties.title = "Action plan"
    book.remove(book.worksheets[0])
    summary, segments, plan = (Page(book, title) for title in (SUMMARY, SEGMENTS, PLAN))
    places = draw_segments(segments, contents)
    draw_summary(summary, contents, draw_plan(plan, contents), places)
    rows = draw_customers(book, contents, progress)
    method = Page(book, METHOD)
    drawn = (summary, segments, plan, method)
    draw_method(method, contents, _notes(contents, drawn[:3], len(rows)))
    fillings = {page.sheet.title: Filling(page.results) for page in drawn}
    return write_archive(path, book, fillings | rows)


def _notes(contents: PlanContents, drawn: tuple[Page, ...], sheets: int) -> tuple[str, ...]:
    notes = []
    if sheets > 1:
        notes.append(f"There are more customers than a sheet holds; they fill {sheets} sheets.")
    replaced = unfit_ids(contents) + sum(page.replaced for page in drawn)
    if replaced:
        notes.append(
            f"{replaced:,} texts hold characters that a workbook cannot hold; each such "
            "character is shown as �. The list of customers as CSV has the ids exactly."
        )
    return tuple(notes)
