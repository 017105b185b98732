"""Columns of a file as numbers that can be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

import numpy as np
import pandas as pd

from core.errors import UserError
from core.intake.words import AFTERWARDS, BEFORE, TRUTH_WORDS, tokens
from core.results.checks import Baseline
from core.results.sample import filled
from core.settings import Role
from core.tables.results import Floats
from core.tables.sources import Column, ColumnType, SourceTable

NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)

_TRUE = frozenset(pair[0] for pair in TRUTH_WORDS)
_NOT_A_TRAIT = (Role.CUSTOMER, Role.NAME, Role.IGNORED)
_MOST_LEVELS = 50
_LEVELS_KEPT = 12


def column_of(source: SourceTable, name: str) -> Column:
    """The column of this name, whatever its capitals.

    Raises
    ------
    UserError
        If there is none; the hint names one that is close.
    """
    known = {column.name.casefold(): column for column in source.columns}
    found = known.get(name.strip().casefold())
    if found is not None:
        return found
    names = [column.name for column in source.columns]
    close = get_close_matches(name.strip().casefold(), known, n=1)
    hint = f"Did you mean “{known[close[0]].name}”?" if close else f"There are {', '.join(names)}."
    raise UserError(f"{source.name} has no column “{name}”.", hint)


def labels_of(source: SourceTable, column: Column) -> pd.Series:
    """What stands in the column in the accepted rows, without blanks around it; "" if empty."""
    cells = source.table[column.name]
    texts = cells.astype("str").where(cells.notna(), "").tolist()
    ends = ".0" if column.type is ColumnType.DECIMAL else ""
    labels = [text.strip().removesuffix(ends) for text in texts]
    return pd.Series(labels, index=cells.index, dtype="str")


def in_order(source: SourceTable) -> SourceTable:
    """The source with its accepted rows in an order that depends on what stands in them alone."""
    marks = pd.util.hash_pandas_object(source.table, index=False).to_numpy()
    return replace(source, table=source.table.iloc[np.argsort(marks, kind="stable")])


def numbers_of(source: SourceTable, column: Column) -> Floats:
    """The column's numbers in the accepted rows; yes is 1 and no is 0; NaN where it is empty.

    Raises
    ------
    UserError
        If it holds neither numbers nor yes and no.
    """
    if column.type in NUMBERS:
        return source.table[column.name].to_numpy(np.float64, na_value=np.nan)
    if column.type is ColumnType.TRUTH:
        texts = labels_of(source, column).str.casefold()
        yes = texts.isin(_TRUE).to_numpy(np.float64)
        return np.where(texts == "", np.nan, yes)
    raise UserError(
        f"“{column.name}” of {source.name} holds neither numbers nor yes and no.",
        "Choose another column as outcome.",
    )


def is_rate(values: Floats) -> bool:
    """Whether all values are 0 or 1."""
    known = values[~np.isnan(values)]
    return bool(np.isin(known, (0.0, 1.0)).all()) and len(known) > 0


def traits(source: SourceTable, columns: Iterable[Column]) -> tuple[tuple[str, ...], Floats]:
    """Columns as numbers: dates as days, words as one column for each of the frequent ones.

    Returns
    -------
    tuple
        The column that each number comes from, and shape (rows, numbers); NaN where it is empty.
        Columns of names, of which hardly two are the same, are left out.
    """
    names: list[str] = []
    made: list[Floats] = []
    for column in columns:
        found = _trait(source, column)
        names += [column.name] * len(found)
        made += found
    rows = len(source.table)
    return tuple(names), np.column_stack(made) if made else np.empty((rows, 0))


def baseline_of(source: SourceTable, named: Sequence[Column], taken: Sequence[Column]) -> Baseline:
    """What may be known from before: the columns named, or else all that are not taken."""
    rest = [one for one in source.columns if one not in taken and one.role not in _NOT_A_TRAIT]
    after = [one for one in rest if _speaks_of_afterwards(one.name)]
    names, numbers = traits(source, named or [one for one in rest if one not in after])
    # A column that says where others are empty belongs to those others.
    whole = filled(numbers)
    added = [names[place] for place in np.flatnonzero(np.isnan(numbers).any(axis=0))]
    left_out = () if named else tuple(one.name for one in after)
    return Baseline((*names, *added), whole, bool(named), left_out)


def _speaks_of_afterwards(name: str) -> bool:
    found = set(tokens(name))
    return bool(found & AFTERWARDS) and not found & BEFORE


def _trait(source: SourceTable, column: Column) -> list[Floats]:
    if column.type in NUMBERS or column.type is ColumnType.TRUTH:
        return [numbers_of(source, column)]
    if column.type is ColumnType.DATE:
        days = source.table[column.name].to_numpy("datetime64[D]")
        return [np.where(np.isnat(days), np.nan, days.astype(np.int64).astype(np.float64))]
    if column.type is ColumnType.TEXT:
        return _levels(labels_of(source, column))
    return []


def _levels(texts: pd.Series) -> list[Floats]:
    counts = texts.value_counts()
    if len(counts) > _MOST_LEVELS or len(counts) * _LEVELS_KEPT > len(texts):
        return []
    frequent = sorted(counts.index, key=lambda text: (-int(counts[text]), text))[:_LEVELS_KEPT]
    return [(texts == text).to_numpy(np.float64) for text in frequent]
