"""Arrays of pandas and numpy as plain columns of a table, and back without a difference."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.database import Column

_MASKED = {
    "Int8": np.int8,
    "Int16": np.int16,
    "Int32": np.int32,
    "Int64": np.int64,
    "boolean": np.bool_,
}
_DAYS = "datetime64[us]"


def kind_of(array: Any) -> str:
    """Return the name of an array's type, as `array_of` wants it."""
    return "str" if isinstance(array.dtype, pd.StringDtype) else str(array.dtype)


def column_of(array: Any) -> Column:
    """Return a plain column for an array of any kind but categories.

    Raises
    ------
    TypeError
        If the array holds objects other than text.
    """
    kind = kind_of(array)
    if kind in _MASKED:
        whole = array.to_numpy(dtype=_MASKED[kind], na_value=0)
        return np.ma.MaskedArray(whole, np.asarray(array.isna()))
    if kind in {"str", "object"}:
        return _texts(array)
    values = np.ascontiguousarray(array)
    if values.dtype.kind == "M" and kind != _DAYS:
        return values.view(np.int64)
    return values.astype(object) if values.dtype.kind == "U" else values


def _texts(array: Any) -> Column:
    values = np.asarray(array, dtype=object)
    missing = np.asarray(pd.isna(values))
    texts = values.copy()
    texts[missing] = None
    if kind_of(array) != "str" and not all(isinstance(text, str) for text in texts[~missing]):
        message = "objects other than text cannot be kept in a project"
        raise TypeError(message)
    return texts


def array_of(column: Column, kind: str) -> Any:
    """Return the array that `column_of` made a column of.

    Raises
    ------
    ValueError, TypeError
        If the column cannot be such an array.
    """
    if kind in _MASKED:
        values: npt.NDArray[Any] = np.array(np.ma.getdata(column), dtype=_MASKED[kind])
        mask = np.array(np.ma.getmaskarray(column))
        if kind == "boolean":
            return pd.arrays.BooleanArray(values, mask)
        return pd.arrays.IntegerArray(values, mask)
    if isinstance(column, np.ma.MaskedArray):
        message = "numbers are missing where none may be"
        raise TypeError(message)
    if kind == "str":
        return pd.array(column, dtype="str")
    return _of_numpy(column, np.dtype(kind))


def _of_numpy(column: Column, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    wanted = np.dtype(dtype)
    if wanted.kind == "M" and column.dtype == np.int64:
        return column.view(wanted)
    if wanted.kind == "U" and column.dtype == object:
        return column.astype(wanted)
    if wanted != column.dtype:
        message = f"{column.dtype} where {wanted} is needed"
        raise TypeError(message)
    return column
