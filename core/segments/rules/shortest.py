"""Rules in ranges of the axes: the shortest one that finds a segment, and one tree for all."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers
from core.segments.orientation import measured
from core.segments.rules.limits import limits_at
from core.segments.rules.tree import Flags, Leaf, Parts, Problem, grown
from core.segments.words import ranges_words
from core.settings import Axis
from core.settings.model import Box, Range
from core.tables.customers import ScoredCustomers
from core.tables.trust import Rule

Floats = npt.NDArray[np.float64]
Ends = tuple[int, int]

_LIMITS = 63
_REACH = 1 / 256
_GAPS = 16
_PRICE_OF_A_LIMIT = 0.01
_MOST_ROUNDS = 6


@dataclass(frozen=True, eq=False)
class Rules:
    """What finds the segments, in ranges of the axes.

    Attributes
    ----------
    shortest
        A rule for each segment, in the order of their indices.
    boxes
        The tree for all of them; codes count from 1.
    groups
        Shape (scored customers,): index of the segment that the tree gives.
    """

    shortest: tuple[Rule, ...]
    boxes: tuple[Box, ...]
    groups: Integers


def rules_for(scored: ScoredCustomers, groups: Integers, count: int) -> Rules:
    """Find rules for segments, on the axes that have weight.

    Parameters
    ----------
    scored
        Where every customer stands.
    groups
        Shape (scored customers,): index of the segment, from 0.
    count
        How many segments there are; one without customers gets a rule that finds nobody.
    """
    axes = tuple(axis for axis in scored.axes if axis.weight > 0)
    weighted = [place for place, axis in enumerate(scored.axes) if axis.weight > 0]
    values = [
        measured(scored.values[scored.scored, place], axis)
        for place, axis in zip(weighted, axes, strict=True)
    ]
    shares = np.arange(1, _LIMITS + 1) / (_LIMITS + 1)
    limits = [np.array(limits_at(column, shares, _REACH, _GAPS)) for column in values]
    parts = np.stack(
        [
            np.searchsorted(ends, column, side="right").astype(np.uint8)
            for ends, column in zip(limits, values, strict=True)
        ]
    )
    problem = _problem(parts, tuple(map(len, limits)), groups, count)
    leaves = grown(problem)
    boxes = tuple(Box(leaf.group + 1, _ranges(_ends(leaf), limits, axes)) for leaf in leaves)
    shortest = tuple(
        _shortest(problem, [leaf for leaf in leaves if leaf.group == group], group, limits, axes)
        for group in range(count)
    )
    return Rules(shortest, boxes, _given(leaves, parts))


def _problem(parts: Parts, limits: tuple[int, ...], groups: Integers, count: int) -> Problem:
    """Customers who lie in the same parts and belong to the same segment, counted as one kind."""
    keys = np.zeros(len(groups), dtype=np.int64)
    for column, size in zip(parts, limits, strict=True):
        keys = keys * (size + 1) + column
    keys = keys * count + groups
    kinds, first, weights = np.unique(keys, return_index=True, return_counts=True)
    return Problem(
        parts[:, first],
        weights.astype(np.float64),
        limits,
        kinds % count,
        _middles(parts, groups, count),
    )


def _ends(leaf: Leaf) -> tuple[Ends, ...]:
    return tuple(zip(leaf.first, leaf.last, strict=True))


def _given(leaves: list[Leaf], parts: Parts) -> Integers:
    """Index of the segment that the tree gives each customer."""
    given = np.zeros(parts.shape[1], dtype=np.int64)
    for leaf in leaves:
        inside = np.ones(parts.shape[1], dtype=np.bool_)
        for column, (first, last) in zip(parts, _ends(leaf), strict=True):
            inside &= (column >= first) & (column <= last)
        given[inside] = leaf.group
    return given


def _middles(parts: Parts, groups: Integers, count: int) -> Integers:
    """The part of each axis in which the middle customer of each segment lies."""
    found = np.zeros((count, len(parts)), dtype=np.int64)
    for group in range(count):
        members = parts[:, groups == group]
        if members.shape[1]:
            found[group] = np.floor(np.median(members, axis=1))
    return found


def _ranges(
    ends: tuple[Ends, ...], limits: list[Floats], axes: tuple[Axis, ...]
) -> tuple[Range, ...]:
    """Ranges between limits, of those axes that have any."""
    found = []
    for (first, last), cuts, axis in zip(ends, limits, axes, strict=True):
        least = float(cuts[first - 1]) if first else None
        below = float(cuts[last]) if last < len(cuts) else None
        if least is not None or below is not None:
            found.append(Range(axis.measure, least, below))
    return tuple(found)


@dataclass(frozen=True)
class _Fit:
    """How well ranges find a segment, and what they are."""

    worth: float
    precision: float
    recall: float
    ends: tuple[Ends, ...]


def _shortest(
    problem: Problem, leaves: list[Leaf], group: int, limits: list[Floats], axes: tuple[Axis, ...]
) -> Rule:
    """The ranges that find a segment best for their number, from those of its largest leaf."""
    own = problem.groups == group
    everything: tuple[Ends, ...] = tuple((0, last) for last in problem.limits)
    starts = [everything, *map(_ends, leaves)]
    best = max((_fit(problem, own, ends) for ends in starts), key=lambda fit: fit.worth)
    for _ in range(_MOST_ROUNDS):
        before = best
        for axis in range(len(axes)):
            best = max(best, _moved(problem, own, best.ends, axis), key=lambda fit: fit.worth)
        if best is before:
            break
    ranges = _ranges(best.ends, limits, axes)
    return Rule(ranges, best.precision, best.recall, ranges_words(ranges, axes))


def _within(problem: Problem, ends: tuple[Ends, ...], without: int | None = None) -> Flags:
    """The customers in ranges, leaving out those of one axis."""
    inside = np.ones(len(problem.groups), dtype=np.bool_)
    for axis, (first, last) in enumerate(ends):
        if axis == without:
            continue
        if first:
            inside &= problem.parts[axis] >= first
        if last < problem.limits[axis]:
            inside &= problem.parts[axis] <= last
    return inside


def _fit(problem: Problem, own: Flags, ends: tuple[Ends, ...]) -> _Fit:
    """How well ranges find the customers that are marked."""
    inside = _within(problem, ends)
    marks = inside & own, inside, own
    right, found, all_own = (float(problem.weights[mark].sum()) for mark in marks)
    return _weighed(problem, ends, right, found, all_own)


def _weighed(
    problem: Problem, ends: tuple[Ends, ...], right: float, found: float, all_own: float
) -> _Fit:
    """The harmonic mean of precision and recall, less a price for every limit."""
    limits = sum(
        (first > 0) + (last < end) for (first, last), end in zip(ends, problem.limits, strict=True)
    )
    worth = 2 * right / max(found + all_own, 1) - _PRICE_OF_A_LIMIT * limits
    return _Fit(worth, right / max(found, 1), right / max(all_own, 1), ends)


def _moved(problem: Problem, own: Flags, ends: tuple[Ends, ...], axis: int) -> _Fit:
    """The best range on one axis while those on the others stay."""
    inside = _within(problem, ends, without=axis)
    width = problem.limits[axis] + 1
    both = inside & own
    right, found = (
        _between(np.bincount(problem.parts[axis, mark], problem.weights[mark], minlength=width))
        for mark in (both, inside)
    )
    first, last = np.triu_indices(width)
    all_own = float(problem.weights[own].sum())
    prices = _PRICE_OF_A_LIMIT * ((first > 0).astype(int) + (last < width - 1))
    worth = 2 * right[first, last] / np.maximum(found[first, last] + all_own, 1) - prices
    best = int(worth.argmax())
    moved = (int(first[best]), int(last[best]))
    new = (*ends[:axis], moved, *ends[axis + 1 :])
    return _weighed(problem, new, float(right[moved]), float(found[moved]), all_own)


def _between(counts: npt.NDArray[np.number]) -> Floats:
    """Customers from one part up to another, shape (parts, parts)."""
    up_to = np.concatenate(([0], np.cumsum(counts)))
    return np.asarray(up_to[None, 1:] - up_to[:-1, None])
