"""The axes: which measures matter, and which of them can be proposed."""

import numpy as np

from core.errors import UserError
from core.intake.answer_names import low_is_best
from core.segments.formula_syntax import written
from core.segments.words import count_words, listed
from core.settings import (
    COST_TO_SERVE,
    FREQUENCY,
    LIFETIME_VALUE,
    RECENCY,
    SATISFACTION,
    Axis,
    Direction,
)
from core.tables.customers import WORKED_OUT, CustomerTable, Measure

_DIRECTIONS = {
    SATISFACTION: Direction.MORE,
    COST_TO_SERVE: Direction.LESS,
    LIFETIME_VALUE: Direction.MORE,
}
_BUYING = (
    Axis(RECENCY, "days_since_purchase", Direction.LESS),
    Axis(FREQUENCY, "repeat_purchases", Direction.MORE),
    Axis("amount", "amount_per_purchase", Direction.MORE),
)
"""What stands for satisfaction and cost to serve where nothing but orders is known: the first two
of them that are not the same for everybody."""

_COMPLAINTS = ("complain", "dissatisf", "beschwerde", "reclam", "réclam", "plainte", "klacht")
_FEWEST_AXES, _MOST_AXES = 2, 5
_GREATEST_WEIGHT = 1_000_000.0
_ON_THE_PAGE = "Choose a column or write a formula on the Axes page"


def propose(customers: CustomerTable) -> tuple[Axis, ...]:
    """Satisfaction, cost to serve and lifetime value, as recognised among the measures.

    Satisfaction that was recognised from complaints or school grades is better the less there is.
    Where nothing but orders has numbers, when, how often and for how much customers have bought
    stand for the two that are missing.

    Raises
    ------
    UserError
        If one of the three is not among the measures; says which.
    """
    found = recognised_axes(customers.measures)
    missing = [known for known in _DIRECTIONS if known not in found]
    buying = tuple(axis for axis in _BUYING if _differs(customers, axis.formula))[:2]
    if _orders_alone(customers) and [*found] == [LIFETIME_VALUE] and len(buying) == len(missing):
        return (*buying, found[LIFETIME_VALUE])
    if missing:
        raise _not_recognised(missing)
    return tuple(found.values())


def _orders_alone(customers: CustomerTable) -> bool:
    """Whether every number comes from the orders, so that no other column can be meant."""
    orders = {one.source for one in customers.measures if one.name == _BUYING[0].formula}
    return all(one.source in {WORKED_OUT, *orders} for one in customers.measures if one.numeric)


def _differs(customers: CustomerTable, name: str) -> bool:
    """Whether a measure is there and not the same for everybody."""
    return name in customers.table and customers.table[name].nunique() > 1


def completed(customers: CustomerTable, axes: tuple[Axis, ...]) -> tuple[Axis, ...]:
    """The given axes and, if they are fewer than three, the well-known ones that are recognised.

    So whoever names the one column that was not recognised need not name the others.
    """
    if len(axes) >= len(_DIRECTIONS):
        return axes
    given = {axis.measure: axis for axis in axes}
    found = recognised_axes(customers.measures) | given
    return tuple(found.values())


def recognised_axes(measures: tuple[Measure, ...]) -> dict[str, Axis]:
    """Those of the three well-known axes that are among the measures, by their names."""
    names = tuple(measure.name for measure in measures)
    found = {}
    for known in _DIRECTIONS:
        fits = (one for one in measures if one.stands_for == known and one.numeric)
        first = next(fits, None)
        if first is not None:
            found[known] = Axis(known, written(first.name, names), _direction(known, first))
    return found


def _direction(known: str, measure: Measure) -> Direction:
    """Which values of a recognised measure are good."""
    name = measure.name.casefold()
    complains = any(word in name for word in _COMPLAINTS)
    if known == SATISFACTION and (complains or low_is_best(name)):
        return Direction.LESS
    return _DIRECTIONS[known]


def _not_recognised(missing: list[str]) -> UserError:
    """Say which measures are missing and how to give them."""
    words = listed([known.replace("_", " ") for known in missing])
    options = " ".join(f"--axis {known}=COLUMN" for known in missing)
    return UserError(
        f"No column was recognised as {words}.",
        f"{_ON_THE_PAGE} (on the command line: {options}).",
    )


def check_axes(axes: tuple[Axis, ...]) -> None:
    """Refuse axes that cannot divide anybody.

    Raises
    ------
    UserError
        If they are not two to five different measures, each with a formula and a weight.
    """
    if not _FEWEST_AXES <= len(axes) <= _MOST_AXES:
        raise UserError(
            f"Segments need two to five axes, and there {'is' if len(axes) == 1 else 'are'}"
            f" {count_words(len(axes))}.",
            "Three is the normal case: satisfaction, cost to serve and lifetime value.",
        )
    measures = [axis.measure for axis in axes]
    for measure in measures:
        if measures.count(measure) > 1:
            raise UserError(f"Two axes are called {measure!r}.", "Give each axis its own measure.")
    for axis in axes:
        _check_axis(axis)
    if not any(axis.weight > 0 for axis in axes):
        raise UserError("All axes have the weight 0.", "Give at least one axis a weight above 0.")


def _check_axis(axis: Axis) -> None:
    """Refuse an axis without a formula, or a weight or a target that is no number to work with."""
    if not axis.formula.strip():
        raise UserError(
            f"The axis {axis.measure!r} has no column and no formula.",
            f"{_ON_THE_PAGE} (on the command line: --axis {axis.measure}=COLUMN).",
        )
    if not 0 <= axis.weight <= _GREATEST_WEIGHT:
        raise UserError(
            f"The weight of {axis.measure!r} is {axis.weight:g}.",
            f"Give a number from 0 to {_GREATEST_WEIGHT:,.0f}.",
        )
    if axis.direction is Direction.TARGET and (axis.target is None or not np.isfinite(axis.target)):
        raise UserError(
            f"{axis.measure!r} is to be near a target, but there is none.", "Give its best value."
        )
