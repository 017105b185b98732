"""The sheets with one row per customer.

Their headers are drawn like every other sheet. The rows, of which there may be a
million, are written as XML at once: cell by cell they would take minutes.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from core.customers.columns import ARMS
from core.output.archive import Filling
from core.output.cell_text import UNFIT
from core.output.contents import PlanContents
from core.output.looks import (
    ANY_TEXT,
    BODY,
    HEADER,
    MONEY,
    NUMBER_HEADER,
    SCORE,
    Look,
    axis_format,
    segment_colour,
)
from core.output.page import NARROW, Page
from core.output.sheet_rows import (
    ROWS_PER_SHEET,
    CellsXml,
    looks_xml,
    numbers_xml,
    pieces,
    style_of,
    texts_xml,
    words_xml,
)
from core.output.whereabouts import reason_of, sayings_of
from core.progress import Progress
from core.tables.listing import measure_title

TITLE_OF_SHEET = "Customers"
WORDS = (1, 2, 4)
"""Columns of words among the first ones."""

ADVICE = (
    ("Next action", HEADER, 26),
    ("Gain", NUMBER_HEADER, 11),
    ("In the plan", HEADER, 26),
    ("Arm", HEADER, 10),
    ("Reason", HEADER, 100),
)
"""Titles, looks and widths of the last columns."""

FLAT = replace(BODY, rule="")
"""Without a line below each row: a hundred thousand of them say nothing."""


def draw_customers(
    book: Workbook, contents: PlanContents, progress: Progress, most: int = ROWS_PER_SHEET
) -> dict[str, Filling]:
    """Draw as many sheets as it takes to hold all customers; return their rows by title.

    Parameters
    ----------
    book
        The workbook to which the sheets are added.
    contents
        What is written.
    progress
        Told while the rows are written.
    most
        Rows that a sheet holds below its header.
    """
    total = len(contents.segments.customer_ids)
    columns: list[CellsXml] = []
    fillings = {}
    for number, start in enumerate(range(0, max(total, 1), most), 1):
        title = TITLE_OF_SHEET if number == 1 else f"{TITLE_OF_SHEET} {number}"
        stop = min(start + most, total)
        extent = _draw_header(Page(book, title), contents, stop - start)
        columns = columns or _columns(book, contents)
        fillings[title] = Filling({}, pieces(columns, (start, stop, total), progress), extent)
    return fillings


def unfit_ids(contents: PlanContents) -> int:
    """Return how many customer ids have characters that a workbook cannot hold."""
    return sum(UNFIT.search(name) is not None for name in contents.segments.customer_ids.tolist())


def _draw_header(page: Page, contents: PlanContents, rows: int) -> str:
    """Draw what stands above the rows; return the cells that the sheet covers."""
    axes = contents.scored.axes
    values = tuple(_value_title(axis.measure, axis.formula) for axis in axes)
    scores = tuple(f"{measure_title(axis.measure)}\nscore, 0–1" for axis in axes)
    titles = ("Customer id", "", "Segment\ncode", "Segment", "Confidence\n0–1", *values, *scores)
    last = get_column_letter(len(titles) + len(ADVICE))
    for column, title in enumerate(titles, 1):
        page.text(1, column, title, HEADER if column in WORDS else NUMBER_HEADER)
    for column, (title, header, _width) in enumerate(ADVICE, len(titles) + 1):
        page.text(1, column, title, header)
    widths = (14.0 for _ in (*values, *scores))
    page.widths((18, NARROW, 8, 34, 11, *widths, *(width for *_, width in ADVICE)))
    page.sheet.row_dimensions[1].height = 38
    page.sheet.freeze_panes = "B2"
    page.sheet.auto_filter.ref = f"A1:{last}{rows + 1}"
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up("1:1")
    return f"A1:{last}{rows + 1}"


def _value_title(measure: str, formula: str) -> str:
    title = measure_title(measure)
    return title if formula in {measure, title} else f"{title}\n{formula}"


def _columns(book: Workbook, contents: PlanContents) -> list[CellsXml]:
    """Return the cells of the sheet, column by column."""
    style = partial(style_of, book)
    right = replace(FLAT, align="right")
    text, score = style(FLAT), style(replace(right, format=SCORE))
    codes, advice = contents.segments.codes, contents.advice
    known = codes > 0
    ids = contents.segments.customer_ids.to_numpy(dtype=object)
    names = ("not scored", *(segment.name for segment in contents.segments.segments))
    titles = ("", *(action.title for action in contents.settings.catalogue))
    return [
        texts_xml(lambda rows: ids[rows].tolist(), style(replace(FLAT, format=ANY_TEXT))),
        looks_xml([style(_swatch(code)) for code in range(len(names))], codes),
        numbers_xml(np.where(known, codes, np.nan), style(right)),
        words_xml(names, codes, text),
        numbers_xml(np.where(known, contents.segments.confidence, np.nan), score),
        *(
            numbers_xml(values, style(replace(right, format=axis_format(values.tolist()))))
            for values in contents.scored.values.T
        ),
        *(numbers_xml(scores, score) for scores in contents.scored.scores.T),
        words_xml(titles, advice.action, text),
        numbers_xml(advice.gain, style(replace(right, format=MONEY))),
        words_xml(titles, advice.planned, text),
        words_xml(tuple(ARMS.values()), advice.arm, text),
        texts_xml(_reasons(contents), text),
    ]


def _reasons(contents: PlanContents) -> Callable[[slice], list[str]]:
    sayings, everybody = sayings_of(contents), range(len(contents.segments.codes))
    return lambda rows: [reason_of(contents, sayings, row) for row in everybody[rows]]


def _swatch(code: int) -> Look:
    return replace(FLAT, fill=segment_colour(code) if code else "")
