"""Columns of the cells that a workbook stores: texts, numbers, dates, truths and errors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.intake.column import Mark, RawColumn
from core.intake.workbook.days import time_text

_EMPTY, _TEXT, _NUMBER, _DATE, _TRUTH, _ERROR, _TIME = range(7)


class ErrorCell(str):
    """Text of an error cell, told apart from the same text typed in."""

    __slots__ = ()


def _time_text(value: object) -> str:
    if isinstance(value, time):
        seconds = (value.hour * 60 + value.minute) * 60 + value.second
        value = timedelta(seconds=seconds, microseconds=value.microsecond)
    assert isinstance(value, timedelta)  # noqa: S101 - the kinds of cells are told by their types
    return time_text(value / timedelta(days=1))


_KINDS: dict[type, int] = {
    str: _TEXT,
    ErrorCell: _ERROR,
    int: _NUMBER,
    float: _NUMBER,
    bool: _TRUTH,
    date: _DATE,
    datetime: _DATE,
    time: _TIME,
    timedelta: _TIME,
    type(None): _EMPTY,
}
_WRITE: dict[int, Callable[[object], str]] = {
    _TEXT: str,
    _ERROR: str,
    _TRUTH: lambda value: "TRUE" if value else "FALSE",
    _TIME: _time_text,
}
_MARKS = {_TEXT: Mark.TEXT, _TIME: Mark.TEXT, _TRUTH: Mark.TRUTH, _ERROR: Mark.ERROR}


def column_of_cells(cells: Sequence[object]) -> RawColumn:
    """Give the cells of a sheet's column, as a reader of workbooks has them, as a raw column."""
    rows = len(cells)
    kinds = {_KINDS[kind] for kind in set(map(type, cells))}
    if kinds == {_NUMBER}:
        return RawColumn(rows, stored=np.array(cells, np.float64))
    if kinds == {_TEXT}:
        kind = np.full(rows, _TEXT, np.uint8)
    else:
        kind = np.fromiter((_KINDS[type(cell)] for cell in cells), np.uint8, rows)
    values = np.empty(rows, object)
    values[:] = cells
    codes, texts, marks = _texts(values, kind)
    return RawColumn(
        rows,
        codes=codes,
        texts=texts,
        marks=marks,
        stored=_numbers(values, kind == _NUMBER),
        moments=_moments(values, kind == _DATE),
    )


def _numbers(
    values: npt.NDArray[np.object_], which: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    if not which.any():
        return np.zeros(0)
    numbers = np.full(len(values), np.nan)
    numbers[which] = values[which].astype(np.float64)
    return numbers


def _moments(
    values: npt.NDArray[np.object_], which: npt.NDArray[np.bool_]
) -> npt.NDArray[np.datetime64]:
    if not which.any():
        return np.zeros(0, "datetime64[us]")
    moments = np.full(len(values), np.datetime64("NaT", "us"))
    moments[which] = values[which].astype("datetime64[us]")
    return moments


def _texts(
    values: npt.NDArray[np.object_], kind: npt.NDArray[np.uint8]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.object_], npt.NDArray[np.uint8]]:
    """Number the texts, each once for each kind of cell that has it."""
    codes = np.full(len(values), -1, np.int32)
    texts: list[str] = []
    marks: list[int] = []
    for one, write in _WRITE.items():
        rows = np.flatnonzero(kind == one)
        if not len(rows):
            continue
        written = values[rows] if one == _TEXT else np.array([*map(write, values[rows])], object)
        rows = rows[written != ""]
        found, different = pd.factorize(written[written != ""])
        codes[rows] = found + len(texts)
        texts += [str(text) for text in different]
        marks += [_MARKS[one]] * len(different)
    listed = np.empty(len(texts), object)
    listed[:] = texts
    if not texts:
        codes = np.zeros(0, np.int32)
    plain = not any(marks)
    return codes, listed, np.zeros(0, np.uint8) if plain else np.array(marks, np.uint8)


@dataclass(frozen=True)
class SheetRows:
    """The rows of a sheet after its header.

    Attributes
    ----------
    columns
        The cells of the rows that have any.
    rows, empty
        Place in the sheet, from 1, of those rows, and of the others.
    """

    columns: tuple[RawColumn, ...]
    rows: pd.Index
    empty: tuple[int, ...]

    @property
    def total(self) -> int:
        """All rows after the header."""
        return len(self.rows) + len(self.empty)

    @cached_property
    def _places(self) -> pd.DataFrame:
        """Place in the sheet of each row, and its place among the cells, -1 if it is empty."""
        places = pd.DataFrame(
            {
                "row": [*self.rows, *self.empty],
                "at": [*range(len(self.rows)), *(-1 for _ in self.empty)],
            }
        )
        return places.sort_values("row", kind="stable")

    def fetch(self, first: int, count: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Give some rows, from place ``first`` on: place in the sheet, from 1, and cells."""
        shown = self._places.iloc[first : first + max(count, 0)]
        return tuple(
            (int(row), tuple(column.text_at(at) for column in self.columns) if at >= 0 else ())
            for row, at in zip(shown["row"].tolist(), shown["at"].tolist(), strict=True)
        )
