"""Periods of a project, side by side."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ComparedLine:
    """One figure in both periods; None where it is not known."""

    name: str
    earlier: float | None
    later: float | None


@dataclass(frozen=True)
class Compared:
    """Two periods side by side.

    Attributes
    ----------
    stayed, gone, new
        Customers in both periods, in the earlier one only, and in the later one only.
    medians
        The median of every axis that either period has, in its own unit.
    segments
        Customers of every segment by its name in the later period; None if a period has no such
        segment.
    """

    stayed: int
    gone: int
    new: int
    medians: tuple[ComparedLine, ...]
    segments: tuple[ComparedLine, ...]
