"""A scatter in numbers, for those who would rather read a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF

from ui.desktop.charts.points import Points
from ui.desktop.charts.spots import Spots


@dataclass(frozen=True)
class Summary:
    """What a segment shows.

    Attributes
    ----------
    code
        The segment; 0 for customers who are not scored.
    inside
        Marks inside the frame.
    outside
        Marks outside.
    quartiles
        Lower quartile, median and upper quartile of the marks inside, for each axis, in its own
        unit; NaN for none.
    """

    code: int
    inside: int
    outside: int
    quartiles: tuple[tuple[float, float, float], ...]


def summarise(points: Points, spots: Spots, order: Sequence[int]) -> tuple[Summary, ...]:
    """Give the picture in numbers, one line for each segment that has marks."""
    inside = spots.within(QRectF(spots.plot))
    codes, index = spots.codes[inside], spots.index[inside]
    counts = np.bincount(spots.codes, minlength=1)
    found = []
    for code in dict.fromkeys((*order, 0)):
        if code >= len(counts) or not counts[code]:
            continue
        rows = index[codes == code]
        quartiles = tuple(_quartiles(np.asarray(column[rows])) for column in points.columns)
        found.append(Summary(code, len(rows), int(counts[code]) - len(rows), quartiles))
    return tuple(found)


def _quartiles(values: np.ndarray) -> tuple[float, float, float]:
    if not len(values):
        return (np.nan, np.nan, np.nan)
    lower, median, upper = np.quantile(values.astype(np.float64), (0.25, 0.5, 0.75)).tolist()
    return lower, median, upper
