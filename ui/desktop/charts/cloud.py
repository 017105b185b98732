"""The customers of a scatter, prepared for drawing: placed, spread, shuffled and counted."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ui.desktop.charts.pyramid import CountPyramid, build_pyramid
from ui.desktop.charts.spread import CHUNK, GOLDEN_STEPS, spread_scores, spread_values

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]
Indices = npt.NDArray[np.int64]
Bounds = tuple[float, float, float, float]

# A frame with this many marks takes about 30 ms; more are drawn as counts.
MOST_MARKS = 40_000
SHUFFLE_SEED = 9
TAIL = 0.001
WIDEST_TAIL = 1.3
MARGIN = 0.03
SCORES = (-MARGIN, 1 + MARGIN, -MARGIN, 1 + MARGIN)


@dataclass(frozen=True)
class Cloud:
    """What a scatter draws.

    Attributes
    ----------
    x, y
        Places in drawing units: the value, or its log10 on a log scale.
    codes
        Segment of each mark, 0 = not scored.
    index
        Row of each mark in the arrays that were given.
    home
        Left, right, bottom, top of the first view, in drawing units.
    missing, not_positive
        Rows not drawn: without a value on an axis, or at most zero on a log scale.
    spread
        Whether the marks of x and of y are moved a little so that ties can be seen.
    centres
        Median place of each segment, by code.
    counts
        Marks of each segment, by code.
    pyramid
        Counts by cell for large clouds, else None.
    """

    x: Floats
    y: Floats
    codes: Codes
    index: Indices
    home: Bounds
    missing: int
    not_positive: int
    spread: tuple[bool, bool]
    centres: dict[int, tuple[float, float]]
    counts: dict[int, int]
    pyramid: CountPyramid | None


class Stopped(Exception):  # noqa: N818 - not an error: a newer request has replaced this one
    """The preparation is no longer wanted."""


def _drawn(values: npt.NDArray[np.floating], log: bool) -> tuple[Doubles, npt.NDArray[np.bool_]]:
    """Turn values into drawing units; say which are at most zero on a log scale."""
    plain = np.asarray(values, dtype=np.float64)
    plain = np.where(np.isfinite(plain), plain, np.nan)
    if not log:
        return plain, np.zeros(len(plain), dtype=np.bool_)
    not_positive = plain <= 0
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(not_positive, np.nan, np.log10(plain)), not_positive


@dataclass(frozen=True)
class _Kept:
    x: Floats
    y: Floats
    codes: Codes
    index: Indices
    not_positive: int


def _keep_drawable(
    x: npt.NDArray[np.floating],
    y: npt.NDArray[np.floating],
    codes: npt.NDArray[np.integer],
    logs: tuple[bool, bool],
    check: Callable[[], None],
) -> _Kept:
    """Read the rows in chunks, so that the window can work in between."""
    parts: list[tuple[Floats, Floats, Codes, Indices]] = []
    not_positive = 0
    for start in range(0, len(x), CHUNK):
        check()
        stretch = slice(start, start + CHUNK)
        across, low_x = _drawn(x[stretch], logs[0])
        up, low_y = _drawn(y[stretch], logs[1])
        good = np.isfinite(across) & np.isfinite(up)
        low = (low_x & (low_y | np.isfinite(up))) | (low_y & np.isfinite(across))
        not_positive += int(np.count_nonzero(low))
        rows = np.flatnonzero(good)
        parts.append(
            (
                across[rows].astype(np.float32),
                up[rows].astype(np.float32),
                np.asarray(codes[stretch])[rows].astype(np.int8),
                rows + start,
            )
        )
    if not parts:
        empty = np.empty(0, dtype=np.float32)
        return _Kept(empty, empty, empty.astype(np.int8), empty.astype(np.int64), 0)
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return _Kept(columns[0], columns[1], columns[2], columns[3], not_positive)


def _home_range(values: Floats) -> tuple[float, float]:
    """Frame the values; leave a thin tail outside when it would squeeze all the others."""
    if not len(values):
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    inner = np.quantile(values, [TAIL, 1 - TAIL])
    if high - low > WIDEST_TAIL * (inner[1] - inner[0]) > 0:
        low, high = float(inner[0]), float(inner[1])
    if high <= low:
        room = max(1.0, abs(low)) / 2
        return low - room, high + room
    room = MARGIN * (high - low)
    return low - room, high + room


def _shuffled(kept: _Kept) -> _Kept:
    """Bring the marks into a fixed random order, so that no segment covers the others."""
    order = np.random.default_rng(SHUFFLE_SEED).permutation(len(kept.x))
    return _Kept(
        kept.x[order], kept.y[order], kept.codes[order], kept.index[order], kept.not_positive
    )


def _centres(kept: _Kept) -> tuple[dict[int, tuple[float, float]], dict[int, int]]:
    centres, counts = {}, {}
    for code in range(10):
        rows = np.flatnonzero(kept.codes == code)
        if len(rows):
            centres[code] = (float(np.median(kept.x[rows])), float(np.median(kept.y[rows])))
            counts[code] = len(rows)
    return centres, counts


def prepare_cloud(  # noqa: PLR0913 - what a cloud is made from
    x: npt.NDArray[np.floating],
    y: npt.NDArray[np.floating],
    codes: npt.NDArray[np.integer],
    logs: tuple[bool, bool] = (False, False),
    *,
    scores: bool = False,
    pyramid_from: int = MOST_MARKS,
    check: Callable[[], None] = lambda: None,
) -> Cloud:
    """Prepare customers for drawing.

    Parameters
    ----------
    x, y
        One value for each customer; NaN is not shown and counted. May be memory-mapped.
    codes
        Segment of each customer, 0 = not scored, 1 to 9.
    logs
        Whether x and y stand on a log scale.
    scores
        Whether x and y are scores; equal ones are spread over the share that has them.
    pyramid_from
        Above this many marks, counts by cell are built.
    check
        Called between pieces of work; raises to stop.

    Returns
    -------
    Cloud
        The same for the same input, always.

    Raises
    ------
    ValueError
        The three arrays differ in length.
    """
    if not len(x) == len(y) == len(codes):
        message = f"x, y and codes must be equally long, not {len(x)}, {len(y)}, {len(codes)}"
        raise ValueError(message)
    kept = _keep_drawable(x, y, codes, logs, check)
    centres, counts = _centres(kept)
    check()
    across, up = _home_range(kept.x), _home_range(kept.y)
    check()
    spread = spread_scores if scores else spread_values
    wide, high = (spread(kept.x, GOLDEN_STEPS[0]), spread(kept.y, GOLDEN_STEPS[1]))
    check()
    home = (across[0] - wide, across[1] + wide, up[0] - high, up[1] + high)
    if scores:
        home = SCORES
    kept = _shuffled(kept)
    large = len(kept.x) > pyramid_from
    return Cloud(
        x=kept.x,
        y=kept.y,
        codes=kept.codes,
        index=kept.index,
        home=home,
        missing=len(x) - len(kept.x) - kept.not_positive,
        not_positive=kept.not_positive,
        spread=(wide > 0, high > 0),
        centres=centres,
        counts=counts,
        pyramid=build_pyramid(kept.x, kept.y, kept.codes, home, check) if large else None,
    )


def is_within(cloud: Cloud, bounds: Bounds) -> npt.NDArray[np.bool_]:
    """Tell of each mark whether it lies inside a rectangle (drawing units)."""
    left, right, bottom, top = (np.float32(edge) for edge in bounds)
    inside = cloud.x >= left
    inside &= cloud.x <= right
    inside &= cloud.y >= bottom
    inside &= cloud.y <= top
    return inside


def rows_within(cloud: Cloud, bounds: Bounds) -> Indices:
    """List the marks (places in the cloud, in drawing order) inside a rectangle."""
    rows: Indices = np.flatnonzero(is_within(cloud, bounds))
    return rows
