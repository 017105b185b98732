"""Marks on the move drawn as mixed counts: every one of a million in a few hundredths of a second.

Where the pyramid of counts serves a view that stands still in its own plane, this serves marks
that turn or travel: their cells are counted anew for each frame.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ui.desktop.charts.mixing import PARTS, Image, crowd_of, mixed_cells
from ui.desktop.charts.points import MOST_CODES

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]
Place = Callable[[slice], tuple[Floats, Floats, Floats | None]]
Colours = Mapping[int, tuple[int, int, int]]

CHUNK = 65_536
"""Marks placed at a time, so that they stay in the processor's own memory."""

BITS = 26
SHADES = 31
MOST_AT_ONCE = 2**BITS // (SHADES * PARTS) - 1
"""Marks whose colours can be added up in a number of ``BITS`` bits without running over."""


@dataclass(frozen=True, eq=False)
class Grid:
    """Cells of a picture: so many columns and rows."""

    columns: int
    rows: int


@dataclass(frozen=True, eq=False)
class Counted:
    """Marks counted by cell.

    Attributes
    ----------
    colours
        Shape (3, rows, columns): weighted sums of blue, green and red.
    totals
        Shape (rows, columns): weighted numbers of marks.
    """

    colours: Floats
    totals: Floats

    def image(self, crowded: float | None = None) -> Image:
        """Mix the colours; ``crowded`` is the count from which a cell is opaque."""
        crowd = crowd_of(self.totals[::4]) if crowded is None else crowded
        return mixed_cells(self.colours.copy(), self.totals, crowd)


def count_marks(codes: Codes, place: Place, colours: Colours, grid: Grid) -> Counted:
    """Count marks by cell, the near ones more than the far ones.

    Parameters
    ----------
    codes
        Segment of each mark.
    place
        Gives, for a stretch of the marks, column and row of each in units of cells, and how near
        each is, 0 to 1, or None if all are equally near. Marks beyond the picture are left out.
    colours
        Red, green and blue (0 to 255) by segment; marks of other segments are left out.
    grid
        The cells.
    """
    size = (grid.rows + 2) * (grid.columns + 2)
    colour_sums = np.zeros((3, size), dtype=np.float32)
    totals = np.zeros(size, dtype=np.float32)
    tables = _tables(colours)
    for first in range(0, len(codes), MOST_AT_ONCE):
        last = min(first + MOST_AT_ONCE, len(codes))
        cells, kinds = np.empty((2, last - first), dtype=np.int32)
        for begin in range(first, last, CHUNK):
            stretch = slice(begin, min(begin + CHUNK, last))
            into = slice(stretch.start - first, stretch.stop - first)
            cells[into], kinds[into] = _cells(codes[stretch], place(stretch), grid)
        packed = [
            np.bincount(cells, table[kinds], size).astype(np.float64, copy=False)
            for table in tables
        ]
        _unpack(packed, colour_sums, totals)
    shape = grid.rows + 2, grid.columns + 2
    inner = slice(1, -1)
    return Counted(
        colour_sums.reshape(3, *shape)[:, inner, inner] * np.float32(255 / SHADES / PARTS),
        totals.reshape(shape)[inner, inner] / np.float32(PARTS),
    )


def _tables(colours: Colours) -> tuple[Doubles, Doubles]:
    """Give, by code and nearness, two numbers that each hold two sums: blue, green; red, count."""
    low = np.zeros((MOST_CODES, PARTS))
    high = low.copy()
    weights = np.arange(1, PARTS + 1)
    for code, shades in colours.items():
        red, green, blue = (round(shade * SHADES / 255) for shade in shades)
        low[code] = weights * (blue + green * 2.0**BITS)
        high[code] = weights * (red + 2.0**BITS)
    return low.ravel(), high.ravel()


def _cells(
    codes: Codes, placed: tuple[Floats, Floats, Floats | None], grid: Grid
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Number of each mark's cell, with a rim for those outside, and its place in the tables."""
    column, row, near = placed
    np.clip(column, -1, grid.columns, out=column)
    np.clip(row, -1, grid.rows, out=row)
    column += 1
    row += 1
    cells = row.astype(np.int32)
    cells *= grid.columns + 2
    cells += column.astype(np.int32)
    kinds = codes.astype(np.int32)
    kinds *= PARTS
    kinds += PARTS - 1 if near is None else _steps(near)
    return cells, kinds


def _steps(near: Floats) -> npt.NDArray[np.int32]:
    near *= PARTS
    np.clip(near, 0, PARTS - 1, out=near)
    steps: npt.NDArray[np.int32] = near.astype(np.int32)
    return steps


def _unpack(packed: Sequence[Doubles], colours: Floats, totals: Floats) -> None:
    """Take the two sums in each number apart, and add them to what there is."""
    into = ((colours[0], colours[1]), (colours[2], totals))
    for sums, (low, high) in zip(packed, into, strict=True):
        upper = sums * 2.0**-BITS
        np.floor(upper, out=upper)
        np.add(high, upper, out=high, casting="same_kind")
        upper *= -(2.0**BITS)
        upper += sums
        np.add(low, upper, out=low, casting="same_kind")
