"""Money of all sources is added up, so it has to be in one currency."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.currencies import NOT_KNOWN, currencies
from core.errors import UserError
from core.settings import OF_MONEY, Role
from core.tables.sources import Column, ColumnType, SourceTable
from core.value.columns import few_texts_of

_MOST = 50


@dataclass(frozen=True)
class _Money:
    """A column of amounts whose currency is written somewhere."""

    source: str
    column: str
    sign: str
    added_up: bool

    def differs(self, other: "_Money") -> bool:
        return not currencies(self.sign) & currencies(other.sign)


def check_one_currency(sources: Sequence[SourceTable]) -> None:
    """Make sure that what is added up is in one currency, as far as any is written.

    Raises
    ------
    UserError
        If two columns are in different ones.
    """
    money = [one for source in sources for one in _money(source) if one.added_up]
    for place, one in enumerate(money):
        for other in money[:place]:
            if one.differs(other):
                raise UserError(
                    f"‘{other.column}’ of {other.source} is in {other.sign}, ‘{one.column}’ of "
                    f"{one.source} in {one.sign}; they cannot be added up.",
                    "Convert one of them to the other currency, or set its role to ‘ignored’.",
                )


def currency_notes(sources: Sequence[SourceTable]) -> list[str]:
    """Sentences on amounts in another currency that are not added up."""
    money = [one for source in sources for one in _money(source)]
    first = next((one for one in money if one.added_up), None)
    if first is None:
        return []
    return [
        f"‘{one.column}’ of {one.source} is in {one.sign}, the amounts are in {first.sign}; "
        "nothing is converted."
        for one in money
        if not one.added_up and one.differs(first)
    ]


def _money(source: SourceTable) -> Iterator[_Money]:
    said = _said_for_all(source)
    for column in source.columns:
        added_up = column.role in OF_MONEY
        sign = column.unit if currencies(column.unit) else said if added_up else ""
        if sign and column.role is not Role.IGNORED:
            yield _Money(source.name, column.name, sign, added_up)


def _said_for_all(source: SourceTable) -> str:
    """The currency that a column says of every row; "" if none does, or they differ."""
    texts = (column for column in source.columns if column.type is ColumnType.TEXT)
    signs = {sign for column in texts for sign in _signs(source, column)}
    found = {currencies(sign): sign for sign in sorted(signs)}
    return next(iter(found.values())) if len(found) == 1 else ""


def _signs(source: SourceTable, column: Column) -> set[str]:
    """The currencies in a column that holds nothing else; none for any other column."""
    cells = few_texts_of(source, column.name, _MOST)
    if cells is None:
        return set()
    labels = [str(label).strip() for label in cells.labels]
    if any(currencies(label) is NOT_KNOWN for label in labels):
        return set()
    there = np.bincount(cells.codes[cells.codes >= 0], minlength=len(labels)) > 0
    return {label for label, used in zip(labels, there.tolist(), strict=True) if used}
