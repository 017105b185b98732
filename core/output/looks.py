"""How the workbook looks: the light theme's colours, number formats and cell styles."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from math import isfinite
from typing import Literal
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

TEXT = "1B1D20"
QUIET = "575B63"
DISABLED = "8E9197"
ACCENT = "1B5DC4"
INPUT = "E4ECFA"
LINE = "DCD9D3"
CONTROL = "85827B"
GRID = "ECEAE6"
NEGATIVE = "A63D14"
NEGATIVE_SOFT = "FCEBE3"

SEGMENT_COLOURS = (
    "332288",
    "88CCEE",
    "44AA99",
    "117733",
    "999933",
    "DDCC77",
    "CC6677",
    "882255",
    "AA4499",
)
"""Paul Tol's muted nine, in code order; they belong to segments and to nothing else."""

JUDGED = {"won": ACCENT, "lost": NEGATIVE, "open": QUIET}
"""Of effects, by the kinds of `core.output.story.form.Span`, in every form of the report."""

PLAIN = "General"
COUNT = '#,##0;"−"#,##0'
MONEY = '#,##0.00;"−"#,##0.00'
SHARE = '0.0%;"−"0.0%'
FINE = '0.0000;"−"0.0000'
RATIO = '0.00;"−"0.00'
SCORE = "0.000"
DATE = "mm-dd-yy"
"""The format that every program shows as short dates are written where it runs."""

MOMENT = "yyyy-mm-dd hh:mm:ss"
"""There is no such format with seconds."""

ANY_TEXT = "@"


def segment_colour(code: int) -> str:
    """Return the colour of a segment as RRGGBB; grey beyond the ninth and for not scored."""
    return SEGMENT_COLOURS[code - 1] if 1 <= code <= len(SEGMENT_COLOURS) else CONTROL


def axis_format(values: Iterable[float]) -> str:
    """Return the number format in which all values of an axis can be told apart."""
    known = [value for value in values if isfinite(value)]
    if all(value == round(value) for value in known):
        return COUNT
    return MONEY if max(map(abs, known)) >= 1 else FINE


@dataclass(frozen=True)
class Look:
    """How a cell looks.

    Attributes
    ----------
    format
        Number format.
    align
        ``"left"``, ``"right"`` or ``"center"``.
    size, bold, colour
        Of the font; the colour as RRGGBB.
    fill
        Colour behind the text, or "" for none.
    rule
        Where a line runs: ``"row"`` and ``"header"`` below the cell, ``"total"`` above it;
        "" for none.
    wrap
        Whether the text runs over several lines.
    indent
        How far the text stands in from the left, in steps of about one character.
    """

    format: str = PLAIN
    align: str = "left"
    size: float = 10
    bold: bool = False
    colour: str = TEXT
    fill: str = ""
    rule: str = "row"
    wrap: bool = False
    indent: int = 0

    def put_on(self, cell: Cell) -> None:
        """Give a cell this look."""
        book = cell.parent.parent
        if cell.has_style or book is None:
            self._dress(cell)
            return
        # openpyxl looks each part of a style up among all of the book, which takes long.
        known = _STYLES.setdefault(book, {})
        if self not in known:
            self._dress(cell)
            known[self] = copy(cell._style)  # type: ignore[attr-defined]  # noqa: SLF001
        cell._style = copy(known[self])  # type: ignore[attr-defined]  # noqa: SLF001

    def _dress(self, cell: Cell) -> None:
        cell.number_format = self.format
        cell.font = Font(name="Calibri", size=self.size, bold=self.bold, color=self.colour)
        cell.alignment = Alignment(
            horizontal=self.align,
            vertical=self._vertical(),
            wrap_text=self.wrap,
            indent=self.indent if self.align == "left" else 0,
        )
        cell.border = _border(self.rule)
        if self.fill:
            cell.fill = PatternFill("solid", start_color=self.fill, end_color=self.fill)

    def _vertical(self) -> Literal["top", "center", "bottom"]:
        if self.rule == "header":
            return "bottom"
        return "top" if self.wrap else "center"


_STYLES: WeakKeyDictionary[Workbook, dict[Look, object]] = WeakKeyDictionary()
"""What openpyxl makes of each look that was put on a cell of a book."""


def _border(rule: str) -> Border:
    if rule == "header":
        return Border(bottom=Side("thin", color=CONTROL))
    if rule == "row":
        return Border(bottom=Side("thin", color=LINE))
    if rule == "total":
        return Border(top=Side("thin", color=CONTROL))
    return Border()


TITLE = Look(size=16, bold=True, rule="")
SECTION = Look(size=12, bold=True, rule="")
NOTE = Look(size=9, colour=QUIET, rule="")
SENTENCE = Look(rule="", wrap=True)
HEADER = Look(size=9, colour=QUIET, rule="header", wrap=True, indent=1)
NUMBER_HEADER = Look(size=9, colour=QUIET, rule="header", wrap=True, align="right")
BODY = Look(indent=1)
