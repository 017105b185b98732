"""The parameters that make what was observed most likely."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Score = Callable[[Floats], Floats]
"""From parameters of shape (tries, parameters) to the mean log-likelihood of each try."""

Edges = tuple[Floats, Floats]
Flags = npt.NDArray[np.bool_]

_STEP = 1e-3
"""Of the differences that stand for derivatives, in the logarithm of a parameter."""

_LOOK_AHEAD = 1e-4
"""The same, where only one side is looked at."""

_LARGEST_STEP = 2.0
_MOST_ITERATIONS = 80
_MOST_CLIMBS = 4
_REFINEMENTS = 3
_DAMPING = np.array([0.0, 1e-4, 1e-3, 1e-2, 0.1, 1.0])
_SETTLED = 1e-13
"""Gain in the score, relative to it, that is not worth another step."""

_NEGLIGIBLE = 1e-6
"""Gain in the score, relative to it, below which a place counts as the summit."""

_LEAST_CURVATURE = 1e-9
_REACH_DOWN, _REACH_UP = 100.0, 10.0


@dataclass(frozen=True, eq=False)
class Greatest:
    """Where the likelihood is greatest.

    Attributes
    ----------
    parameters
        Shape (parameters,), all above 0.
    score
        Mean log-likelihood there.
    spread
        Shape (parameters, parameters): covariance of the logarithms of the parameters, times
        the number of customers; 0 for parameters at the edge of what was searched, where they
        are so large or so small that their size does not matter any more.
    settled
        Whether it is a summit among what was searched.
    """

    parameters: Floats
    score: float
    spread: Floats
    settled: bool


def greatest(score: Score, starts: Floats) -> Greatest:
    """Climb from the most likely of many starting points, and from the next ones if that fails.

    Parameters
    ----------
    score
        Mean log-likelihood of several tries at once.
    starts
        Shape (starts, parameters), all above 0; what is searched reaches from a hundredth of the
        least of them to ten times the greatest.
    """
    scores = np.nan_to_num(score(starts), nan=-np.inf)
    edges = edges_of(starts)
    found: list[Greatest] = []
    for start in starts[np.argsort(-scores, kind="stable")[:_MOST_CLIMBS]]:
        found.append(climb(score, start, edges))
        if found[-1].settled:
            break
    return max(found, key=lambda one: (one.settled, one.score))


def edges_of(starts: Floats) -> Edges:
    """Smallest and largest parameters that are searched from some starting points."""
    return starts.min(axis=0) / _REACH_DOWN, starts.max(axis=0) * _REACH_UP


def climb(score: Score, start: Floats, edges: Edges) -> Greatest:
    """Climb from a starting point to the summit of the likelihood.

    Newton's method, damped after Levenberg (1944) and Marquardt (1963) because these
    likelihoods have long flat ridges.

    Works in the logarithms of the parameters, so that none becomes negative. Derivatives are
    differences; all points of one step are worked out in one call, which is what makes it fast.

    Parameters
    ----------
    score
        Mean log-likelihood of several tries at once.
    start
        Shape (parameters,), all above 0.
    edges
        Smallest and largest parameters.
    """
    low, high = np.log(edges[0]), np.log(edges[1])
    place = np.clip(np.log(start), low, high)
    shape = _shape(score, place)
    for _ in range(_MOST_ITERATIONS):
        free = _is_free(place, shape.slope, low, high)
        steps = np.zeros((len(_DAMPING), len(place)))
        steps[:, free] = shape.steps(free)
        if not shape.slope @ steps[0] > _SETTLED * max(1.0, abs(shape.value)):
            break
        tries = np.clip(place + steps, low, high)
        scores = np.nan_to_num(score(np.exp(tries)), nan=-np.inf)
        best = int(np.argmax(scores))
        if scores[best] <= shape.value:
            break
        place = tries[best]
        shape = _shape(score, place)
    return _summit(place, shape, _is_free(place, shape.slope, low, high))


def _summit(place: Floats, shape: "_Shape", free: Flags) -> Greatest:
    """Say what has been reached, and whether it is a summit."""
    inner = shape.curvature[np.ix_(free, free)]
    settled = bool((np.linalg.eigvalsh(inner) > _LEAST_CURVATURE).all())
    spread = np.zeros_like(shape.curvature)
    if settled:
        spread[np.ix_(free, free)] = np.linalg.inv(inner)
        settled = bool(
            shape.slope @ spread @ shape.slope < _NEGLIGIBLE * max(1.0, abs(shape.value))
        )
    return Greatest(np.exp(place), shape.value, spread, settled)


def refined(score: Score, found: Greatest, enough: float) -> Greatest:
    """Move a summit to where it lies for a score that differs little, such as that of all data.

    The curvature is kept, so that a step takes the slope only, and the slope only one look ahead
    for each parameter: what the curvature adds to that is taken off.

    Parameters
    ----------
    score
        Mean log-likelihood of several tries at once.
    found
        A summit of another score.
    enough
        Gain in the score for which no further step is taken.
    """
    place = np.log(found.parameters)
    bend = np.diag(np.linalg.pinv(found.spread, hermitian=True))
    ahead = _LOOK_AHEAD * np.vstack((np.zeros(len(place)), np.eye(len(place))))
    for _ in range(_REFINEMENTS):
        here, *there = score(np.exp(place + ahead))
        slope = (np.array(there) - here) / _LOOK_AHEAD + bend * _LOOK_AHEAD / 2
        step = found.spread @ slope
        place = place + step
        if slope @ step < enough:
            break
    return replace(found, parameters=np.exp(place), score=float(score(np.exp(place)[None])[0]))


def _is_free(place: Floats, slope: Floats, low: Floats, high: Floats) -> Flags:
    """Which parameters may go where the slope leads."""
    return np.asarray(np.where(slope > 0, place < high, place > low))


@dataclass(frozen=True, eq=False)
class _Shape:
    """Value, slope and curvature (its sign turned) of the score at a place."""

    value: float
    slope: Floats
    curvature: Floats

    def steps(self, free: Flags) -> Floats:
        """Ways uphill for some of the parameters: Newton's, and shorter ones where it bends.

        Shape (dampings, free parameters). Each direction is followed by its slope over its
        curvature, whatever its sign; damping keeps the flattest ones from leading far away.
        """
        if not (np.isfinite(self.slope).all() and np.isfinite(self.curvature).all()):
            return np.zeros((len(_DAMPING), int(free.sum())))
        values, directions = np.linalg.eigh(self.curvature[np.ix_(free, free)])
        bend = np.maximum(np.abs(values), _LEAST_CURVATURE) + _DAMPING[:, None]
        steps = ((directions.T @ self.slope[free]) / bend) @ directions.T
        longest = np.abs(steps).max(axis=1, initial=_LARGEST_STEP, keepdims=True)
        return np.asarray(steps * (_LARGEST_STEP / longest))


def _shape(score: Score, place: Floats) -> _Shape:
    size = len(place)
    pairs = list(combinations(range(size), 2))
    unit = _STEP * np.eye(size)
    both = np.array([unit[one] + unit[other] for one, other in pairs]).reshape(-1, size)
    found = score(np.exp(place + np.concatenate([np.zeros((1, size)), unit, -unit, both])))
    middle, up, down = found[0], found[1 : size + 1], found[size + 1 : 2 * size + 1]
    curvature = np.diag(2 * middle - up - down)
    for (one, other), corner in zip(pairs, found[2 * size + 1 :], strict=True):
        curvature[one, other] = curvature[other, one] = up[one] + up[other] - middle - corner
    return _Shape(float(middle), (up - down) / (2 * _STEP), curvature / _STEP**2)
