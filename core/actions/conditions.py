"""Which customers a condition is true of."""

from collections.abc import Callable
from datetime import datetime
from difflib import get_close_matches
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_numeric_dtype

from core.errors import UserError
from core.settings import Comparison, Condition
from core.tables.segments import SegmentTable

Flags = npt.NDArray[np.bool_]

SEGMENT = "segment"
"""Stands for the customer's segment where a column is named."""


def true_of(condition: Condition, table: pd.DataFrame, segments: SegmentTable, where: str) -> Flags:
    """Tell of which customers a condition is true.

    Text is compared without regard to capitals and white space; white space alone is a missing
    value, which is only "not known" and "not" any other value.

    Parameters
    ----------
    condition
        What has to be true.
    table
        The customer table.
    segments
        Who belongs where; the same customers in the same order.
    where
        What asks for the condition, for messages.

    Raises
    ------
    UserError
        If there is no such column, or its values cannot be compared in this way.
    """
    if condition.column == SEGMENT:
        return _of_segment(condition, segments, where)
    column = column_of(condition.column, table, where)
    known = _known(column)
    match condition.test:
        case Comparison.KNOWN:
            return known
        case Comparison.UNKNOWN:
            return ~known
        case Comparison.AT_LEAST | Comparison.AT_MOST:
            return known & _beyond(condition, column, where)
        case _:
            found = known & column.isin(values_meant(condition, column)).to_numpy(dtype=bool)
            return ~found if condition.test is Comparison.IS_NOT else found


def _known(column: pd.Series) -> Flags:
    """Tell where a column has a value, and not white space alone."""
    known = np.asarray(column.notna().to_numpy(dtype=bool))
    if is_numeric_dtype(column.dtype) or is_datetime64_any_dtype(column.dtype):
        return known
    blank = [value for value in column.unique() if isinstance(value, str) and not value.strip()]
    return known & ~column.isin(blank).to_numpy(dtype=bool) if blank else known


def column_of(name: str, table: pd.DataFrame, where: str) -> pd.Series:
    """Give a column of the customer table.

    Raises
    ------
    UserError
        If there is none of that name.
    """
    if name in table.columns:
        return table[name]
    close = get_close_matches(name, [str(column) for column in table.columns], n=1)
    hint = f"Did you mean ‘{close[0]}’?" if close else "Name a column of your customers."
    raise UserError(f"{where} asks for the column ‘{name}’, which is not there.", hint)


def holds_numbers(column: pd.Series) -> bool:
    """Whether a column holds numbers, and not yes or no."""
    return bool(is_numeric_dtype(column.dtype)) and not is_bool_dtype(column.dtype)


def _of_segment(condition: Condition, segments: SegmentTable, where: str) -> Flags:
    found = np.isin(segments.codes, codes_meant(condition, segments, where))
    return ~found if condition.test is Comparison.IS_NOT else found


def codes_meant(condition: Condition, segments: SegmentTable, where: str) -> list[int]:
    """Give the codes of the segments that a condition names.

    Raises
    ------
    UserError
        If there is no such segment, or segments cannot be compared in this way.
    """
    if condition.test not in {Comparison.IS, Comparison.IS_NOT, Comparison.ONE_OF}:
        raise UserError(
            f"{where}: a segment “{condition.test}” nothing.", "Write “is” and its name."
        )
    codes = set()
    for text in words_meant(condition):
        found = _codes_of(text, segments)
        if not found:
            raise UserError(
                f"{where} asks for the segment ‘{text}’, which is not there.",
                "Use a name as it stands on the Segments page, or its number.",
            )
        codes.update(found)
    return sorted(codes)


def _codes_of(text: str, segments: SegmentTable) -> list[int]:
    """Give the codes of the segments that a text names.

    A name that was made from the levels of a segment, in whatever language, goes on naming it
    when it is called something else.
    """
    called = [
        one.code for one in segments.segments if text in (as_compared(one.name), str(one.code))
    ]
    return called or [
        one.code for one in segments.segments if text in map(as_compared, one.made_names)
    ]


def words_meant(condition: Condition) -> set[str]:
    """Give the texts that a condition names, as they are compared."""
    if condition.test is Comparison.ONE_OF:
        return {as_compared(part) for part in condition.value.split(";") if part.strip()}
    return {as_compared(condition.value)}


def as_compared(text: str) -> str:
    """Give a text as it is compared: without regard to capitals and white space."""
    return " ".join(text.split()).casefold()


def values_meant(condition: Condition, column: pd.Series) -> list[Any]:
    """Give the values that a condition names: numbers, or values of the column as they stand."""
    wanted = words_meant(condition)
    if holds_numbers(column):
        return [number for number in map(_number, wanted) if number is not None]
    values = column.dropna().unique()
    return [value for value in values if _text(value) in wanted]


def _text(value: object) -> str:
    """Write a value as it is compared."""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return as_compared(str(value))


def _beyond(condition: Condition, column: pd.Series, where: str) -> Flags:
    limit = limit_meant(condition, column, where)
    compare: Callable[[object], pd.Series] = (
        column.ge if condition.test is Comparison.AT_LEAST else column.le
    )
    return np.asarray(compare(limit).fillna(value=False).to_numpy(dtype=bool))


def limit_meant(condition: Condition, column: pd.Series, where: str) -> float | pd.Timestamp:
    """Give the number or the day that a condition compares a column with.

    Raises
    ------
    UserError
        If the column cannot be compared with it.
    """
    limit: float | pd.Timestamp | None
    if is_datetime64_any_dtype(column.dtype):
        limit = _day(condition.value)
        kind = "a day such as 2026-03-31"
    else:
        limit = _number(condition.value) if holds_numbers(column) else None
        kind = "a number" if holds_numbers(column) else ""
    if limit is None:
        what = f"‘{condition.value}’ is not {kind}" if kind else "that column holds text"
        raise UserError(
            f"{where}: ‘{condition.column}’ {condition.test} {condition.value} makes no sense: "
            f"{what}.",
            f"Write {kind}." if kind else "Compare it with “is” or “is one of”.",
        )
    return limit


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _day(text: str) -> pd.Timestamp | None:
    try:
        return pd.Timestamp(datetime.strptime(text.strip(), "%Y-%m-%d"))
    except ValueError:
        return None
