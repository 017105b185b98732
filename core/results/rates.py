"""Differences of rates: counts of customers for whom something happened."""

from math import sqrt

from scipy.special import erfc, ndtri

from core.results.regression import LEVEL
from core.tables.results import Estimate

NEWCOMBE = "difference of rates (Newcombe)"
WALD = "difference of rates (Wald)"


def newcombe(
    happened: int, treated: int, happened_control: int, control: int, level: float = LEVEL
) -> Estimate:
    """Difference of two rates with Newcombe's hybrid score interval.

    Newcombe (1998), "Interval estimation for the difference between independent proportions",
    Statistics in Medicine 17, method 10. The standard error is the one of separate rates; the
    p-value is that of the pooled z-test.

    Parameters
    ----------
    happened, happened_control
        Customers for whom it happened.
    treated, control
        Customers of each side, at least 1.
    """
    rate, rate_control = happened / treated, happened_control / control
    effect = rate - rate_control
    low, high = wilson(happened, treated, level)
    low_control, high_control = wilson(happened_control, control, level)
    below = sqrt((rate - low) ** 2 + (high_control - rate_control) ** 2)
    above = sqrt((high - rate) ** 2 + (rate_control - low_control) ** 2)
    error = _apart(rate, treated, rate_control, control)
    p = _pooled_p(happened, treated, happened_control, control)
    return Estimate(NEWCOMBE, effect, effect - below, effect + above, error, p)


def wald(
    happened: int, treated: int, happened_control: int, control: int, level: float = LEVEL
) -> Estimate:
    """Difference of two rates with the textbook interval, which is too short for rare events."""
    rate, rate_control = happened / treated, happened_control / control
    effect, error = rate - rate_control, _apart(rate, treated, rate_control, control)
    reach = float(ndtri((1 + level) / 2)) * error
    p = _pooled_p(happened, treated, happened_control, control)
    return Estimate(WALD, effect, effect - reach, effect + reach, error, p)


def wilson(happened: int, customers: int, level: float = LEVEL) -> tuple[float, float]:
    """Score interval of one rate: Wilson (1927), Journal of the American Statistical Association.

    Returns
    -------
    tuple of float
        Low and high, within 0 to 1.
    """
    z = float(ndtri((1 + level) / 2))
    rate, size = happened / customers, z * z / customers
    middle = (rate + size / 2) / (1 + size)
    reach = z * sqrt(rate * (1 - rate) / customers + size / (4 * customers)) / (1 + size)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _apart(rate: float, treated: int, rate_control: float, control: int) -> float:
    return sqrt(rate * (1 - rate) / treated + rate_control * (1 - rate_control) / control)


def _pooled_p(happened: int, treated: int, happened_control: int, control: int) -> float:
    pooled = (happened + happened_control) / (treated + control)
    error = sqrt(pooled * (1 - pooled) * (1 / treated + 1 / control))
    if error == 0:
        return 1.0
    z = abs(happened / treated - happened_control / control) / error
    return float(erfc(z / sqrt(2)))
