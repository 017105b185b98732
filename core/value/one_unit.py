"""Units that columns give their numbers: those of money have to agree, times become minutes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.errors import UserError
from core.intake.units import clock_minutes, unit_of_money, unit_of_time
from core.intake.words import MINUTES, tokens
from core.settings import OF_MONEY, Kind, Role
from core.tables.sources import ColumnType, SourceTable
from core.value.columns import texts_of


@dataclass(frozen=True)
class _Money:
    """A column of money, and how large one of its units is."""

    source: str
    column: str
    unit: str
    size: float


def check_one_unit(sources: Sequence[SourceTable]) -> None:
    """Make sure that what is added up is in one unit, as far as names tell.

    Raises
    ------
    UserError
        If one column is in thousands, or in hundredths, and another is not.
    """
    money = [one for source in sources for one in _money(source)]
    for one in money:
        if one.size != money[0].size:
            first, other = sorted((money[0], one), key=lambda column: not column.unit)
            raise UserError(
                f"‘{first.column}’ of {first.source} is in {first.unit}, ‘{other.column}’ of "
                f"{other.source} is {_in(other.unit)}; they cannot be added up.",
                "Bring both to one unit, or set the role of one to ‘ignored’.",
            )


def _in(unit: str) -> str:
    return f"in {unit}" if unit else "not"


def unit_notes(sources: Sequence[SourceTable]) -> list[str]:
    """Sentences on money in thousands or hundredths, and on times that are not in minutes."""
    money = [one for source in sources for one in _money(source)]
    told = [
        f"All money is in {one.unit}, as ‘{one.column}’ of {one.source} says; give budgets and "
        "costs so as well."
        for one in money[:1]
        if one.unit
    ]
    return [*told, *(note for source in sources for note in _times(source))]


def _money(source: SourceTable) -> Iterator[_Money]:
    for column in source.columns:
        if column.role in OF_MONEY:
            yield _Money(source.name, column.name, *unit_of_money(column.name))


def _times(source: SourceTable) -> Iterator[str]:
    column = source.column_with(Role.MINUTES)
    if column is None and source.kind is Kind.CONTACTS:
        yield from _clocks(source)
    if column is not None and unit_of_time(column)[1] != 1:
        unit, minutes = unit_of_time(column)
        size = f"1/{1 / minutes:g}" if minutes < 1 else f"{minutes:g}"
        yield f"‘{column}’ of {source.name} is in {unit}; each counts as {size} minutes."


def _clocks(source: SourceTable) -> Iterator[str]:
    for column in source.columns:
        named = column.type is ColumnType.TEXT and MINUTES & set(tokens(column.name))
        if named and is_clock(source, column.name):
            yield (
                f"‘{column.name}’ of {source.name} is written as hours, minutes and seconds and is "
                "not used. Give it the role ‘minutes’ if it says how long contacts took."
            )


def is_clock(source: SourceTable, column: str) -> bool:
    """Whether all cells of a column are times written as hours, minutes and seconds."""
    labels = texts_of(source, column).labels.tolist()
    return bool(labels) and all(clock_minutes(str(label)) is not None for label in labels)
