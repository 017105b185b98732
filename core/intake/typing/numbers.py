"""The numbers of a column, read with one decimal sign that some cell proves."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

import numpy as np

from core.intake.column import Floats, RawColumn
from core.intake.masks import (
    Mask,
    either,
    everywhere,
    how_many,
    nowhere,
    slim,
    somewhere,
)
from core.intake.text.digits import Wholes, shape_of, written
from core.intake.typing.number_evidence import (
    NumberEvidence,
    Written,
    decimal_sign,
    usual_unit,
)
from core.intake.typing.number_text import MARKS, Form, NumberText, number_text
from core.native import text as loops

_EXACT, _EXACT_DIGITS = 2**53, 15
_INTEGER_DIGITS = 18
_FAILED = -1

Values = TypeVar("Values", Floats, Wholes)


@dataclass(frozen=True, eq=False)
class Numbers:
    """A column read as numbers.

    Attributes
    ----------
    decimals
        Shape (rows,): the number of each cell, NaN where there is none; None if ``wholes`` says it.
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

    decimals: Floats | None
    wholes: Wholes | None
    known: Mask
    unsure: Mask
    decimal: str | None
    inexact: Mask
    grouped: bool
    unit: str

    @cached_property
    def values(self) -> Floats:
        """Shape (rows,): the number of each cell, NaN where there is none."""
        if self.decimals is not None:
            return self.decimals
        if self.wholes is None:
            return np.full(len(self.known), np.nan)
        return np.where(self.known, self.wholes.astype(np.float64), np.nan)


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
        self._wholes: Wholes | None = np.broadcast_to(np.int64(0), (rows,)) if whole else None
        self._values: Floats | None = None
        self._known = self._unsure = self._inexact = nowhere(rows)

    def _put(self, values: Floats, where: Mask) -> None:
        """Set the values of some cells; the first time all others are missing."""
        if not somewhere(where):
            return
        if self._values is None:
            self._values = _put_in(np.broadcast_to(np.nan, where.shape), values, where)
        else:
            np.copyto(self._values, values, where=where)

    def numbers(self, *, grouped: bool) -> Numbers:
        return Numbers(
            self._values,
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
            wholes = np.where(there, stored, 0.0).astype(np.int64)
            self._wholes = _put_in(self._wholes, wholes, slim(there))

    def read_plain(self) -> None:
        column, evidence = self._column, self._evidence
        if not evidence.plain:
            return
        good = self._plain_everywhere()
        self._known = either(self._known, good)
        if self._doubtful:
            doubts = np.zeros(1 << 16, bool)
            doubts[[found.code for found in evidence.plain if found.form is Form.EITHER]] = True
            self._unsure = either(self._unsure, doubts[column.shapes])
        if self._wholes is not None:
            self._wholes = _put_in(self._wholes, column.wholes, good)
        small = all(shape_of(code).digits <= _EXACT_DIGITS for code in self._powers)
        others = evidence.texts or len(column.stored)
        if small and not others and self._wholes is not None:
            return  # the whole numbers say it
        values = self._divided()
        if not small:
            self._read_long(values, good)
        self._put(values, good)

    def _plain_everywhere(self) -> Mask:
        """Which cells are plain numbers with the decimal sign of the column, or without any."""
        column, plain = self._column, self._evidence.plain
        fits = all(power >= 0 for power in self._powers.values())
        if fits and sum(found.count for found in plain) == column.rows:
            return everywhere(column.rows)
        good = np.zeros(1 << 16, bool)
        good[[code for code, power in self._powers.items() if power >= 0]] = True
        return slim(good[column.shapes])

    def _power(self, found: Written) -> int:
        """Digits behind the decimal sign of a plain number; below 0 if it has the other sign."""
        shape = shape_of(found.code)
        if not shape.mark:
            return 0
        decimal = self._decimal or "."
        if shape.mark == decimal:
            return shape.part
        return 0 if found.form is Form.EITHER else _FAILED

    def _divided(self) -> Floats:
        """Divide the digits by their power of ten; up to 2**53 that gives the nearest double."""
        column, divisors = self._column, np.ones(1 << 16)
        for code, power in self._powers.items():
            divisors[code] = 10.0 ** max(power, 0)
        return loops.divided(column.wholes, column.shapes, divisors)

    def _read_long(self, values: Floats, good: Mask) -> None:
        """Read the numbers with more digits than a double keeps one by one."""
        wholes, inexact = self._column.wholes, np.zeros(len(good), bool)
        for row in np.flatnonzero((np.abs(wholes) >= _EXACT) & good).tolist():
            text = written(int(wholes[row]), int(self._column.shapes[row]))
            found = number_text(text)
            assert found is not None  # noqa: S101 - a plain number is a number
            plain = found.plain(self._decimal)
            values[row] = float(plain)
            inexact[row] = _is_inexact(plain)
        self._inexact = either(self._inexact, slim(inexact))

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
        self._inexact = either(self._inexact, column.cells_among(np.flatnonzero(inexact)))
        self._put(column.spread(values, np.nan), here)
        if self._wholes is not None:
            cells: Wholes = column.spread(wholes, 0)
            self._wholes = _put_in(self._wholes, cells, here)

    def _fits(self, text: NumberText) -> bool:
        """Whether a number has the decimal sign and the unit of the column, or none."""
        decimal = self._decimal or "."
        against = MARKS.get(text.form, decimal) != decimal
        other = text.unit not in {"", self._unit} or (self._unit == "%" and text.unit != "%")
        return not against and not other


def _put_in(values: Values, others: Values, where: Mask) -> Values:
    """Give values with others in some places; those others themselves if that is everywhere."""
    if not somewhere(where):
        return values
    mixed: Values = others if how_many(where) == len(where) else np.where(where, others, values)
    return mixed


def _is_inexact(plain: str) -> bool:
    return Decimal(repr(float(plain))) != Decimal(plain)
