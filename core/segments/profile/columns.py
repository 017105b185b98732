"""Columns of the customer table as something that can be compared: numbers, or categories."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_numeric_dtype

from core.segments.formula import columns_of
from core.segments.integers import Integers
from core.settings import Axis
from core.tables.customers import CustomerTable

Floats = npt.NDArray[np.float64]

MISSING = "no value"
"""Name of the category of customers without a value."""

_MOST_CATEGORIES = 20
_FEW_NUMBERS = 2


@dataclass(frozen=True, eq=False)
class NumberColumn:
    """Numbers, NaN where there is none; dates are days since 1 January 1970."""

    name: str
    values: Floats
    dates: bool = False


@dataclass(frozen=True, eq=False)
class CategoryColumn:
    """Up to twenty categories, most frequent first, and the index of every customer's, or -1."""

    name: str
    categories: tuple[str, ...]
    indices: Integers


ComparedColumn = NumberColumn | CategoryColumn


def comparable(customers: CustomerTable) -> Iterator[ComparedColumn]:
    """Every column that can be compared, in their order.

    A column of numbers or dates in which some customers have no value comes a second time, as
    the category of having none.
    """
    for name in map(str, customers.table.columns):
        column = customers.table[name]
        if not is_datetime64_any_dtype(column.dtype) and _has_categories(column):
            yield _categories(name, column)
            continue
        made = _numbers(name, column)
        yield made
        lacking = np.isnan(made.values)
        if lacking.any() and not lacking.all():
            yield CategoryColumn(name, (MISSING,), lacking.astype(np.int64) - 1)


def _has_categories(column: "pd.Series[Any]") -> bool:
    """Whether a column has texts or truth values, or no more than two different numbers."""
    if is_bool_dtype(column.dtype) or not is_numeric_dtype(column.dtype):
        return True
    return column.nunique() <= _FEW_NUMBERS


def _numbers(name: str, column: "pd.Series[Any]") -> NumberColumn:
    if is_datetime64_any_dtype(column.dtype):
        since = column.to_numpy(dtype="datetime64[s]") - np.datetime64(0, "s")
        return NumberColumn(name, np.asarray(since / np.timedelta64(1, "D")), dates=True)
    return NumberColumn(name, np.asarray(column.to_numpy(dtype=np.float64, na_value=np.nan)))


def _categories(name: str, column: "pd.Series[Any]") -> CategoryColumn:
    """The most frequent texts; equally frequent ones in the order of the alphabet."""
    filled = column.astype("str").where(column.notna(), MISSING)
    found, texts = pd.factorize(filled, sort=True)
    counts = np.bincount(found, minlength=len(texts))
    kept = np.argsort(-counts, kind="stable")[:_MOST_CATEGORIES]
    index = np.full(len(texts), -1, dtype=np.int64)
    index[kept] = np.arange(len(kept))
    return CategoryColumn(name, tuple(str(texts[one]) for one in kept), index[found])


def made_of(customers: CustomerTable, axes: tuple[Axis, ...]) -> tuple[frozenset[str], ...]:
    """The columns that each axis is made from."""
    names = tuple(map(str, customers.table.columns))
    return tuple(frozenset(columns_of(axis.formula, names)) for axis in axes)
