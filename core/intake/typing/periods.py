"""A month, a quarter or a week as people write it, and the day that it begins on."""

import re
from dataclasses import dataclass
from datetime import date

from core.intake.typing.month_names import month_called

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = re.compile(
    rf"{_YEAR}[-/](?P<a>0?[1-9]|1[0-2])|(?P<b>0?[1-9]|1[0-2])[-/](?P<later>(?:19|20)\d\d)", re.ASCII
)
_NAMED_MONTH = re.compile(rf"(?P<month>[^\W\d_]+)\.?[- ]{_YEAR}")
_SHORT_MONTH = re.compile(r"(?P<month>[^\W\d_]+)\.?(?:-|[- ]?['’])(?P<year>\d\d)")
_SIGN = r"[-/ .]?"
_QUARTER = re.compile(
    rf"{_YEAR}{_SIGN}[qkt](?P<a>[1-4])|[qkt]\.?(?P<b>[1-4]){_SIGN}(?P<later>(?:19|20)\d\d)",
    re.ASCII | re.IGNORECASE,
)
_WEEK_SIGN = r"(?:w|kw|cw|week|woche|semaine|semana|settimana|v|vecka)\.?[ ]?"
_WEEK = re.compile(
    rf"{_YEAR}[-/ ]?{_WEEK_SIGN}(?P<a>\d\d?)|{_WEEK_SIGN}(?P<b>\d\d?)[-/ ](?P<later>(?:19|20)\d\d)",
    re.ASCII | re.IGNORECASE,
)
_MONTHS_EACH = 3


@dataclass(frozen=True)
class Period:
    """A period: what it is one of, and the day that it begins on.

    Attributes
    ----------
    each
        ``"months"``, ``"quarters"`` or ``"weeks"``.
    year, month, day
        Its first day; weeks begin on Monday (ISO 8601).
    short_year
        Whether the year has two digits.
    """

    each: str
    year: int
    month: int
    day: int = 1
    short_year: bool = False


def period_text(text: str) -> Period | None:
    """What a text says as a month, a quarter or a week; None if it says none."""
    found = _MONTH.fullmatch(text)
    if found is not None:
        return Period("months", *_numbers(found))
    found = _QUARTER.fullmatch(text)
    if found is not None:
        year, quarter = _numbers(found)
        return Period("quarters", year, _MONTHS_EACH * (quarter - 1) + 1)
    found = _WEEK.fullmatch(text)
    return _week(*_numbers(found)) if found is not None else _named(text)


def _numbers(found: re.Match[str]) -> tuple[int, int]:
    """The year, and the number of the period in it."""
    return int(found["year"] or found["later"]), int(found["a"] or found["b"])


def _week(year: int, week: int) -> Period | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Period("weeks", monday.year, monday.month, monday.day)


def _named(text: str) -> Period | None:
    found = _NAMED_MONTH.fullmatch(text)
    short = _SHORT_MONTH.fullmatch(text) if found is None else None
    found = found or short
    called = month_called(found["month"]) if found is not None else None
    if found is None or called is None:
        return None
    return Period("months", int(found["year"]), called, short_year=short is not None)
