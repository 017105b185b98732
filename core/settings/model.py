"""Segments as they were found once, frozen: they place customers who come later.

A `Model` holds numbers and text only, so it can be written down and read back exactly.
"""

from dataclasses import dataclass

from core.settings.axes import Axis, Direction
from core.settings.methods import Method, Scaling

Vector = tuple[float, ...]


@dataclass(frozen=True)
class Ladder:
    """The scores of an axis, frozen: from a value to the place among all customers.

    Attributes
    ----------
    values
        Rising oriented values; more is better.
    places
        The place of each value, 2R - 1 - N for the mean rank R among N customers. Between two
        values places are interpolated.
    customers
        N, the customers that were ranked.
    typical
        The middle value of the axis as it is in the data.
    """

    values: tuple[float, ...]
    places: tuple[int, ...]
    customers: int
    typical: float


@dataclass(frozen=True)
class AxisScale:
    """How distances on one axis are measured, frozen.

    A value becomes a whole number of steps from the middle.

    Attributes
    ----------
    kind
        Percentile ranks, logarithms or the values themselves.
    unit
        Size from which a logarithm grows; smaller values count nearly as they are.
    low, high
        Limits, after the logarithm, beyond which nobody counts as farther off.
    middle, spread
        What is taken off, and what one unit of distance is before the weight.
    step
        Length of one step, the weight of the axis in it; 0 for an axis without weight.
    """

    kind: Scaling
    unit: float = 1.0
    low: float = 0.0
    high: float = 0.0
    middle: float = 0.0
    spread: float = 1.0
    step: float = 0.0


@dataclass(frozen=True)
class Centres:
    """Each customer belongs to the nearest centre.

    Attributes
    ----------
    scales
        How distances are measured, by axis.
    places
        Each segment's centre, by axis, in the order of the codes.
    """

    scales: tuple[AxisScale, ...]
    places: tuple[Vector, ...]


@dataclass(frozen=True)
class Mixture:
    """Each customer belongs to the normal distribution that most likely made them.

    Attributes
    ----------
    scales
        How distances are measured, by axis.
    shares
        Share of the customers that each segment makes up.
    means, covariances
        Centre and shape of each segment, on the axes that have weight.
    """

    scales: tuple[AxisScale, ...]
    shares: Vector
    means: tuple[Vector, ...]
    covariances: tuple[tuple[Vector, ...], ...]


@dataclass(frozen=True)
class Range:
    """Values from ``least`` up to but not including ``below``; None where there is no limit.

    On an axis with a target the value is the distance from it.
    """

    measure: str
    least: float | None = None
    below: float | None = None


@dataclass(frozen=True)
class Box:
    """The customers within some ranges; ``segment`` is the code of their segment."""

    segment: int
    ranges: tuple[Range, ...]


@dataclass(frozen=True)
class Boxes:
    """Each customer belongs to the first box that holds them; every customer is in one."""

    boxes: tuple[Box, ...]


Definition = Centres | Mixture | Boxes
"""What decides to which segment a customer belongs."""


@dataclass(frozen=True)
class AxisLevel:
    """Where a segment stands on one axis, as its name tells it.

    Attributes
    ----------
    measure, direction
        The axis.
    level
        ``"low"``, ``"mid"`` or ``"high"``, high is good; of an axis that tells a segment from
        others of the same levels ``"less"`` or ``"more"``.
    told
        Whether a name that speaks of a few axes speaks of this one.
    """

    measure: str
    direction: Direction
    level: str
    told: bool = True


@dataclass(frozen=True)
class Naming:
    """What the name of a segment is made of, in whatever language.

    Attributes
    ----------
    levels
        One for each axis.
    apart
        What tells it from others of the same levels; None if there are none.
    number
        From 1; higher for one that cannot be told from others.
    """

    levels: tuple[AxisLevel, ...]
    apart: AxisLevel | None = None
    number: int = 1


@dataclass(frozen=True)
class KnownSegment:
    """What stays with a segment for its life; its code stands for its colour and marker.

    Attributes
    ----------
    code
        From 1.
    identity
        Its levels, and what sets it apart from others of the same levels.
    name
        As it is shown.
    levels
        Low, mid or high on each axis.
    medians
        Median score on each axis.
    values
        Median value on each axis, in its own unit.
    customers
        How many it had.
    naming
        What its name is made of; None if that is not known, so that the name stays.
    """

    code: int
    identity: str
    name: str
    levels: tuple[str, ...]
    medians: Vector
    values: Vector
    customers: int
    naming: Naming | None = None


@dataclass(frozen=True)
class Model:
    """Segments, frozen.

    Attributes
    ----------
    axes
        The axes they lie on.
    ladders
        How a value on each axis becomes a score.
    definition
        What decides to which segment a customer belongs.
    segments
        In the order of their codes.
    ideal
        Code of the ideal segment; None if there was none.
    best
        Code of the most desirable one.
    method, scaling
        How they were found.
    """

    axes: tuple[Axis, ...]
    ladders: tuple[Ladder, ...]
    definition: Definition
    segments: tuple[KnownSegment, ...]
    ideal: int | None
    best: int
    method: Method
    scaling: Scaling
