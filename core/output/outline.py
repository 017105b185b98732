"""Which sheets a workbook will have, and what each of them holds."""

from core.output.assumption_places import TITLE_OF_SHEET as ASSUMED
from core.output.contents import PlanContents
from core.output.customers_sheet import TITLE_OF_SHEET as CUSTOMERS
from core.output.journeys_sheet import TITLE_OF_SHEET as JOURNEYS
from core.output.method_sheet import TITLE_OF_SHEET as METHOD
from core.output.moves_sheet import TITLE_OF_SHEET as MOVES
from core.output.objectives_sheet import TITLE_OF_SHEET as OBJECTIVES
from core.output.plan_places import TITLE_OF_SHEET as PLAN
from core.output.receipt_sheet import TITLE_OF_SHEET as RECEIPT
from core.output.results_sheet import TITLE_OF_SHEET as RESULTS
from core.output.segments_sheet import TITLE_OF_SHEET as SEGMENTS
from core.output.sheet_titles import segment_title
from core.output.summary_sheet import TITLE_OF_SHEET as SUMMARY
from core.output.todo_sheet import TITLE_OF_SHEET as TODO
from core.output.value_sheet import TITLE_OF_SHEET as VALUE

Sheets = tuple[tuple[str, str], ...]
"""Title of each sheet, and what it holds."""


def sheets_of_plan(contents: PlanContents, chosen: tuple[int, ...] | None) -> Sheets:
    """Return the sheets of a plan, in their order; ``chosen`` segments have one of their own."""
    own = tuple(
        (segment_title(one.code, one.name), "The segment on one page, to print")
        for one in contents.segments.segments
        if chosen is None or one.code in chosen
    )
    worth = ((VALUE, "What customers are worth, and where the profit comes from"),)
    return (
        (SUMMARY, "Headline numbers and charts, on one page"),
        (SEGMENTS, "The segments in numbers"),
        (PLAN, "Who gets what, with live formulas"),
        (TODO, "Owner, due date and status of every action"),
        (OBJECTIVES, "How far each objective is reached"),
        (JOURNEYS, "The way of each segment to the ideal"),
        *own,
        *(worth if contents.value is not None else ()),
        (CUSTOMERS, "Everybody, one row each"),
        *sheets_of_report(contents),
        (ASSUMED, "What the numbers rest on; change it, and read it back"),
        (METHOD, "How the numbers are made"),
        (RECEIPT, "Where every row of your files went"),
    )


def sheets_of_report(contents: PlanContents) -> Sheets:
    """Return the sheets on what the earlier plan earned; none without an earlier period."""
    if contents.results is None:
        return ()
    return (
        (RESULTS, "What each action really earned, with intervals"),
        (MOVES, "Who moved, beside what would have happened anyway"),
    )
