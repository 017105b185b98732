"""Amounts far above all others, as a slip of the keyboard makes them."""

from collections.abc import Iterator, Sequence

import numpy as np

from core.settings import Kind, Role
from core.tables.sources import SourceTable
from core.value.columns import Floats, holds_numbers, numbers_of
from core.value.words import amount, counted, percent

_FEWEST = 20
_MOST = 3
_BLOCK = 1_024
_FAR = 10.0


def far_notes(sources: Sequence[SourceTable]) -> Iterator[str]:
    """Sentences on up to three amounts of orders that are ten times the next one or more."""
    for source in sources:
        column = source.column_with(Role.AMOUNT)
        if source.kind is Kind.ORDERS and column is not None and holds_numbers(source, column):
            yield from _far(source, column)


def _far(source: SourceTable, column: str) -> Iterator[str]:
    values = numbers_of(source, column)
    count = _how_many(values)
    if not count:
        return
    values = np.nan_to_num(values)
    row = int(np.argmax(values))
    share = values[np.argsort(values)[-count:]].sum() / values[values > 0].sum()
    yield (
        f"{counted(count, 'amount')} in ‘{column}’ of {source.name} {'is' if count == 1 else 'are'}"
        f" at least {_FAR:g} times any other, the largest {amount(values[row])} in row "
        f"{int(source.table.index[row]):,}: {percent(share)} of what was paid. Look whether that "
        "is right."
    )


def _how_many(values: Floats) -> int:
    """How many amounts lie apart from all others; 0 for none."""
    if len(values) < _FEWEST:
        return 0
    top = np.sort(_among_largest(values))[: -_MOST - 2 : -1]
    apart = [place for place in range(1, _MOST + 1) if top[place - 1] >= _FAR * top[place] > 0]
    return apart[-1] if apart else 0


def _among_largest(values: Floats) -> Floats:
    """Give some values with the largest few among them, 0 where one is missing.

    Each of those is in one of the few blocks with the largest ones, so the others need no sorting.
    """
    whole = len(values) - len(values) % _BLOCK
    blocks = values[:whole].reshape(-1, _BLOCK)
    largest = np.nan_to_num(np.fmax.reduce(blocks, axis=1))
    chosen = blocks[np.argsort(largest)[-_MOST - 1 :]]
    return np.nan_to_num(np.concatenate((chosen.ravel(), values[whole:])))
