"""Money that was given back: a column beside what was paid, and rows that say so without a sign."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from core.intake.given_back import said_by
from core.settings import Answer, Role
from core.tables.sources import SourceTable
from core.value.columns import Floats, holds_numbers, numbers_of, texts_of
from core.value.words import amount, counted, rows_that

_ENOUGH = 3
Flags = npt.NDArray[np.bool_]


def settled(source: SourceTable, paid: Floats, margins: Floats) -> tuple[Floats, Floats, Flags]:
    """Take off what was given back.

    Parameters
    ----------
    source
        A source of orders.
    paid, margins
        Shape (rows,): what each row says; NaN where it says nothing.

    Returns
    -------
    paid, margins
        What is left, below 0 for a row that is a refund itself.
    gone
        Shape (rows,): orders that were refunded in full, which count as none.
    """
    if source.column_with(Role.REFUND) is None and not _answered(source):
        return paid, margins, np.zeros(len(paid), bool)
    off, back = _taken_off(source), _back(source)
    paid, margins = (np.where(off, -np.abs(values), values) for values in (paid, margins))
    alone = np.isnan(paid) & (back > 0)
    gone = (back > 0) & (paid == back)
    paid, margins = np.where(alone, 0.0, paid) - back, margins - back
    return paid, margins, gone


def refund_notes(source: SourceTable, paid: Floats | None) -> Iterator[str]:
    """Sentences on what is taken off; ``paid`` is what each row says, None for nothing at all."""
    column, back = source.column_with(Role.REFUND), _back(source)
    paid = np.zeros(len(back)) if paid is None else paid
    below = int(np.count_nonzero(paid < 0))
    known = int(np.count_nonzero(~np.isnan(paid))) if below else 0
    if column is not None and back.any():
        whole = int(((back > 0) & (paid == back)).sum())
        told = counted(whole, "order was", "orders were")
        verb = "counts" if whole == 1 else "count"
        full = f"; {told} refunded in full and {verb} as none" if whole else ""
        yield f"‘{column}’ of {source.name}, {amount(float(back.sum()))}, is taken off{full}."
    rows = _taken_off(source)
    if 2 * below > known >= _ENOUGH:
        yield (
            f"Most amounts of {source.name} are below 0 and count as refunds. Turn their signs in "
            "the file if they are sales."
        )
    if rows.any():
        total = amount(float(np.nansum(np.abs(paid[rows]))))
        yield (
            f"{rows_that(int(rows.sum()), source.name, 'is a refund', 'are refunds')} of {total} "
            "without a sign, which is taken off."
        )


def _back(source: SourceTable) -> Floats:
    """What was given back of each row, at least 0."""
    column = source.column_with(Role.REFUND)
    if column is None:
        return np.zeros(len(source.table))
    return np.nan_to_num(np.abs(numbers_of(source, column)))


def _answered(source: SourceTable) -> list[str]:
    """Columns of which somebody has said that they tell refunds."""
    off = (name for name, answer in source.recipe.answers if answer is Answer.TAKEN_OFF)
    return [name for name in off if name in source.table]


def _taken_off(source: SourceTable) -> Flags:
    """Rows of which somebody has said that they are refunds."""
    off = np.zeros(len(source.table), bool)
    for name in _answered(source):
        if holds_numbers(source, name):
            off |= numbers_of(source, name) < 0
        else:
            cells = texts_of(source, name)
            says = np.append(said_by(name, [str(label) for label in cells.labels]), False)
            off |= says[cells.codes]
    return off
