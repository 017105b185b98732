"""What every action is weighed against."""

from dataclasses import dataclass

from core.actions.worth import axis_of
from core.settings import Axis, Economics
from core.tables.segments import Segment, SegmentTable


@dataclass(frozen=True, eq=False)
class Situation:
    """The segments, what they are worth, and what is assumed.

    Attributes
    ----------
    axes
        The axes in force.
    segments
        The customers divided.
    economics
        Horizon, loss and order rule.
    worth
        Worth of a customer of each segment over the horizon, in code order.
    """

    axes: tuple[Axis, ...]
    segments: SegmentTable
    economics: Economics
    worth: tuple[float, ...]

    def segment(self, code: int) -> Segment:
        """Give the segment with this code."""
        return self.segments.segments[code - 1]

    def median_score(self, code: int, measure: str) -> float | None:
        """Score of the typical customer of a segment; None if the measure is not an axis."""
        place = axis_of(measure, self.axes)
        return None if place is None else self.segment(code).spreads[place].median_score
