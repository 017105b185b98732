"""Numbers of groups of customers, none so small that it tells of anybody in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.customers.columns import ACTION, ARM, GAIN, PLAN, SEGMENT
from core.customers.order import Places
from core.customers.roster import Roster
from core.errors import UserError
from core.output.list_text import TextTable
from core.tables.listing import Cell, CellKind

LEAST = 5
"""Customers in the smallest group of which anything is told."""

DIVIDED_BY = (SEGMENT, ACTION, PLAN, ARM)
"""Columns that divide customers into groups, as far as there are such columns."""

REST = "Small groups together"

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Group:
    """Customers that are told of together: the words that they share, and their places."""

    words: tuple[str, ...]
    members: Places


def groups_table(roster: Roster, rows: Places) -> tuple[TextTable, tuple[str, ...]]:
    """Return how many customers are in each group, with means, and what is not told, in sentences.

    Groups of fewer than five customers are told of together; if only one is so small, the next
    smallest goes with it, so that nobody can work out the small one from the sum. A mean over
    fewer than five known values is left empty. (k-anonymity; Samarati and Sweeney, 1998.)

    Parameters
    ----------
    roster
        All customers.
    rows
        Places of those to tell of.

    Raises
    ------
    UserError
        If the customers have no segments yet.
    """
    keys = [key for key in DIVIDED_BY if key in roster.columns]
    if not keys:
        raise UserError("There are no groups of customers yet.", "Choose three axes first.")
    measured = [key for key in roster.columns if key == GAIN or key.startswith("axis ")]
    groups, notes = _safe(_groups(roster, keys, rows), len(keys))
    titles = [roster.columns[key].shown.title for key in keys]
    titles += ["Customers", *(f"{roster.columns[key].shown.title}, mean" for key in measured)]
    told = [_row(group, [roster.cells(key) for key in measured]) for group in groups]
    kinds = (CellKind.WORD,) * len(keys) + (CellKind.NUMBER,) * (1 + len(measured))
    return TextTable(tuple(titles), kinds, len(told), told.__getitem__), notes


def _groups(roster: Roster, keys: Sequence[str], rows: Places) -> list[_Group]:
    codes = np.column_stack([roster.cells(key)[rows].astype(np.intp) for key in keys])
    kinds, which = np.unique(codes, axis=0, return_inverse=True)
    words = [(*roster.columns[key].shown.words, "") for key in keys]
    return [
        _Group(
            tuple(known[code] for known, code in zip(words, kind.tolist(), strict=True)),
            rows[which.reshape(-1) == place],
        )
        for place, kind in enumerate(kinds)
    ]


def _safe(groups: list[_Group], words: int) -> tuple[list[_Group], tuple[str, ...]]:
    """Put small groups together, and leave them out if they are few even so."""
    by_size = sorted(groups, key=lambda group: (len(group.members), group.words))
    small = [group for group in by_size if len(group.members) < LEAST]
    if not small:
        return groups, ()
    together = sum(len(group.members) for group in small)
    while len(small) < len(by_size) and (len(small) == 1 or together < LEAST):
        together += len(by_size[len(small)].members)
        small = by_size[: len(small) + 1]
    kept = [group for group in groups if group not in small]
    if together < LEAST:
        return kept, (f"Fewer than {LEAST} customers: nothing is told of them.",)
    rest = _Group((REST, *[""] * (words - 1)), np.concatenate([one.members for one in small]))
    note = f"{len(small)} groups are told of together, because some have fewer than {LEAST}."
    return [*kept, rest], (note,)


def _row(group: _Group, measured: Sequence[Floats]) -> tuple[Cell, ...]:
    return (
        *group.words,
        len(group.members),
        *(_mean(cells[group.members]) for cells in measured),
    )


def _mean(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(np.sort(known).mean()) if len(known) >= LEAST else float("nan")
