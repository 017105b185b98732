"""Customers that can be drawn: placed in drawing units, spread, shuffled; the others counted."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ui.desktop.charts.points import MOST_CODES, Points
from ui.desktop.charts.spread import CHUNK, GOLDEN_STEPS, spread_scores, spread_values

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]
Indices = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Range = tuple[float, float]

SHUFFLE_SEED = 9
TAIL = 0.001
WIDEST_TAIL = 1.3
MARGIN = 0.03
SCORES = (-MARGIN, 1 + MARGIN)


class Stopped(Exception):  # noqa: N818 - not an error: a newer request has replaced this one
    """The preparation is no longer wanted."""


@dataclass(frozen=True)
class Tally:
    """Where all customers went that a chart was given; the parts add up to ``total``.

    Attributes
    ----------
    total
        All customers.
    drawn
        Those with a place, in view or outside the frame.
    missing, not_positive
        Those without a value on an axis, or at most zero on a log scale.
    filtered
        Those left out because the user has said so.
    """

    total: int
    drawn: int
    missing: int
    not_positive: int
    filtered: int


@dataclass(frozen=True, eq=False)
class Drawable:
    """Customers with a place.

    Attributes
    ----------
    places
        Shape (axes, marks): places in drawing units (log10 on a log scale), a little moved where
        many would lie on one another.
    codes
        Segment of each mark, 0 = not scored.
    index
        Row of each mark among the customers that were given.
    homes
        First and last value of each axis in the first view, in drawing units.
    spread
        Whether the marks are moved on each axis.
    centres
        Median place of each segment, by code, before anything was moved.
    counts
        Marks of each segment, by code.
    tally
        Where everybody went.
    """

    places: Floats
    codes: Codes
    index: Rows
    homes: tuple[Range, ...]
    spread: tuple[bool, ...]
    centres: dict[int, tuple[float, ...]]
    counts: dict[int, int]
    tally: Tally


def make_drawable(points: Points, check: Callable[[], None] = lambda: None) -> Drawable:
    """Prepare customers for drawing; the same for the same input, always.

    Parameters
    ----------
    points
        The customers.
    check
        Called between pieces of work; raises to stop.

    Raises
    ------
    ValueError
        The columns differ in length.
    """
    lengths = {len(points.codes), *map(len, points.columns)}
    if len(lengths) != 1:
        message = f"columns and codes must be equally long, not {sorted(lengths)}"
        raise ValueError(message)
    places, codes, index, off_scale = _read(points, check)
    scores = all(axis.score for axis in points.axes)
    homes = [SCORES if scores else _home_range(column) for column in places]
    wanted = _kept(points, index)
    centres, counts = _centres(places, codes, wanted)
    check()
    widths = []
    for column, step in zip(places, GOLDEN_STEPS[len(places)], strict=True):
        widths.append((spread_scores if scores else spread_values)(column, step))
        check()
    if not scores:
        homes = [(low - wide, high + wide) for (low, high), wide in zip(homes, widths, strict=True)]
    order = np.random.default_rng(SHUFFLE_SEED).permutation(len(codes))
    order = order if wanted is None else order[wanted[order]]
    return Drawable(
        places=np.ascontiguousarray(places[:, order]),
        codes=codes[order],
        index=index[order].astype(np.int32),
        homes=tuple(homes),
        spread=tuple(width > 0 for width in widths),
        centres=centres,
        counts=counts,
        tally=_tally(points, off_scale, len(order)),
    )


def _tally(points: Points, off_scale: Flags, drawn: int) -> Tally:
    total, filtered = len(points.codes), 0
    if points.kept is not None:
        filtered = total - int(np.count_nonzero(points.kept))
        off_scale = off_scale & points.kept
    not_positive = int(np.count_nonzero(off_scale))
    missing = total - filtered - drawn - not_positive
    return Tally(total, drawn, missing, not_positive, filtered)


def _read(
    points: Points, check: Callable[[], None]
) -> tuple[Floats, Codes, Indices, npt.NDArray[np.bool_]]:
    """Read the rows in chunks, so that the window can work in between.

    Gives places, codes and rows of those who can be drawn, and who is off a log scale.
    """
    size = len(points.codes)
    places = np.empty((len(points.columns), size), dtype=np.float32)
    good, off_scale = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
    for start in range(0, size, CHUNK):
        check()
        stretch = slice(start, start + CHUNK)
        good[stretch], off_scale[stretch] = _drawn(points, stretch, places[:, stretch])
    rows = np.flatnonzero(good)
    codes = np.asarray(points.codes)[rows].astype(np.int8)
    return np.ascontiguousarray(places[:, rows]), codes, rows, off_scale


def _drawn(points: Points, stretch: slice, places: Floats) -> tuple[Flags, Flags]:
    """Fill in places in drawing units; say who can be drawn and who is off a log scale."""
    good = np.ones(places.shape[1], dtype=np.bool_)
    filled, off_scale = good.copy(), ~good
    for column, axis, place in zip(points.columns, points.axes, places, strict=True):
        plain = np.asarray(column[stretch], dtype=np.float64)
        filled &= np.isfinite(plain)
        if axis.log:
            with np.errstate(invalid="ignore", divide="ignore"):
                off_scale |= plain <= 0
                plain = np.log10(plain)
        good &= np.isfinite(plain)
        place[:] = plain
    return good, off_scale & filled


def _kept(points: Points, index: Indices) -> Flags | None:
    return None if points.kept is None else np.asarray(points.kept)[index]


def _home_range(values: Floats) -> Range:
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


def _centres(
    places: Floats, codes: Codes, wanted: Flags | None
) -> tuple[dict[int, tuple[float, ...]], dict[int, int]]:
    centres, counts = {}, {}
    for code in range(MOST_CODES):
        mine = codes == code
        rows = np.flatnonzero(mine if wanted is None else mine & wanted)
        if len(rows):
            centres[code] = tuple(float(np.median(column[rows])) for column in places)
            counts[code] = len(rows)
    return centres, counts
