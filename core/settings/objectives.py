"""What the company wants to reach."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Objective:
    """A stated target.

    Attributes
    ----------
    measure
        Name of the axis.
    change
        By how much its mean (satisfaction and the like) or total (money) is to change; below 0
        for less.
    relative
        Whether the change is in per cent of today's mean or total, rather than in the unit of
        the measure.
    by
        Last day to reach it, as YYYY-MM-DD; "" if none is set.
    """

    measure: str
    change: float
    relative: bool = False
    by: str = ""
