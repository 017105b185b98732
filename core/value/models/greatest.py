"""The parameters that make what was observed most likely."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Score = Callable[[Floats], Floats]
"""From parameters of shape (tries, parameters) to the mean log-likelihood of each try."""

_STEP = 1e-3
"""Of the differences that stand for derivatives, in the logarithm of a parameter."""

_LARGEST_STEP = 2.0
_MOST_ITERATIONS = 80
_MOST_CLIMBS = 4
_LENGTHS = np.array([1.0, 0.5, 2.0, 0.25, 0.05, 0.005])
_SETTLED = 1e-13
"""Gain in the score, relative to it, that is not worth another step."""

_FLAT = 1e-5
_LEAST_CURVATURE = 1e-9
_REACH = 50.0
"""A parameter may become so many times larger or smaller than it was at the start."""


@dataclass(frozen=True, eq=False)
class Greatest:
    """Where the likelihood is greatest.

    Attributes
    ----------
    parameters
        Shape (parameters,), all above 0.
    score
        Mean log-likelihood there.
    curvature
        Shape (parameters, parameters): second derivatives of the mean log-likelihood by the
        logarithms of the parameters, with the sign turned; its inverse over the number
        of customers is the covariance of the logarithms.
    settled
        Whether it is a summit among what was searched.
    inside
        Whether no parameter has run to the edge of what was searched; one at the edge says
        that the customers differ in this respect so much, or so little, that it cannot be told.
    """

    parameters: Floats
    score: float
    curvature: Floats
    settled: bool
    inside: bool


def greatest(score: Score, starts: Floats) -> Greatest:
    """Climb from the most likely of many starting points, and from the next ones if that fails.

    Parameters
    ----------
    score
        Mean log-likelihood of several tries at once.
    starts
        Shape (starts, parameters), all above 0.
    """
    scores = np.nan_to_num(score(starts), nan=-np.inf)
    found: list[Greatest] = []
    for start in starts[np.argsort(-scores, kind="stable")[:_MOST_CLIMBS]]:
        found.append(climb(score, start))
        if found[-1].settled:
            break
    return max(found, key=lambda one: (one.settled, one.score))


def climb(score: Score, start: Floats) -> Greatest:
    """Climb from a starting point to the summit of the likelihood, by Newton's method.

    Works in the logarithms of the parameters, so that none becomes negative. Derivatives are
    differences; all points of one step are worked out in one call, which is what makes it fast.

    Parameters
    ----------
    score
        Mean log-likelihood of several tries at once.
    start
        Shape (parameters,), all above 0.
    """
    low, high = np.log(start) - np.log(_REACH), np.log(start) + np.log(_REACH)
    place = np.log(start)
    value, slope, curvature = _shape(score, place)
    for _ in range(_MOST_ITERATIONS):
        free = _is_free(place, slope, low, high)
        step = np.zeros_like(place)
        step[free] = _newton_step(slope[free], curvature[np.ix_(free, free)])
        if not np.isfinite(slope).all() or slope @ step < _SETTLED * max(1.0, abs(value)):
            break
        tries = np.clip(place + _LENGTHS[:, None] * step, low, high)
        scores = np.nan_to_num(score(np.exp(tries)), nan=-np.inf)
        best = int(np.argmax(scores))
        if scores[best] <= value:
            break
        place = tries[best]
        value, slope, curvature = _shape(score, place)
    free = _is_free(place, slope, low, high)
    flat = bool((np.abs(slope[free]) < _FLAT).all())
    settled = flat and _is_summit(curvature[np.ix_(free, free)])
    return Greatest(np.exp(place), value, curvature, settled, bool(free.all()))


def _is_free(place: Floats, slope: Floats, low: Floats, high: Floats) -> npt.NDArray[np.bool_]:
    """Which parameters may go where the slope leads."""
    return np.asarray(np.where(slope > 0, place < high, place > low))


def _is_summit(curvature: Floats) -> bool:
    return bool((np.linalg.eigvalsh(curvature) > _LEAST_CURVATURE).all())


def _shape(score: Score, place: Floats) -> tuple[float, Floats, Floats]:
    """Value, slope and curvature (its sign turned) of the score at a place."""
    size = len(place)
    pairs = list(combinations(range(size), 2))
    unit = _STEP * np.eye(size)
    both = np.array([unit[one] + unit[other] for one, other in pairs]).reshape(-1, size)
    found = score(np.exp(place + np.concatenate([np.zeros((1, size)), unit, -unit, both])))
    middle, up, down = found[0], found[1 : size + 1], found[size + 1 : 2 * size + 1]
    curvature = np.diag(2 * middle - up - down)
    for (one, other), corner in zip(pairs, found[2 * size + 1 :], strict=True):
        curvature[one, other] = curvature[other, one] = up[one] + up[other] - middle - corner
    return float(middle), (up - down) / (2 * _STEP), curvature / _STEP**2


def _newton_step(slope: Floats, curvature: Floats) -> Floats:
    """Go uphill along each direction by its slope over its curvature, whatever its sign."""
    values, directions = np.linalg.eigh(curvature)
    step = directions @ ((directions.T @ slope) / np.maximum(np.abs(values), _LEAST_CURVATURE))
    return np.asarray(step * min(1.0, _LARGEST_STEP / np.abs(step).max(initial=_LARGEST_STEP)))
