"""Amounts far above all others, as a slip of the keyboard makes them."""

from collections.abc import Iterator, Sequence

import numpy as np

from core.settings import Kind, Role
from core.tables.sources import SourceTable
from core.value.columns import Floats, holds_numbers, numbers_of
from core.value.words import amount, counted, percent

_FEWEST = 20
_MOST = 3
_FAR = 10.0


def far_notes(sources: Sequence[SourceTable]) -> Iterator[str]:
    """Sentences on up to three amounts of orders that are ten times the next one or more."""
    for source in sources:
        column = source.column_with(Role.AMOUNT)
        if source.kind is Kind.ORDERS and column is not None and holds_numbers(source, column):
            yield from _far(source, column)


def _far(source: SourceTable, column: str) -> Iterator[str]:
    values = np.nan_to_num(numbers_of(source, column))
    count = _how_many(values)
    if not count:
        return
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
    top = np.sort(np.partition(values, len(values) - _MOST - 1)[-_MOST - 1 :])[::-1]
    apart = [place for place in range(1, _MOST + 1) if top[place - 1] >= _FAR * top[place] > 0]
    return apart[-1] if apart else 0
