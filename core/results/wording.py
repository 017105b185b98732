"""Effects as they are written inside sentences."""

from math import floor, isfinite, log10

from core.tables.results import Outcome, Scale

MOST_DECIMALS = 6
SIGNIFICANT = 2
_UNITS = {Scale.RATE: " in 100", Scale.MONEY: " for each customer", Scale.NUMBER: ""}


def decimals_for(error: float) -> int:
    """Decimals with which an effect is written: two figures of its standard error."""
    if not isfinite(error) or error <= 0:
        return SIGNIFICANT
    return min(max(SIGNIFICANT - 1 - floor(log10(error)), 0), MOST_DECIMALS)


def amount(value: float, decimals: int) -> str:
    """Write a number with a true minus, never "-0"."""
    written = f"{abs(value):,.{decimals}f}"
    return f"−{written}" if value < 0 and float(written.replace(",", "")) else written


def written(outcome: Outcome, value: float, error: float) -> str:
    """Write a value in the outcome's unit; rates in 100."""
    if outcome.scale is Scale.RATE:
        return amount(100 * value, decimals_for(100 * error))
    return amount(value, decimals_for(error))


def change(outcome: Outcome, effect: float, error: float) -> str:
    """Write a difference in words: "7.7 more in 100", "20 less for each customer"."""
    size = written(outcome, abs(effect), error)
    return f"{size} {'more' if effect >= 0 else 'less'}{_UNITS[outcome.scale]}"


def ends(outcome: Outcome, low: float, high: float, error: float) -> str:
    """Write an interval: "−38 to 9"."""
    return f"{written(outcome, low, error)} to {written(outcome, high, error)}"
