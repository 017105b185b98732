"""Orders whose state says that they never came about."""

from dataclasses import dataclass

import numpy as np

from core.intake.column import RawColumn
from core.intake.masks import Mask
from core.intake.words import STATE, VOIDED, tokens

_MOST = 50
_ENDS = ("status", "zustand")


@dataclass(frozen=True, eq=False)
class Voided:
    """Orders that were cancelled.

    Attributes
    ----------
    cells
        What says so, and how many cells do, most first.
    rows
        Shape (rows,): which rows are such orders.
    """

    cells: tuple[tuple[str, int], ...]
    rows: Mask


def voided(name: str, column: RawColumn) -> Voided | None:
    """Find cancelled orders by a column that says what became of each; None if there are none.

    Parameters
    ----------
    name, column
        The column, with the cells of ordinary rows only.
    """
    words = tokens(name)
    states = bool(STATE & set(words)) or any(word.endswith(_ENDS) for word in words)
    if not states or not 1 < len(column.texts) <= _MOST:
        return None
    says = np.array([bool(VOIDED & set(tokens(str(text)))) for text in column.texts], bool)
    counts = np.where(says, column.text_counts, 0)
    if not counts.any():
        return None
    cells = [
        (str(column.texts[place]).strip(), int(counts[place])) for place in np.flatnonzero(counts)
    ]
    ordered = tuple(sorted(cells, key=lambda cell: (-cell[1], cell[0])))
    return Voided(ordered, column.spread(says, nothing=False))
