"""Rows of which a column says something that may keep them from counting."""

from dataclasses import dataclass

import numpy as np

from core.intake.column import RawColumn
from core.intake.masks import Mask


@dataclass(frozen=True, eq=False)
class Said:
    """Rows of which a column says something.

    Attributes
    ----------
    cells
        What it says, and how many cells do, most first.
    rows
        Shape (rows,): which rows it says that of.
    """

    cells: tuple[tuple[str, int], ...]
    rows: Mask


def said_in(column: RawColumn, says: Mask) -> Said | None:
    """The rows with some of the texts of a column; None if no cell has any.

    Parameters
    ----------
    column
        The column, with the cells of ordinary rows only.
    says
        Shape (texts,): which of its texts are meant.
    """
    counts = np.where(says, column.text_counts, 0)
    if not counts.any():
        return None
    cells = [
        (str(column.texts[place]).strip(), int(counts[place])) for place in np.flatnonzero(counts)
    ]
    ordered = tuple(sorted(cells, key=lambda cell: (-cell[1], cell[0])))
    return Said(ordered, column.spread(says, nothing=False))
