"""Which of the new segments are the ones that were known before.

New and kept segments are paired so that they share most customers, by the Hungarian method of
Kuhn (1955) on the Jaccard index. What is left over was split, merged, born or is gone.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from core.segments.integers import Integers
from core.tables.trust import Match

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_SAME = 0.5
_MOSTLY = 0.5
_NOTABLE = 0.2


@dataclass(frozen=True, eq=False)
class Matching:
    """What became of the kept segments.

    Attributes
    ----------
    partner
        For each new group the kept one that it is, by index; -1 for none.
    matches
        In codes: kept segments count from 1 as they did, new groups by their index + 1.
    """

    partner: Integers
    matches: tuple[Match, ...]


def match(shared: Floats) -> Matching:
    """Pair new groups with kept segments.

    A pair that shares at least half of all customers in either is the same segment. A kept
    segment is split if two or more new ones come mostly from it and each takes a notable part
    of it (a fifth); two kept ones are merged if they go mostly to the same new one.

    Parameters
    ----------
    shared
        Shape (kept segments, new groups): customers in both, of today's customers.
    """
    old, new = shared.sum(axis=1, keepdims=True), shared.sum(axis=0, keepdims=True)
    union = old + new - shared
    jaccard = shared / np.where(union > 0, union, 1)
    rows, columns = linear_sum_assignment(-jaccard.round(12))
    partner = np.full(shared.shape[1], -1)
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        if jaccard[row, column] >= _SAME:
            partner[column] = row
    return Matching(partner, tuple(_told(shared, jaccard, partner)))


def _told(shared: Floats, jaccard: Floats, partner: Integers) -> list[Match]:
    """What became of each: first the same ones, then the others by kind."""
    split = _several("split", _takes(shared), shared)
    merged = _several("merged", _takes(shared.T).T, shared)
    several = [*split, *merged]
    told_before = {code for one in several for code in one.before}
    told_now = {code for one in several for code in one.now}
    same = [
        Match("matched", (row + 1,), (column + 1,), float(jaccard[row, column]))
        for column, row in enumerate(partner.tolist())
        if row >= 0 and not (row + 1 in told_before and column + 1 in told_now)
    ]
    told_before |= {one.before[0] for one in same}
    told_now |= {one.now[0] for one in same}
    count_before, count_now = shared.shape
    born = [code for code in range(1, count_now + 1) if code not in told_now]
    gone = [code for code in range(1, count_before + 1) if code not in told_before]
    return [
        *same,
        *several,
        *(Match("born", (), (code,), 0.0) for code in born),
        *(Match("gone", (code,), (), 0.0) for code in gone),
    ]


def _takes(shared: Floats) -> Flags:
    """Whether a column comes mostly from a row, and is a notable part of it."""
    mostly = shared >= _MOSTLY * shared.sum(axis=0)
    notable = shared >= _NOTABLE * shared.sum(axis=1, keepdims=True)
    return np.asarray((shared > 0) & mostly & notable)


def _several(kind: str, takes: Flags, shared: Floats) -> list[Match]:
    """Kept segments with several successors, or new ones with several origins."""
    found = []
    for index in range(takes.shape[kind == "merged"]):
        others = np.flatnonzero(takes[index] if kind == "split" else takes[:, index]).tolist()
        if len(others) > 1:
            rows, columns = ([index], others) if kind == "split" else (others, [index])
            both = float(shared[np.ix_(rows, columns)].sum())
            either = float(shared[rows].sum() + shared[:, columns].sum()) - both
            before = tuple(row + 1 for row in rows)
            now = tuple(column + 1 for column in columns)
            found.append(Match(kind, before, now, both / either))
    return found
