"""What the groups are like: how they lie on each axis, their levels, names, and the ideal."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.segments.ideal import Choice, Standing, standing
from core.segments.integers import Integers
from core.segments.names import identity_of, levels_of, name_of, namings_of, numbered
from core.settings import Axis, Language
from core.settings.model import KnownSegment
from core.tables.customers import ScoredCustomers
from core.tables.segments import Segment, Spread
from core.tables.trust import Rule

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

    @property
    def medians(self) -> Floats:
        """Shape (groups, axes): median scores."""
        return np.array([[one.median_score for one in spread] for spread in self.spreads])

    def in_order(self, order: list[int]) -> "Groups":
        """The same groups in another order."""
        members = tuple(self.members[index] for index in order)
        spreads = tuple(self.spreads[index] for index in order)
        return replace(self, members=members, spreads=spreads)

    def everyone(self) -> tuple[Spread, ...]:
        """How all scored customers lie on each axis."""
        return _spreads(self.axes, self.values, self.scores)

    def standing(self) -> Standing:
        """Where the groups stand."""
        sizes = np.array([len(rows) for rows in self.members])
        return standing(self.axes, self.medians, sizes, self.scores)


def grouped(
    scored: ScoredCustomers, labels: Integers, known: tuple[KnownSegment, ...] | int
) -> Groups:
    """Scored customers by the index of their group.

    Parameters
    ----------
    scored
        Where every customer stands.
    labels
        Shape (scored customers,): index of the group.
    known
        How many groups there are, each with customers; or what is known of them from before,
        which describes a group that has no customers now.
    """
    count = known if isinstance(known, int) else len(known)
    values, scores = scored.values[scored.scored], scored.scores[scored.scored]
    order = np.argsort(labels.astype(np.uint8), kind="stable")
    ends = np.cumsum(np.bincount(labels, minlength=count))
    members = tuple(np.split(order, ends[:-1]))
    spreads = tuple(
        _remembered(scored.axes, known[index])
        if not isinstance(known, int) and not len(rows)
        else _spreads(scored.axes, values[rows], scores[rows])
        for index, rows in enumerate(members)
    )
    return Groups(scored.axes, values, scores, members, spreads)


def _remembered(axes: tuple[Axis, ...], known: KnownSegment) -> tuple[Spread, ...]:
    """Where a segment without customers used to lie."""
    return tuple(
        Spread(axis.measure, *(value,) * 6, score)
        for axis, value, score in zip(axes, known.values, known.medians, strict=True)
    )


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
    groups: Groups, where: Standing, choice: Choice, rules: tuple[Rule, ...]
) -> tuple[Segment, ...]:
    """The segments, in the order of the groups, with their names in English."""
    levels = tuple(levels_of(one, where.bottom, where.top) for one in where.medians)
    namings = namings_of(levels, where.medians, groups.axes)
    names = numbered([name_of(one, Language.ENGLISH) for one in namings])
    return tuple(
        Segment(
            code=index + 1,
            name=names[index],
            ideal=choice.ideal and index == choice.best,
            customers=len(rows),
            share=len(rows) / len(groups.scores),
            spreads=groups.spreads[index],
            levels=levels[index],
            desirability=float(choice.desirability[index]),
            to_ideal=tuple((choice.origin - where.medians[index]).tolist()),
            identity=identity_of(namings[index]),
            naming=namings[index],
            rule=rules[index],
        )
        for index, rows in enumerate(groups.members)
    )
