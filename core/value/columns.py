"""The cells of a source by what they are: texts, numbers and days, one way to get each."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_numeric_dtype

from core.errors import UserError
from core.native.rows import EARLIEST, whole_days
from core.tables.sources import SourceTable

Days = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

NO_DAY = EARLIEST
"""Stands where a date is missing."""


@dataclass(frozen=True, eq=False)
class Texts:
    """Text cells, each different text once.

    Attributes
    ----------
    codes
        Shape (rows,): place of the row's text among the labels; -1 where the cell is empty.
    labels
        The different texts; some may not occur.
    """

    codes: npt.NDArray[np.integer]
    labels: npt.NDArray[np.object_]


def texts_of(source: SourceTable, column: str) -> Texts:
    """Give the texts of a column; numbers and dates as they are written out."""
    cells = source.table[column]
    if isinstance(cells.array, pd.Categorical):
        labels = cells.array.categories.astype("str").to_numpy(dtype=object)
        return Texts(np.asarray(cells.array.codes), labels)
    codes, found = pd.factorize(cells)
    return Texts(codes, pd.Series(found).astype("str").to_numpy(dtype=object))


def few_texts_of(source: SourceTable, column: str, most: int) -> Texts | None:
    """Give the texts of a column as `texts_of` does; None if there are more different ones."""
    cells = source.table[column].array
    if isinstance(cells, pd.Categorical) and len(cells.categories) > most:
        return None  # very many are not looked at
    texts = texts_of(source, column)
    return texts if len(texts.labels) <= most else None


def numbers_of(source: SourceTable, column: str) -> Floats:
    """Give the numbers of a column, NaN where a cell is empty.

    Raises
    ------
    UserError
        If the column does not hold numbers.
    """
    if not holds_numbers(source, column):
        raise _wrong_cells(source, column, "numbers")
    cells = source.table[column]
    if isinstance(cells.dtype, np.dtype):  # has no missing numbers but NaN, so nothing is copied
        return cells.to_numpy(dtype=np.float64)
    return cells.to_numpy(dtype=np.float64, na_value=np.nan)


def are_known(values: Floats) -> bool:
    """Whether no value is missing: the least one would be NaN, which is sooner seen."""
    return not len(values) or not np.isnan(values.min())


def holds_numbers(source: SourceTable, column: str) -> bool:
    """Whether a column was read as numbers."""
    dtype = source.table[column].dtype
    return is_numeric_dtype(dtype) and not is_bool_dtype(dtype)


def days_of(source: SourceTable, column: str) -> Days:
    """Give the dates of a column as days since 1970, `NO_DAY` where a cell is empty.

    Raises
    ------
    UserError
        If the column does not hold dates.
    """
    cells = source.table[column]
    if not is_datetime64_any_dtype(cells.dtype):
        raise _wrong_cells(source, column, "dates")
    return whole_days(cells.to_numpy(dtype="datetime64[us]"))


def _wrong_cells(source: SourceTable, column: str, wanted: str) -> UserError:
    role = next(found.role for found in source.columns if found.name == column)
    return UserError(
        f"Column ‘{column}’ of {source.name} is used as {role.value}, but it does not hold "
        f"{wanted}.",
        "Give it another role, or say how its cells are to be read.",
    )


def free_name(name: str, taken: Iterable[str]) -> str:
    """Give the name itself, or with the first number that makes it different from those taken."""
    used = set(taken)
    candidate, number = name, 1
    while candidate in used:
        number += 1
        candidate = f"{name} {number}"
    return candidate
