"""The receipt of a source: where every row and cell went, and that nothing changed on the way.

The numbers of a column are added up twice: as they stand in the file, in exact decimals, and as
they were read. An import whose sums differ is refused.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.errors import UserError
from core.intake.column import Floats, RawColumn
from core.intake.grid import Grid
from core.intake.in_order import by_column
from core.intake.masks import Mask, both, how_many, nowhere, slim, somewhere, without
from core.intake.sums import exact_number, scaled_sum, stored_sum, whole_sum
from core.intake.text.digits import shape_of, written
from core.intake.typing.typed import Typed, Values
from core.tables.sources import ColumnReceipt, ColumnType, Receipt

NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})
_MOST_DECIMALS = 18


def count_rows(source: str, grid: Grid, columns: Sequence[ColumnReceipt], **places: int) -> Receipt:
    """The receipt of a source.

    Parameters
    ----------
    source
        Name of the source.
    grid
        Its rows as they stood.
    columns
        Where the cells went.
    **places
        How many rows were ``accepted``, are ``waiting``, were ``rejected``, are ``blank``
        and are ``totals``.

    Raises
    ------
    UserError
        If a row or a cell is not accounted for, or a sum has changed.
    """
    receipt = Receipt(
        source=source,
        rows_in=grid.rows_in,
        header=grid.header_rows,
        columns=tuple(columns),
        **places,
    )
    if not receipt.balances:
        raise UserError(_imbalance(receipt), "Report this file to the makers of the program.")
    return receipt


def _imbalance(receipt: Receipt) -> str:
    wrong = [column for column in receipt.columns if not column.balances]
    if not wrong:
        return f"{receipt.source} was not imported: its rows do not add up."
    column = wrong[0]
    return (
        f"{receipt.source} was not imported: column ‘{column.column}’ adds up to "
        f"{column.raw_sum or column.filled} in the file, but to "
        f"{column.typed_sum or column.typed} as it was read."
    )


def count_cells(
    columns: Mapping[str, RawColumn], typed: Mapping[str, Typed], used: Mask
) -> tuple[ColumnReceipt, ...]:
    """Where the cells of every column went.

    Parameters
    ----------
    columns, typed
        The columns as they stood, and as they were read.
    used
        Which rows count: all but blank ones and totals.
    """
    pairs = [(name, column, typed[name]) for name, column in columns.items()]
    jobs = (partial(_count_cells, *pair, used) for pair in pairs)
    return tuple(by_column(jobs, len(used)))


def _count_cells(name: str, column: RawColumn, typed: Typed, used: Mask) -> ColumnReceipt:
    filled = both(column.said, used)
    valued = typed.type in NUMBERS or typed.type is ColumnType.DATE
    there = slim(without(used, slim(missing_in(typed.values)))) if valued else filled
    raw, read = "", ""
    if typed.type in NUMBERS:
        raw, read = _sums(column, typed, there)
    days = _days(typed, there)
    return ColumnReceipt(
        name,
        filled=how_many(filled),
        typed=how_many(there),
        failed=how_many(both(typed.failed, used)),
        waiting=how_many(both(typed.doubtful, used)),
        raw_sum=raw,
        typed_sum=read,
        first_day=days[0],
        last_day=days[1],
    )


def chosen_of(values: Any, chosen: Mask) -> Any:
    """Give some values, without a copy if they are all."""
    return values if how_many(chosen) == len(values) else values[chosen]


def missing_in(values: Values) -> Mask:
    """Which values are missing."""
    if isinstance(values, np.ndarray) and values.dtype.kind == "i":
        return nowhere(len(values))
    return np.asarray(pd.isna(values), bool)


def _sums(column: RawColumn, typed: Typed, there: Mask) -> tuple[str, str]:
    """What the typed cells add up to, as they stand and as they were read."""
    raw, decimals = _raw_sum(column, typed, there)
    values = typed.values
    if isinstance(values, pd.arrays.IntegerArray) or typed.type is ColumnType.INTEGER:
        wholes = pd.Series(chosen_of(values, there)).to_numpy(dtype=np.int64)
        read = Decimal(whole_sum(wholes))
    else:
        read = _read_sum(chosen_of(np.asarray(values, np.float64), there), decimals, raw)
    return _shown(raw), _shown(read)


def _raw_sum(column: RawColumn, typed: Typed, there: Mask) -> tuple[Decimal, int]:
    """The sum of cells as they stand, and the most decimals that one of them has."""
    decimal = typed.decimal or "."
    total, decimals = Decimal(0), 0
    for code in column.shape_counts:
        shape = shape_of(code)
        power = shape.part if shape.mark == decimal else 0
        total += Decimal(_sum_in_file(column, code, there)).scaleb(-power)
        decimals = max(decimals, power)
    counts = _text_counts(column, there)
    for text_code in np.flatnonzero(counts).tolist():
        text = str(column.texts[text_code])
        ranked = typed.ranks.get(text)
        number = (exact_number(text, decimal) or Decimal(0)) if ranked is None else Decimal(ranked)
        total += number * int(counts[text_code])
        decimals = max(decimals, -int(number.as_tuple().exponent))
    if len(column.stored):
        stored = stored_sum(column.stored[there & ~np.isnan(column.stored)])
        total += stored
        decimals = max(decimals, -int(stored.as_tuple().exponent))
    return total, decimals


def _text_counts(column: RawColumn, there: Mask) -> npt.NDArray[np.intp]:
    """How many of some cells have each text."""
    if not len(column.codes):
        return np.zeros(0, np.intp)
    if how_many(there) == len(there):
        return column.text_counts
    codes = column.codes[there]
    return np.bincount(codes[codes >= 0], minlength=len(column.texts))


def _sum_in_file(column: RawColumn, code: int, there: Mask) -> int:
    """The sum of some plain numbers of a shape; what was added up in the file, if all count."""
    known = code in column.sums_in_file
    if known and how_many(there) == len(there):
        return column.sums_in_file[code]
    chosen = both(column.shapes == code, there)
    if known and column.shape_counts[code] == how_many(chosen):
        return column.sums_in_file[code]
    left_out = (column.shapes == code) & ~chosen
    if known and int(np.count_nonzero(left_out)) < len(chosen) // 2:
        texts = [written(whole, code) for whole in column.wholes[left_out].tolist()]
        digits = str.maketrans("", "", ".,")
        return column.sums_in_file[code] - sum(int(text.translate(digits)) for text in texts)
    return whole_sum(column.wholes[chosen])


def _read_sum(values: Floats, decimals: int, raw: Decimal) -> Decimal:
    if decimals <= _MOST_DECIMALS:
        scaled = scaled_sum(values, decimals)
        if scaled is not None:
            return scaled
    # More digits than a double keeps: the sums can only agree as far as doubles do.
    total = stored_sum(values)
    close = abs(total - raw) <= Decimal(float(np.abs(values).sum())) * Decimal("1e-12")
    return raw if close else total


def _shown(total: Decimal) -> str:
    text = f"{total:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _days(typed: Typed, there: Mask) -> tuple[str, str]:
    if typed.type is not ColumnType.DATE or not somewhere(there):
        return "", ""
    days = chosen_of(np.asarray(typed.values, "datetime64[us]"), there)
    since = days.view(np.int64)  # none is missing, so they need not be asked one by one
    first, last = (np.datetime64(int(one), "us") for one in (since.min(), since.max()))
    return str(first.astype("datetime64[D]")), str(last.astype("datetime64[D]"))
