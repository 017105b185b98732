"""MBG/NBD: like BG/NBD, but customers may also stop right after their first purchase.

Batislam, Denizel & Filiztekin (2007), "Empirical Validation and Comparison of Models for Customer
Base Analysis", International Journal of Research in Marketing 24(3). Parameters r, alpha, a, b as
there; alpha is a time.
"""

import numpy as np
from scipy.special import betaln, expit, gammaln

from core.value.models.bg_nbd import NAMES, apart, bought_ahead, starts
from core.value.models.histories import Floats, Histories

__all__ = ["NAMES", "chance_active", "expected", "expected_of_new", "log_likelihood", "starts"]


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
    staying = betaln(a, b + x + 1) - betaln(a, b)
    active = np.logaddexp(0.0, _log_odds_stopped(parameters, histories))
    return np.asarray(buying + staying + active)


def chance_active(parameters: Floats, histories: Histories) -> Floats:
    """Chance, 0 to 1, that a customer of each history has not stopped by T; shape (histories,)."""
    return np.asarray(expit(-_log_odds_stopped(parameters, histories)))


def expected(parameters: Floats, histories: Histories, time: Floats | float) -> Floats:
    """Purchases that a customer of each history makes in the ``time`` after T.

    Shape (histories,), or (times, histories) for several times.
    """
    ahead = np.asarray(time, np.float64)[..., None]
    r, alpha, a, b = apart(parameters)
    x = histories.repeats
    share = ahead / (alpha + histories.observed + ahead)
    return chance_active(parameters, histories) * bought_ahead(r + x, a, a + b + x, share)


def expected_of_new(parameters: Floats, times: Floats) -> Floats:
    """Repeat purchases of a new customer within each of some times, shape (times,)."""
    r, alpha, a, b = apart(parameters)
    return np.asarray(b / (a + b) * bought_ahead(r, a, a + b, times / (alpha + times)))


def _log_odds_stopped(parameters: Floats, histories: Histories) -> Floats:
    """Odds of having stopped after the last purchase."""
    r, alpha, a, b = apart(parameters)
    x, last, end = histories.repeats, histories.last, histories.observed
    silent = (r + x) * np.log((alpha + end) / (alpha + last))
    return np.asarray(np.log(a) - np.log(b + x) + silent)
