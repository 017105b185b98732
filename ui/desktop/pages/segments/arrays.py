"""The customers of the scatter, mapped from the engine's files."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.answers import Analysis, AxisView, SegmentsView
from core.settings import Direction
from ui.desktop.charts.frame import Bounds
from ui.desktop.pages.segments.wording import figure_of, next_words
from ui.desktop.widgets.phrases import measure_title

Values = npt.NDArray[np.float32]
MOST_FOR_REGION = 200_000


@dataclass(frozen=True, eq=False)
class Arrays:
    """Values and scores of shape (customers, axes), segment codes and ids, in the same order."""

    values: Values
    scores: Values
    codes: npt.NDArray[np.int8]
    ids: npt.NDArray[np.str_]


def mapped(view: SegmentsView) -> Arrays:
    """Map the arrays of a segmentation into memory."""
    files = (view.values_file, view.scores_file, view.codes_file, view.ids_file)
    return Arrays(*(np.load(name, mmap_mode="r", allow_pickle=False) for name in files))


def describe(arrays: Arrays, analysis: Analysis, row: int) -> str:
    """Return who a mark is: id, segment, values and next action, one per line."""
    code = int(arrays.codes[row])
    axes = analysis.axes.axes if analysis.axes else ()
    lines = [str(arrays.ids[row])]
    if analysis.segments is not None and code:
        lines.append(analysis.segments.segments[code - 1].name)
    lines += [
        f"{measure_title(axis.axis.measure)}: {figure_of(axis, float(value)) or 'missing'}"
        for axis, value in zip(axes, arrays.values[row], strict=False)
    ]
    if analysis.actions is not None and code:
        lines.append(f"Next: {next_words(analysis.actions.next_actions[code - 1])}")
    return "\n".join(lines)


def ideal_region(
    arrays: Arrays, axes: tuple[AxisView, AxisView], columns: tuple[int, int], view: SegmentsView
) -> Bounds | None:
    """Return left, right, bottom and top of the ideal region; None where it has no such shape."""
    sides = [
        _side(arrays.values[:MOST_FOR_REGION, column], axis, view.ideal.region[column])
        for axis, column in zip(axes, columns, strict=True)
    ]
    across, up = sides
    return None if across is None or up is None else (*across, *up)


def ideal_region_of_scores(columns: tuple[int, int], view: SegmentsView) -> Bounds:
    """Return left, right, bottom and top of the ideal region as scores."""
    across, up = (view.ideal.region[column] for column in columns)
    return across, 1.0, up, 1.0


def _side(values: Values, axis: AxisView, score: float) -> tuple[float, float] | None:
    """Turn the lowest score of the region into values; the score is a share of customers."""
    if axis.axis.direction is Direction.TARGET or not np.isfinite(values).any():
        return None
    if axis.axis.direction is Direction.MORE:
        return float(np.nanquantile(values, score)), axis.largest
    return axis.smallest, float(np.nanquantile(values, 1 - score))
