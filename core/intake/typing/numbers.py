"""The numbers of a column, read with one decimal sign that some cell proves."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from core.intake.column import Floats, RawColumn
from core.intake.masks import Mask, either, how_many, nowhere, slim
from core.intake.text.digits import MOST_DIGITS, Wholes, shape_of, written
from core.intake.typing.number_evidence import (
    NumberEvidence,
    Written,
    decimal_sign,
    usual_unit,
)
from core.intake.typing.number_text import MARKS, Form, NumberText, number_text

_EXACT = 2**53
_INTEGER_DIGITS = 18
_POWERS = 10.0 ** np.arange(MOST_DIGITS + 1)
_FAILED = -1

Powers = npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Numbers:
    """A column read as numbers.

    Attributes
    ----------
    values
        Shape (rows,): the number of each cell, NaN where there is none.
    wholes
        The same as integers, 0 where there is none, if all are integers that fit; None otherwise.
    known
        Which cells are numbers.
    unsure
        Which cells could be a thousand or a fraction, if nothing proves which.
    decimal
        The decimal sign; None if no number has one.
    inexact
        Which numbers have more digits than are kept.
    grouped
        Whether some number has both signs, such as ``1.234,50``, which leaves no doubt.
    unit
        The currency or per cent sign that goes with the numbers; "" if none does.
    """

    values: Floats
    wholes: Wholes | None
    known: Mask
    unsure: Mask
    decimal: str | None
    inexact: Mask
    grouped: bool
    unit: str


def read_numbers(column: RawColumn, evidence: NumberEvidence, given: str | None) -> Numbers:
    """Read a column as numbers.

    Parameters
    ----------
    column
        The column.
    evidence
        What its cells say.
    given
        Decimal sign to use where no cell proves one.
    """
    decimal = decimal_sign(evidence, given)
    unit = usual_unit(evidence)
    doubtful = decimal is None and any(found.form is Form.EITHER for found in evidence.written)
    reader = _Reader(column, evidence, decimal, unit, doubtful=doubtful)
    reader.read_stored()
    reader.read_plain()
    reader.read_texts()
    grouped = any(found.grouped for found in evidence.texts)
    return reader.numbers(grouped=grouped)


class _Reader:
    """The numbers of a column in the making."""

    def __init__(
        self,
        column: RawColumn,
        evidence: NumberEvidence,
        decimal: str | None,
        unit: str,
        *,
        doubtful: bool,
    ) -> None:
        rows = column.rows
        self._column, self._evidence = column, evidence
        self._decimal, self._unit, self._doubtful = decimal, unit, doubtful
        self._powers = {found.code: self._power(found) for found in evidence.plain}
        whole = max(self._powers.values(), default=0) <= 0
        self._wholes: Wholes | None = np.zeros(rows, np.int64) if whole else None
        self._values = np.zeros(0)
        self._known = self._unsure = nowhere(rows)
        self._inexact = np.zeros(rows, bool)

    def _put(self, values: Floats, where: Mask) -> None:
        """Set the values of some cells; the first time all others are missing."""
        if not len(self._values):
            everybody = how_many(where) == len(where)
            self._values = values if everybody else np.where(where, values, np.nan)
        else:
            np.copyto(self._values, values, where=where)

    def numbers(self, *, grouped: bool) -> Numbers:
        return Numbers(
            self._values if len(self._values) else np.full(self._column.rows, np.nan),
            self._wholes,
            self._known,
            self._unsure,
            self._decimal,
            self._inexact,
            grouped,
            self._unit,
        )

    def read_stored(self) -> None:
        stored = self._column.stored
        if not len(stored):
            return
        there = ~np.isnan(stored)
        self._put(stored.copy(), there)
        self._known = either(self._known, slim(there))
        whole = bool((np.rint(stored[there]) == stored[there]).all())
        if not whole or bool((np.abs(stored[there]) >= _EXACT).any()):
            self._wholes = None
        elif self._wholes is not None:
            self._wholes[there] = stored[there].astype(np.int64)

    def read_plain(self) -> None:
        column, evidence = self._column, self._evidence
        if not evidence.plain:
            return
        power = self._power_everywhere()
        good = slim(power >= 0)
        self._known = either(self._known, good)
        if self._doubtful:
            doubts = np.zeros(1 << 16, bool)
            doubts[[found.code for found in evidence.plain if found.form is Form.EITHER]] = True
            self._unsure = either(self._unsure, doubts[column.shapes])
        if self._wholes is not None:
            np.copyto(self._wholes, column.wholes, where=good)
        self._scale(good, power)

    def _power_everywhere(self) -> Powers:
        """Power of ten of every plain number, below 0 where there is none."""
        column, plain = self._column, self._evidence.plain
        alike = set(self._powers.values())
        if len(alike) == 1 and sum(found.count for found in plain) == column.rows:
            return np.broadcast_to(np.int8(alike.pop()), (column.rows,))
        powers = np.full(1 << 16, _FAILED, np.int8)
        for found in plain:
            powers[found.code] = self._powers[found.code]
        return powers[column.shapes]

    def _power(self, found: Written) -> int:
        """Digits behind the decimal sign of a plain number; below 0 if it has the other sign."""
        shape = shape_of(found.code)
        if not shape.mark:
            return 0
        decimal = self._decimal or "."
        if shape.mark == decimal:
            return shape.part
        return 0 if found.form is Form.EITHER else _FAILED

    def _scale(self, good: Mask, power: Powers) -> None:
        """Divide the digits by their power of ten; up to 2**53 that gives the nearest double."""
        wholes = self._column.wholes
        usual = max(self._powers.values())
        values = wholes.astype(np.float64)
        if usual > 0:
            alike = len(set(self._powers.values())) == 1 and how_many(good) == len(good)
            values /= _POWERS[usual] if alike else _POWERS[power]
        self._put(values, good)
        if max(int(wholes.max()), -int(wholes.min())) < _EXACT:
            return
        for row in np.flatnonzero((np.abs(wholes) >= _EXACT) & good).tolist():
            text = written(int(wholes[row]), int(self._column.shapes[row]))
            found = number_text(text)
            assert found is not None  # noqa: S101 - a plain number is a number
            plain = found.plain(self._decimal)
            self._values[row] = float(plain)
            self._inexact[row] = _is_inexact(plain)

    def read_texts(self) -> None:
        column, evidence = self._column, self._evidence
        if not evidence.texts:
            return
        size = len(column.texts)
        values, wholes = np.full(size, np.nan), np.zeros(size, np.int64)
        known, unsure, inexact = (np.zeros(size, bool) for _ in range(3))
        for found in evidence.texts:
            code, text = found.code, evidence.parsed[found.code]
            if not self._fits(text):
                continue
            plain = text.plain(self._decimal)
            known[code], values[code] = True, float(plain)
            inexact[code] = _is_inexact(plain)
            unsure[code] = self._doubtful and text.form is Form.EITHER
            digits = plain.lstrip("-")
            if digits.isdigit() and len(digits) <= _INTEGER_DIGITS:
                wholes[code] = int(plain)
            else:
                self._wholes = None
        here = slim(column.cells_among(np.flatnonzero(known)))
        self._known = either(self._known, here)
        self._unsure = either(self._unsure, column.cells_among(np.flatnonzero(unsure)))
        self._inexact |= column.cells_among(np.flatnonzero(inexact))
        self._put(column.spread(values, np.nan), here)
        if self._wholes is not None:
            np.copyto(self._wholes, column.spread(wholes, 0), where=here)

    def _fits(self, text: NumberText) -> bool:
        """Whether a number has the decimal sign and the unit of the column, or none."""
        decimal = self._decimal or "."
        against = MARKS.get(text.form, decimal) != decimal
        other = text.unit not in {"", self._unit} or (self._unit == "%" and text.unit != "%")
        return not against and not other


def _is_inexact(plain: str) -> bool:
    return Decimal(repr(float(plain))) != Decimal(plain)
