"""Which days count: up to when, from when, and where the check of the models begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.errors import UserError
from core.native import rows as loops
from core.settings import Kind, Valuation
from core.tables.customers import Places
from core.tables.value import Period
from core.value.columns import NO_DAY, Days
from core.value.evidence.buying import Span
from core.value.words import date_words

DAYS_IN_A_YEAR = 365.25
DAYS_IN_A_MONTH = DAYS_IN_A_YEAR / 12

_ROWS_AT_ONCE = 1_000_000
_LONG_GAP = 366
_STRAY_SHARE, _MOST_STRAY, _STRAY_SHARE_OF_FEW = 0.001, 3, 0.05
_LONGEST = 4_000_000
"""Days between two dates that any calendar knows."""

_ABOUT_THE_SAME = 0.1
"""Part of the time that contacts may begin later than orders and still count as covering it."""

_HELD_BACK = (1 / 4, 1 / 2)
"""Least and greatest share of the time that the check of a model holds back."""


@dataclass(frozen=True, eq=False)
class Dated:
    """Days of the rows of one kind of source, and what they are called."""

    kind: Kind
    days: Days
    noun: str


@dataclass(frozen=True)
class Calendar:
    """The days that count, how they are told, and what was found out about them.

    Attributes
    ----------
    span
        The days that matter for orders.
    period
        The time that profit is counted over.
    notes
        What is worth knowing about the dates, as sentences.
    """

    span: Span
    period: Period
    notes: tuple[str, ...]


def calendar(sources: Sequence[Dated], valuation: Valuation, undated_months: int) -> Calendar:
    """Find out which days count.

    The last one is given, or the last day with an order (without orders, with a contact or an
    answer). A few rows that lie more than a year away from all others are taken for slips and do
    not make the first or the last day.

    Parameters
    ----------
    sources
        The dated rows of customers; orders first.
    valuation
        The last day and the months of the period, if they are given.
    undated_months
        How many months are meant if nothing is dated.

    Raises
    ------
    UserError
        If the last day is no date, or lies before everything.
    """
    given = as_of_day(valuation.as_of)
    known = [(one, _usual_span(one.days)) for one in sources]
    found = [(one, span) for one, span in known if span is not None]
    if not found:
        day = 0 if given is None else given
        months = float(undated_months)
        period = Period("", "", months, f"{_months(months)}, since nothing is dated")
        return Calendar(Span(day, day, day, day), period, ())
    leading, (first, last) = found[0]
    if given is not None:
        _check_given(given, leading, first)
        last = given
    since, notes = _since(found, valuation, (first, last))
    months = _months_between(since, last)
    words = f"the {_months(months)} to {date_words(last)}"
    period = Period(_iso(since), _iso(last), months, words)
    span = Span(first, last, _cut(first, last), since)
    strays = [_stray_note(one, span) for one, _ in found]
    return Calendar(span, period, tuple(filter(None, (*strays, *notes))))


def as_of_day(text: str) -> int | None:
    """Read the last day that counts, as days since 1970; None if none is given.

    Raises
    ------
    UserError
        If it is no date.
    """
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UserError(
            f"The last day that counts is given as “{text}”, which is no date.",
            "Write it as year, month and day, such as 2025-09-30.",
        ) from None
    return int(np.datetime64(day, "D").astype(np.int64))


def dated_of(places: Places, days: Days) -> Days:
    """Days of the rows that have a date and a customer."""
    if len(days) and days.min() != NO_DAY and places.min() >= 0:
        return days  # as it mostly is
    return np.asarray(days[(days != NO_DAY) & (places >= 0)])


def _check_given(day: int, leading: Dated, first: int) -> None:
    if day < first:
        raise UserError(
            f"The last day that counts is {date_words(day)}, before all {leading.noun}; they "
            f"begin on {date_words(first)}.",
            "Set a later day, or none for the last day of the data.",
        )


def _usual_span(days: Days) -> tuple[int, int] | None:
    """First and last day, a few that lie far away left out."""
    if not len(days):
        return None
    first = int(days.min())
    counts = np.zeros(min(int(days.max()) - first + 1, _LONGEST), dtype=np.int64)
    for start in range(0, len(days), _ROWS_AT_ONCE):
        part = days[start : start + _ROWS_AT_ONCE] - np.int32(first)
        counts += loops.counts(part, len(counts))
    active = np.flatnonzero(counts)
    most = max(_STRAY_SHARE * len(days), min(_MOST_STRAY, _STRAY_SHARE_OF_FEW * len(days)))
    far = np.flatnonzero(np.diff(active) > _LONG_GAP)
    so_far = np.cumsum(counts[active])
    early = far[so_far[far] <= most]
    late = far[len(days) - so_far[far] <= most]
    start = active[early[-1] + 1] if len(early) else active[0]
    end = active[late[0]] if len(late) else active[-1]
    return first + int(start), first + int(end)


def _stray_note(one: Dated, span: Span) -> str:
    if not len(one.days) or (one.days.min() >= span.first and one.days.max() <= span.last):
        return ""
    later = int(np.count_nonzero(one.days > span.last))
    earlier = int(np.count_nonzero(one.days < span.first)) if one.kind is Kind.ORDERS else 0
    parts = []
    if later:
        parts.append(f"{later:,} later, the last on {date_words(int(one.days.max()))}")
    if earlier:
        parts.append(f"{earlier:,} earlier, the first on {date_words(int(one.days.min()))}")
    if not parts:
        return ""
    return (
        f"Of the {one.noun}, those from {date_words(span.first)} to {date_words(span.last)} "
        f"count; {' and '.join(parts)} are left out."
    )


def _since(
    found: Sequence[tuple[Dated, tuple[int, int]]], valuation: Valuation, ends: tuple[int, int]
) -> tuple[int, list[str]]:
    """First day of the period, and what is to be said about it."""
    first, last = ends
    if valuation.period_months > 0:
        return max(first, last - round(valuation.period_months * DAYS_IN_A_MONTH) + 1), []
    since, notes = first, []
    for one, (start, _end) in found[1:]:
        if one.kind is not Kind.CONTACTS or start > last:
            continue
        if start - since <= _ABOUT_THE_SAME * (last - first):
            continue
        if last - start < _HELD_BACK[0] * (last - first):
            notes.append(
                f"The {one.noun} begin only on {date_words(start)}; the cost to serve covers much "
                "less time than the margin."
            )
        else:
            since = start
    return since, notes


def _cut(first: int, last: int) -> int:
    """Hold back a year, but at least a quarter and at most half of the time."""
    span = last - first
    least, most = (share * span for share in _HELD_BACK)
    return last - int(np.ceil(min(max(DAYS_IN_A_YEAR, least), most)))


def _months_between(first: int, last: int) -> float:
    return max(1.0, round((last - first + 1) / DAYS_IN_A_MONTH, 1))


def _months(months: float) -> str:
    return "month" if months == 1 else f"{months:g} months"


def _iso(day: int) -> str:
    return str(np.datetime64(day, "D"))
