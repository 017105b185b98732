"""The sheets with one row per customer.

Their headers are drawn like every other sheet. The rows, of which there may be a
million, are written as XML at once: cell by cell they would take minutes.
"""

from dataclasses import replace
from functools import partial

import numpy as np
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from core.output import whereabouts
from core.output.archive import Filling
from core.output.cell_text import UNFIT
from core.output.contents import PlanContents
from core.output.looks import (
    ANY_TEXT,
    BODY,
    HEADER,
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
from core.progress import Progress
from core.tables.listing import measure_title

WORDS = (1, 2, 4)
"""Columns of words among the first ones."""

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
        title = "Customers" if number == 1 else f"Customers {number}"
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
    last = get_column_letter(len(titles) + 3)
    for column, title in enumerate(titles, 1):
        page.text(1, column, title, HEADER if column in WORDS else NUMBER_HEADER)
    page.text(1, len(titles) + 1, "Next action", HEADER)
    page.text(1, len(titles) + 2, "In the\nplan", HEADER)
    page.text(1, len(titles) + 3, "Reason", HEADER)
    page.widths((18, NARROW, 8, 34, 11, *(14.0 for _ in (*values, *scores)), 26, 8, 80))
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
    said, places = whereabouts.places(contents)
    codes = np.where(contents.segments.codes > 0, contents.segments.codes, np.nan)
    ids = contents.segments.customer_ids.to_numpy(dtype=object)
    acts = np.array([bool(one.action) for one in said])
    chosen = np.where(acts[places], 1 + contents.planned, 0)
    return [
        texts_xml(lambda rows: ids[rows].tolist(), style(replace(FLAT, format=ANY_TEXT))),
        looks_xml([style(_swatch(one.code)) for one in said], places),
        numbers_xml(codes, style(right)),
        words_xml([one.name or "not scored" for one in said], places, text),
        numbers_xml(np.where(codes > 0, contents.segments.confidence, np.nan), score),
        *(
            numbers_xml(values, style(replace(right, format=axis_format(values.tolist()))))
            for values in contents.scored.values.T
        ),
        *(numbers_xml(scores, score) for scores in contents.scored.scores.T),
        words_xml([one.action for one in said], places, text),
        words_xml(("", "no", "yes"), chosen, text),
        words_xml([one.reason for one in said], places, text),
    ]


def _swatch(code: int) -> Look:
    return replace(FLAT, fill=segment_colour(code) if code else "")
