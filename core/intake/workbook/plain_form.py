"""Rows of a sheet in any legal markup, put into the plain form that is scanned many at a time.

In the plain form a cell is ``<c r="B7" s="3" t="n">`` with its place first, then at most a formula
without anything inside but text, then ``<v>…</v>`` or ``<is><t>…</t></is>``; there are no comments,
no sections of raw text and no runs of different letters. What nearly every program writes is
plain already.
"""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from core.intake.workbook.markup import Attributes, Handlers, MarkupError, Reader, attribute
from core.intake.workbook.places import LAST_COLUMN, LAST_ROW, PlaceError, letters, place_of
from core.intake.workbook.scan import KINDS
from core.intake.workbook.texts import TextRuns

_INSIDE = frozenset({"f", "v", "is"})
_RETURN = {"\r": "&#13;"}


def in_plain_form(markup: bytes, before: int) -> bytes:
    """Give rows in the plain form.

    Parameters
    ----------
    markup
        Whole rows.
    before
        Number of the last row before them, for rows that do not say their own.

    Raises
    ------
    MarkupError
        If they are no markup.
    PlaceError
        If a cell is where no sheet has one.
    """
    rewriter = _Rewriter(row=before)
    reader = Reader(Handlers(rewriter.start, rewriter.end, rewriter.text))
    reader.feed(b"<sheetData>" + markup + b"</sheetData>", last=True)
    return "".join(rewriter.written).encode("utf-8")


@dataclass
class _Rewriter:
    """Writes cells anew as their markup is read."""

    row: int
    column: int = 0
    written: list[str] = field(default_factory=list)
    _cell: list[str] = field(default_factory=list)
    _inside: str = ""
    _parts: dict[str, list[str]] = field(default_factory=dict)
    _runs: TextRuns = field(default_factory=TextRuns)
    _kind: str = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self._start_row(attributes)
        elif name == "c":
            self._start_cell(attributes)
        elif name in _INSIDE:
            self._inside = name
            self._parts[name] = []
        elif self._inside == "is":
            self._runs.start(name, attributes)

    def text(self, text: str) -> None:
        if self._inside == "is":
            self._runs.add(text)
        elif self._inside:
            self._parts[self._inside].append(text)

    def end(self, name: str) -> None:
        if name == "row":
            self.written.append("</row>")
        elif name == "c":
            self._end_cell()
        elif name in _INSIDE:
            self._inside = ""
        elif self._inside == "is":
            self._runs.end(name)

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self.row = self.row + 1 if number is None else _number(number)
        self.column = 0
        hidden = f' hidden="{attributes["hidden"]}"' if "hidden" in attributes else ""
        self.written.append(f'<row r="{self.row}"{hidden}>')

    def _start_cell(self, attributes: Attributes) -> None:
        self.column += 1
        place = attribute(attributes, "r")
        if place is not None:
            self.row, self.column = place_of(place)
        if self.row > LAST_ROW or self.column > LAST_COLUMN or self.row < 1:
            raise PlaceError(place or f"{letters(self.column)}{self.row}")
        kind = attributes.get("t", "n")
        if kind.encode() not in KINDS:
            raise MarkupError(f"a cell of the unknown kind {kind}")
        style = attributes.get("s", "0")
        shown = f' s="{style}"' if style.isdecimal() else ""
        self._cell = [f'<c r="{letters(self.column)}{self.row}"{shown} t="{kind}">']
        self._parts, self._runs = {}, TextRuns()
        self._kind = kind

    def _end_cell(self) -> None:
        parts = {name: "".join(texts) for name, texts in self._parts.items()}
        if "f" in parts:
            self._cell.append(f"<f>{escape(parts['f'])}</f>")
        if self._kind == "inlineStr" and "is" in parts:
            text = escape(self._runs.taken(), _RETURN)
            self._cell.append(f'<is><t xml:space="preserve">{text}</t></is>')
        elif "v" in parts:
            self._cell.append(f"<v>{escape(parts['v'], _RETURN)}</v>")
        self._cell.append("</c>")
        self.written += self._cell


def _number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= LAST_ROW:
        raise PlaceError(text)
    return int(text)
