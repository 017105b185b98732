"""Counts of marks by cell and segment at several finenesses, so that a million draw at once.

The finest level has up to 2048 x 2048 cells over the first view; each coarser one adds up blocks of
four. A frame takes the cells in view from the level whose cells are about two pixels wide, in
square tiles, and mixes the colours of the segments by their counts.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ui.desktop.charts.frame import Bounds
from ui.desktop.charts.mixing import Image, crowd_of, mixed_cells
from ui.desktop.charts.points import MOST_CODES

FINEST = 2048
COARSEST = 128
TILE = 128
CHUNK = 1 << 17

Cells = npt.NDArray[np.unsignedinteger]
Level = tuple[Cells, ...]


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
        Finest first; for each segment the counts, of shape (rows from the bottom, columns).
    crowded
        For each level, the marks in a cell that only one cell in a hundred exceeds.
    outside
        Places in the cloud of the marks beyond the bounds, which are drawn one by one.
    """

    bounds: Bounds
    codes: tuple[int, ...]
    levels: tuple[Level, ...]
    crowded: tuple[float, ...]
    outside: npt.NDArray[np.int64]

    @property
    def nbytes(self) -> int:
        """Memory taken by the counts, in bytes."""
        return sum(plane.nbytes for level in self.levels for plane in level)


def _cell_of(
    x: npt.NDArray[np.float32], y: npt.NDArray[np.float32], bounds: Bounds, finest: int
) -> npt.NDArray[np.int32]:
    """Give the number of each mark's finest cell, -1 beyond the bounds."""
    left, right, bottom, top = bounds
    column = np.floor((x - np.float32(left)) * np.float32(finest / (right - left)))
    row = np.floor((y - np.float32(bottom)) * np.float32(finest / (top - bottom)))
    inside = (column >= 0) & (column < finest) & (row >= 0) & (row < finest)
    cell = np.where(inside, row * finest + column, -1)
    return cell.astype(np.int32)


def _coarser(counts: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    size = counts.shape[0] // 2
    blocks = counts.reshape(size, 2, size, 2)
    summed: npt.NDArray[np.uint32] = blocks[:, 0, :, 0] + blocks[:, 0, :, 1]
    summed += blocks[:, 1, :, 0]
    summed += blocks[:, 1, :, 1]
    return summed


def _sizes(finest: int) -> list[int]:
    sizes, size = [], finest
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
    finest: int = FINEST,
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
    finest
        Cells along a side of the finest level.
    """
    cells = np.empty(len(x), dtype=np.int32)
    for start in range(0, len(x), CHUNK):
        check()
        part = slice(start, start + CHUNK)
        cells[part] = _cell_of(x[part], y[part], bounds, finest)
    present = tuple(code for code in range(MOST_CODES) if (codes == code).any())
    planes: list[list[Cells]] = []
    for code in present:
        check()
        mine = cells[(codes == code) & (cells >= 0)]
        planes.append(_plane(mine, finest))
    levels = tuple(zip(*planes, strict=True))
    crowded = tuple(_crowded(level) for level in levels)
    return CountPyramid(bounds, present, levels, crowded, np.flatnonzero(cells < 0))


def _plane(cells: npt.NDArray[np.int32], finest: int) -> list[Cells]:
    """Count the marks of one segment at every fineness, each in as few bytes as it takes."""
    counted = np.zeros(finest * finest, dtype=np.uint32)
    np.add.at(counted, cells, np.uint32(1))
    counts = counted.reshape(finest, finest)
    levels: list[Cells] = []
    for _ in _sizes(finest):
        levels.append(counts.astype(np.min_scalar_type(int(counts.max()))))
        counts = _coarser(counts)
    return levels


def _crowded(level: Level) -> float:
    """Find a high count of a level, from a part of its rows."""
    every = max(1, level[0].shape[0] // COARSEST)
    return crowd_of(np.sum([plane[::every].astype(np.int64) for plane in level], axis=0))


def best_level(pyramid: CountPyramid, view: Bounds, pixels: tuple[float, float]) -> int:
    """Choose the coarsest level whose cells are still under three pixels, or the finest."""
    spans = (pyramid.bounds[1] - pyramid.bounds[0], pyramid.bounds[3] - pyramid.bounds[2])
    zooms = (
        pixels[0] * spans[0] / (view[1] - view[0]),
        pixels[1] * spans[1] / (view[3] - view[2]),
    )
    for place in range(len(pyramid.levels) - 1, 0, -1):
        if max(zooms) / pyramid.levels[place][0].shape[0] < 3:  # noqa: PLR2004 - pixels, see above
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
    count = pyramid.levels[place][0].shape[0] // TILE
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
    mixed = np.zeros((3, TILE, TILE), dtype=np.float32)
    total = np.zeros((TILE, TILE), dtype=np.float32)
    for plane, code in zip(pyramid.levels[tile.level], pyramid.codes, strict=True):
        cells = plane[rows, columns]
        # Sums written out: a matrix product would start threads for a few microseconds of work.
        if code in colours and cells.any():
            counts = cells.astype(np.float32)
            total += counts
            for channel, strength in enumerate(reversed(colours[code])):
                mixed[channel] += counts * np.float32(strength)
    return mixed_cells(mixed[:, ::-1], total[::-1], pyramid.crowded[tile.level])
