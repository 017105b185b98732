"""The action plan as a workbook that people can go on working in."""

from functools import partial
from pathlib import Path

from openpyxl import Workbook

from core.output.archive import Filling, write_archive
from core.output.contents import PlanContents
from core.output.customers_sheet import draw_customers, unfit_ids
from core.output.method_sheet import TITLE_OF_SHEET as METHOD
from core.output.method_sheet import draw_method
from core.output.page import Page
from core.output.plan_places import TITLE_OF_SHEET as PLAN
from core.output.plan_sheet import draw_plan
from core.output.results_report import draw_report
from core.output.segments_sheet import TITLE_OF_SHEET as SEGMENTS
from core.output.segments_sheet import draw_segments
from core.output.summary_sheet import TITLE_OF_SHEET as SUMMARY
from core.output.summary_sheet import draw_summary
from core.output.writing import check_archive, written_aside
from core.progress import Progress


def write_plan(path: Path, contents: PlanContents, progress: Progress) -> None:
    """Write the action plan as a workbook; the same contents give the same bytes.

    Raises
    ------
    UserError
        If the file cannot be written there, or a text is longer than a cell holds.
    Cancelled
        If the progress says so; the old file is as it was.
    """
    written_aside(path, partial(_write, contents=contents, progress=progress), check_archive)
    progress.at(1.0)


def _write(path: Path, contents: PlanContents, progress: Progress) -> None:
    book = Workbook()
    book.properties.creator = "Nonagon"
    book.properties.title = "Action plan"
    book.remove(book.worksheets[0])
    summary, segments, plan = (Page(book, title) for title in (SUMMARY, SEGMENTS, PLAN))
    places = draw_segments(segments, contents)
    draw_summary(summary, contents, draw_plan(plan, contents), places)
    rows = draw_customers(book, contents, progress)
    report = draw_report(book, contents)
    method = Page(book, METHOD)
    drawn = (summary, segments, plan, *report, method)
    draw_method(method, contents, _notes(contents, drawn[:-1], len(rows)))
    fillings = {page.sheet.title: Filling(page.results) for page in drawn}
    write_archive(path, book, fillings | rows)


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
