"""A column of the customer table while it is being made, and the cells it is made from."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_numeric_dtype

from core.errors import UserError
from core.tables.customers import Measure
from core.tables.sources import SourceTable


@dataclass(frozen=True, eq=False)
class MeasureColumn:
    """A measure and its cells, one per customer in the order of the roll."""

    measure: Measure
    cells: pd.Series


def numbers_of(source: SourceTable, column: str) -> npt.NDArray[np.float64]:
    """Give the numbers of a column, NaN where a cell is empty.

    Raises
    ------
    UserError
        If the column does not hold numbers.
    """
    cells = source.table[column]
    if is_bool_dtype(cells.dtype) or not is_numeric_dtype(cells.dtype):
        raise _wrong_cells(source, column, "numbers")
    return cells.to_numpy(dtype=np.float64, na_value=np.nan)


def dates_of(source: SourceTable, column: str) -> pd.Series:
    """Give the days of a column, missing where a cell is empty.

    Raises
    ------
    UserError
        If the column does not hold dates.
    """
    cells = source.table[column]
    if not is_datetime64_any_dtype(cells.dtype):
        raise _wrong_cells(source, column, "dates")
    days: pd.Series = cells.dt.normalize()
    return days


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


def rows_that(count: int, source: str, one: str, many: str) -> str:
    """Rows with their verb, as in ``"1 row of a.csv has"`` or ``"1,200 rows of a.csv have"``."""
    rows, verb = ("row", one) if count == 1 else ("rows", many)
    return f"{count:,} {rows} of {source} {verb}"


def listed(names: Iterable[str]) -> str:
    """Names in a row, as in ``"a, b and c"``."""
    *most, last = list(names)
    return f"{', '.join(most)} and {last}" if most else last
