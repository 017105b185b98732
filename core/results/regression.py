"""Differences of means, corrected for what was known before anybody was treated."""

from dataclasses import dataclass
from math import isfinite, sqrt

import numpy as np
from scipy.special import stdtr, stdtrit

from core.tables.results import Estimate, Flags, Floats

WELCH = "difference of means (Welch)"
LIN = "regression with values from before (Lin)"
CUPED = "one slope for all (CUPED)"
WITHIN = "one slope within the arms (covariance analysis)"

LEVEL = 0.95
"""Of every interval of a measured effect."""

_ALIKE = 1e-10
_FEWEST = 2


@dataclass(frozen=True, eq=False)
class Mean:
    """Mean outcome of one side at the covariates' mean of both sides.

    Attributes
    ----------
    value, variance
        The mean and its variance.
    freedom
        Degrees of freedom of the variance.
    adjusted
        Shape (customers of this side,): outcomes as they would be at the covariates' mean.
    """

    value: float
    variance: float
    freedom: float
    adjusted: Floats


@dataclass(frozen=True, eq=False)
class Difference:
    """Treated minus control.

    Attributes
    ----------
    estimate
        The effect with its interval.
    freedom
        Degrees of freedom of the interval.
    adjusted
        Shape (customers,): outcomes as they would be at the covariates' mean; the difference of
        their means is the effect.
    """

    estimate: Estimate
    freedom: float
    adjusted: Floats


def difference(
    outcome: Floats,
    treated: Flags,
    covariates: Floats | None = None,
    *,
    leverage_power: int = 1,
    level: float = LEVEL,
) -> Difference:
    """Treated minus control, each side corrected by a regression of its own.

    The outcome is regressed on treatment, centred covariates and their products, which never
    makes the difference less exact in large samples: Lin (2013), "Agnostic notes on regression
    adjustments to experimental data", Annals of Applied Statistics 7(1). Without covariates
    it is the plain difference with Welch's interval.

    Parameters
    ----------
    outcome
        Shape (customers,), no missing values.
    treated
        Shape (customers,).
    covariates
        Shape (customers, covariates), all from before the treatment; None for none.
    leverage_power
        1 for HC2, 2 for HC3 standard errors: MacKinnon and White (1985), Journal of
        Econometrics 29.
    level
        Of the interval.

    Returns
    -------
    Difference
        Effect and interval are NaN if one side has fewer than two customers.
    """
    centred = _centred(covariates, len(outcome))
    sides = [
        adjusted_mean(outcome[side], centred[side], leverage_power) for side in (treated, ~treated)
    ]
    adjusted = np.empty(len(outcome))
    adjusted[treated], adjusted[~treated] = sides[0].adjusted, sides[1].adjusted
    method = LIN if centred.shape[1] else WELCH
    freedom = freedom_of(sides[0], sides[1])
    return Difference(between(method, sides[0], sides[1], level), freedom, adjusted)


def adjusted_mean(outcome: Floats, centred: Floats, leverage_power: int = 1) -> Mean:
    """Mean outcome of one side where all covariates are 0."""
    customers = len(outcome)
    if customers < _FEWEST:
        return Mean(float("nan"), float("nan"), float("nan"), outcome.astype(np.float64))
    design = np.column_stack([np.ones(customers), centred])
    inverse = np.linalg.pinv(design.T @ design, rcond=_ALIKE, hermitian=True)
    slopes = inverse @ (design.T @ outcome)
    weights = design @ inverse
    leverage = np.clip((weights * design).sum(axis=1), 0.0, 1.0 - _ALIKE)
    squares = (outcome - design @ slopes) ** 2 / (1.0 - leverage) ** leverage_power
    variance = float((weights[:, 0] ** 2 * squares).sum())
    freedom = max(float(customers) - float(leverage.sum()), 1.0)
    return Mean(float(slopes[0]), variance, freedom, outcome - centred @ slopes[1:])


def between(method: str, treated: Mean, control: Mean, level: float = LEVEL) -> Estimate:
    """Difference of two means with the interval of Welch (1947), Biometrika 34."""
    effect, variance = treated.value - control.value, treated.variance + control.variance
    error = sqrt(variance) if variance >= 0 else variance
    return interval(method, effect, error, freedom_of(treated, control), level)


def freedom_of(treated: Mean, control: Mean) -> float:
    """Degrees of freedom of a difference, after Welch and Satterthwaite."""
    below = treated.variance**2 / treated.freedom + control.variance**2 / control.freedom
    return (treated.variance + control.variance) ** 2 / below if below > 0 else float("inf")


def interval(method: str, effect: float, error: float, freedom: float, level: float) -> Estimate:
    """Give an effect its interval and p-value by Student's t."""
    nan = float("nan")
    if not (isfinite(effect) and isfinite(error)):
        return Estimate(method, nan, nan, nan, nan, nan)
    if error == 0:
        return Estimate(method, effect, effect, effect, 0.0, float(effect == 0))
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error
    p = 2 * float(stdtr(freedom, -abs(effect / error)))
    return Estimate(method, effect, effect - reach, effect + reach, error, p)


def cuped(outcome: Floats, treated: Flags, before: Floats, level: float = LEVEL) -> Estimate:
    """Difference with one slope over everybody: cov(y, x) / var(x) of both sides together.

    Deng, Xu, Kohavi and Walker (2013), "Improving the sensitivity of online controlled
    experiments by utilizing pre-experiment data", WSDM.
    """
    shift = before - before.mean()
    slope = float(shift @ (outcome - outcome.mean())) / float(shift @ shift)
    return _sloped(CUPED, outcome, treated, before, slope, level)


def within_arms(outcome: Floats, treated: Flags, before: Floats, level: float = LEVEL) -> Estimate:
    """Difference with the slope that both sides share when each keeps its own mean."""
    shift, lifted = before.astype(np.float64), outcome.astype(np.float64)
    for side in (treated, ~treated):
        shift[side] -= shift[side].mean()
        lifted[side] -= lifted[side].mean()
    slope = float(shift @ lifted) / float(shift @ shift)
    return _sloped(WITHIN, outcome, treated, before, slope, level)


def _sloped(
    method: str, outcome: Floats, treated: Flags, before: Floats, slope: float, level: float
) -> Estimate:
    corrected = outcome - slope * (before - before.mean())
    nothing = np.empty((len(corrected), 0))
    sides = [adjusted_mean(corrected[side], nothing[side]) for side in (treated, ~treated)]
    return between(method, sides[0], sides[1], level)


def _centred(covariates: Floats | None, customers: int) -> Floats:
    """Covariates around their mean, in units of their deviation; constant ones left out."""
    if covariates is None or covariates.shape[1] == 0:
        return np.empty((customers, 0))
    shift = covariates - covariates.mean(axis=0)
    deviation = shift.std(axis=0)
    varied = deviation > _ALIKE * (np.abs(covariates).max(axis=0) + _ALIKE)
    return np.asarray(shift[:, varied] / deviation[varied])
