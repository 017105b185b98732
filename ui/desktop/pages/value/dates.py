"""The last day that counts, as it is chosen and written."""

import datetime as dt

from core.answers import ValueView

LAST_DAY = "last day of the data"
MONTHS_OFFERED = 12


def day_problem(text: str) -> str:
    """Return what is wrong with a day that was written, "" if nothing is."""
    if text == LAST_DAY or _day(text) is not None:
        return ""
    return "Write the day as year-month-day, such as 2025-09-30."


def day_setting(text: str) -> str:
    """Return the setting for a day that was written."""
    day = _day(text)
    return "" if day is None else day.isoformat()


def days_offered(view: ValueView | None) -> tuple[str, ...]:
    """Return the last day of the data, and the ends of the months before the period's last day."""
    last = _day(view.period.last) if view is not None else None
    if last is None:
        return (LAST_DAY,)
    ends, first = [], last.replace(day=1)
    for _ in range(MONTHS_OFFERED):
        end = first - dt.timedelta(days=1)
        ends.append(end.isoformat())
        first = end.replace(day=1)
    return (LAST_DAY, *ends)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
