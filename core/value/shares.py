"""Shares, such as margins in per cent, are no money and have no sum."""

from collections.abc import Iterator, Sequence

import numpy as np

from core.intake.words import MARGIN, says_share, tokens
from core.settings import OF_MONEY, Role
from core.tables.sources import Column, SourceTable
from core.value.columns import holds_numbers, numbers_of

_WHOLE, _MORE = 1.0, 10.0


def share_notes(sources: Sequence[SourceTable]) -> list[str]:
    """Sentences on columns that hold shares, or may, where amounts of money would be needed."""
    return [note for source in sources for note in (*_named(source), *_small_margins(source))]


def _named(source: SourceTable) -> Iterator[str]:
    """About columns that say that they hold shares."""
    for column in filter(_holds_shares, source.columns):
        if column.role in OF_MONEY:
            yield (
                f"‘{column.name}’ of {source.name} is used as {column.role.value}, in money, "
                "though it says that it holds shares. Give it another role if it does."
            )
        elif column.role is Role.ATTRIBUTE and MARGIN & set(tokens(column.name)):
            yield (
                f"‘{column.name}’ of {source.name} holds shares and no money, so it is not used "
                "as the margin. Give a margin rate, or a column with the margin in money."
            )


def _holds_shares(column: Column) -> bool:
    return column.unit == "%" or says_share(column.name)


def _small_margins(source: SourceTable) -> Iterator[str]:
    """About margins that are all below 1 where amounts are not."""
    margin, amount = source.column_with(Role.MARGIN), source.column_with(Role.AMOUNT)
    if margin is None or amount is None:
        return
    if not (holds_numbers(source, margin) and holds_numbers(source, amount)):
        return
    margins, amounts = (np.abs(numbers_of(source, name)) for name in (margin, amount))
    both = ~np.isnan(margins) & ~np.isnan(amounts)
    if not both.any() or margins[both].max() > _WHOLE or np.median(amounts[both]) < _MORE:
        return
    yield (
        f"‘{margin}’ of {source.name} is at most {margins[both].max():g} where amounts are "
        f"{np.median(amounts[both]):,.2f} in the middle. If it holds shares of the amount, set its "
        "role to ‘ignored’ and give a margin rate."
    )
