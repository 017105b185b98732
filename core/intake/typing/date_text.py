"""One date as people write it: its parts, and in which order they may stand."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from core.intake.typing.month_names import month_called
from core.intake.typing.periods import period_text
from core.settings import DateOrder

_TIME = (
    r"(?:(?:,?[ ]|T)(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:[ ]?(?P<half>[AaPp])\.?[Mm]\.?)?(?:[ ]?(?P<zone>Z|UTC|[+-]\d{2}:?\d{2}))?)?"
)
_FIGURES = re.compile(
    rf"(?P<a>\d{{1,4}})(?P<sign>[-/]|\.[ ]?)(?P<b>\d{{1,2}})(?P=sign)(?P<c>\d{{1,4}})\.?{_TIME}",
    re.ASCII,
)
_SIGNED = re.compile(
    rf"(?P<a>\d{{4}})[年년][ ]?(?P<b>\d{{1,2}})[月월][ ]?(?P<c>\d{{1,2}})[日일]{_TIME}", re.ASCII
)
_NAMED_DAY_FIRST = re.compile(
    rf"(?P<a>\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?[-/. ]?(?:de |of )?(?P<month>[^\W\d_]+)"
    rf"\.?,?[-/. ]?(?:de )?(?P<c>\d{{4}}|\d{{2}}){_TIME}"
)
_NAMED_MONTH_FIRST = re.compile(
    rf"(?P<month>[^\W\d_]+)\.?[- ](?P<a>\d{{1,2}})(?:st|nd|rd|th)?,?[- ](?P<c>\d{{4}}){_TIME}"
)
_WEEKDAY = re.compile(r"\A[^\W\d_]{2,12}\.?,?[ ]+")
_COMPACT = re.compile(r"(?P<a>(?:19|20)\d\d)(?P<b>[01]\d)(?P<c>[0-3]\d)", re.ASCII)
_YEAR_DIGITS, _TWO = 4, 2


class Style(StrEnum):
    """How the parts of a date follow one another."""

    YEAR_FIRST = "2026-04-03"
    DOTS = "03.04.2026"
    STROKES = "03/04/2026"
    DASHES = "03-04-2026"
    NAMED = "3 April 2026"
    COMPACT = "20260403"
    MONTH = "2026-04"
    QUARTER = "2026-Q2"
    WEEK = "2026-W14"


ORDERS = {
    Style.YEAR_FIRST: DateOrder.YEAR_FIRST,
    Style.COMPACT: DateOrder.YEAR_FIRST,
    Style.MONTH: DateOrder.YEAR_FIRST,
    Style.QUARTER: DateOrder.YEAR_FIRST,
    Style.WEEK: DateOrder.YEAR_FIRST,
    Style.DOTS: DateOrder.DAY_FIRST,
    Style.NAMED: DateOrder.DAY_FIRST,
}
"""Styles that leave no doubt about the order."""

PERIODS = {Style.MONTH: "months", Style.QUARTER: "quarters", Style.WEEK: "weeks"}
"""Styles of texts that name no day, and what they name."""

_STYLES = {each: style for style, each in PERIODS.items()}


@dataclass(frozen=True)
class DateText:
    """A date as it is written.

    Attributes
    ----------
    style
        How its parts follow one another.
    first, second
        Day and month in the order in which they are written; month and day if the year is first.
        A month, quarter or week has its first day.
    year
        The year as written; 0 to 99 if it has two digits.
    short_year
        Whether it has two digits.
    microseconds
        Time of the day.
    timed, zoned
        Whether there is a time, and a time zone.
    """

    style: Style
    first: int
    second: int
    year: int
    short_year: bool = False
    microseconds: int = 0
    timed: bool = False
    zoned: bool = False


@lru_cache(maxsize=1 << 16)
def date_text(text: str) -> DateText | None:
    """What a text says as a date; None if it says none."""
    text = text.strip()
    found = _FIGURES.fullmatch(text)
    if found is not None:
        return _figures(found)
    found = _COMPACT.fullmatch(text)
    if found is not None:
        return DateText(Style.COMPACT, int(found["b"]), int(found["c"]), int(found["a"]))
    found = _SIGNED.fullmatch(text)
    if found is not None:
        return _dated(Style.YEAR_FIRST, found, int(found["b"]), int(found["c"]), found["a"])
    return _named(text) or _period(text)


def _period(text: str) -> DateText | None:
    """A month, quarter or week, which stands for its first day."""
    found = period_text(text)
    if found is None:
        return None
    style = _STYLES[found.each]
    return DateText(style, found.month, found.day, found.year, short_year=found.short_year)


def _figures(found: re.Match[str]) -> DateText | None:
    first, sign, last = found["a"], found["sign"], found["c"]
    if len(first) == _YEAR_DIGITS and len(last) <= _TWO:
        return _dated(Style.YEAR_FIRST, found, int(found["b"]), int(last), first)
    if len(first) > _TWO or len(last) not in {_TWO, _YEAR_DIGITS}:
        return None
    style = {".": Style.DOTS, "/": Style.STROKES, "-": Style.DASHES}[sign[0]]
    return _dated(style, found, int(first), int(found["b"]), last)


def _named(text: str) -> DateText | None:
    found = _NAMED_DAY_FIRST.fullmatch(text) or _NAMED_MONTH_FIRST.fullmatch(text)
    if found is None:
        bare = _WEEKDAY.sub("", text, count=1)
        found = _NAMED_DAY_FIRST.fullmatch(bare) or _NAMED_MONTH_FIRST.fullmatch(bare)
    if found is None:
        return None
    month = month_called(found["month"])
    return _dated(Style.NAMED, found, int(found["a"]), month, found["c"]) if month else None


def _dated(
    style: Style, found: re.Match[str], first: int, second: int, year: str
) -> DateText | None:
    clock = _clock(found)
    if clock is None:
        return None
    return DateText(
        style,
        first,
        second,
        int(year),
        short_year=len(year) == _TWO,
        microseconds=clock,
        timed=found["hour"] is not None,
        zoned=found["zone"] is not None,
    )


def _clock(found: re.Match[str]) -> int | None:
    """Microseconds since midnight; None if there is no such time."""
    hour, minute = int(found["hour"] or 0), int(found["minute"] or 0)
    second = int(found["second"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - a clock with twelve hours
            return None
        hour = hour % 12 + 12 * (found["half"] in "Pp")
    if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - the day has 24 hours
        return None
    fraction = int((found["fraction"] or "").ljust(6, "0")[:6])
    return ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction
