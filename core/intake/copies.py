"""Rows that stand in a file twice, word for word, as where two exports were put together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from core.intake.column import Codes, RawColumn
from core.intake.masks import Mask
from core.intake.twins import find_twins
from core.intake.typing.texts import numbered_texts
from core.intake.words import numbers_rows

_LOOKED_AT = 20


@dataclass(frozen=True, eq=False)
class Copies:
    """Rows that say the same as an earlier one in every cell, though their number is their own.

    Attributes
    ----------
    column
        The column with the number of each order, call or the like.
    same
        Each copy by its place, with the place of the row that it repeats.
    """

    column: str
    same: dict[int, int]


def find_copies(
    columns: Mapping[str, RawColumn], free: Mapping[str, bool], used: Mask
) -> Copies | None:
    """Find rows that repeat others, where a column numbers the rows; None if there are none.

    A number that stands in rows that differ, as that of an order with several lines does, says
    that the column does not number the rows.

    Parameters
    ----------
    columns
        The cells by column.
    free
        Which columns have no use of their own, so that they may number the rows.
    used
        Which rows count.
    """
    for name, column in columns.items():
        if not (free[name] and numbers_rows(name) and may_repeat(column)):
            continue
        codes, texts = numbered_texts(column)
        if _number_rows(columns, codes, used):
            twins = find_twins(columns, codes, texts, used)
            if twins.same and not twins.different:
                return Copies(name, twins.same)
    return None


def may_repeat(column: RawColumn) -> bool:
    """Whether some value may stand in several rows, seen without writing the numbers."""
    if len(column.codes):
        return bool((column.text_counts > 1).any()) or len(column.shapes) > 0
    return len(column.shapes) > 0 and len(np.unique(column.wholes)) < column.rows


def _number_rows(columns: Mapping[str, RawColumn], codes: Codes, used: Mask) -> bool:
    """Whether most numbers stand once, and the first that do not stand in rows that are alike."""
    rows = np.flatnonzero(used & (codes >= 0))
    counts = np.bincount(codes[rows], minlength=1)
    if 2 * np.count_nonzero(counts) <= len(rows):
        return False
    again = rows[counts[codes[rows]] > 1]
    pairs = _pairs(codes, again.tolist())
    return all(
        column.text_at(one) == column.text_at(other)
        for one, other in pairs
        for column in columns.values()
    )


def _pairs(codes: Codes, places: list[int]) -> Iterator[tuple[int, int]]:
    """The first rows with a number that stood before, each with the row before it."""
    seen: dict[int, int] = {}
    found = 0
    for place in places:
        before = seen.setdefault(int(codes[place]), place)
        if before != place:
            found += 1
            yield before, place
        if found == _LOOKED_AT:
            return
