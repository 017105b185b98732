"""Counts of marks by cell and segment at several finenesses, so that a million draw at once.

The finest level has 2048 x 2048 cells over the first view; each coarser one adds up blocks of
four. A frame takes the cells in view from the level whose cells are about two pixels wide, in
square tiles, and mixes the colours of the segments by their counts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

FINEST = 2048
COARSEST = 128
TILE = 128
MOST_PER_CELL = 255
LEAST_INK = 0.45
CROWDED = 99

Bounds = tuple[float, float, float, float]
Cells = npt.NDArray[np.uint8]
Image = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class CountPyramid:
    """Counts by cell.

    Attributes
    ----------
    bounds
        Left, right, bottom, top of the area that is counted, in drawing units.
    codes
        The segment codes that occur, in the order of the planes.
    levels
        Finest first; each of shape (segments, rows from the bottom, columns), at most 255.
    crowded
        For each level, the marks in a cell that only one cell in a hundred exceeds.
    outside
        Places in the cloud of the marks beyond the bounds, which are drawn one by one.
    """

    bounds: Bounds
    codes: tuple[int, ...]
    levels: tuple[Cells, ...]
    crowded: tuple[float, ...]
    outside: npt.NDArray[np.int64]

    @property
    def nbytes(self) -> int:
        """Memory taken by the counts, in bytes."""
        return sum(level.nbytes for level in self.levels)


def _cell_of(
    x: npt.NDArray[np.float32], y: npt.NDArray[np.float32], bounds: Bounds
) -> npt.NDArray[np.int32]:
    """Give the number of each mark's finest cell, -1 beyond the bounds."""
    left, right, bottom, top = bounds
    column = np.floor((x - np.float32(left)) * np.float32(FINEST / (right - left)))
    row = np.floor((y - np.float32(bottom)) * np.float32(FINEST / (top - bottom)))
    inside = (column >= 0) & (column < FINEST) & (row >= 0) & (row < FINEST)
    cell = np.where(inside, row * FINEST + column, -1)
    return cell.astype(np.int32)


def _coarser(counts: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    size = counts.shape[0] // 2
    blocks = counts.reshape(size, 2, size, 2)
    summed: npt.NDArray[np.uint32] = blocks[:, 0, :, 0] + blocks[:, 0, :, 1]
    summed += blocks[:, 1, :, 0]
    summed += blocks[:, 1, :, 1]
    return summed


def _sizes() -> list[int]:
    sizes, size = [], FINEST
    while size >= COARSEST:
        sizes.append(size)
        size //= 2
    return sizes


def build_pyramid(
    x: npt.NDArray[np.float32],
    y: npt.NDArray[np.float32],
    codes: npt.NDArray[np.int8],
    bounds: Bounds,
    check: Callable[[], None] = lambda: None,
) -> CountPyramid:
    """Count the marks by cell and segment.

    Parameters
    ----------
    x, y, codes
        Place and segment of each mark.
    bounds
        Area to count in; marks outside are listed, not lost.
    check
        Called between pieces of work; raises to stop.
    """
    cells = np.empty(len(x), dtype=np.int32)
    for start in range(0, len(x), FINEST * 64):
        check()
        part = slice(start, start + FINEST * 64)
        cells[part] = _cell_of(x[part], y[part], bounds)
    present = tuple(code for code in range(10) if (codes == code).any())
    levels = tuple(np.zeros((len(present), size, size), dtype=np.uint8) for size in _sizes())
    for plane, code in enumerate(present):
        check()
        mine = cells[(codes == code) & (cells >= 0)]
        flat = np.bincount(mine, minlength=FINEST * FINEST).astype(np.uint32)
        counts = flat.reshape(FINEST, FINEST)
        for level in levels:
            np.minimum(counts, MOST_PER_CELL, out=level[plane], casting="unsafe")
            counts = _coarser(counts)
    crowded = tuple(_crowded(level) for level in levels)
    return CountPyramid(bounds, present, levels, crowded, np.flatnonzero(cells < 0))


def _crowded(level: Cells) -> float:
    """Find a high count of a level, from a part of its rows."""
    totals = level[:, :: max(1, level.shape[1] // COARSEST)].sum(axis=0, dtype=np.int32)
    occupied = totals[totals > 0]
    return float(np.percentile(occupied, CROWDED)) if len(occupied) else 1.0


@cache
def inks(crowded: float) -> npt.NDArray[np.float32]:
    """Give the opacity by number of marks in a cell: one can be seen, a crowd is full."""
    counts = np.arange(1, MOST_PER_CELL * 10 + 1)
    share = np.minimum(np.log(counts) / np.log(max(crowded, 2.0)), 1.0)
    return np.concatenate([[0.0], LEAST_INK + (1 - LEAST_INK) * share]).astype(np.float32)


def best_level(pyramid: CountPyramid, view: Bounds, pixels: tuple[float, float]) -> int:
    """Choose the coarsest level whose cells are still under three pixels, or the finest."""
    spans = (pyramid.bounds[1] - pyramid.bounds[0], pyramid.bounds[3] - pyramid.bounds[2])
    zooms = (
        pixels[0] * spans[0] / (view[1] - view[0]),
        pixels[1] * spans[1] / (view[3] - view[2]),
    )
    for place in range(len(pyramid.levels) - 1, 0, -1):
        if max(zooms) / pyramid.levels[place].shape[1] < 3:  # noqa: PLR2004 - pixels, see above
            return place
    return 0


def _visible(low: float, high: float, start: float, end: float, size: int) -> tuple[int, int]:
    """Give the first and last + 1 of the cells between two places of one axis."""
    step = (end - start) / size
    first = int(np.clip(np.floor((low - start) / step), 0, size))
    last = int(np.clip(np.ceil((high - start) / step), first, size))
    return first, last


@dataclass(frozen=True)
class Tile:
    """A square of a level's cells, ``TILE`` cells wide.

    Attributes
    ----------
    level, row, column
        Which square, rows from the bottom.
    bounds
        Left, right, bottom, top in drawing units.
    """

    level: int
    row: int
    column: int
    bounds: Bounds


def tiles_in_view(pyramid: CountPyramid, view: Bounds, pixels: tuple[float, float]) -> list[Tile]:
    """List the squares of cells to draw for a view.

    Parameters
    ----------
    pyramid
        The counts.
    view
        Left, right, bottom, top in view, in drawing units.
    pixels
        Width and height of the view on screen.
    """
    place = best_level(pyramid, view, pixels)
    count = pyramid.levels[place].shape[1] // TILE
    left, right, bottom, top = pyramid.bounds
    wide, high = (right - left) / count, (top - bottom) / count
    columns = _visible(view[0], view[1], left, right, count)
    rows = _visible(view[2], view[3], bottom, top, count)
    return [
        Tile(
            place,
            row,
            column,
            (
                left + column * wide,
                left + (column + 1) * wide,
                bottom + row * high,
                bottom + (row + 1) * high,
            ),
        )
        for row in range(*rows)
        for column in range(*columns)
    ]


def blend(pyramid: CountPyramid, tile: Tile, colours: dict[int, tuple[int, int, int]]) -> Image:
    """Mix the segments' colours by their counts; more marks make a cell more opaque.

    Parameters
    ----------
    pyramid
        The counts.
    tile
        The square of cells.
    colours
        Red, green, blue (0 to 255) of the segments to draw, by code.

    Returns
    -------
    numpy.ndarray
        Premultiplied blue, green, red, opacity of each cell; the first row is the top.
    """
    rows = slice(tile.row * TILE, (tile.row + 1) * TILE)
    columns = slice(tile.column * TILE, (tile.column + 1) * TILE)
    cells = pyramid.levels[tile.level][:, rows, columns]
    mixed = np.zeros((4, TILE, TILE), dtype=np.float32)
    for plane, code in enumerate(pyramid.codes):
        # Sums written out: a matrix product would start threads for a few microseconds of work.
        if code in colours and cells[plane].any():
            counts = cells[plane].astype(np.float32)
            for channel, strength in enumerate((*reversed(colours[code]), 1)):
                mixed[channel] += counts * np.float32(strength)
    total = mixed[3]
    share = inks(pyramid.crowded[tile.level])[total.astype(np.intp)]
    mixed[:3] *= share / np.maximum(total, 1)
    mixed[3] = share * 255
    image: Image = np.ascontiguousarray(mixed[:, ::-1].transpose(1, 2, 0).astype(np.uint8))
    return image
