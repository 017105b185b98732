"""Rows that stand in two sources, as where exports of overlapping months are added together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.settings import EVENTS, Role
from core.tables.customers import Placed
from core.tables.sources import ColumnType, SourceTable
from core.value.columns import texts_of
from core.value.words import rows_that

Rows = npt.NDArray[np.intp]
Numbers = Callable[[SourceTable, str], pd.DataFrame | None]

_MAY_NUMBER = frozenset({ColumnType.TEXT, ColumnType.INTEGER})


@dataclass(frozen=True, eq=False)
class _Repeated:
    """Rows of a later source that stand in an earlier one as well, and what numbers them."""

    rows: Rows
    column: str
    number: str


def counted_once(placed: Sequence[Placed]) -> tuple[tuple[Placed, ...], list[str]]:
    """Let rows that stand in two sources with the same columns count once.

    Rows are the same if a column that numbers the rows of both has the same number, and all
    others say the same. They count where they stand first.

    Returns
    -------
    tuple of Placed
        The sources; rows that stand in an earlier one are nobody's.
    list of str
        For each pair of sources that share rows a sentence.
    """
    once, notes = list(placed), []
    numbers = cache(_numbers)  # each source is held against all others
    for earlier, later in combinations(range(len(once)), 2):
        one, other = once[earlier].source, once[later].source
        alike = one.kind is other.kind and set(one.table.columns) == set(other.table.columns)
        if not alike or one.kind not in EVENTS:
            continue
        found = _repeated(one, other, numbers)
        if found is not None:
            once[later] = _without(once[later], found.rows)
            notes.append(_note(one, other, found))
    return tuple(once), notes


def _without(part: Placed, rows: Rows) -> Placed:
    places = part.places.copy()
    places[rows] = -1
    return replace(part, places=places)


def _note(one: SourceTable, other: SourceTable, found: _Repeated) -> str:
    start = rows_that(len(found.rows), other.name, "stands", "stand")
    return (
        f"{start} in {one.name} as well, word for word, the first with {found.column} "
        f"{found.number}; they count once."
    )


def _repeated(one: SourceTable, other: SourceTable, numbers: Numbers) -> _Repeated | None:
    for column in _numbering(one, other):
        first, later = numbers(one, column), numbers(other, column)
        if first is None or later is None:
            continue
        pairs = first.merge(later, on="number").sort_values("row_y")
        same = np.ones(len(pairs), bool)
        for name in one.table.columns:
            same &= _alike(one.table[name], other.table[name], pairs)
        if bool(same.any()):
            shared = pairs[same]
            return _Repeated(shared["row_y"].to_numpy(), column, str(shared["number"].iloc[0]))
    return None


def _numbering(one: SourceTable, other: SourceTable) -> Iterator[str]:
    """Columns of both sources without a use of their own, which may number the rows."""
    free = {column.name for column in other.columns if column.role is Role.ATTRIBUTE}
    for column in one.columns:
        if column.name in free and column.role is Role.ATTRIBUTE and column.type in _MAY_NUMBER:
            yield column.name


def _numbers(source: SourceTable, column: str) -> pd.DataFrame | None:
    """The number of each row and the row; None if numbers stand in several rows."""
    texts = texts_of(source, column)
    rows = np.flatnonzero(texts.codes >= 0)
    codes = texts.codes[rows]
    if not len(rows) or np.bincount(codes).max() > 1:
        return None
    return pd.DataFrame({"number": texts.labels[codes], "row": rows})


def _alike(one: pd.Series, other: pd.Series, pairs: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which pairs of rows say the same in a column."""
    left = one.iloc[pairs["row_x"]].astype(object).reset_index(drop=True)
    right = other.iloc[pairs["row_y"]].astype(object).reset_index(drop=True)
    return np.asarray((left == right) | (left.isna() & right.isna()), bool)
