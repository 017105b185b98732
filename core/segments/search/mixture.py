"""A mixture of normal distributions on weighted points, for groups of different shape and size.

Expectation maximisation after Dempster, Laird and Rubin (1977). A floor under every variance
keeps a component from shrinking onto customers who share one value, such as a mark of 7.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers
from core.segments.search.lloyd import Cloud, Effort, find_centres, labels_of

Floats = npt.NDArray[np.float64]

FLOOR = 0.05
"""Variance that is added to every component on every axis, which has the variance 1."""

_MOST_ROUNDS = 200
_SETTLED = 1e-5
_BLOCK = 65_536


@dataclass(frozen=True, eq=False)
class Components:
    """Normal distributions.

    Attributes
    ----------
    shares
        Shape (groups,): share of the customers.
    means
        Shape (groups, axes).
    covariances
        Shape (groups, axes, axes), floor included.
    """

    shares: Floats
    means: Floats
    covariances: Floats


def mixture(cloud: Cloud, groups: int, starts: int, seed: int) -> Components:
    """The most likely of the mixtures found from different k-means divisions.

    Parameters
    ----------
    cloud
        What is divided.
    groups
        How many components.
    starts
        How many divisions to start from.
    seed
        Seed of the divisions.
    """
    seeds = np.random.SeedSequence(seed).generate_state(starts).tolist()
    tries = [_grown(cloud, _begun(cloud, groups, one)) for one in seeds]
    return max(tries, key=lambda one: one[0])[1]


def settled_mixture(cloud: Cloud, components: Components) -> Components:
    """Where a mixture comes to rest on other points."""
    return _grown(cloud, components)[1]


def two_most_likely(points: Floats, components: Components) -> tuple[Integers, Integers, Floats]:
    """Most and second most likely component of points, shape (axes, points), and the margin.

    The margin is (p1 - p2) / (p1 + p2) of their probabilities, 0 to 1.
    """
    size = points.shape[1]
    one, two = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    margin = np.ones(size)
    for start in range(0, size, _BLOCK):
        block = slice(start, start + _BLOCK)
        likely = _one_by_one(_features(points[:, block]), components)
        columns = np.arange(likely.shape[1])
        one[block] = likely.argmax(axis=0)
        best = likely[one[block], columns]
        likely[one[block], columns] = -np.inf
        two[block] = likely.argmax(axis=0)
        second = likely[two[block], columns]
        margin[block] = np.tanh((best - second) / 2)
    return one, two, margin


def _begun(cloud: Cloud, groups: int, seed: int) -> Components:
    """Components made from a quick k-means division."""
    centres = find_centres(cloud, groups, Effort(2, 2), seed)[0].places
    chosen = labels_of(cloud.points, centres)
    belongs = (np.arange(groups)[:, None] == chosen) * cloud.weights
    return _components(belongs, _features(cloud.points.T))


def _grown(cloud: Cloud, components: Components) -> tuple[float, Components]:
    """Mean log likelihood and components when they have come to rest."""
    features = _features(np.ascontiguousarray(cloud.points.T))
    total, last = cloud.weights.sum(), -np.inf
    for _ in range(_MOST_ROUNDS):
        likely = _log_likelihood(features, components)
        most = likely.max(axis=0)
        odds = np.exp(likely - most)
        sums = odds.sum(axis=0)
        mean = float((cloud.weights * (most + np.log(sums))).sum() / total)
        if mean - last < _SETTLED:
            break
        last = mean
        components = _components(odds * (cloud.weights / sums), features)
    return mean, components


def _features(points: Floats) -> Floats:
    """1, the coordinates and their products, shape (1 + axes + axes * axes, points)."""
    products = [one * two for one in points for two in points]
    return np.stack([np.ones(points.shape[1]), *points, *products])


def _components(belongs: Floats, features: Floats) -> Components:
    """Components from how much of each point belongs to each, shape (groups, points)."""
    axes = int(np.sqrt(len(features)))
    moments = belongs @ features.T
    sizes = np.maximum(moments[:, 0], np.finfo(np.float64).tiny)
    means = moments[:, 1 : axes + 1] / sizes[:, None]
    squares = (moments[:, axes + 1 :] / sizes[:, None]).reshape(-1, axes, axes)
    spread = squares - means[:, :, None] * means[:, None, :]
    return Components(sizes / sizes.sum(), means, spread + FLOOR * np.eye(axes))


def _one_by_one(features: Floats, components: Components) -> Floats:
    """`_log_likelihood`, in sums whose last digit does not depend on where a point stands."""
    likely = []
    for weights in likelihood_weights(components):
        total = weights[0] * features[0]
        for weight, feature in zip(weights[1:], features[1:], strict=True):
            total += weight * feature
        likely.append(total)
    return np.stack(likely)


def _log_likelihood(features: Floats, components: Components) -> Floats:
    """Logarithm of share times density, shape (groups, points), up to a constant."""
    return np.asarray(likelihood_weights(components) @ features)


def likelihood_weights(components: Components) -> Floats:
    """What features count in the logarithm, shape (groups, features)."""
    inverse = np.linalg.inv(components.covariances)
    pulled = np.einsum("gij,gj->gi", inverse, components.means)
    constant = np.log(components.shares) - 0.5 * (
        np.linalg.slogdet(components.covariances)[1] + (pulled * components.means).sum(axis=1)
    )
    flat = -0.5 * inverse.reshape(len(inverse), -1)
    return np.column_stack([constant, pulled, flat])
