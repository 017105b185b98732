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

_SAME = 0.5
_MOSTLY = 0.5


@dataclass(frozen=True, eq=False)
class Matching:
    """What became of the kept segments.

    Attributes
    ----------
    partner
        For each new group the kept one that it is, by index; -1 for none.
    matches
        In words of codes: kept segments count from 1 as they did, new groups by their index + 1.
    """

    partner: Integers
    matches: tuple[Match, ...]


def match(shared: Floats) -> Matching:
    """Pair new groups with kept segments.

    Parameters
    ----------
    shared
        Shape (kept segments, new groups): customers in both, of today's customers.
    """
    old, new = shared.sum(axis=1), shared.sum(axis=0)
    union = old[:, None] + new - shared
    jaccard = shared / np.where(union > 0, union, 1)
    rows, columns = linear_sum_assignment(-jaccard.round(12))
    partner = np.full(shared.shape[1], -1)
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        if jaccard[row, column] >= _SAME:
            partner[column] = row
    return Matching(partner, tuple(_told(shared, jaccard, partner)))


def _told(shared: Floats, jaccard: Floats, partner: Integers) -> list[Match]:
    """Say what became of each, matched ones first."""
    goes = _mostly(shared, shared.sum(axis=1)[:, None])
    comes = _mostly(shared, shared.sum(axis=0))
    found = [
        Match("matched", (int(row) + 1,), (column + 1,), float(jaccard[row, column]))
        for column, row in enumerate(partner.tolist())
        if row >= 0
    ]
    left_old = [row for row in range(len(shared)) if row not in partner]
    left_new = [column for column in range(shared.shape[1]) if partner[column] < 0]
    for row in range(len(shared)):
        parts = [column for column in range(shared.shape[1]) if comes[row, column]]
        if len(parts) > 1 and (row in left_old or set(parts) & set(left_new)):
            found.append(_many("split", [row], parts, shared))
            left_new = [column for column in left_new if column not in parts]
            left_old = [one for one in left_old if one != row]
    for column in range(shared.shape[1]):
        parts = [row for row in range(len(shared)) if goes[row, column]]
        if len(parts) > 1 and (column in left_new or set(parts) & set(left_old)):
            found.append(_many("merged", parts, [column], shared))
            left_old = [row for row in left_old if row not in parts]
            left_new = [one for one in left_new if one != column]
    found += [Match("born", (), (column + 1,), 0.0) for column in left_new]
    return found + [Match("gone", (row + 1,), (), 0.0) for row in left_old]


def _mostly(shared: Floats, whole: Floats) -> npt.NDArray[np.bool_]:
    return np.asarray((shared > 0) & (shared >= _MOSTLY * whole))


def _many(kind: str, rows: list[int], columns: list[int], shared: Floats) -> Match:
    """One kept segment and several new ones, or the other way round, and what they share."""
    both = float(shared[np.ix_(rows, columns)].sum())
    either = float(shared[rows].sum() + shared[:, columns].sum()) - both
    before = tuple(row + 1 for row in rows)
    return Match(kind, before, tuple(column + 1 for column in columns), both / either)
