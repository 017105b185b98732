"""A tree of limits that gives every customer nearly the segment they have.

The first splits are those of iterative mistake minimisation, Dasgupta, Frost, Moshkovitz and
Rashtchian (2020), "Explainable k-Means and k-Medians Clustering", ICML: every split parts the
middles of segments and the fewest customers from their own, until each leaf has one middle.
More leaves follow as long as each sets enough customers right, after ExKMC, Frost, Moshkovitz
and Rashtchian (2020), up to twice as many as there are segments.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Parts = npt.NDArray[np.uint8]

_LEAVES_PER_GROUP = 2
_WORTH_A_LEAF = 0.005


@dataclass(frozen=True, eq=False)
class Leaf:
    """Customers within some parts of every axis.

    Attributes
    ----------
    group
        Index of the segment they are given.
    first, last
        The first and the last part of each axis.
    rows
        The kinds of customers.
    middles
        Indices of the segments whose middle lies here.
    """

    group: int
    first: tuple[int, ...]
    last: tuple[int, ...]
    rows: Integers
    middles: Integers


@dataclass(frozen=True, eq=False)
class Problem:
    """What a tree is grown for.

    Attributes
    ----------
    parts
        Shape (axes, kinds): the part of each axis in which a kind of customer lies; parts are
        numbered from 0 and lie between the limits that a tree may use.
    weights
        Shape (kinds,): customers of each kind.
    limits
        How many limits each axis has.
    groups
        Shape (kinds,): index of their segment.
    middles
        Shape (groups, axes): the part of each axis in which the middle of a segment lies.
    """

    parts: Parts
    weights: Floats
    limits: tuple[int, ...]
    groups: Integers
    middles: Integers


def grown(problem: Problem) -> list[Leaf]:
    """The leaves of the tree; together they hold every customer once."""
    everybody = Leaf(
        group=0,
        first=(0,) * len(problem.limits),
        last=problem.limits,
        rows=np.arange(len(problem.groups)),
        middles=np.unique(problem.groups),  # a segment without customers needs no leaf
    )
    leaves = _one_middle_each(problem, everybody)
    most = _LEAVES_PER_GROUP * len(problem.middles)
    worth = _WORTH_A_LEAF * float(problem.weights.sum())
    trials = [_best_halves(problem, leaf) for leaf in leaves]
    while len(leaves) < most:
        gains = [gain for gain, _ in trials]
        best = int(np.argmax(gains))
        if gains[best] < worth:
            break
        halves = trials[best][1]
        leaves[best : best + 1] = halves
        trials[best : best + 1] = [_best_halves(problem, leaf) for leaf in halves]
    return leaves


def _one_middle_each(problem: Problem, leaf: Leaf) -> list[Leaf]:
    """Split until every leaf has one middle, or middles that no limit parts."""
    if len(leaf.middles) == 1:
        return [replace(leaf, group=int(leaf.middles[0]))]
    cut = _fewest_mistakes(problem, leaf)
    if cut is None:
        size = len(problem.middles)
        counts = np.bincount(problem.groups[leaf.rows], problem.weights[leaf.rows], size)
        return [replace(leaf, group=int(counts.argmax()))]
    halves = _halves(problem, leaf, *cut)
    return [found for half in halves for found in _one_middle_each(problem, half)]


def _fewest_mistakes(problem: Problem, leaf: Leaf) -> tuple[int, int] | None:
    """Axis and limit that part the middles, and the fewest customers from their own middle."""
    best: tuple[float, int, int] | None = None
    for axis, limits in enumerate(problem.limits):
        middles = problem.middles[leaf.middles, axis]
        if middles.min() == middles.max():
            continue
        below = _counts(problem, leaf, axis)[leaf.middles].cumsum(axis=1)
        total = below[:, -1:]
        lower = middles[:, None] <= np.arange(limits)
        wrong = np.where(lower, total - below[:, :-1], below[:, :-1]).sum(axis=0)
        usable = np.arange(int(middles.min()), int(middles.max()))
        at = int(usable[wrong[usable].argmin()])
        if best is None or wrong[at] < best[0]:
            best = (float(wrong[at]), axis, at)
    return None if best is None else best[1:]


def _counts(problem: Problem, leaf: Leaf, axis: int) -> Floats:
    """Customers of a leaf by segment and by part of an axis."""
    width, groups = problem.limits[axis] + 1, len(problem.middles)
    keys = problem.groups[leaf.rows] * width + problem.parts[axis, leaf.rows]
    counts = np.bincount(keys, problem.weights[leaf.rows], minlength=groups * width)
    return counts.reshape(groups, width).astype(np.float64)


def _halves(problem: Problem, leaf: Leaf, axis: int, limit: int) -> list[Leaf]:
    """The leaf cut in two: parts up to ``limit``, and those above."""
    lower = problem.parts[axis, leaf.rows] <= limit
    middles = problem.middles[leaf.middles, axis] <= limit
    last = (*leaf.last[:axis], limit, *leaf.last[axis + 1 :])
    first = (*leaf.first[:axis], limit + 1, *leaf.first[axis + 1 :])
    return [
        replace(leaf, last=last, rows=leaf.rows[lower], middles=leaf.middles[middles]),
        replace(leaf, first=first, rows=leaf.rows[~lower], middles=leaf.middles[~middles]),
    ]


def _best_halves(problem: Problem, leaf: Leaf) -> tuple[float, list[Leaf]]:
    """Customers set right by the best cut of a leaf, and its halves."""
    best = (0.0, 0, 0, 0, 0)
    for axis in range(len(problem.limits)):
        if leaf.first[axis] == leaf.last[axis]:
            continue
        below = _counts(problem, leaf, axis).cumsum(axis=1)
        right = below[leaf.group, -1]
        low, high = below[:, :-1], below[:, -1:] - below[:, :-1]
        gains = low.max(axis=0) + high.max(axis=0) - right
        at = int(gains.argmax())
        if gains[at] > best[0]:
            best = (float(gains[at]), axis, at, int(low[:, at].argmax()), int(high[:, at].argmax()))
    gain, axis, at, low_group, high_group = best
    if not gain:
        return 0.0, [leaf]
    lower, upper = _halves(problem, leaf, axis, at)
    return gain, [replace(lower, group=low_group), replace(upper, group=high_group)]
