"""Profiles with a column for each month, which say what orders would."""

from collections.abc import Iterator, Sequence

from core.intake.typing.date_text import date_text
from core.intake.typing.month_names import month_called
from core.intake.words import tokens
from core.settings import Kind, Role
from core.tables.sources import ColumnType, SourceTable
from core.value.words import listed

_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})
_FEWEST, _SHOWN = 3, 3


def wide_notes(sources: Sequence[SourceTable]) -> Iterator[str]:
    """Sentences on profiles with numbers of several months, each in a column of its own."""
    for source in sources:
        free = [one for one in source.columns if one.role is Role.ATTRIBUTE]
        names = [one.name for one in free if one.type in _NUMBERS and _names_time(one.name)]
        if source.kind is not Kind.PROFILES or len(names) < _FEWEST:
            continue
        more = len(names) - _SHOWN
        shown = [f"‘{name}’" for name in names[:_SHOWN]]
        told = listed([*shown, f"{more} more"] if more else shown)
        yield (
            f"{told} of {source.name} name times and are numbers of the customer like all others. "
            "To use them as orders, put them below one another: a row for each customer and month, "
            "with the amount."
        )


def _names_time(name: str) -> bool:
    return date_text(name) is not None or any(map(month_called, tokens(name)))
