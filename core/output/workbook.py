"""The action plan as a workbook that people can go on working in."""

from pathlib import Path

from openpyxl import Workbook

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
from core.output.page import Page
from core.output.plan_places import TITLE_OF_SHEET as PLAN
from core.output.plan_sheet import draw_plan
from core.output.results_report import draw_report
from core.output.segments_sheet import TITLE_OF_SHEET as SEGMENTS
from core.output.segments_sheet import draw_segments
from core.output.summary_sheet import TITLE_OF_SHEET as SUMMARY
from core.output.summary_sheet import draw_summary
from core.output.todo_sheet import TITLE_OF_SHEET as TODO
from core.output.todo_sheet import draw_todo
from core.output.value_sheet import TITLE_OF_SHEET as VALUE
from core.output.value_sheet import draw_value
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
    place = hand_over_archive(path, lambda fresh: _write(fresh, contents, progress))
    progress.at(1.0)
    return place


def _write(path: Path, contents: PlanContents, progress: Progress) -> Digests:
    book = Workbook()
    book.properties.creator = "Nonagon"
    book.properties.title = "Action plan"
    book.remove(book.worksheets[0])
    titles = (SUMMARY, SEGMENTS, PLAN, TODO, OBJECTIVES, JOURNEYS)
    summary, segments, plan, todo, objectives, journeys = (Page(book, one) for one in titles)
    worth = []
    if contents.value is not None:
        worth = [Page(book, VALUE)]
        draw_value(worth[0], contents.value)
    rows = draw_customers(book, contents, progress)
    report = draw_report(book, contents)
    assumed, method = Page(book, ASSUMED), Page(book, METHOD)
    places = draw_segments(segments, contents)
    assumptions = draw_assumptions(assumed, contents)
    draw_plan(plan, contents, assumptions)
    draw_summary(summary, contents, draw_todo(todo, contents, assumptions), places)
    draw_objectives(objectives, contents)
    draw_journeys(journeys, contents)
    planned = (summary, segments, plan, todo, objectives, journeys)
    drawn = (*planned, *worth, *report, assumed, method)
    draw_method(method, contents, _notes(contents, drawn[:-1], len(rows)))
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
