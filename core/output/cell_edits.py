"""Values put into the cells of a workbook that stays as it is otherwise, byte by byte.

A library that reads a workbook and writes it anew drops what it does not know: text boxes, shapes,
slicers, parts of charts.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from xml.sax.saxutils import escape

from core.intake.workbook.places import letters, place_of
from core.output.cell_text import fitting
from core.output.markup_places import Element, Splice, elements_in, spliced

Value = str | float | bool | None
Place = tuple[int, int]
"""Row and column, from 1."""

Edits = Mapping[Place, tuple[Value, Place]]
"""What is put into cells of a sheet, each with the place of the cell that it is to look like."""

_SPANS = re.compile(rb'\sspans=(?:"[^"]*"|\'[^\']*\')')
_KIND = re.compile(rb'\st=(?:"[^"]*"|\'[^\']*\')')
_CALCULATES = re.compile(rb'\sfullCalcOnLoad=(?:"[^"]*"|\'[^\']*\')')
_AFTER_CALCULATION = frozenset(
    {
        *("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes"),
        *("webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"),
    }
)
"""What stands behind ``calcPr`` in a workbook, by ECMA-376, 18.2.27."""


def with_values(part: bytes, edits: Edits) -> bytes:
    """Return a sheet with values in some cells, and without what its formulas once amounted to."""
    found = elements_in(part, {"dimension", "sheetData", "row", "c", "f", "v"})
    sheet = _Sheet(part, found)
    splices = [*sheet.forgotten()]
    if edits:  # it need not be told how far a sheet goes, and that may be farther now
        splices += [(one.start, one.end, b"") for one in found if one.name == "dimension"]
    for row, places in groupby(sorted(edits), key=lambda place: place[0]):
        cells = {place[1]: sheet.cell(place, *edits[place]) for place in places}
        splices += sheet.row(row, cells)
    return spliced(part, splices)


def calculated_anew(part: bytes) -> bytes:
    """Return the head of a workbook such that all formulas are worked out when it is opened."""
    found = elements_in(part, {"workbook", "calcPr", *_AFTER_CALCULATION})
    book = next(one for one in found if one.name == "workbook")
    known = next((one for one in found if one.name == "calcPr"), None)
    if known is not None:
        tag = _CALCULATES.sub(b"", part[known.start : known.opened])
        end = -2 if tag.endswith(b"/>") else -1
        tag = tag[:end] + b' fullCalcOnLoad="1"' + tag[end:]
        return spliced(part, [(known.start, known.opened, tag)])
    after = [one.start for one in found if one.name in _AFTER_CALCULATION]
    at = min(after, default=book.closing)
    return spliced(part, [(at, at, f'<{book.prefix}calcPr fullCalcOnLoad="1"/>'.encode())])


class _Sheet:
    """The rows and cells of a sheet, as they stand in its part."""

    def __init__(self, part: bytes, found: list[Element]) -> None:
        self._part = part
        self._data = next(one for one in found if one.name == "sheetData")
        self._prefix = self._data.prefix
        self._rows: dict[int, Element] = {}
        self._cells: dict[int, dict[int, Element]] = {}
        self._calculated: list[tuple[Element, Element]] = []
        self._note_cells(found)

    def _note_cells(self, found: list[Element]) -> None:
        """Note which cell stands where; one that does not say it comes after the one before."""
        row, column, cell, formula = 0, 0, self._data, False
        for one in found:
            told = one.attributes.get("r", "")
            if one.name == "row":
                row, column = int(told or row + 1), 0
                self._rows[row] = one
            elif one.name == "c":
                column = place_of(told)[1] if told else column + 1
                self._cells.setdefault(row, {})[column] = cell = one
                formula = False
            formula |= one.name == "f"
            if one.name == "v" and formula:
                self._calculated.append((cell, one))

    def forgotten(self) -> Iterator[Splice]:
        """Yield what takes away the amounts of formulas, which may be others now."""
        for cell, amount in self._calculated:
            tag = self._part[cell.start : cell.opened]
            yield cell.start, cell.opened, _KIND.sub(b"", tag)
            yield amount.start, amount.end, b""

    def cell(self, place: Place, value: Value, like: Place) -> bytes:
        """Return a cell with a value that looks like another one."""
        prefix = self._prefix
        style = self._cells[like[0]][like[1]].attributes.get("s")
        head = f'<{prefix}c r="{letters(place[1])}{place[0]}"' + (f' s="{style}"' if style else "")
        if value is None:
            return f"{head}/>".encode()
        if isinstance(value, str):
            text = f'<{prefix}t xml:space="preserve">{escape(fitting(value))}</{prefix}t>'
            kind, held = ' t="inlineStr"', f"<{prefix}is>{text}</{prefix}is>"
        else:
            kind = ' t="b"' if isinstance(value, bool) else ""
            held = f"<{prefix}v>{int(value) if kind else repr(value)}</{prefix}v>"
        return f"{head}{kind}>{held}</{prefix}c>".encode()

    def row(self, number: int, cells: Mapping[int, bytes]) -> Iterator[Splice]:
        """Yield what puts cells into a row, by their columns."""
        row = self._rows.get(number)
        if row is None:
            at = self._before(self._rows, number)
            tags = f'<{self._prefix}row r="{number}">'.encode(), f"</{self._prefix}row>".encode()
            yield at, at, b"".join((tags[0], *cells.values(), tags[1]))
            return
        tag = _SPANS.sub(b"", self._part[row.start : row.opened])
        if row.alone:
            closing = f"</{self._prefix}row>".encode()
            yield row.start, row.end, b"".join((tag[:-2], b">", *cells.values(), closing))
            return
        yield row.start, row.opened, tag
        there = self._cells.get(number, {})
        for column, made in cells.items():
            known = there.get(column)
            at = self._before(there, column, row.closing)
            yield (at, at, made) if known is None else (known.start, known.end, made)

    def _before(self, known: Mapping[int, Element], number: int, end: int | None = None) -> int:
        """Return where something stands that comes before all of a greater number."""
        later = [one.start for other, one in known.items() if other > number]
        return min(later, default=self._data.closing if end is None else end)
