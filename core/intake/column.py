"""A column of a source as it stood, before any typing: every cell once, and nothing decided.

A cell is empty, a text, a plain number of a text file, or a number or date that a workbook
stores as such. Each different text is kept once; plain numbers are kept as whole numbers with
their shape, from which they can be written again letter by letter (see
`core.intake.text.digits`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from core.intake.masks import Mask, either, nowhere, slim, somewhere, without
from core.intake.special_texts import SpecialTexts
from core.intake.text.digits import Shapes, Wholes, written
from core.native import rows as loops

Texts = npt.NDArray[np.object_]
Codes = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Moments = npt.NDArray[np.datetime64]


class Mark(IntEnum):
    """What a workbook says that a text is; everything in a text file is ordinary text."""

    TEXT = 0
    TRUTH = 1
    ERROR = 2


def _no_codes() -> Codes:
    return np.zeros(0, np.int32)


def _no_wholes() -> Wholes:
    return np.zeros(0, np.int64)


def _no_shapes() -> Shapes:
    return np.zeros(0, np.uint16)


@dataclass(frozen=True, eq=False)
class RawColumn:
    """The cells of a column.

    Attributes
    ----------
    rows
        How many cells there are.
    codes
        Shape (rows,), or (0,) if there are no texts: for each text cell its place in ``texts``;
        -1 for all others.
    texts
        The different texts, in the order in which they first occur; none is "".
    marks
        For each text what the workbook says it is; the same text may occur once per mark. Shape
        (0,) if all are ordinary text.
    wholes, shapes
        Shape (rows,), or (0,) if there are none: the plain numbers of a text file; shape 0 where a
        cell is none.
    sums_in_file
        For each shape the sum of its plain numbers in units of the last place, added up in the file
        itself by another way than they were read (see `core.intake.text.place_sums`).
    stored
        Shape (rows,), or (0,): the numbers of a workbook, NaN where a cell is none.
    moments
        Shape (rows,), or (0,): the dates of a workbook, NaT where a cell is none.
    left
        Shape (rows,), or (0,): which cells are filled, if they stay in the file because nobody
        needs them and they are very many. Such a column has nothing else.
    dresses
        Shape (rows,), or (0,): for numbers that a workbook shows with zeros or letters around
        them, the place of the pattern among ``patterns``, from 1; 0 for all other cells.
    patterns
        Those patterns; see `core.intake.workbook.formats.Dress`.
    shown_in
        Codes and signs of the currencies that a workbook shows beside its numbers.
    """

    rows: int
    codes: Codes = field(default_factory=_no_codes)
    texts: Texts = field(default_factory=lambda: np.zeros(0, object))
    marks: npt.NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    wholes: Wholes = field(default_factory=_no_wholes)
    shapes: Shapes = field(default_factory=_no_shapes)
    sums_in_file: dict[int, int] = field(default_factory=dict)
    stored: Floats = field(default_factory=lambda: np.zeros(0))
    moments: Moments = field(default_factory=lambda: np.zeros(0, "datetime64[us]"))
    left: Mask = field(default_factory=lambda: np.zeros(0, bool))
    dresses: npt.NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    patterns: tuple[str, ...] = ()
    shown_in: tuple[str, ...] = ()

    @cached_property
    def filled(self) -> Mask:
        """Shape (rows,): which cells are not empty."""
        filled = nowhere(self.rows)
        if len(self.codes):
            filled = self.codes >= 0
        if len(self.shapes):
            filled = either(filled, self.shapes != 0)
        if len(self.stored):
            filled = either(filled, ~np.isnan(self.stored))
        if len(self.moments):
            filled = either(filled, ~np.isnat(self.moments))
        if len(self.left):
            filled = either(filled, self.left)
        return slim(filled)

    @cached_property
    def said(self) -> Mask:
        """Shape (rows,): which cells hold more than blanks."""
        return slim(without(self.filled, self.blank))

    @cached_property
    def blank(self) -> Mask:
        """Shape (rows,): which cells hold blanks only."""
        return self.cells_among(self.special.blank)

    @cached_property
    def special(self) -> SpecialTexts:
        """Finds the texts that mean something besides what they say."""
        return SpecialTexts(self.texts)

    def cells_among(self, codes: Places) -> Mask:
        """Shape (rows,): which cells have one of some texts."""
        if not len(codes):
            return nowhere(self.rows)
        chosen = np.zeros(len(self.texts), bool)
        chosen[codes] = True
        return self.spread(chosen, nothing=False)

    @cached_property
    def shape_counts(self) -> dict[int, int]:
        """How many plain numbers have each shape."""
        if not len(self.shapes):
            return {}
        counts = loops.short_counts(self.shapes)
        counts[0] = 0
        return {code: int(counts[code]) for code in np.flatnonzero(counts).tolist()}

    @cached_property
    def text_counts(self) -> Places:
        """Shape (texts,): how many cells have each text."""
        return loops.counts(self.codes, len(self.texts))

    def spread(self, of_texts: npt.NDArray[Any], nothing: Any) -> npt.NDArray[Any]:
        """Give what is said of each text at every cell that has it, ``nothing`` at the others."""
        if not len(self.codes):
            return np.full(self.rows, nothing, of_texts.dtype)
        return loops.taken(np.append(of_texts, of_texts.dtype.type(nothing)), self.codes)

    def text_at(self, row: int) -> str:
        """Give a cell as it stood, "" if it is empty.

        A number or date of a workbook, which has no writing of its own there, is written with
        a decimal point or as ISO 8601.
        """
        if len(self.codes) and self.codes[row] >= 0:
            return str(self.texts[self.codes[row]])
        if len(self.shapes) and self.shapes[row]:
            return written(int(self.wholes[row]), int(self.shapes[row]))
        if len(self.stored) and not np.isnan(self.stored[row]):
            return number_text(float(self.stored[row]))
        if len(self.moments) and not np.isnat(self.moments[row]):
            return moment_text(self.moments[row])
        return ""

    def texts_of(self, rows: Places) -> list[str]:
        """Give some cells as they stood."""
        return [self.text_at(row) for row in rows.tolist()]

    def without(self, rows: Mask) -> "RawColumn":
        """Give the column with some cells emptied."""
        if not somewhere(rows):
            return self
        emptied = replace(
            self,
            codes=_emptied(self.codes, rows, np.int32(-1)),
            shapes=_emptied(self.shapes, rows, np.uint16(0)),
            stored=_emptied(self.stored, rows, np.float64("nan")),
            moments=_emptied(self.moments, rows, np.datetime64("NaT")),
            left=_emptied(self.left, rows, np.False_),
            dresses=_emptied(self.dresses, rows, np.uint8(0)),
        )
        # It has the same texts, and looking through them takes longest.
        emptied.__dict__["special"] = self.special
        return emptied

    def among(self, rows: Mask | Places) -> "RawColumn":
        """Give the column with some of its rows only, and the texts that those have."""
        codes, texts, marks = self.codes, self.texts, self.marks
        if len(codes):
            codes = codes[rows]
            used = np.bincount(codes[codes >= 0], minlength=len(texts)) > 0
            anew = np.append(np.cumsum(used, dtype=np.int32) - 1, np.int32(-1))
            codes = loops.taken(anew, codes) if bool(used.any()) else _no_codes()
            texts, marks = texts[used], marks[used] if len(marks) else marks
        return replace(
            self,
            rows=int(np.count_nonzero(rows)) if rows.dtype == bool else len(rows),
            codes=codes,
            texts=texts,
            marks=marks,
            wholes=_chosen(self.wholes, rows),
            shapes=_chosen(self.shapes, rows),
            sums_in_file={},
            stored=_unless_empty(_chosen(self.stored, rows), np.isnan),
            moments=_unless_empty(_chosen(self.moments, rows), np.isnat),
            dresses=_chosen(self.dresses, rows),
            left=_chosen(self.left, rows),
        )


def _chosen(values: Any, rows: Mask | Places) -> Any:
    return values[rows] if len(values) else values


def _unless_empty(values: Any, missing: Callable[[Any], Any]) -> Any:
    return values[:0] if bool(missing(values).all()) else values


def _emptied(values: Any, rows: Mask, nothing: Any) -> Any:
    return np.where(rows, nothing, values) if len(values) else values


def number_text(value: float) -> str:
    """Write a number of a workbook: the shortest text that leads back to it, without exponent."""
    if value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - whole numbers are exact below
        return str(int(value))
    return np.format_float_positional(value, trim="-")


def moment_text(value: np.datetime64) -> str:
    """Write a date of a workbook: the day alone at midnight, else with the time."""
    day = value.astype("datetime64[D]")
    if value == day:
        return str(day)
    whole = value.astype("datetime64[s]")
    return str(whole if value == whole else value.astype("datetime64[us]")).replace("T", " ")
