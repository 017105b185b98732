"""The ways to look for groups: k-means and a mixture, with care or quickly."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers
from core.segments.search.lloyd import Cloud, Effort, find_centres, labels_of
from core.segments.search.mixture import mixture, two_most_likely
from core.segments.trust.resampling import Divide
from core.settings import Method

_CAREFULLY = Effort(starts=20, swaps=20)
_AGAIN = Effort(starts=4, swaps=8)
_STARTS_OF_MIXTURE, _STARTS_AGAIN = 4, 2


@dataclass(frozen=True)
class Seeker:
    """Divides points into groups, with care or quickly, each time from scratch."""

    carefully: Divide
    again: Divide


def seeker(method: Method, groups: int) -> Seeker:
    """How a method looks for groups."""
    if method is Method.MIXTURE:
        return Seeker(
            partial(_mixed, groups, _STARTS_OF_MIXTURE), partial(_mixed, groups, _STARTS_AGAIN)
        )
    return Seeker(partial(_nearest, groups, _CAREFULLY), partial(_nearest, groups, _AGAIN))


def _nearest(groups: int, effort: Effort, cloud: Cloud, seed: int) -> Integers:
    """Groups of k-means."""
    possible = min(groups, len(cloud.weights))
    centres = find_centres(cloud, possible, effort, seed)[0].places
    return _numbered(labels_of(cloud.points, centres))


def _mixed(groups: int, starts: int, cloud: Cloud, seed: int) -> Integers:
    """Groups of a mixture; a component that is nobody's most likely one makes none."""
    possible = min(groups, len(cloud.weights))
    components = mixture(cloud, possible, starts, seed)
    most_likely = two_most_likely(np.ascontiguousarray(cloud.points.T), components)[0]
    return _numbered(most_likely)


def _numbered(labels: npt.NDArray[np.integer]) -> Integers:
    """Labels numbered from 0 without a gap."""
    return np.asarray(np.unique(labels, return_inverse=True)[1])
