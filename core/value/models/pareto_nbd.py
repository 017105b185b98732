"""Pareto/NBD: customers buy at a rate of their own until, at some time, they stop for good.

Schmittlein, Morrison & Colombo (1987), "Counting Your Customers: Who Are They and What Will They
Do Next?", Management Science 33(1). Rates of buying are gamma distributed over the customers
(r, alpha), rates of stopping too (s, beta). Parameters stand in this order; alpha and beta are
times.
"""

import numpy as np
from scipy.special import exprel, gammaln

from core.value.models.gauss import gauss
from core.value.models.histories import Floats, Histories

NAMES = ("r", "alpha", "s", "beta")

_NEARLY_ALL = 1 - 1e-15
_Four = tuple[Floats, Floats, Floats, Floats]


def starts(histories: Histories) -> Floats:
    """Starting points for the fit, shape (starts, 4), around the mean rate and time."""
    time, rate = histories.mean_time_and_rate()
    return np.array(
        [
            (r, r / (rate * faster), s, s * longer * time)
            for r in (0.15, 0.6, 2.5)
            for faster in (1.0, 2.5)
            for s in (0.4, 1.5)
            for longer in (0.3, 2.0)
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
    four = _apart(parameters)
    r, alpha, s, beta = four
    x = histories.repeats
    constant = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    return np.asarray(constant + _log_there_or_stopped(four, histories))


def chance_active(parameters: Floats, histories: Histories) -> Floats:
    """Chance, 0 to 1, that a customer of each history has not stopped by T; shape (histories,)."""
    four = _apart(parameters)
    there = _log_there(four, histories.repeats, histories.observed)
    chance: Floats = np.exp(there - _log_there_or_stopped(four, histories))
    return np.minimum(chance, 1.0)


def expected(parameters: Floats, histories: Histories, time: Floats | float) -> Floats:
    """Purchases that a customer of each history makes in the ``time`` after T.

    Shape (histories,), or (times, histories) for several times.
    """
    ahead = np.asarray(time, np.float64)[..., None]
    r, alpha, s, beta = _apart(parameters)
    rate = (r + histories.repeats) / (alpha + histories.observed)
    active = _time_active(s, beta + histories.observed, ahead)
    return chance_active(parameters, histories) * rate * active


def expected_of_new(parameters: Floats, times: Floats) -> Floats:
    """Repeat purchases of a new customer within each of some times, shape (times,)."""
    r, alpha, s, beta = _apart(parameters)
    return r / alpha * _time_active(s, beta, times)


def _apart(parameters: Floats) -> _Four:
    """The four parameters, each of shape (..., 1)."""
    r, alpha, s, beta = np.moveaxis(np.asarray(parameters, dtype=np.float64)[..., None], -2, 0)
    return r, alpha, s, beta


def _time_active(s: Floats, beta: Floats, time: Floats | float) -> Floats:
    """Mean time until a customer stops, counted up to ``time``.

    It is beta/(s-1) (1 - (beta/(beta+time))^(s-1)), written so that s may be 1.
    """
    log = np.log1p(time / beta)
    return np.asarray(beta * log * exprel((1 - s) * log))


def _log_there_or_stopped(four: _Four, histories: Histories) -> Floats:
    """Likelihood of having stopped between t_x and T, or being there at T; constants left out.

    Those who stopped are the integral over the time of stopping from t_x to infinity less that
    from T. Each integral is taken as its share of what it follows; the second one is
    taken off the first part, so that only numbers above 0 are added.
    """
    x, last, end = histories.repeats, histories.last, histories.observed
    later = np.minimum(np.exp(_log_share(four, x, end)), _NEARLY_ALL)
    there = _log_there(four, x, end) + np.log1p(-later)
    stopped = _log_there(four, x, last) + _log_share(four, x, last)
    return np.asarray(np.logaddexp(there, stopped))


def _log_there(four: _Four, x: Floats, time: Floats) -> Floats:
    """Likelihood of x purchases and of not having stopped by ``time``; constants left out."""
    r, alpha, s, beta = four
    return np.asarray(-(r + x) * np.log(alpha + time) - s * np.log(beta + time))


def _log_share(four: _Four, x: Floats, time: Floats) -> Floats:
    """Stopping after ``time`` as a share of being there, if nothing more was bought.

    A Gauss hypergeometric function in the form whose argument lies in [0, 1), after Euler's
    transformation, which leaves a 1 among its parameters and no power that could overflow.
    """
    r, alpha, s, beta = four
    longer = alpha >= beta
    first = np.where(longer, r + x, s + 1)
    argument = np.abs(alpha - beta) / (np.maximum(alpha, beta) + time)
    log = np.log(s / (r + s + x)) + np.log(gauss(first, r + s + x + 1, argument))
    return np.asarray(np.where(longer, log, log + np.log((alpha + time) / (beta + time))))
