"""The cells of one sheet or text file as they stood, column by column, before any typing."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from core.settings import Recipe

Texts = npt.NDArray[np.object_]
Marks = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class Mark(IntEnum):
    """What a workbook says that a cell is; everything in a text file is text."""

    TEXT = 0
    NUMBER = 1
    DATE = 2
    TRUTH = 3
    ERROR = 4


@dataclass(frozen=True)
class Misfit:
    """A row that does not fit under the header: its place, its cells and what is wrong."""

    row: int
    cells: tuple[str, ...]
    reason: str


@dataclass(frozen=True, eq=False)
class Grid:
    """Rows under a header.

    Attributes
    ----------
    header
        The cells of the header row as they stood; as many empty ones as there are
        columns if there is no header row.
    header_rows
        Rows of the file down to and with the header row.
    cells, marks
        For each column the text of its cells, and what the workbook says they are; None
        for a column whose cells are all text.
    rows
        Place in the file, from 1, of each row of ``cells``.
    empty_rows
        Places of lines and rows without any cell, which are not in ``cells``.
    misfits
        Rows that do not fit, in file order, which are not in ``cells``.
    recipe
        What was given and what was found out about the file so far.
    sheets
        Names of the worksheets with cells; empty for a text file.
    notes
        What else is worth knowing, as sentences.
    """

    header: tuple[str, ...]
    header_rows: int
    cells: tuple[Texts, ...]
    marks: tuple[Marks | None, ...]
    rows: Places
    empty_rows: Places
    misfits: tuple[Misfit, ...]
    recipe: Recipe
    sheets: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def rows_in(self) -> int:
        """All rows of the file, the header and the empty ones included."""
        return self.header_rows + len(self.rows) + len(self.empty_rows) + len(self.misfits)
