"""Dates that are written as one whole number: 20260403, 202604, or seconds since 1970."""

from dataclasses import dataclass

import numpy as np

from core.intake.column import Moments, RawColumn
from core.intake.text.digits import Wholes, shape_of
from core.intake.typing.dates import compact_dates
from core.intake.typing.number_evidence import NumberEvidence

DAY_DIGITS, MONTH_DIGITS = 8, 6
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
    digits = {shape.whole for shape in shapes}
    if len(digits) != 1 or any(shape.mark for shape in shapes) or evidence.texts or evidence.stored:
        return None
    (length,) = digits
    if length not in _FORMS:
        return None
    values = _FORMS[length](column.wholes)
    all_dates = int(np.count_nonzero(~np.isnat(values))) >= evidence.count
    return Compact(values, length) if all_dates else None


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
