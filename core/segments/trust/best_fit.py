"""Which way of dividing suits these customers best.

Every scaling is tried with k-means and with a mixture. Where one of them finds groups with gaps
between them that are found again when the customers are redrawn, the clearest of those is
taken. Everywhere else the customers are one cloud, any border through it is a convention, and
what counts is that the same borders come out again; percentile ranks with k-means, which do best
at that on bases of all kinds, have to be beaten clearly. The silhouette alone never decides: it
prefers a few customers far out on an axis that nobody has scaled.
"""

import numpy as np
from threadpoolctl import threadpool_limits

from core.progress import Progress
from core.segments.scaling import coordinates, scales_for
from core.segments.search.lloyd import Cloud
from core.segments.search.partition import gathered
from core.segments.search.sketch import sketch
from core.segments.search.ways import seeker
from core.segments.trust.resampling import redraw
from core.segments.trust.separation import silhouettes
from core.segments.words import approach_words, count_words
from core.settings import Method, Scaling
from core.tables.customers import ScoredCustomers
from core.tables.trust import Approach, Way

_METHODS = (Method.K_MEANS, Method.MIXTURE)
_POINTS = 1_000
_DRAWS = 10
_GAPS = 0.5
_HOLDS = 0.75
_CLEARLY = 0.15
_BETTER = 0.02
_SMALLEST = 0.01
_ONE_CLOUD = (
    "The customers are one cloud without gaps, so what counts is that the same groups come out"
    " again: when the customers are redrawn at random they come out"
)


def best_fit(scored: ScoredCustomers, groups: int, seed: int, progress: Progress) -> Approach:
    """Compare the ways of dividing, and say which one is taken and why.

    Parameters
    ----------
    scored
        Where every customer stands on the axes.
    groups
        How many groups are looked for.
    seed
        Seed of everything random.
    progress
        Told how far the comparison is.
    """
    ways: list[Way] = []
    with threadpool_limits(limits=1):
        for scaling in Scaling:
            place = coordinates(scored, scales_for(scored, scaling))
            cells = gathered(place.places, place.steps)
            cloud = sketch(cells, groups, _POINTS).cloud
            for method in _METHODS:
                progress.at(len(ways) / (len(_METHODS) * len(Scaling)))
                ways.append(_tried(cloud, method, scaling, groups, seed))
    progress.at(1.0)
    return chosen(tuple(ways))


def _tried(cloud: Cloud, method: Method, scaling: Scaling, groups: int, seed: int) -> Way:
    """Divide in one way, and again after redrawing the customers."""
    seek = seeker(method, groups)
    labels = seek.carefully(cloud, seed)
    found = int(labels.max()) + 1
    sizes = np.bincount(labels, cloud.weights, minlength=found) / cloud.weights.sum()
    seeds = np.random.SeedSequence(seed).generate_state(_DRAWS).tolist()
    again = [redraw(cloud, labels, found, seek.again, one).jaccard().max(axis=1) for one in seeds]
    stability = float((np.mean(again, axis=0) * sizes).sum())
    separation = float(silhouettes(cloud, labels).mean())
    return Way(method, scaling, stability, separation, float(sizes.min()), found)


def chosen(ways: tuple[Way, ...]) -> Approach:
    """Choose among ways that were tried, of which the first is the usual one."""
    usual = ways[0]
    whole = [way for way in ways if way.smallest >= _SMALLEST and way.groups == usual.groups]
    clear = [way for way in whole if way.separation >= _GAPS and way.stability >= _HOLDS]
    if clear:
        best = clear[0]
        for way in clear[1:]:
            if _merit(way) > _merit(best) + _BETTER * (way.method is not best.method):
                best = way
        return _approach(best, _gaps(best, usual), ways)
    most = max((*whole, usual), key=lambda way: way.stability)
    if most.stability > usual.stability + _CLEARLY:
        return _approach(most, _steadier(most, usual), ways)
    return _approach(usual, _no_gaps(ways), ways)


def _approach(way: Way, reason: str, ways: tuple[Way, ...]) -> Approach:
    return Approach(way.method, way.scaling, _words(way), reason, ways)


def _merit(way: Way) -> float:
    return way.stability + way.separation


def _gaps(best: Way, usual: Way) -> str:
    blurred = "" if best is usual else ", which percentile ranks would blur"
    return (
        f"Best fit took {_words(best)}. There are groups with gaps between them{blurred}, and when"
        f" the customers are redrawn at random the groups come out {best.stability:.0%} the same."
    )


def _steadier(best: Way, usual: Way) -> str:
    return (
        f"Best fit took {_words(best)}. {_ONE_CLOUD} {best.stability:.0%} the same, against"
        f" {usual.stability:.0%} with {_words(usual)}."
    )


def _no_gaps(ways: tuple[Way, ...]) -> str:
    usual, others = ways[0], [way.stability for way in ways[1:]]
    clearly = ", none clearly better" if max(others) > usual.stability else ""
    return (
        f"Best fit took {_words(usual)}. {_ONE_CLOUD} {usual.stability:.0%} the same, with the"
        f" {count_words(len(others))} other ways {min(others):.0%} to {max(others):.0%}{clearly}."
    )


def _words(way: Way) -> str:
    return approach_words(way.method, way.scaling)
