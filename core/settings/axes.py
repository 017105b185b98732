"""The axes: which measures matter, and which end of each is good."""

from dataclasses import dataclass
from enum import StrEnum

SATISFACTION = "satisfaction"
COST_TO_SERVE = "cost_to_serve"
LIFETIME_VALUE = "lifetime_value"
RECENCY = "recency"
FREQUENCY = "frequency"


class Direction(StrEnum):
    """Which end of an axis is good."""

    MORE = "more"
    LESS = "less"
    TARGET = "target"


class Missing(StrEnum):
    """What becomes of customers who have no value on an axis."""

    LEAVE_OUT = "leave out"
    TYPICAL = "typical value"
    ZERO = "zero"


@dataclass(frozen=True)
class Axis:
    """A measure that matters to the company, and which end of it is good.

    Attributes
    ----------
    measure
        Name of the measure: one of the three well-known ones, or the user's own.
    formula
        Column of the customer table, or a formula of columns.
    direction
        Which values are good.
    target
        The best value, if the direction is a target.
    weight
        Share in the distance between customers relative to the other axes, at least 0.
    missing
        What becomes of customers who have no value.
    """

    measure: str
    formula: str
    direction: Direction = Direction.MORE
    target: float | None = None
    weight: float = 1.0
    missing: Missing = Missing.LEAVE_OUT
