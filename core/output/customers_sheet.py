"""The sheets with one row per customer.

Their headers are drawn like every other sheet. The rows, of which there may be a
million, are written as XML at once: cell by cell they would take minutes.
"""

from dataclasses import replace

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

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
    number_cell,
    pieces,
    row_of,
    style_of,
    text_cell,
)
from core.output.whereabouts import everyone
from core.progress import Progress
from core.tables.listing import measure_title

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
    write = _Rows(book, contents).write
    fillings = {}
    for number, start in enumerate(range(0, max(total, 1), most), 1):
        title = "Customers" if number == 1 else f"Customers {number}"
        stop = min(start + most, total)
        extent = _draw_header(Page(book, title), contents, stop - start)
        fillings[title] = Filling({}, pieces(write, (start, stop, total), progress), extent)
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


class _Rows:
    """Writes the row of a customer as XML."""

    def __init__(self, book: Workbook, contents: PlanContents) -> None:
        self._book = book
        self._contents = contents
        self._ids = contents.segments.customer_ids.tolist()
        self._confidence = contents.segments.confidence.tolist()
        self._values = contents.scored.values.tolist()
        self._scores = contents.scored.scores.tolist()
        self._gains = contents.advice.gain.tolist()
        self._text = self._style(FLAT)
        self._id = self._style(replace(FLAT, format=ANY_TEXT))
        self._code = self._style(replace(FLAT, align="right"))
        self._score = self._style(replace(FLAT, format=SCORE, align="right"))
        self._money = self._style(replace(FLAT, format=MONEY, align="right"))
        self._value = tuple(
            self._style(replace(FLAT, format=axis_format(column), align="right"))
            for column in self._contents.scored.values.T.tolist()
        )
        self._segments = tuple(
            self._segment_cells(code, name)
            for code, name in enumerate(
                ("not scored", *(segment.name for segment in contents.segments.segments))
            )
        )
        self._places = everyone(contents)
        count = 5 + len(ADVICE) + 2 * len(contents.scored.axes)
        self._letters = tuple(get_column_letter(column) for column in range(1, count + 1))

    def _style(self, look: Look) -> int:
        return style_of(self._book, look)

    def _segment_cells(self, code: int, name: str) -> tuple[str, ...]:
        """Return colour, code and name of a segment; none of the first two for not scored."""
        fill = self._style(replace(FLAT, fill=segment_colour(code) if code else ""))
        number = number_cell(code or float("nan"), self._code)
        return f'" s="{fill}"/>', number, text_cell(name, self._text)

    def write(self, row: int, line: int) -> str:
        """Return the customer in ``row``, the one after the last, as row ``line`` of the sheet."""
        _row, place = next(self._places)
        cells = (
            text_cell(self._ids[row], self._id),
            *self._segments[place.code],
            number_cell(self._confidence[row], self._score),
            *map(number_cell, self._values[row], self._value),
            *(number_cell(score, self._score) for score in self._scores[row]),
            text_cell(place.action, self._text),
            number_cell(self._gains[row], self._money),
            text_cell(place.planned, self._text),
            text_cell(place.arm, self._text),
            text_cell(place.reason, self._text),
        )
        return row_of(self._letters, cells, line)
