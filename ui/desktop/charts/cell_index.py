"""Which marks lie where: found by cell, without a look at all the others."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ui.desktop.charts.drawable import Floats, Indices, Rows
from ui.desktop.charts.frame import Bounds

SIDE = 128
MOST_OF_ALL = 0.5
"""If more than this share of the marks is near, looking at all of them is as quick."""


@dataclass(frozen=True, eq=False)
class CellIndex:
    """Marks by cell.

    Attributes
    ----------
    bounds
        The area that the cells cover; marks beyond belong to the cells at its edge.
    order
        The marks, cell by cell, row by row.
    starts
        Shape (rows, columns + 1): where the marks of each cell begin in the order; the last
        column is where those of the row end.
    """

    bounds: Bounds
    order: Rows
    starts: npt.NDArray[np.int64]

    def rows_near(self, bounds: Bounds) -> Indices | None:
        """List, in drawing order, marks among which are all those inside a rectangle.

        None if these are so many that it is as quick to look at all.
        """
        bottom, top, left, right = self._cells(bounds)
        first, last = self.starts[bottom:top, left], self.starts[bottom:top, right]
        if int((last - first).sum()) > MOST_OF_ALL * len(self.order):
            return None
        parts = [self.order[start:end] for start, end in zip(first, last, strict=True)]
        found = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)
        return np.sort(found).astype(np.int64)

    def count_within(self, bounds: Bounds) -> tuple[int, int]:
        """Give the least and the most marks that may lie inside a rectangle."""
        bottom, top, left, right = self._cells(bounds)
        most = int((self.starts[bottom:top, right] - self.starts[bottom:top, left]).sum())
        inner = self.starts[bottom + 2 : max(top - 2, bottom + 2)]
        if right - left <= 4:  # noqa: PLR2004 - no whole cell is inside
            return 0, most
        return int((inner[:, right - 2] - inner[:, left + 2]).sum()), most

    def _cells(self, bounds: Bounds) -> tuple[int, int, int, int]:
        """Give the first row, the one after the last, and so with columns, of a rectangle.

        One more on each side, because places are rounded.
        """
        left, right, bottom, top = bounds
        columns = _cells_of(np.array([left, right]), self.bounds[:2]).tolist()
        rows = _cells_of(np.array([bottom, top]), self.bounds[2:]).tolist()
        ends = [(max(low - 1, 0), min(high + 2, SIDE)) for low, high in (rows, columns)]
        return *ends[0], *ends[1]


def index_cells(x: Floats, y: Floats, bounds: Bounds) -> CellIndex:
    """Sort marks by the cell they lie in.

    Parameters
    ----------
    x, y
        Place of each mark.
    bounds
        The area to divide into cells.
    """
    columns, rows = _cells_of(x, bounds[:2]), _cells_of(y, bounds[2:])
    cells = rows * np.uint16(SIDE) + columns
    order = np.argsort(cells, kind="stable").astype(np.int32)
    ends = np.cumsum(np.bincount(cells, minlength=SIDE * SIDE))
    begins = np.concatenate([[0], ends[:-1]]).reshape(SIDE, SIDE)
    starts = np.column_stack([begins, ends.reshape(SIDE, SIDE)[:, -1]])
    return CellIndex(bounds, order, starts)


def _cells_of(values: npt.NDArray[np.floating], ends: tuple[float, ...]) -> npt.NDArray[np.uint16]:
    """Give the column, or the row, of values; those beyond the ends belong to the edge."""
    low, high = ends
    share = (values - values.dtype.type(low)) * values.dtype.type(SIDE / (high - low))
    cells: npt.NDArray[np.uint16] = np.clip(share, 0, SIDE - 1).astype(np.uint16)
    return cells
