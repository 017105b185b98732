"""What the groups are like: spreads on each axis, levels, name, distance from the ideal."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.segments.ideal import Choice, Standing, standing
from core.segments.integers import Integers
from core.segments.names import levels_of, names_of
from core.settings import Axis
from core.tables.customers import ScoredCustomers
from core.tables.segments import Segment, Spread

Floats = npt.NDArray[np.float64]

_QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True, eq=False)
class Groups:
    """The scored customers by group.

    Attributes
    ----------
    axes
        The axes.
    values, scores
        Shape (scored customers, axes).
    members
        Rows of the customers of each group.
    spreads
        How the customers of each group lie on each axis.
    """

    axes: tuple[Axis, ...]
    values: Floats
    scores: Floats
    members: tuple[Integers, ...]
    spreads: tuple[tuple[Spread, ...], ...]

    def everyone(self) -> tuple[Spread, ...]:
        """How all scored customers lie on each axis."""
        return _spreads(self.axes, self.values, self.scores)

    def standing(self) -> Standing:
        """Where the groups stand."""
        medians = np.array([[one.median_score for one in spread] for spread in self.spreads])
        sizes = np.array([len(rows) for rows in self.members])
        return standing(self.axes, medians, sizes, self.scores)


def grouped(scored: ScoredCustomers, labels: Integers, groups: int) -> Groups:
    """Scored customers by the index of their group."""
    values, scores = scored.values[scored.scored], scored.scores[scored.scored]
    order = np.argsort(labels.astype(np.uint8), kind="stable")
    ends = np.cumsum(np.bincount(labels, minlength=groups))
    members = tuple(np.split(order, ends[:-1]))
    spreads = tuple(_spreads(scored.axes, values[rows], scores[rows]) for rows in members)
    return Groups(scored.axes, values, scores, members, spreads)


def _spreads(axes: tuple[Axis, ...], values: Floats, scores: Floats) -> tuple[Spread, ...]:
    """How some customers lie on each axis."""
    return tuple(
        _spread(axis.measure, column, float(np.median(ranks)))
        for axis, column, ranks in zip(axes, values.T, scores.T, strict=True)
    )


def _spread(measure: str, values: Floats, median_score: float) -> Spread:
    """How some values lie."""
    # Sorted first, so that the rounding of the sum does not depend on the order of the rows.
    ordered = np.sort(values)
    low, lower, median, upper, high = np.quantile(ordered, _QUANTILES).tolist()
    mean = float(ordered.mean())
    return Spread(measure, mean, median, low, lower, upper, high, median_score)


def described(
    groups: Groups, where: Standing, choice: Choice, order: list[int]
) -> tuple[Segment, ...]:
    """The segments, in the order given by indices of groups."""
    levels = tuple(levels_of(where.medians[one], where.bottom, where.top) for one in order)
    names = names_of(levels, where.medians[order], groups.axes)
    return tuple(
        Segment(
            code=code,
            name=names[code - 1],
            ideal=choice.ideal and index == choice.best,
            customers=len(groups.members[index]),
            share=len(groups.members[index]) / len(groups.scores),
            spreads=groups.spreads[index],
            levels=levels[code - 1],
            desirability=float(choice.desirability[index]),
            to_ideal=tuple((choice.origin - where.medians[index]).tolist()),
        )
        for code, index in enumerate(order, start=1)
    )
