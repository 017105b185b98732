"""Sheets with the same columns, read as one table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from core.intake.column import Codes, RawColumn
from core.intake.masks import Mask
from core.intake.text.slab import Places, Words
from core.intake.workbook.tables import SheetTable

_CHANCE = 0.001
"""Rows are taken for a repetition if chance would bring them so seldom."""

_MOST_TRIED = 1_000
_MIXER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, eq=False)
class Together:
    """One or several tables with the same columns, one below the other.

    Attributes
    ----------
    tables
        The tables, in the order of their sheets.
    offsets
        What is added to a row of each sheet to get its place in the whole: the rows of all
        sheets before it.
    columns
        The cells of all rows that have any, column by column.
    rows
        Place of each in the whole, from 1.
    """

    tables: tuple[SheetTable, ...]
    offsets: tuple[int, ...]
    columns: tuple[RawColumn, ...]
    rows: Places

    @cached_property
    def empty(self) -> Places:
        """Places of the rows that have no cell."""
        pairs = zip(self.tables, self.offsets, strict=True)
        return np.concatenate([table.empty + offset for table, offset in pairs])

    @cached_property
    def repeats(self) -> Mask:
        """Which rows say the same as the names."""
        return np.concatenate([table.repeats for table in self.tables])

    @property
    def header_rows(self) -> int:
        """The rows of all sheets down to and with their names."""
        return sum(table.last for table in self.tables)

    def sheet_of(self, place: int) -> str:
        """Name of the sheet that a row is on, by its place among ``rows``."""
        return self.tables[self._table(place)].cells.name

    def offset_of(self, place: int) -> int:
        """What was added to a row's number on its own sheet, by its place among ``rows``."""
        return self.offsets[self._table(place)]

    def _table(self, place: int) -> int:
        return int(np.searchsorted(self._ends, place, "right"))

    @cached_property
    def _ends(self) -> Places:
        return np.cumsum([len(table.rows) for table in self.tables])

    def seams(self) -> dict[int, int]:
        """Rows at the beginning of a sheet that repeat the end of the one before exactly.

        Returns
        -------
        dict of int
            Place among ``rows`` of such a row, and of the one that it repeats.
        """
        found: dict[int, int] = {}
        if len(self.tables) == 1:
            return found
        words = _words(self.columns, len(self.rows))
        starts = [0, *self._ends.tolist()]
        for start, middle, end in zip(starts, starts[1:], starts[2:], strict=False):
            length = _overlap(words[start:middle], words[middle:end])
            found |= {middle + place: middle - length + place for place in range(length)}
        return found


def put_together(tables: Sequence[SheetTable]) -> Together:
    """Put tables with the same columns one below the other."""
    ends = np.cumsum([0, *(table.end for table in tables)])
    offsets = tuple(int(end) for end in ends[:-1])
    if len(tables) == 1:
        return Together(tuple(tables), offsets, tables[0].columns, tables[0].rows)
    columns = tuple(map(_stacked, zip(*(table.columns for table in tables), strict=True)))
    rows = [table.rows + offset for table, offset in zip(tables, offsets, strict=True)]
    return Together(tuple(tables), offsets, columns, np.concatenate(rows))


def _stacked(columns: Sequence[RawColumn]) -> RawColumn:
    """Put columns of cells one below the other."""
    numbers: dict[tuple[int, str], int] = {}
    codes = [_recoded(column, numbers) for column in columns]
    texts = np.empty(len(numbers), object)
    texts[:] = [text for _, text in numbers]
    marks = np.array([mark for mark, _ in numbers], np.uint8)
    patterns = tuple(dict.fromkeys(sign for column in columns for sign in column.patterns))
    return RawColumn(
        rows=sum(column.rows for column in columns),
        codes=np.concatenate(codes) if numbers else codes[0][:0],
        texts=texts,
        marks=marks if bool(marks.any()) else marks[:0],
        stored=_joined(columns, [column.stored for column in columns], np.nan),
        moments=_joined(columns, [column.moments for column in columns], np.datetime64("NaT")),
        dresses=_joined(columns, [_redressed(column, patterns) for column in columns], 0),
        patterns=patterns,
        shown_in=tuple(dict.fromkeys(sign for column in columns for sign in column.shown_in)),
    )


def _recoded(column: RawColumn, numbers: dict[tuple[int, str], int]) -> Codes:
    """The texts of a column, numbered together with those of others."""
    marks = column.marks.tolist() if len(column.marks) else [0] * len(column.texts)
    pairs = zip(marks, column.texts.tolist(), strict=True)
    new = [numbers.setdefault(pair, len(numbers)) for pair in pairs]
    codes = column.codes if len(column.codes) else np.full(column.rows, -1, np.int32)
    return np.array([*new, -1], np.int32)[codes]


def _redressed(column: RawColumn, patterns: Sequence[str]) -> npt.NDArray[np.uint8]:
    new = [0, *(patterns.index(pattern) + 1 for pattern in column.patterns)]
    return np.array(new, np.uint8)[column.dresses]


def _joined(
    columns: Sequence[RawColumn], arrays: Sequence[npt.NDArray[Any]], nothing: object
) -> npt.NDArray[Any]:
    """One array of all columns; empty if all of them are."""
    there = [array for array in arrays if len(array)]
    if not there:
        return arrays[0]
    filled = [
        array if len(array) else np.full(column.rows, nothing, there[0].dtype)
        for array, column in zip(arrays, columns, strict=True)
    ]
    return np.concatenate(filled)


def _words(columns: Sequence[RawColumn], rows: int) -> Words:
    """A number for each row; rows that differ in any cell hardly ever have the same."""
    words = np.zeros(rows, np.uint64)
    for column in columns:
        for values in (column.codes, column.stored, column.moments):
            if len(values):
                wide = values.astype(np.int64) if values.dtype.itemsize < 8 else values  # noqa: PLR2004 - bytes of a word
                words = (words ^ (words >> np.uint64(29))) * _MIXER + wide.view(np.uint64)
    return words


def _overlap(above: Words, below: Words) -> int:
    """How many rows at the end of one sheet come again at the beginning of the next."""
    if not len(below):
        return 0
    start = max(len(above) - len(below), 0)
    places: list[int] = (np.flatnonzero(above[start:] == below[0]) + start).tolist()
    for place in places[:_MOST_TRIED]:
        length = len(above) - place
        if bool((above[place:] == below[:length]).all()) and not _by_chance(above, length):
            return length
    return 0


def _by_chance(above: Words, length: int) -> bool:
    """Whether rows that come again may be others that say the same, as rows of few words do."""
    _, which, counts = np.unique(above, return_inverse=True, return_counts=True)
    if int(counts.max()) == 1:
        return False
    shares = counts[which[-length:]] / len(above)
    return bool(np.log(shares).sum() > np.log(_CHANCE))
