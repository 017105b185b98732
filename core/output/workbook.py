"""The action plan as a workbook that people can go on working in."""

from pathlib import Path

from openpyxl import Workbook

from core.export_kinds import A4
from core.output.archive import Digests, Filling, hand_over_archive, write_archive
from core.output.assumption_places import TITLE_OF_SHEET as ASSUMED
from core.output.assumption_sheet import draw_assumptions
from core.output.contents import PlanContents
from core.output.customers_sheet import draw_customers, unfit_ids
from core.output.journeys_sheet import TITLE_OF_SHEET as JOURNEYS
from core.output.journeys_sheet import draw_journeys
from core.output.method_sheet import TITLE_OF_SHEET as METHOD
from core.output.method_sheet import draw_method
from core.output.objectives_sheet import TITLE_OF_SHEET as OBJECTIVES
from core.output.objectives_sheet import draw_objectives
from core.output.page import Page, set_paper
from core.output.plan_places import TITLE_OF_SHEET as PLAN
from core.output.plan_sheet import draw_plan
from core.output.receipt_sheet import TITLE_OF_SHEET as RECEIPT
from core.output.receipt_sheet import draw_receipt
from core.output.results_report import draw_report
from core.output.segment_sheet import draw_segment
from core.output.segments_sheet import TITLE_OF_SHEET as SEGMENTS
from core.output.segments_sheet import draw_segments
from core.output.sheet_titles import segment_title
from core.output.summary_charts import Drawn
from core.output.summary_sheet import TITLE_OF_SHEET as SUMMARY
from core.output.summary_sheet import draw_summary
from core.output.todo_sheet import TITLE_OF_SHEET as TODO
from core.output.todo_sheet import draw_todo
from core.output.value_sheet import TITLE_OF_SHEET as VALUE
from core.output.value_sheet import draw_value
from core.output.waterfall_chart import draw_falls
from core.progress import Progress


def write_plan(
    path: Path,
    contents: PlanContents,
    progress: Progress,
    chosen: tuple[int, ...] | None = None,
    paper: str = A4,
) -> Path:
    """Write the action plan as a workbook, and return where it is.

    The same contents give the same bytes.

    Parameters
    ----------
    path
        Where it goes.
    contents
        What is written.
    progress
        Told while the customers are written.
    chosen
        Codes of the segments that get a sheet of their own; None for all of them.
    paper
        What it is printed on, one of `core.output.page.PAPERS`.

    Raises
    ------
    UserError
        If the file cannot be written there, or a text is longer than a cell holds.
    Cancelled
        If the progress says so; the old file is as it was.
    """
    codes = tuple(segment.code for segment in contents.segments.segments)
    own = tuple(code for code in codes if chosen is None or code in chosen)
    return hand_over_archive(
        path, lambda fresh: _write(fresh, contents, progress, own, paper), progress
    )


def _write(
    path: Path,
    contents: PlanContents,
    progress: Progress,
    chosen: tuple[int, ...],
    paper: str,
) -> Digests:
    book = Workbook()
    book.properties.creator = "Nonagon"
    book.properties.title = "Action plan"
    book.remove(book.worksheets[0])
    titles = (SUMMARY, SEGMENTS, PLAN, TODO, OBJECTIVES, JOURNEYS)
    summary, segments, plan, todo, objectives, journeys = (Page(book, one) for one in titles)
    own = _segment_pages(book, contents, chosen)
    worth, curve = [], None
    if contents.value is not None:
        worth = [Page(book, VALUE)]
        curve = draw_value(worth[0], contents.value)
    rows = draw_customers(book, contents, progress)
    report = draw_report(book, contents)
    assumed, method, receipt = Page(book, ASSUMED), Page(book, METHOD), Page(book, RECEIPT)
    places = draw_segments(segments, contents)
    assumptions = draw_assumptions(assumed, contents)
    draw_plan(plan, contents, assumptions)
    planned = draw_todo(todo, contents, assumptions)
    falls = draw_falls(todo, contents.plan, planned)
    draw_summary(summary, contents, planned, Drawn(places, curve, falls))
    for code, page in own.items():
        draw_segment(page, contents, code, planned)
    draw_objectives(objectives, contents)
    draw_journeys(journeys, contents)
    draw_receipt(receipt, contents)
    pages = (summary, segments, plan, todo, objectives, journeys)
    others = (*pages, *worth, *report, assumed, receipt)
    draw_method(method, contents, _notes(contents, others, len(rows)))
    fillings = {page.sheet.title: Filling(page.results) for page in (*others, *own.values())}
    set_paper(book, paper)
    return write_archive(path, book, fillings | rows)


def _segment_pages(
    book: Workbook, contents: PlanContents, chosen: tuple[int, ...]
) -> dict[int, Page]:
    """Add the sheets of the segments that were chosen; return them by code."""
    return {code: Page(book, segment_title(code, contents.segment(code).name)) for code in chosen}


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
