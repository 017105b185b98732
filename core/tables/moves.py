"""How customers move between segments by themselves."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MoveCounts:
    """Who was where in an earlier period, and where they are now.

    Attributes
    ----------
    counts
        Shape (segments, segments + 1): customers, by segment then and now; the last column is
        lost.
    customers
        Customers of the earlier period who could be placed then.
    unplaced
        Those who could not be placed then or are not scored now, and do not count.
    notes
        What is worth knowing, as sentences.
    """

    counts: Floats
    customers: int
    unplaced: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class NaturalMoves:
    """How customers are taken to move in a year when nothing new is done.

    Attributes
    ----------
    chances
        Shape (segments, segments + 1): rows are the segments that customers come from, the
        last column is lost; each row adds up to 1.
    weights
        Shape (segments,): how many customers each row rests on; assumed ones count as few.
    by_chance
        Shape (segments, segments): where customers would seem to go if nobody moved, because it
        is not sure to which segment they belong.
    seen
        Shape (segments, segments + 1): the moves as they were counted; None if there is no
        earlier period.
    """

    chances: Floats
    weights: Floats
    by_chance: Floats
    seen: Floats | None
