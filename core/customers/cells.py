"""The cells of columns of customers: numbers, days with or without a time, and text."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Cells = npt.NDArray[Any]
"""Numbers as float64 with NaN, places among the words as int16, text as ``str`` objects, days as
``datetime64[D]``, or days with a time as ``datetime64[s]`` or, if it takes that, ``[us]``."""

DAY = np.dtype("datetime64[D]")
"""Of cells that are days without a time."""


def of_column(values: Cells, place: int) -> Cells:
    """Return one column of several as numbers."""
    return np.ascontiguousarray(values[:, place], dtype=np.float64)


def numbers(cells: pd.Series) -> Cells:
    """Return numbers, NaN if missing."""
    return cells.to_numpy(dtype=np.float64, na_value=np.nan)


def moments(cells: pd.Series) -> Cells:
    """Return days, NaT if missing; with the time of day if any of them has one."""
    exact = cells.to_numpy(dtype="datetime64[us]")
    for unit in ("D", "s"):
        whole = exact.astype(f"datetime64[{unit}]")
        if ((whole == exact) | np.isnat(exact)).all():
            return whole
    return exact


def moment_texts(some: Cells) -> list[str]:
    """Return days as ``2025-03-31``, with a time as ``2025-03-31 13:45:10``; "" if missing."""
    told = np.where(np.isnat(some), "", np.datetime_as_string(some)).tolist()
    return told if some.dtype == DAY else [text.replace("T", " ") for text in told]


def texts(cells: pd.Series) -> Cells:
    """Return text, "" if missing."""
    found = cells.astype(object).to_numpy()
    missing = cells.isna().to_numpy()
    return np.where(missing, "", found) if missing.any() else found
