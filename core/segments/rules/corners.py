"""The grid: good or bad on every axis makes the corners, and the best of all are the ideal."""

from itertools import product

import numpy as np

from core.errors import UserError
from core.segments.orientation import measured
from core.segments.rules.limits import limits_at
from core.segments.words import count_words
from core.settings import Axis, Direction, Limit
from core.settings.model import Box, Boxes, Range
from core.tables.customers import ScoredCustomers

_MOST_AXES = 3
_HALF, _BEST = 1 / 2, 1 / 3
_REACH = 0.01


def grid_limits(scored: ScoredCustomers, moved: tuple[Limit, ...]) -> tuple[Limit, ...]:
    """The limits in force on every axis that has weight: moved ones, else round numbers.

    Those are near the middle customer and, for the ideal, near the best third.
    """
    wanted = {limit.measure: limit for limit in moved}
    found = []
    for place, axis in enumerate(scored.axes):
        if axis.weight > 0:
            limit = wanted.get(axis.measure, Limit(axis.measure))
            values = measured(scored.values[scored.scored, place], axis)
            good = _limit(values, axis, _HALF) if limit.good is None else limit.good
            ideal = _limit(values, axis, _BEST) if limit.ideal is None else limit.ideal
            found.append(Limit(axis.measure, good, ideal))
    return tuple(found)


def grid(axes: tuple[Axis, ...], limits: tuple[Limit, ...]) -> Boxes:
    """The boxes of the grid: the ideal first, then every corner.

    Raises
    ------
    UserError
        If more than three axes have weight, or the ideal of an axis is worse than its good half.
    """
    if len(limits) > _MOST_AXES:
        raise UserError(
            f"The grid cuts every axis in two, and {count_words(len(limits))} axes would make"
            f" {2 ** len(limits)} segments.",
            "Give all but three axes the weight 0, or choose another method.",
        )
    by_name = {axis.measure: axis for axis in axes}
    pairs = [(by_name[limit.measure], limit) for limit in limits]
    for axis, limit in pairs:
        _check(axis, limit)
    ideal = tuple(_side(axis, limit.ideal, good=True) for axis, limit in pairs)
    boxes = [Box(1, ideal)]
    for code, sides in enumerate(product((True, False), repeat=len(pairs)), start=2):
        ranges = (
            _side(axis, limit.good, good=good)
            for (axis, limit), good in zip(pairs, sides, strict=True)
        )
        boxes.append(Box(code, tuple(ranges)))
    return Boxes(tuple(boxes))


def _limit(values: np.ndarray, axis: Axis, share: float) -> float:
    """A limit with about this share of the customers on its good side."""
    below = 1 - share if axis.direction is Direction.MORE else share
    return limits_at(values, np.array([below]), _REACH)[0]


def _check(axis: Axis, limit: Limit) -> None:
    """Refuse an ideal that begins in the bad half."""
    if limit.good is None or limit.ideal is None:
        return
    more = axis.direction is Direction.MORE
    if limit.ideal < limit.good if more else limit.ideal > limit.good:
        raise UserError(
            f"On {axis.measure!r} the ideal begins at {limit.ideal:g}, in the bad half, which is"
            f" {'below' if more else 'from'} {limit.good:g}.",
            "Move one of the two limits of the grid on the Segments page.",
        )


def _side(axis: Axis, limit: float | None, *, good: bool) -> Range:
    """One side of a limit."""
    upper = good == (axis.direction is Direction.MORE)
    return Range(axis.measure, least=limit) if upper else Range(axis.measure, below=limit)
