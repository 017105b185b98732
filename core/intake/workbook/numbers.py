"""The numbers of a workbook, from the digits that stand in its markup."""

import re

import numpy as np

from core.intake.column import Floats
from core.intake.masks import Mask
from core.intake.text.digits import decimals_of, read_plain
from core.intake.text.slab import Cells

_EXACT = 2**53
_TENS = 10.0 ** np.arange(23)
_NUMBER = re.compile(rb"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,4})?")


def read_numbers(cells: Cells) -> tuple[Floats, Mask]:
    """Read cells as numbers.

    Returns
    -------
    values
        Shape (cells,): the double nearest to what stands there, NaN where it is no number.
    known
        Which cells are numbers that a double can hold: not ``1e999``, and no whole number that it
        would change.
    """
    plain = read_plain(cells)
    known = (plain.shapes != 0) & (np.abs(plain.wholes) <= _EXACT)
    decimals = decimals_of(plain.shapes, ".")
    known &= decimals >= 0
    # Digits and power of ten are exact up to 2**53, so the quotient is the nearest double.
    values = plain.wholes / _TENS[decimals]
    others = np.flatnonzero(~known)
    for place, text in zip(others.tolist(), cells.among(others).texts(), strict=True):
        value = _number(text)
        known[place] = value is not None
        values[place] = np.nan if value is None else value
    return values, known


def _number(text: bytes) -> float | None:
    if _NUMBER.fullmatch(text) is None:
        return None
    value = float(text)
    if not np.isfinite(value):
        return None
    digits = text.lstrip(b"-")
    changed = digits.isdigit() and abs(value) >= _EXACT and int(value) != int(text)
    return None if changed else value
