"""The axes, and how the customers are divided along them."""

from dataclasses import dataclass
from enum import StrEnum

SATISFACTION = "satisfaction"
COST_TO_SERVE = "cost_to_serve"
LIFETIME_VALUE = "lifetime_value"


class Direction(StrEnum):
    """Which end of an axis is good."""

    MORE = "more"
    LESS = "less"
    TARGET = "target"


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
    """

    measure: str
    formula: str
    direction: Direction = Direction.MORE
    target: float | None = None
    weight: float = 1.0


@dataclass(frozen=True)
class Segmentation:
    """How the customers are divided.

    Attributes
    ----------
    method
        ``"k-means"`` on percentile ranks.
    segments
        How many groups, 3 to 15.
    starts
        k-means++ starts in all, at least 1.
    seed
        Seed of everything random.
    """

    method: str = "k-means"
    segments: int = 9
    starts: int = 50
    seed: int = 0
