"""Where the lifetime value of a group of customers will lie in 80 of 100 cases."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from core.at_once import at_once
from core.value.columns import Floats
from core.value.lifetime.checking import Checked
from core.value.lifetime.foretelling import Foretold

Flags = npt.NDArray[np.bool_]

_EIGHTY = 1.2815515655446004
"""Eighty of a hundred draws from a normal distribution lie within so many standard deviations."""

_STEP = 1e-3
_LEAST_DISPERSION = 1.0


def intervals(
    found: Foretold, days: float, lifetime: Floats, check: Checked | None, groups: Sequence[Flags]
) -> list[tuple[float, float]]:
    """Lowest and highest value of each group; not below 0 where nobody is worth less than that.

    Three things make it uncertain, added as variances: the parameters of the model; chance, which
    is as large as in the check; and that models err in one direction for many customers
    at once, as far as they did in the check for customers with the same place in the order.

    Parameters
    ----------
    found
        The model.
    days
        The horizon.
    lifetime
        Shape (customers,): the value of each.
    check
        The check; None if there is none.
    groups
        Who is in each group, shape (customers,).
    """
    expected = found.purchases(days)
    each = np.divide(lifetime, expected, out=np.zeros(len(lifetime)), where=expected > 0)
    slopes = _slopes(found, days, each, groups)
    dispersion = _dispersion(check)
    errors = _errors(check, [int((group & found.bought).sum()) for group in groups])
    made = []
    for group, slope, error in zip(groups, slopes, errors, strict=True):
        total = float(lifetime[group].sum())
        chance = dispersion * float((each[group] ** 2 * expected[group]).sum())
        variance = float(slope @ found.fit.spread @ slope) + chance + (error * total) ** 2
        half = _EIGHTY * float(np.sqrt(variance))
        least = 0.0 if bool((lifetime[group] >= 0).all()) else -np.inf
        made.append((max(total - half, least), total + half))
    return made


def _slopes(found: Foretold, days: float, each: Floats, groups: Sequence[Flags]) -> Floats:
    """How the value of each group follows the logarithm of each parameter."""
    model, parameters = found.fit.model, found.fit.parameters
    weights = np.array([_by_history(found, np.where(group, each, 0.0)) for group in groups])

    def totals(logs: Floats) -> Floats:
        ahead = model.expected(np.exp(logs), found.histories, days / found.unit)
        return np.asarray(weights @ ahead)

    middle = np.log(parameters)
    near = [middle, *(middle + _STEP * np.eye(len(middle)))]
    start, *ends = at_once(totals, near)
    return (np.array(ends) - start).T / _STEP


def _by_history(found: Foretold, values: Floats) -> Floats:
    """Add up the values of the customers who share a history."""
    size = len(found.histories)
    sums = np.bincount(found.places, weights=values[found.bought], minlength=size)
    return np.asarray(sums, np.float64)


def _dispersion(check: Checked | None) -> float:
    """How much more single customers vary than if purchases came by pure chance."""
    if check is None:
        return _LEAST_DISPERSION
    known = ~np.isnan(check.expected)
    expected, actual = check.expected[known], check.actual[known]
    squares, total = float(((actual - expected) ** 2).sum()), float(expected.sum())
    return max(squares / total, _LEAST_DISPERSION) if total > 0 else _LEAST_DISPERSION


def _errors(check: Checked | None, sizes: Sequence[int]) -> list[float]:
    """Relative error of the check for groups of such sizes, best customers first."""
    if check is None:
        return [0.0 for _ in sizes]
    known = np.flatnonzero(~np.isnan(check.worth))
    order = known[np.argsort(-check.worth[known], kind="stable")]
    shares = np.cumsum([0, *sizes]) / max(sum(sizes), 1)
    ends = np.round(shares * len(order)).astype(np.int64).tolist()
    errors = []
    for start, end in pairwise(ends):
        expected = float(check.expected[order[start:end]].sum())
        actual = float(check.actual[order[start:end]].sum())
        errors.append(abs(actual - expected) / expected if expected > 0 else 0.0)
    return errors
