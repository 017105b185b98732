"""The cells of all pieces of a sheet, put together to columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.intake.column import Codes, Mark, RawColumn, Texts
from core.intake.text.slab import Places
from core.intake.workbook.formats import Format
from core.intake.workbook.markup import MarkupError
from core.intake.workbook.parts import Numbers, Part

_MOST_PATTERNS = 255


@dataclass(frozen=True, eq=False)
class SheetColumn:
    """A column of a sheet.

    Attributes
    ----------
    cells
        Its cells, one for each row of the sheet that has any.
    styled, styles
        Which rows have a number whose format is worth telling, by their place, and its style.
    twice
        Rows of which two cells say that they are in this column.
    """

    cells: RawColumn
    styled: Places = field(default_factory=lambda: np.zeros(0, np.int64))
    styles: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    twice: Places = field(default_factory=lambda: np.zeros(0, np.int64))


def join(parts: Sequence[Part], rows: Places, shared: Texts) -> SheetColumn:
    """Put the parts of a column together.

    Parameters
    ----------
    parts
        The parts, in the order in which they stand; of two cells in one place the later one counts.
    rows
        All rows of the sheet that have any cell.
    shared
        The texts that cells share.

    Raises
    ------
    MarkupError
        If a cell has a shared text that is not there.
    """
    joiner = _Joiner(parts, rows)
    codes, texts = joiner.texts(shared)
    column = RawColumn(
        len(rows),
        codes,
        texts.listed(),
        texts.marked(),
        stored=joiner.spread([part.numbers for part in parts], np.nan),
        moments=joiner.spread([part.moments for part in parts], np.datetime64("NaT", "us")),
    )
    styles = joiner.spread([part.styles for part in parts], np.int32(-1))
    styled = np.flatnonzero(styles >= 0)
    return SheetColumn(column, styled, styles[styled], rows[joiner.twice])


class _Texts:
    """The different texts of a column, numbered: first the ordinary ones, then all others."""

    def __init__(self) -> None:
        self._ordinary: dict[str, int] = {}
        self._others: dict[tuple[Mark, str], int] = {}

    def number(self, mark: Mark, texts: Sequence[str]) -> list[int]:
        """Number texts: -1 for an empty one, which is no text, and -2 and less for others."""
        if mark is Mark.TEXT:
            known = self._ordinary
            return [known.setdefault(text, len(known)) if text else -1 for text in texts]
        others = self._others
        return [-2 - others.setdefault((mark, text), len(others)) for text in texts]

    def settled(self, codes: Codes) -> Codes:
        """Give all texts numbers from 0 on."""
        return np.where(codes < -1, len(self._ordinary) - 2 - codes, codes).astype(np.int32)

    def listed(self) -> Texts:
        """The texts in the order of their numbers."""
        texts = np.empty(len(self._ordinary) + len(self._others), object)
        texts[:] = [*self._ordinary, *(text for _, text in self._others)]
        return texts

    def marked(self) -> npt.NDArray[np.uint8]:
        """What the workbook says that each is; nothing if all are ordinary texts."""
        if not self._others:
            return np.zeros(0, np.uint8)
        marks = [*(Mark.TEXT for _ in self._ordinary), *(mark for mark, _ in self._others)]
        return np.array(marks, np.uint8)


class _Joiner:
    """Puts what the parts of a column hold where it belongs among all rows."""

    def __init__(self, parts: Sequence[Part], rows: Places) -> None:
        self._parts, self._rows = parts, len(rows)
        where = np.concatenate([part.rows for part in parts])
        self._full = len(where) == self._rows and bool((where == rows).all())
        at = np.searchsorted(rows, where)
        order = np.argsort(at, kind="stable")
        last = np.append(at[order][1:] != at[order][:-1], True)
        self._from = order[last]
        self._to = at[self._from]
        self.twice = np.unique(at[order[~last]])

    def spread(self, arrays: Sequence[npt.NDArray[Any]], nothing: Any) -> npt.NDArray[Any]:
        """Put one array of each part in its place; empty if all of them are."""
        there = [array for array in arrays if len(array)]
        if not there:
            return arrays[0]
        whole = np.concatenate(
            [
                array if len(array) else np.full(len(part.rows), nothing, there[0].dtype)
                for array, part in zip(arrays, self._parts, strict=True)
            ]
        )
        if self._full:
            return whole
        dense = np.full(self._rows, nothing, whole.dtype)
        dense[self._to] = whole[self._from]
        return dense

    def texts(self, shared: Texts) -> tuple[Codes, _Texts]:
        """The text of each row by its number, -1 for none, and the texts."""
        texts = _Texts()
        coded = [_recoded(part, texts) for part in self._parts]
        codes = self.spread(coded, np.int32(-1))
        numbers = self.spread([part.shared for part in self._parts], np.int32(-1))
        places = np.flatnonzero(numbers >= 0)
        if len(places):
            found, different = pd.factorize(numbers[places])
            if int(different.max()) >= len(shared):
                raise MarkupError("a shared text is not there")
            new = texts.number(Mark.TEXT, shared[different].tolist())
            codes = codes if len(codes) else np.full(self._rows, -1, np.int32)
            codes[places] = np.array(new, np.int32)[found]
        return texts.settled(codes), texts


def _recoded(part: Part, texts: _Texts) -> Codes:
    """The texts of a part, numbered among those of the column."""
    if not len(part.codes):
        return part.codes
    numbers = [number for mark, run in part.texts for number in texts.number(mark, run)]
    return np.array([*numbers, -1], np.int32)[part.codes]


def dressed(column: SheetColumn, formats: Sequence[Format]) -> SheetColumn:
    """Say which numbers of a column are shown with zeros or letters around them, or as money."""
    used = {style: formats[style] for style in np.unique(column.styles).tolist()}
    shown_in = tuple(dict.fromkeys(form.currency for form in used.values() if form.currency))
    if shown_in:
        column = replace(column, cells=replace(column.cells, shown_in=shown_in))
    patterns = {style: form.dress.pattern for style, form in used.items() if form.dress}
    if not patterns:
        return column
    listed = tuple(dict.fromkeys(patterns.values()))[:_MOST_PATTERNS]
    dresses = np.zeros(column.cells.rows, np.uint8)
    for style, pattern in patterns.items():
        if pattern in listed:
            dresses[column.styled[column.styles == style]] = listed.index(pattern) + 1
    return replace(column, cells=replace(column.cells, dresses=dresses, patterns=listed))
