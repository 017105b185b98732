"""Dates written as text, read in one order per column that some cell proves.

Dots stand between day, month and year, in this order; a year of four digits in front is
followed by month and day; with strokes or dashes the day or the month may be first.
"""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.intake.grid import Marks, Mask, Texts
from core.settings import DateOrder

_DATE = re.compile(
    r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?)?Z?",
    re.ASCII,
)
_YEAR_DIGITS = 4
_MONTHS = 12
_YEAR, _DOTS, _STROKES = 1, 2, 3
_GROUPS = (1, 3, 4, 5, 6, 7, 8)
Moments = npt.NDArray[np.datetime64]
Parts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Dates:
    """Different texts of a column, read as dates.

    Attributes
    ----------
    values
        The moment of each text, NaT where there is none.
    known
        Which texts are dates in the column's order.
    unsure
        Which texts could have the day or the month first, if nothing proves which.
    order
        The order; None if there are no dates or it is not known.
    """

    values: Moments
    known: Mask
    unsure: Mask
    order: DateOrder | None


def looks_like_dates(texts: Texts) -> bool:
    """Whether the first texts have the shape of dates, which is quick to see."""
    head = [str(text).strip() for text in texts[:20] if text]
    return sum(_DATE.fullmatch(text) is not None for text in head) > len(head) / 2


def read_dates(texts: Texts, stored: Mask, given: DateOrder | None) -> Dates:
    """Read different texts as dates.

    Parameters
    ----------
    texts
        Different texts.
    stored
        Which of them a workbook stores as dates; they are written year first.
    given
        Order to use for dates with strokes where no cell proves one.
    """
    parts, style = _alike([str(text) for text in texts]) or _one_by_one(texts)
    written = style[~stored & (style > 0)]
    main = int(np.bincount(written).argmax()) if len(written) else _YEAR
    order = {_YEAR: DateOrder.YEAR_FIRST, _DOTS: DateOrder.DAY_FIRST}.get(main)
    slashed = (style == main) & ~stored
    unsure = np.zeros(len(texts), bool)
    if main == _STROKES:
        order = _proven(parts[slashed]) or given
        if order not in {DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST}:
            # A date such as 05/05/2026 is the same either way.
            unsure, order = slashed & (parts[:, 0] != parts[:, 1]), None
    values = np.full(len(texts), np.datetime64("NaT", "us"))
    used = np.flatnonzero(slashed)
    values[used] = _moments(_ordered(parts[used], main, order))
    native = np.flatnonzero(stored & (style == _YEAR))
    values[native] = _moments(_ordered(parts[native], _YEAR, None))
    return Dates(values, ~np.isnat(values), unsure, order if len(written) else None)


def _one_by_one(texts: Texts) -> tuple[Parts, Marks]:
    parts = np.zeros((len(texts), 7), np.int64)
    style = np.zeros(len(texts), np.uint8)
    for place, text in enumerate(texts):
        found = _DATE.fullmatch(str(text).strip())
        if found:
            style[place] = _style(found)
            parts[place] = _numbers(found)
    return parts, style


def _alike(texts: list[str]) -> tuple[Parts, Marks] | None:
    """Parts of dates with the same signs in the same places; None if they are not alike.

    What the first one is, all are then, so the pattern is asked only once.
    """
    lengths = {len(text) for text in texts if text}
    sample = next((text for text in texts if text), "")
    found = _DATE.fullmatch(sample)
    if len(lengths) != 1 or found is None or not "".join(texts).isascii():
        return None
    empty = np.array([not text for text in texts], bool)
    # An empty cell is read as the sample and then struck out.
    letters = np.array([text or sample for text in texts], dtype=f"S{len(sample)}")
    marks = letters.view(np.uint8).reshape(len(texts), len(sample))
    digit = (marks >= ord("0")) & (marks <= ord("9"))
    if (digit != digit[0]).any() or (marks[:, ~digit[0]] != marks[0, ~digit[0]]).any():
        return None
    parts = np.zeros((len(texts), 7), np.int64)
    for column, group in enumerate(_GROUPS):
        start, end = found.span(group)
        for place in range(start, end):
            parts[:, column] = parts[:, column] * 10 + (marks[:, place] - ord("0"))
    parts[:, 6] *= 10 ** (6 - len(found[8] or ""))
    return parts, np.where(empty, 0, _style(found)).astype(np.uint8)


def _style(found: re.Match[str]) -> int:
    first, sign, last = len(found[1]), found[2], len(found[4])
    if first == _YEAR_DIGITS and last <= 2 and sign != ".":  # noqa: PLR2004
        return _YEAR
    if last == _YEAR_DIGITS and first <= 2:  # noqa: PLR2004
        return _DOTS if sign == "." else _STROKES
    return 0


def _numbers(found: re.Match[str]) -> tuple[int, ...]:
    fraction = (found[8] or "").ljust(6, "0")
    return (
        int(found[1]),
        int(found[3]),
        int(found[4]),
        int(found[5] or 0),
        int(found[6] or 0),
        int(found[7] or 0),
        int(fraction),
    )


def _proven(parts: Parts) -> DateOrder | None:
    day_first = int((parts[:, 0] > _MONTHS).sum())
    month_first = int((parts[:, 1] > _MONTHS).sum())
    if day_first == month_first:
        return None
    return DateOrder.DAY_FIRST if day_first > month_first else DateOrder.MONTH_FIRST


def _ordered(parts: Parts, style: int, order: DateOrder | None) -> Parts:
    """Year, month, day and the time of each date."""
    if style == _YEAR:
        columns = [0, 1, 2]
    else:
        columns = [2, 0, 1] if order is DateOrder.MONTH_FIRST else [2, 1, 0]
    return parts[:, [*columns, 3, 4, 5, 6]]


def _moments(parts: Parts) -> Moments:
    year, month, day, hour, minute, second, fraction = parts.T
    good = (year > 0) & (month >= 1) & (month <= _MONTHS) & (day >= 1)
    good &= (hour < 24) & (minute < 60) & (second < 60)  # noqa: PLR2004
    months = (np.where(good, (year - 1970) * 12 + month - 1, 0)).astype("datetime64[M]")
    last = (months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")
    good &= day <= last.astype(np.int64)
    days = months.astype("datetime64[D]") + np.where(good, day - 1, 0)
    time = ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction
    moments: Moments = days.astype("datetime64[us]") + time.astype("timedelta64[us]")
    moments[~good] = np.datetime64("NaT", "us")
    return moments
