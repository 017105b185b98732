"""The customers of the scatter, mapped from the engine's files."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.answers import AxisView, SegmentsView
from core.settings import Direction

Values = npt.NDArray[np.float32]
MOST_FOR_REGION = 200_000


@dataclass(frozen=True, eq=False)
class Arrays:
    """Values and scores of shape (customers, axes), and segment codes, in the same order."""

    values: Values
    scores: Values
    codes: npt.NDArray[np.int8]


def mapped(view: SegmentsView) -> Arrays:
    """Map the arrays of a segmentation into memory."""
    files = (view.values_file, view.scores_file, view.codes_file)
    return Arrays(*(np.load(name, mmap_mode="r", allow_pickle=False) for name in files))


def ideal_region(
    arrays: Arrays, axes: tuple[AxisView, ...], columns: tuple[int, ...], view: SegmentsView
) -> tuple[float, ...] | None:
    """Return the ends of the ideal region on each axis; None where it has no such shape."""
    sides = [
        _side(arrays.values[:MOST_FOR_REGION, column], axes[column], view.ideal.region[column])
        for column in columns
    ]
    known = [side for side in sides if side is not None]
    return tuple(end for side in known for end in side) if len(known) == len(sides) else None


def ideal_region_of_scores(columns: tuple[int, ...], view: SegmentsView) -> tuple[float, ...]:
    """Return the ends of the ideal region on each axis as scores."""
    return tuple(end for column in columns for end in (view.ideal.region[column], 1.0))


def _side(values: Values, axis: AxisView, score: float) -> tuple[float, float] | None:
    """Turn the lowest score of the region into values; the score is a share of customers."""
    if axis.axis.direction is Direction.TARGET or not np.isfinite(values).any():
        return None
    if axis.axis.direction is Direction.MORE:
        return float(np.nanquantile(values, score)), axis.largest
    return axis.smallest, float(np.nanquantile(values, 1 - score))
