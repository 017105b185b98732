"""The models of how often customers buy, side by side, and their fit."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.value.models import bg_nbd, mbg_nbd, pareto_nbd
from core.value.models.greatest import Score, climb, greatest
from core.value.models.histories import Floats, Histories, coarse

_QUARTER = 4
_MOST_FOR_SEARCH = 2_000
_MOST_FOR_FIT = 40_000
"""Histories for the search (a quarter of them, at most so many) and for the last steps."""


@dataclass(frozen=True)
class CountModel:
    """A model of when customers buy and when they stop.

    Attributes
    ----------
    key, title
        Its name for programs and for people.
    assumes
        What it takes for granted, as the end of a sentence.
    names
        Of its parameters.
    starts, log_likelihood, chance_active, expected, expected_of_new
        The functions of its module.
    """

    key: str
    title: str
    assumes: str
    names: tuple[str, ...]
    starts: Callable[[Histories], Floats]
    log_likelihood: Callable[[Floats, Histories], Floats]
    chance_active: Callable[[Floats, Histories], Floats]
    expected: Callable[[Floats, Histories, float], Floats]
    expected_of_new: Callable[[Floats, Floats], Floats]


PARETO_NBD = CountModel(
    "pareto-nbd",
    "Pareto/NBD",
    "each customer buys at a rate of their own until, at some time, they stop for good",
    pareto_nbd.NAMES,
    pareto_nbd.starts,
    pareto_nbd.log_likelihood,
    pareto_nbd.chance_active,
    pareto_nbd.expected,
    pareto_nbd.expected_of_new,
)
BG_NBD = CountModel(
    "bg-nbd",
    "BG/NBD",
    "each customer buys at a rate of their own and may stop for good after any repeat purchase",
    bg_nbd.NAMES,
    bg_nbd.starts,
    bg_nbd.log_likelihood,
    bg_nbd.chance_active,
    bg_nbd.expected,
    bg_nbd.expected_of_new,
)
MBG_NBD = CountModel(
    "mbg-nbd",
    "MBG/NBD",
    "each customer buys at a rate of their own and may stop for good after any purchase",
    mbg_nbd.NAMES,
    mbg_nbd.starts,
    mbg_nbd.log_likelihood,
    mbg_nbd.chance_active,
    mbg_nbd.expected,
    mbg_nbd.expected_of_new,
)
COUNT_MODELS = (PARETO_NBD, BG_NBD, MBG_NBD)


@dataclass(frozen=True, eq=False)
class CountFit:
    """A fitted model of purchases.

    Attributes
    ----------
    model
        Which one.
    parameters
        In the order of its names, times in the unit of the histories.
    log_likelihood
        Of all customers.
    customers
        How many.
    spread
        Shape (parameters, parameters): covariance of the logarithms of the parameters; NaN
        if it cannot be told.
    settled
        Whether the likelihood has its summit there.
    """

    model: CountModel
    parameters: Floats
    log_likelihood: float
    customers: int
    spread: Floats
    settled: bool


def fit_counts(model: CountModel, histories: Histories) -> CountFit:
    """Find the parameters that make the histories most likely.

    Many starting points are tried on merged histories; the best is then followed to the summit
    on all of them, or on many merged ones where there are more, which moves the parameters by
    far less than they are uncertain.
    """
    many = coarse(histories, _MOST_FOR_FIT)
    few = coarse(many, min(len(many) // _QUARTER, _MOST_FOR_SEARCH))
    found = greatest(_score(model, few), model.starts(few))
    found = climb(_score(model, many), found.parameters)
    total = histories.total
    log = model.log_likelihood(found.parameters, histories) @ histories.customers
    spread = np.full(found.curvature.shape, np.nan)
    if found.settled and found.inside:
        spread = np.asarray(np.linalg.inv(found.curvature), np.float64) / total
    return CountFit(model, found.parameters, float(log), round(total), spread, found.settled)


def _score(model: CountModel, histories: Histories) -> Score:
    weights = histories.customers / histories.total

    def score(tries: Floats) -> Floats:
        return model.log_likelihood(tries, histories) @ weights

    return score
