"""The cells of a piece of a sheet, found in its markup many at a time.

Nearly all programs write cells in the same plain form, `core.intake.workbook.plain_form` says
which. Here every tag of a piece is accounted for; a piece with anything that does not belong to
the plain form is not scanned but first put into it.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from core.intake.text.digits import digits_at
from core.intake.text.packing import encode
from core.intake.text.slab import Cells, Mask, Places, Slab
from core.intake.workbook.places import LAST_COLUMN, LAST_ROW
from core.intake.workbook.tags import Tags

_LETTERS, _ALPHABET = 3, 26
_QUOTE = ord('"')
_ATTRIBUTES = re.compile(rb'((?:\s+[\w:.-]+="[^"]*")*)\s*/?')
_ATTRIBUTE = re.compile(rb'\s([\w:.-]+)="([^"]*)"')
_LONGEST_ATTRIBUTES = 200


class CellKind(IntEnum):
    """What the workbook says that a cell is."""

    NUMBER = 0
    SHARED = 1
    TEXT = 2
    INLINE = 3
    TRUTH = 4
    ERROR = 5
    DAY = 6
    UNSOLVED = 7


KINDS = {
    b"n": CellKind.NUMBER,
    b"s": CellKind.SHARED,
    b"str": CellKind.TEXT,
    b"inlineStr": CellKind.INLINE,
    b"b": CellKind.TRUTH,
    b"e": CellKind.ERROR,
    b"d": CellKind.DAY,
}
"""What the attribute ``t`` of a cell means."""


@dataclass(frozen=True, eq=False)
class Scanned:
    """The cells of a piece that hold anything.

    Attributes
    ----------
    rows, columns
        Shape (cells,): where each is, from 1.
    kinds, styles
        What it is, and which of the workbook's styles it has.
    values
        What stands there; the formula, if that has no result.
    kept
        Which have blanks at their ends that count.
    """

    rows: npt.NDArray[np.int32]
    columns: npt.NDArray[np.int32]
    kinds: npt.NDArray[np.uint8]
    styles: npt.NDArray[np.int32]
    values: Cells
    kept: Mask


def scan(piece: bytes) -> Scanned | None:
    """Find the cells of whole rows.

    Returns
    -------
    Scanned or None
        None if the rows are not in the plain form.
    """
    tags = Tags(piece)
    if not tags.matched:
        return None
    cells = tags.all(b'<c r="')
    places = _places(tags.slab, tags.opens[cells] + len('<c r="'))
    if places is None:
        return None
    rows, columns, ends = places
    attributes = _attributes(tags, ends, tags.closes[cells])
    if attributes is None:
        return None
    kinds, styles = attributes
    spans = _spans(tags, cells, kinds == CellKind.TEXT)
    if spans is None:
        return None
    kinds[spans.unsolved] = CellKind.UNSOLVED
    used = np.flatnonzero((spans.values.sizes > 0) | spans.unsolved)
    return Scanned(
        rows[used],
        columns[used],
        kinds[used],
        styles[used],
        spans.values.among(used),
        spans.kept[used],
    )


def _places(
    slab: Slab, starts: Places
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Places] | None:
    """Read places such as ``AB12``: rows, columns and where the quotation mark after it is."""
    words = slab.words_at(starts)
    columns, count = np.zeros((2, len(starts)), np.int32)
    for place in range(_LETTERS):
        letters = (words >> np.uint64(8 * place)).astype(np.uint8) - np.uint8(ord("A"))
        good = (letters < _ALPHABET) & (count == place)
        columns = np.where(good, columns * _ALPHABET + letters + 1, columns)
        count += good
    rows, sizes = digits_at(slab, starts + count)
    ends = starts + count + sizes
    there = (columns > 0) & (columns <= LAST_COLUMN) & (rows > 0) & (rows <= LAST_ROW)
    if not bool((there & (slab.bytes[ends] == _QUOTE)).all()):
        return None
    return rows.astype(np.int32), columns, ends


def _attributes(
    tags: Tags, quotes: Places, closes: Places
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int32]] | None:
    """Kind and style of each cell; there are few different ones, so each is read once."""
    rest = Cells(tags.slab, quotes + 1, closes - quotes - 1)
    if int(rest.sizes.max(initial=0)) > _LONGEST_ATTRIBUTES:
        return None
    codes, texts = encode(rest)
    read = [_attributes_of(text) for text in texts]
    if None in read:
        return None
    pairs = np.array([*(pair or (0, 0) for pair in read), (CellKind.NUMBER, 0)], np.int32)
    return pairs[codes, 0].astype(np.uint8), pairs[codes, 1]


def _attributes_of(text: bytes) -> tuple[int, int] | None:
    if _ATTRIBUTES.fullmatch(text) is None:
        return None
    found = dict(_ATTRIBUTE.findall(text))
    kind, style = KINDS.get(found.get(b"t", b"n")), found.get(b"s", b"0")
    return None if kind is None or not style.isdigit() else (kind, int(style))


@dataclass(frozen=True, eq=False)
class _Spans:
    """What stands in each cell."""

    values: Cells
    unsolved: Mask
    kept: Mask


def _spans(tags: Tags, cells: Places, texts: Mask) -> _Spans | None:
    """What stands in the cells that begin with some tags, if every other tag belongs to them.

    ``texts`` tells which are texts: a formula may result in an empty one.
    """
    alone = tags.closed(cells)
    formula = ~alone & tags.are(cells + 1, b"<f>", b"<f ", b"<f/")
    bare = formula & tags.closed(cells + 1)
    good = ~formula | bare | tags.are(cells + 2, b"</f>")
    first = cells + 1 + np.where(formula, np.where(bare, 1, 2), 0)
    value = ~alone & tags.are(first, b"<v>")
    nothing = ~alone & tags.are(first, b"<v/>")
    inline = ~alone & tags.are(first, b"<is>")
    kept = inline & tags.are(first + 1, b"<t xml:s")
    good &= ~value | tags.are(first + 1, b"</v>")
    text = tags.are(first + 1, b"<t>") | kept
    good &= ~inline | (text & tags.are(first + 2, b"</t>") & tags.are(first + 3, b"</is>"))
    last = first + np.where(value, 2, 0) + np.where(nothing, 1, 0) + np.where(inline, 4, 0)
    good &= alone | tags.are(last, b"</c>")
    rows = len(tags.all(b"<row")) + len(tags.all(b"</row>"))
    if not bool(good.all()) or int(np.where(alone, 1, last + 1 - cells).sum()) + rows != tags.count:
        return None
    opened = np.where(inline, first + 1, first)
    starts = tags.closes[opened] + 1
    sizes = np.where(value | inline, tags.opens[opened + 1] - starts, 0)
    unsolved = formula & (sizes == 0) & ~(texts & (value | nothing))
    stated = unsolved & ~bare
    starts = np.where(stated, tags.closes[cells + 1] + 1, starts)
    sizes = np.where(stated, tags.opens[cells + 2] - starts, sizes)
    return _Spans(Cells(tags.slab, starts, sizes), unsolved, ~inline | kept)
