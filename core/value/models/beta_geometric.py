"""Shifted beta-geometric: contracts that are renewed or not, each customer with their own chance.

Fader & Hardie (2007), "How to Project Customer Retention", Journal of Interactive Marketing 21(1).
The chance of not renewing is beta distributed over the customers. Parameters alpha, beta.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaln, hyp2f1

from core.value.models.greatest import greatest
from core.value.models.histories import Floats

NAMES = ("alpha", "beta")


def starts() -> Floats:
    """Starting points for the fit, shape (starts, 2)."""
    return np.array([(a, b) for a in (0.3, 1.0, 3.0) for b in (0.5, 2.0, 10.0)])


def log_likelihood(parameters: Floats, renewals: Floats, *, lost: Floats) -> Floats:
    """Log-likelihood of each contract.

    Parameters
    ----------
    parameters
        Shape (..., 2).
    renewals
        Shape (contracts,): how often the contract was renewed.
    lost
        Shape (contracts,): 1 if it was then not renewed, 0 if it still runs.

    Returns
    -------
    numpy.ndarray
        Shape (..., contracts): ln B(a + lost, b + renewals) - ln B(a, b).
    """
    alpha, beta = np.moveaxis(np.asarray(parameters, dtype=np.float64)[..., None], -2, 0)
    return np.asarray(betaln(alpha + lost, beta + renewals) - betaln(alpha, beta))


def survival(parameters: Floats, periods: Floats) -> Floats:
    """Share of new customers who are left after some renewals: B(a, b + t) / B(a, b)."""
    alpha, beta = parameters
    return np.asarray(np.exp(betaln(alpha, beta + periods) - betaln(alpha, beta)))


def retention(parameters: Floats, period: Floats) -> Floats:
    """Share of those there who renew for the ``period``-th time, from 1."""
    alpha, beta = parameters
    return np.asarray((beta + period - 1) / (alpha + beta + period - 1))


def lifetime(parameters: Floats, discount: float) -> float:
    """Discounted expected periods of a new customer, the first one included (DEL)."""
    alpha, beta = parameters
    return float(hyp2f1(1.0, beta, alpha + beta, 1 / (1 + discount)))


def residual_lifetime(parameters: Floats, renewals: Floats, discount: float) -> Floats:
    """Discounted expected periods to come just before the next renewal (DERL).

    Parameters
    ----------
    renewals
        How often the contract was renewed before.
    """
    alpha, beta = parameters
    share = (beta + renewals) / (alpha + beta + renewals)
    ahead = hyp2f1(1.0, beta + 1 + renewals, alpha + beta + 1 + renewals, 1 / (1 + discount))
    return np.asarray(share * ahead)


def periods_ahead(parameters: Floats, renewals: Floats, factors: Floats) -> Floats:
    """Discounted expected periods among the next ones.

    Parameters
    ----------
    renewals
        Shape (contracts,): how often each was renewed before.
    factors
        Shape (periods,): what one unit of money in each coming period is worth today.

    Returns
    -------
    numpy.ndarray
        Shape (contracts,).
    """
    total = np.zeros(len(renewals))
    chance = np.ones(len(renewals))
    for coming, factor in enumerate(factors, 1):
        chance = chance * retention(parameters, renewals + coming)
        total += factor * chance
    return total


@dataclass(frozen=True, eq=False)
class ContractFit:
    """A fitted model of renewals: parameters, log-likelihood, contracts, whether it is settled."""

    parameters: Floats
    log_likelihood: float
    contracts: int
    settled: bool


def fit_contracts(renewals: Floats, lost: Floats) -> ContractFit:
    """Find the parameters that make the renewals most likely.

    Parameters
    ----------
    renewals, lost
        Of each contract, as in `log_likelihood`; at least one is lost and one renewed.
    """
    keys, weights = np.unique(np.column_stack((renewals, lost)), axis=0, return_counts=True)

    def score(tries: Floats) -> Floats:
        logs = log_likelihood(tries, keys[:, 0], lost=keys[:, 1])
        return np.asarray(logs @ (weights / len(renewals)))

    found = greatest(score, starts())
    log = found.score * len(renewals)
    return ContractFit(found.parameters, log, len(renewals), found.settled)
