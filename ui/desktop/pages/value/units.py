"""Amounts of a table or chart in one unit, so that no column is full of zeros."""

from collections.abc import Iterable
from dataclasses import dataclass

from ui.desktop.numbers import number

THOUSANDS_FROM, MILLIONS_FROM = 100_000.0, 100_000_000.0
WHOLE_FROM = 100.0


@dataclass(frozen=True)
class Unit:
    """What amounts are divided by, and what that is called, such as ``"thousands"``."""

    size: float = 1.0
    name: str = ""

    def written(self, value: float | None) -> str:
        """Write an amount in this unit; blank if it is missing."""
        if value is None:
            return ""
        return number(value / self.size)

    def heading(self, name: str) -> str:
        """Name a column of such amounts."""
        return f"{name},\n{self.name}" if self.name else name


def unit_for(amounts: Iterable[float | None]) -> Unit:
    """Choose the unit by the largest amount."""
    largest = max((abs(amount) for amount in amounts if amount is not None), default=0.0)
    if largest >= MILLIONS_FROM:
        return Unit(1e6, "millions")
    return Unit(1e3, "thousands") if largest >= THOUSANDS_FROM else Unit()


def each(value: float | None) -> str:
    """Write the amount of one customer: whole from 100 on, else with hundredths."""
    if value is None:
        return ""
    whole = abs(value) >= WHOLE_FROM or float(value).is_integer()
    return number(value, 0 if whole else 2)
