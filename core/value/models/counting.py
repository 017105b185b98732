"""The models of how often customers buy, side by side, and their fit."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from core.at_once import at_once
from core.value.models import bg_nbd, mbg_nbd, pareto_nbd
from core.value.models.greatest import Score, climb, edges_of, greatest, refined
from core.value.models.histories import Floats, Histories, coarse

_QUARTER = 4
_MOST_FOR_SEARCH = 2_000
_MOST_FOR_FIT = 12_000
"""Histories for the search (a quarter of them, at most so many) and for the last steps."""

_AT_ONCE = 4_096
_ENOUGH = 1e-3
"""Of the log-likelihood of everybody."""


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
    expected: Callable[[Floats, Histories, Floats | float], Floats]
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
        Shape (parameters, parameters): covariance of the logarithms of the parameters.
    settled
        Whether the likelihood has its summit there.
    """

    model: CountModel
    parameters: Floats
    log_likelihood: float
    customers: int
    spread: Floats
    settled: bool


def fit_counts(model: CountModel, histories: Histories, *, closely: bool = True) -> CountFit:
    """Find the parameters that make the histories most likely.

    Many starting points are tried on merged histories; the best is followed to the summit on
    all of them or, where there are very many, on many merged ones and then moved to the summit of
    all.

    Parameters
    ----------
    model
        The model.
    histories
        What is known of the customers.
    closely
        Whether the last step is taken. Without it, the parameters of very many histories are those
        of thousands of merged ones, which is enough to hold a model against what came.
    """
    many = coarse(histories, _MOST_FOR_FIT)
    few = coarse(many, min(len(many) // _QUARTER, _MOST_FOR_SEARCH))
    starts = model.starts(few)
    found = greatest(_score(model, few), starts)
    found = climb(_score(model, many), found.parameters, edges_of(starts))
    total = histories.total
    if len(many) < len(histories):
        score = _score(model, histories)
        if closely:
            found = refined(score, found, _ENOUGH / total)
        else:
            found = replace(found, score=float(score(found.parameters[None])[0]))
    log, spread = found.score * total, found.spread / total
    return CountFit(model, found.parameters, log, round(total), spread, found.settled)


def _score(model: CountModel, histories: Histories) -> Score:
    """Mean log-likelihood of some histories, taken few enough at a time to stay in the cache.

    The parts are added up in their order, so that threads never change the last digit.
    """
    total = histories.total
    parts = [histories.part(start, _AT_ONCE) for start in range(0, len(histories), _AT_ONCE)]

    def score(tries: Floats) -> Floats:
        logs = at_once(lambda part: model.log_likelihood(tries, part) @ part.customers, parts)
        return np.asarray(sum(logs) / total)

    return score
