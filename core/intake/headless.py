"""Whether the row that is taken for the names of the columns is data already."""

import re
from collections.abc import Iterable, Mapping, Sequence

from core.intake.column import RawColumn
from core.intake.text.gathering import column_of
from core.intake.typing.typed import Typed
from core.intake.typing.types import Writing, compact_dates_in, read_column
from core.tables.sources import ColumnType

LOOK_AT = 200
"""Rows below the first that are enough to tell what their columns hold."""

_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})
_TELLING = frozenset({*_NUMBERS, ColumnType.DATE})
_WORDS = frozenset({ColumnType.TEXT, ColumnType.TRUTH})
_YEAR = re.compile(r"\s*(?:(?:19|20)\d\d)?\s*")
_DAY = re.compile(r"\d.*\d.*\d")


def like_data(
    header: Sequence[str], typed: Mapping[str, Typed], writing: Writing
) -> tuple[str, str] | None:
    """The first cell of a header that is of the same kind as those below it, and its column.

    A year may well name a column of numbers.

    Parameters
    ----------
    header
        The cells of the header.
    typed
        The columns below it, in the same order.
    writing
        How numbers and dates are written where no cell proves it.
    """
    for text, (name, column) in zip(header, typed.items(), strict=True):
        if column.type not in _TELLING or _YEAR.fullmatch(text):
            continue
        if read_column(name, column_of([text]), writing).type not in _WORDS:
            return text, name
    return None


def is_data(first: Sequence[str], below: Iterable[RawColumn], writing: Writing) -> bool:
    """Whether the first row of a file is surely data, so that nothing names its columns.

    It is if it has a date above dates and a number above numbers, and is of the kind of the cells
    below it wherever those are dates or numbers. No name of a column is a whole date, and a table
    that has days for its columns has no days below them.

    Parameters
    ----------
    first
        The cells of the row.
    below
        The first cells of each column below it.
    writing
        How numbers and dates are written where no cell proves it.
    """
    if not any(map(_DAY.search, first)):
        return False
    told = [(text, _kind(column, writing)) for text, column in zip(first, below, strict=False)]
    telling = [(text, kind) for text, kind in told if kind in _TELLING and text.strip()]
    kinds = {kind for _, kind in telling}
    if len(told) < len(first) or not {ColumnType.DATE, ColumnType.DECIMAL} <= kinds:
        return False
    return all(_kind(column_of([text]), writing) is kind for text, kind in telling)


def _kind(cells: RawColumn, writing: Writing) -> ColumnType:
    """What cells hold, whatever their column is called: any number is a decimal."""
    kind = read_column("", cells, writing).type
    if kind is ColumnType.INTEGER and compact_dates_in(cells) is not None:
        return ColumnType.DATE
    return ColumnType.DECIMAL if kind in _NUMBERS else kind
