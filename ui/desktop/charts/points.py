"""What a scatter is given to show."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ui.desktop.charts.frame import ScatterAxis

MOST_CODES = 16
"""Codes of segments run from 1 and stay below this; 0 is not scored."""


@dataclass(frozen=True)
class ScatterSegment:
    """One segment as the scatter needs it.

    Attributes
    ----------
    code
        Its code among the points, from 1.
    name
        Its name, shown as plain text.
    ideal
        Whether it is the ideal segment.
    style
        Number of its colour and shape, 1 to 9, which it keeps for life; 0 is grey.
    """

    code: int
    name: str
    ideal: bool
    style: int

    def caption(self) -> str:
        """Write the label's text."""
        return f"Ideal: {self.name}" if self.ideal else self.name


@dataclass(frozen=True, eq=False)
class Points:
    """Customers to show; equal only to themselves.

    Attributes
    ----------
    columns
        Two or three columns of values, each with one for every customer: across, up and, if there
        is a third, deep. NaN is not shown and counted. May be memory-mapped, must not change.
    codes
        Segment of each customer: 0 = not scored, else as in ``segments``.
    segments
        The segments, in the order of the list beside the chart.
    axes
        What the columns are.
    region
        Lowest and highest value on each axis, one after the other, of the place that is drawn
        dashed while no segment is ideal; None for no such place.
    kept
        Whether each customer is to be shown at all; None for everybody.
    """

    columns: tuple[npt.NDArray[np.floating], ...]
    codes: npt.NDArray[np.integer]
    segments: tuple[ScatterSegment, ...]
    axes: tuple[ScatterAxis, ...]
    region: tuple[float, ...] | None = None
    kept: npt.NDArray[np.bool_] | None = None
