"""What a period is called, from the days that its events cover."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from core.settings import Kind, Role
from core.tables.sources import SourceTable

_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_YEAR = range(350, 381)
_QUARTER = range(86, 96)
_MONTH = range(26, 35)


def period_label(sources: Iterable[SourceTable]) -> str:
    """Return what the period of some sources is called; "" if no event has a date.

    Events are orders, contacts and surveys, with the column that has the role of the date. A
    span of about a year, a quarter or a month is called so; others by their first and last day.
    """
    days = [day for source in sources if source.kind is not Kind.PROFILES for day in _ends(source)]
    if not days:
        return ""
    first, last = min(days), max(days)
    span = (last - first).days + 1
    for length, name in ((_YEAR, "Year"), (_QUARTER, "Quarter"), (_MONTH, "Month")):
        if span in length:
            return f"{name} to {_written(last)}"
    return f"{_written(first)} to {_written(last)}" if first != last else _written(last)


def _ends(source: SourceTable) -> tuple[date, ...]:
    name = source.column_with(Role.DATE)
    if name is None or source.table[name].dtype.kind != "M":
        return ()
    found: Any = source.table[name].dropna()
    return () if found.empty else (found.min().date(), found.max().date())


def _written(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
