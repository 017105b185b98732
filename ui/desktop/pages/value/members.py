"""Who is in a tier or a stretch of the whale curve, from the engine's files."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.answers import ValueView

Members = npt.NDArray[np.bool_]
Stretch = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Ranks:
    """Place of each customer from the most profitable, in the order of the customer ids."""

    rank: npt.NDArray[np.int32]

    def members(self, stretch: Stretch) -> Members:
        """Give who has a place in a stretch."""
        first, last = stretch
        return np.asarray((self.rank >= first) & (self.rank < last))

    def stretch_of(self, members: Members) -> Stretch | None:
        """Give the stretch that some customers make up; None if there are gaps in it."""
        if len(members) != len(self.rank):
            return None
        ranks = self.rank[members]
        if not len(ranks):
            return None
        first, last = int(ranks.min()), int(ranks.max()) + 1
        return (first, last) if last - first == len(ranks) and first >= 0 else None


def mapped(view: ValueView) -> Ranks:
    """Map the places of an analysis into memory."""
    return Ranks(np.load(view.rank_file, mmap_mode="r", allow_pickle=False))
