"""Dates that are written as one number: 20260403, 202604, 04.2026, or seconds since 1970."""

from dataclasses import dataclass

import numpy as np

from core.intake.column import Moments, RawColumn
from core.intake.text.digits import Wholes, shape_of
from core.intake.typing.dates import compact_dates
from core.intake.typing.number_evidence import NumberEvidence

DAY_DIGITS, MONTH_DIGITS = 8, 6
_YEAR = 4
_EARLIEST, _LATEST = np.datetime64("1990-01-01", "us"), np.datetime64("2100-12-31", "us")


@dataclass(frozen=True, eq=False)
class Compact:
    """Dates written as numbers.

    Attributes
    ----------
    values
        The moment of each cell, NaT where there is none.
    digits
        How many digits each number has.
    """

    values: Moments
    digits: int


def compact_in(column: RawColumn, evidence: NumberEvidence) -> Compact | None:
    """Read a column as dates written as numbers; None unless every number is one."""
    shapes = [shape_of(found.code) for found in evidence.plain]
    if not shapes or evidence.texts or evidence.stored:
        return None
    if all(shape.mark == "." and shape.part == _YEAR for shape in shapes):
        return _all_dates(_dotted_months(column.wholes), MONTH_DIGITS, evidence)
    digits = {shape.whole for shape in shapes}
    if len(digits) != 1 or any(shape.mark for shape in shapes):
        return None
    (length,) = digits
    if length not in _FORMS:
        return None
    return _all_dates(_FORMS[length](column.wholes), length, evidence)


def _all_dates(values: Moments, digits: int, evidence: NumberEvidence) -> Compact | None:
    known = int(np.count_nonzero(~np.isnat(values)))
    return Compact(values, digits) if known >= evidence.count else None


def _dotted_months(wholes: Wholes) -> Moments:
    """Months such as 04.2026, of which all digits are one whole number."""
    return _months(wholes % 10**_YEAR * 100 + wholes // 10**_YEAR)


def _months(wholes: Wholes) -> Moments:
    return compact_dates(wholes * 100 + 1)


def _seconds(wholes: Wholes) -> Moments:
    moments: Moments = wholes.astype("datetime64[s]").astype("datetime64[us]")
    moments[(moments < _EARLIEST) | (moments > _LATEST)] = np.datetime64("NaT", "us")
    return moments


def _thousandths(wholes: Wholes) -> Moments:
    part = (wholes % 1000 * 1000).astype("timedelta64[us]")
    moments: Moments = _seconds(wholes // 1000) + part
    return moments


_FORMS = {DAY_DIGITS: compact_dates, MONTH_DIGITS: _months, 10: _seconds, 13: _thousandths}
"""How numbers with so many digits are read in a column that speaks of days."""
