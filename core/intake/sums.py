"""What the cells of a column add up to, in exact decimals."""

from decimal import Decimal, localcontext

import numpy as np

from core.intake.column import Floats, RawColumn
from core.intake.masks import somewhere
from core.intake.text.digits import Shape, Wholes, shape_of
from core.intake.typing.number_text import MARKS, number_text
from core.native.sums import sum_of

_DIGITS = 60
_SPLIT = 32
_LOW = (1 << _SPLIT) - 1
_MANY = 1 << 18
"""Numbers that are added at a time, so that they stay close to the processor."""

_FEW_DECIMALS = 6
_EXACT = 2**53


def exact_number(text: str, decimal: str) -> Decimal | None:
    """The number that a text writes with this decimal sign; None if it is not one."""
    found = number_text(text)
    if found is None or MARKS.get(found.form, decimal) != decimal:
        return None
    return Decimal(found.plain(decimal))


def exact_sum(column: RawColumn, decimal: str) -> Decimal | None:
    """The sum of a column written with this decimal sign.

    Returns
    -------
    Decimal or None
        None if a cell is no number or all are empty.
    """
    if not somewhere(column.filled) or len(column.moments):
        return None
    with localcontext() as context:
        context.prec = _DIGITS
        parts = [_plain_sum(column, decimal), _text_sum(column, decimal), _stored_sum(column)]
        if None in parts:
            return None
        return sum((part for part in parts if part is not None), Decimal(0))


def _plain_sum(column: RawColumn, decimal: str) -> Decimal | None:
    total = Decimal(0)
    for code in column.shape_counts:
        shape = shape_of(code)
        power = _power(shape, decimal)
        if power is None:
            return None
        total += Decimal(whole_sum(column.wholes[column.shapes == code])).scaleb(-power)
    return total


def _power(shape: Shape, decimal: str) -> int | None:
    if not shape.mark or shape.mark == decimal:
        return shape.part
    grouped = shape.part == 3 and shape.whole <= 3 and not shape.leading_zero  # noqa: PLR2004
    return 0 if grouped else None


def whole_sum(values: Wholes) -> int:
    """The sum of whole numbers, however large."""
    total = 0
    for start in range(0, len(values), _MANY):
        part = values[start : start + _MANY]
        total += (int((part >> _SPLIT).sum()) << _SPLIT) + int((part & _LOW).sum())
    return total


def _text_sum(column: RawColumn, decimal: str) -> Decimal | None:
    total = Decimal(0)
    for code in np.flatnonzero(column.text_counts).tolist():
        text = str(column.texts[code])
        if text.isspace():
            continue
        number = exact_number(text, decimal)
        if number is None:
            return None
        total += number * int(column.text_counts[code])
    return total


def _stored_sum(column: RawColumn) -> Decimal:
    return stored_sum(column.stored[~np.isnan(column.stored)])


def stored_sum(values: Floats) -> Decimal:
    """The sum of numbers that a workbook stores, in exact decimals.

    Numbers with few decimals are taken for the decimals that they are shown as, so that 1.7 and
    6.6 add up to 8.3; others for the binary numbers that they are.
    """
    for power in range(_FEW_DECIMALS + 1):
        total = scaled_sum(values, power)
        if total is not None:
            return total
    return _binary_sum(values)


def scaled_sum(values: Floats, power: int) -> Decimal | None:
    """The sum of numbers with so many decimals; None if some has more, or is too large to tell."""
    total = sum_of(values, 10.0**power)
    if total is None:
        total = _scaled_by_arrays(values, 10.0**power)
    if total is None:
        return None
    with localcontext() as context:
        context.prec = _DIGITS
        return Decimal(total).scaleb(-power)


def _scaled_by_arrays(values: Floats, factor: float) -> int | None:
    """Do the same for sums that are larger than a compiled loop adds up, too."""
    total = 0
    for start in range(0, len(values), _MANY):
        part = values[start : start + _MANY]
        scaled = np.rint(part * factor)
        if bool((np.abs(scaled) >= _EXACT).any()) or bool((scaled / factor != part).any()):
            return None
        total += whole_sum(scaled.astype(np.int64))
    return total


def _binary_sum(values: Floats) -> Decimal:
    """The exact sum of binary numbers, by their exponents."""
    mantissas, exponents = np.frexp(values)
    wholes = (mantissas * _EXACT).astype(np.int64)
    total = Decimal(0)
    with localcontext() as context:
        context.prec = _DIGITS
        for exponent in np.unique(exponents).tolist():
            part = whole_sum(wholes[exponents == exponent])
            total += Decimal(part) * Decimal(2) ** (exponent - 53)
        return +total
