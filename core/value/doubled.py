"""Orders that two sources speak of, so that what was paid for them is added up twice."""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from core.intake.words import ORDER, QUANTITY, tokens, words_of
from core.settings import Kind, Role
from core.tables.sources import Column, ColumnType, SourceTable
from core.value.columns import holds_numbers, numbers_of, texts_of

_NUMBERED = (ORDER - QUANTITY) | words_of(
    "receipt beleg belegnr belegnummer payment number document ticket"
)
_KEYS = frozenset({ColumnType.TEXT, ColumnType.INTEGER})
_OFTEN, _HALF = 0.3, 0.5


def doubled_notes(sources: Sequence[SourceTable]) -> Iterator[str]:
    """Sentences on pairs of sources with other columns that have the same numbers of orders.

    Rows that are the same in every cell count once anyhow, and refunds may name what they are for.
    """
    orders = [source for source in sources if source.kind is Kind.ORDERS]
    pairs = [pair for pair in combinations(orders, 2) if _differ(*pair)]
    sell = {source: _sells(source) for source in dict.fromkeys(chain.from_iterable(pairs))}
    for one, other in pairs:
        if not (sell[one] and sell[other]):
            continue
        found = next(_shared(one, other), None)
        if found is not None:
            yield (
                f"Most numbers in ‘{found[1]}’ of {other.name} stand in ‘{found[0]}’ of {one.name} "
                "as well. If both say what was paid for the same orders, it is added up twice: "
                "leave one of them out."
            )


def _differ(one: SourceTable, other: SourceTable) -> bool:
    """Whether two sources have other columns."""
    return set(one.table.columns) != set(other.table.columns)


def _sells(source: SourceTable) -> bool:
    """Whether a source says what was paid, and not what was given back."""
    column = source.column_with(Role.AMOUNT)
    if column is None or not holds_numbers(source, column):
        return source.column_with(Role.PRICE) is not None
    return bool((numbers_of(source, column) > 0).mean() > _HALF)


def _shared(one: SourceTable, other: SourceTable) -> Iterator[tuple[str, str]]:
    """Pairs of columns with numbers of orders, most of which are the same."""
    firsts = {
        column.name: _numbers(one, column) for column in one.columns if _numbers_orders(column)
    }
    for column in filter(_numbers_orders, other.columns):
        numbers = _numbers(other, column)
        for name, first in firsts.items():
            if len(numbers & first) > _HALF * min(len(numbers), len(first)):
                yield name, column.name


def _numbers_orders(column: Column) -> bool:
    named = _NUMBERED & set(tokens(column.name))
    return column.type in _KEYS and column.role in {Role.ATTRIBUTE, Role.NAME} and bool(named)


def _numbers(source: SourceTable, column: Column) -> set[str]:
    """The numbers of a column; none if few rows have one of their own."""
    cells = texts_of(source, column.name)
    used = set(cells.labels[cells.codes[cells.codes >= 0]].tolist())
    return used if len(used) > max(1, _OFTEN * len(source.table)) else set()
