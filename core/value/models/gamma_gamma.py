"""Gamma-Gamma: what a customer spends at a purchase, given what they have spent.

Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value". Amounts of a customer vary
round a mean of their own; the means vary over the customers. Parameters p, q, gamma, of which
gamma is money.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from core.value.models.greatest import Score, climb, edges_of, greatest
from core.value.models.histories import Floats

NAMES = ("p", "q", "gamma")

_FOR_SEARCH = 2_000
_FOR_FIT = 60_000
"""Customers for the search and for the last steps, taken evenly from the order of their means."""


def starts(means: Floats) -> Floats:
    """Starting points for the fit, shape (starts, 3), around the mean amount."""
    amount = float(means.mean())
    return np.array(
        [(p, q, amount * (q - 1) / p) for p in (0.6, 1.5, 6.0, 25.0) for q in (1.5, 3.5, 10.0)]
    )


def log_likelihood(parameters: Floats, times: Floats, means: Floats) -> Floats:
    """Log-likelihood of each customer's mean amount.

    Parameters
    ----------
    parameters
        Shape (..., 3).
    times
        Shape (customers,): purchases that the mean is taken over, >= 1.
    means
        Shape (customers,): mean amount, > 0.

    Returns
    -------
    numpy.ndarray
        Shape (..., customers).
    """
    p, q, gamma = np.moveaxis(np.asarray(parameters, dtype=np.float64)[..., None], -2, 0)
    shape = p * times
    constant = gammaln(shape + q) - gammaln(shape) - gammaln(q) + q * np.log(gamma)
    varying = (shape - 1) * np.log(means) + shape * np.log(times)
    return np.asarray(constant + varying - (shape + q) * np.log(gamma + means * times))


def expected_amount(parameters: Floats, times: Floats, means: Floats) -> Floats:
    """Mean amount of each customer's purchases to come.

    The mean of everybody, p gamma / (q - 1), and the customer's own, weighted by q - 1 and
    p x; finite for q > 1. ``times`` may be 0, then it is the mean of everybody.
    """
    p, q, _gamma = parameters
    own = p * times / (p * times + q - 1)
    mean = population_amount(parameters)
    return np.asarray((1 - own) * mean + own * np.where(times > 0, means, 0.0))


def population_amount(parameters: Floats) -> float:
    """Mean amount over all customers, p gamma / (q - 1); infinite for q <= 1."""
    p, q, gamma = parameters
    return float(p * gamma / (q - 1)) if q > 1 else float("inf")


@dataclass(frozen=True, eq=False)
class AmountFit:
    """A fitted model of amounts: parameters, log-likelihood, customers, and whether it is settled.

    ``correlation`` is that of times and means, which the model takes to be none.
    """

    parameters: Floats
    log_likelihood: float
    customers: int
    correlation: float
    settled: bool


def fit_amounts(times: Floats, means: Floats) -> AmountFit:
    """Find the parameters that make the mean amounts most likely.

    Parameters
    ----------
    times, means
        Of the customers with a repeat purchase and a mean above 0, at least two.
    """
    order = np.lexsort((times, means))
    times, means = times[order], means[order]
    few, many = (slice(None, None, -(-len(means) // most)) for most in (_FOR_SEARCH, _FOR_FIT))
    tries = starts(means)
    found = greatest(_score(times[few], means[few]), tries)
    summit = climb(_score(times[many], means[many]), found.parameters, edges_of(tries))
    settled = summit.settled and bool(summit.parameters[1] > 1)
    log = float(log_likelihood(summit.parameters, times, means).sum())
    alike = times.min() == times.max() or means.min() == means.max()
    correlation = 0.0 if alike else float(np.corrcoef(times, means)[0, 1])
    return AmountFit(summit.parameters, log, len(means), correlation, settled)


def _score(times: Floats, means: Floats) -> Score:
    return lambda tries: log_likelihood(tries, times, means).mean(axis=-1)
