"""Formulas of columns: what a user may write instead of a column's name."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.errors import UserError
from core.segments.formula_syntax import Column, Number, Operation, Tree, parse

Floats = npt.NDArray[np.float64]

_OPERATIONS: dict[str, Callable[..., Floats]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "negative": np.negative,
    "min": np.minimum,
    "max": np.maximum,
    "abs": np.abs,
    "log": np.log,
}


def columns_of(formula: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Columns that a formula names, each once, in the order of their first mention.

    Raises
    ------
    UserError
        If the formula cannot be read or names none.
    """
    columns = tuple(dict.fromkeys(_mentions(parse(formula, names))))
    if not columns:
        raise UserError(f"The formula ‘{formula}’ names no column.", "Name at least one column.")
    return columns


def _mentions(tree: Tree) -> list[str]:
    """Columns in the order of their mention."""
    if isinstance(tree, Column):
        return [tree.name]
    if isinstance(tree, Operation):
        return [name for operand in tree.operands for name in _mentions(operand)]
    return []


def evaluate(formula: str, table: pd.DataFrame) -> Floats:
    """Value of a formula for every row; NaN where a column is empty or there is no result.

    Raises
    ------
    UserError
        If the formula cannot be read or names a column that does not hold numbers.
    """
    return evaluate_with_notes(formula, table)[0]


def evaluate_with_notes(formula: str, table: pd.DataFrame) -> tuple[Floats, tuple[str, ...]]:
    """`evaluate`, and sentences on rows without a result: divisions by 0 and the like."""
    names = tuple(str(name) for name in table.columns)
    columns = {name: numbers_of(table[name], name) for name in columns_of(formula, names)}
    notes: list[str] = []
    with np.errstate(all="ignore"):
        values = _value(parse(formula, names), columns, notes)
    return np.array(np.broadcast_to(values, len(table)), dtype=np.float64), tuple(notes)


def _value(tree: Tree, columns: dict[str, Floats], notes: list[str]) -> Floats:
    """Value of a tree for every row."""
    if isinstance(tree, Number):
        return np.float64(tree.value) * np.ones(1)
    if isinstance(tree, Column):
        return columns[tree.name]
    operands = [_value(operand, columns, notes) for operand in tree.operands]
    if tree.symbol in ("min", "max"):
        result = operands[0]
        for operand in operands[1:]:
            result = _OPERATIONS[tree.symbol](result, operand)
        return result
    result = _OPERATIONS[tree.symbol](*operands)
    if tree.symbol == "/":
        return _without(result, operands[-1] == 0, "divides by 0", notes)
    if tree.symbol == "log":
        return _without(result, operands[0] <= 0, "takes the logarithm of 0 or less", notes)
    return result


def _without(
    result: Floats, unanswered: npt.NDArray[np.bool_], what: str, notes: list[str]
) -> Floats:
    """Turn results that do not exist into missing ones, and count them."""
    spread = np.broadcast_to(unanswered, result.shape)
    count = int(spread.sum())
    if count == 0:
        return result
    whom = "1 customer, who has" if count == 1 else f"{count:,} customers, who have"
    notes.append(f"The formula {what} for {whom} no value for that reason.")
    return np.where(spread, np.nan, result)


def numbers_of(column: "pd.Series[Any]", name: str) -> Floats:
    """Numbers of a column, NaN where it is empty.

    Raises
    ------
    UserError
        If the column holds dates or text; says how many and shows the first.
    """
    if pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_complex_dtype(
        column.dtype
    ):
        return np.asarray(column.to_numpy(dtype=np.float64, na_value=np.nan))
    hint = "Choose a column of numbers, or change how this one is read on the Data page."
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        raise UserError(f"The column {name} holds dates, not numbers.", hint)
    filled = column.dropna()
    parsed = pd.to_numeric(filled, errors="coerce")
    offending = filled[parsed.isna()]
    if len(filled) and not len(offending):
        shown = f"such as ‘{filled.iloc[0]}’"
        raise UserError(f"The column {name} is kept as text, {shown}, not as numbers.", hint)
    if not len(filled):
        return np.full(len(column), np.nan)
    count = "1 value that is" if len(offending) == 1 else f"{len(offending):,} values that are"
    shown = "" if len(offending) == 1 else "the first "
    raise UserError(
        f"The column {name} has {count} not a number, {shown}‘{offending.iloc[0]}’.", hint
    )
