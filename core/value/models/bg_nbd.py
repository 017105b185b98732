"""BG/NBD: customers buy at a rate of their own and may stop for good after each repeat purchase.

Fader, Hardie & Lee (2005), "Counting Your Customers the Easy Way: An Alternative to the
Pareto/NBD Model", Marketing Science 24(2). Rates of buying are gamma distributed over the
customers (r, alpha), chances of stopping are beta distributed (a, b). Parameters stand in
this order; alpha is a time.
"""

import numpy as np
from scipy.special import betaln, expit, gammaln, hyp2f1

from core.value.models.histories import Floats, Histories

NAMES = ("r", "alpha", "a", "b")

_NEAR_ONE = 1e-4
"""So near to 1, where the formula is 0 / 0, the mean of its values on both sides is taken."""


def starts(histories: Histories) -> Floats:
    """Starting points for the fit, shape (starts, 4), around the mean rate."""
    _time, rate = histories.mean_time_and_rate()
    return np.array(
        [
            (r, r / (rate * faster), a, b)
            for r in (0.2, 0.8, 3.0)
            for faster in (1.0, 2.5)
            for a, b in ((0.5, 1.0), (0.8, 2.5), (0.5, 5.0), (2.0, 3.0))
        ]
    )


def log_likelihood(parameters: Floats, histories: Histories) -> Floats:
    """Log-likelihood of each history.

    Parameters
    ----------
    parameters
        Shape (..., 4).
    histories
        What was observed, in the unit of the parameters.

    Returns
    -------
    numpy.ndarray
        Shape (..., histories).
    """
    r, alpha, a, b = apart(parameters)
    x, end = histories.repeats, histories.observed
    buying = gammaln(r + x) - gammaln(r) + r * np.log(alpha) - (r + x) * np.log(alpha + end)
    staying = betaln(a, b + x) - betaln(a, b)
    active = np.logaddexp(0.0, _log_odds_stopped(parameters, histories))
    return np.asarray(buying + staying + active)


def chance_active(parameters: Floats, histories: Histories) -> Floats:
    """Chance, 0 to 1, that a customer of each history has not stopped by T; shape (histories,).

    It is 1 without a repeat purchase, since nobody stops before one.
    """
    return np.asarray(expit(-_log_odds_stopped(parameters, histories)))


def expected(parameters: Floats, histories: Histories, time: Floats | float) -> Floats:
    """Purchases that a customer of each history makes in the ``time`` after T.

    Shape (histories,), or (times, histories) for several times.
    """
    ahead = np.asarray(time, np.float64)[..., None]
    r, alpha, a, b = apart(parameters)
    x = histories.repeats
    share = ahead / (alpha + histories.observed + ahead)
    bought = bought_ahead(r + x, a, a + b + x - 1, share)
    return chance_active(parameters, histories) * bought


def expected_of_new(parameters: Floats, times: Floats) -> Floats:
    """Repeat purchases of a new customer within each of some times, shape (times,)."""
    r, alpha, a, b = apart(parameters)
    return bought_ahead(r, a, a + b - 1, times / (alpha + times))


def apart(parameters: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """The four parameters, each of shape (..., 1)."""
    r, alpha, a, b = np.moveaxis(np.asarray(parameters, dtype=np.float64)[..., None], -2, 0)
    return r, alpha, a, b


def bought_ahead(r: Floats, a: Floats, total: Floats, share: Floats) -> Floats:
    """Purchases ahead of a customer who is still one.

    total/(a-1) (1 - (1-z)^r 2F1(r, total-a+1; total; z)), of which Euler's transformation makes
    total/(a-1) (1 - (1-z)^(a-1) 2F1(a-1, total-r; total; z)), where nothing overflows
    however many purchases there were.

    Parameters
    ----------
    r
        Gamma parameter after what was observed: r + x.
    a
        Beta parameter of stopping.
    total
        a + b + x - 1.
    share
        z, the time ahead over the time ahead, behind and alpha.
    """
    if np.abs(a - 1).min() < _NEAR_ONE:
        sides = (_ahead(r, a + side, total, share) for side in (-2 * _NEAR_ONE, 2 * _NEAR_ONE))
        return np.asarray(sum(sides) / 2)
    return _ahead(r, a, total, share)


def _ahead(r: Floats, a: Floats, total: Floats, share: Floats) -> Floats:
    with np.errstate(invalid="ignore", over="ignore"):
        rest = (1 - share) ** (a - 1) * hyp2f1(a - 1, total - r, total, share)
    known = np.isfinite(rest)  # nothing is left where a is so large that the power vanishes
    return np.asarray(total / (a - 1) * (1 - np.where(known, rest, 0.0)))


def _log_odds_stopped(parameters: Floats, histories: Histories) -> Floats:
    """Odds of having stopped after the last purchase; -inf without a repeat purchase."""
    r, alpha, a, b = apart(parameters)
    x, last, end = histories.repeats, histories.last, histories.observed
    repeated = x > 0
    stops = np.log(a) - np.log(b + np.where(repeated, x, 1.0) - 1)
    silent = (r + x) * np.log((alpha + end) / (alpha + last))
    return np.asarray(np.where(repeated, stops + silent, -np.inf))
