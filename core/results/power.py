"""How many customers it takes to see an effect, and what effect a number of them can show."""

from math import ceil, sqrt

from scipy.special import ndtri

ALPHA = 0.05
"""Chance of seeing an effect that is not there."""

POWER = 0.8
"""Chance of seeing an effect that is there."""

_ROUNDS = 60


def reach(alpha: float = ALPHA, power: float = POWER) -> float:
    """How many standard errors an effect has to have to be seen with that power."""
    return float(ndtri(1 - alpha / 2) + ndtri(power))


def required_for_rates(
    rate: float, other: float, alpha: float = ALPHA, power: float = POWER
) -> float:
    """Customers needed on each side to tell one rate from another.

    ``(z1 sqrt(2 p q) + z2 sqrt(p0 q0 + p1 q1))^2 / (p1 - p0)^2`` with the mean rate p of both:
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, equation 4.14,
    without the correction for continuity.

    Returns
    -------
    float
        Not rounded; infinite if the rates are equal.
    """
    if rate == other:
        return float("inf")
    mean = (rate + other) / 2
    by_chance = sqrt(2 * mean * (1 - mean))
    spread = sqrt(rate * (1 - rate) + other * (1 - other))
    needed = float(ndtri(1 - alpha / 2)) * by_chance + float(ndtri(power)) * spread
    return (needed / (other - rate)) ** 2


def required_for_means(
    effect: float,
    deviation: float,
    correlation: float = 0.0,
    alpha: float = ALPHA,
    power: float = POWER,
) -> float:
    """Customers needed on each side to see a difference of means.

    ``2 (z1 + z2)^2 sigma^2 (1 - rho^2) / effect^2``; the correlation is that of the outcome
    with the values from before which the comparison is corrected for.
    """
    if effect == 0:
        return float("inf")
    left = deviation**2 * (1 - correlation**2)
    return 2 * reach(alpha, power) ** 2 * left / effect**2


def detectable_mean(
    treated: int, control: int, deviation: float, correlation: float = 0.0
) -> float:
    """Smallest difference of means that so many customers show four times in five.

    Infinite if one side is empty.
    """
    if not treated or not control:
        return float("inf")
    left = deviation**2 * (1 - correlation**2)
    return reach() * sqrt(left * (1 / treated + 1 / control))


def detectable_rate(treated: int, control: int, rate: float) -> float | None:
    """Smallest rise of a rate that so many customers show four times in five.

    Returns
    -------
    float or None
        The rise, as a share; None if not even a rise to 1 would be seen.
    """
    if not treated or not control:
        return None
    if not _is_seen(treated, control, rate, 1.0 - rate):
        return None
    low, high = 0.0, 1.0 - rate
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        if _is_seen(treated, control, rate, middle):
            high = middle
        else:
            low = middle
    return high


def told(treated: int, control: int, rate: float) -> str:
    """Say what a hold-out of this size can show, before anybody is treated.

    Parameters
    ----------
    treated, control
        Customers of each side.
    rate
        Share of the held out for whom it happens by itself, 0 to 1.
    """
    rise = detectable_rate(treated, control, rate)
    who = f"With {treated:,} treated and {control:,} held out"
    if rise is None:
        return f"{who}, no effect can be seen, however large."
    return f"{who}, you will only see an effect of {ceil(100 * rise)} in 100 or more."


def _is_seen(treated: int, control: int, rate: float, rise: float) -> bool:
    other = rate + rise
    treated_part, control_part = 1 / treated, 1 / control
    share = treated / (treated + control)
    mean = share * other + (1 - share) * rate
    by_chance = sqrt(mean * (1 - mean) * (treated_part + control_part))
    spread = sqrt(rate * (1 - rate) * control_part + other * (1 - other) * treated_part)
    return rise >= float(ndtri(1 - ALPHA / 2)) * by_chance + float(ndtri(POWER)) * spread
