"""What sets a segment apart, and what goes with an axis, on every column of the customer table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trait:
    """A difference between the customers of a segment and all other scored customers.

    Attributes
    ----------
    attribute
        The column of the customer table.
    category
        The value that is more or less frequent; "" for numbers and dates, which are higher or
        lower.
    effect
        Cliff's delta, -1 to 1: how much more often a customer of the segment has the higher
        number than one of the others, taken two by two. For a category it is the difference
        of the two shares.
    low, high
        95 % interval of the effect.
    own, others
        Lower quartile, median and upper quartile of each; for a category the share, three
        times. Dates are days since 1 January 1970.
    defines
        Whether an axis is made from the column, so that it is no wonder.
    words
        The difference as a sentence.
    """

    attribute: str
    category: str
    effect: float
    low: float
    high: float
    own: tuple[float, float, float]
    others: tuple[float, float, float]
    defines: bool
    words: str


@dataclass(frozen=True)
class Profile:
    """What sets one segment apart.

    Attributes
    ----------
    code
        The segment's.
    traits
        Differences that are not chance, the greatest first.
    looked_at
        How many columns were looked at.
    silent
        Why nothing is said, as a sentence; "" if something is.
    """

    code: int
    traits: tuple[Trait, ...]
    looked_at: int
    silent: str = ""


@dataclass(frozen=True)
class Driver:
    """A column that goes with an axis.

    Attributes
    ----------
    attribute, category
        As of a `Trait`.
    strength
        Rank correlation with the score on the axis (Spearman), -1 to 1; for a category
        Cliff's delta between the scores of those who have it and of those who have not.
    low, high
        95 % interval of the strength.
    words
        What goes with what, as a sentence; not that it is the cause.
    """

    attribute: str
    category: str
    strength: float
    low: float
    high: float
    words: str


@dataclass(frozen=True)
class Drivers:
    """What goes with one axis; ``silent`` says why nothing is said, or is ""."""

    measure: str
    drivers: tuple[Driver, ...]
    looked_at: int
    silent: str = ""
