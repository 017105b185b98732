"""The days of a workbook, which it counts from 1900 or from 1904."""

import math
import re

import numpy as np

from core.intake.column import Floats, Moments

_LAST = 2_958_465
"""The day 9999-12-31, counted from 1900."""

_FROM_1904 = 1_462
_NO_DAY = 60
"""29 February 1900, which there was not."""

_EPOCH_OF_1900 = np.datetime64("1899-12-30", "us")
_MILLISECONDS = 86_400_000
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)?")


def moments_of(serials: Floats, *, from_1904: bool) -> Moments:
    """The moments that numbers count to; NaT where there is no such day.

    Parameters
    ----------
    serials
        Days and parts of a day.
    from_1904
        Whether they are counted from 1904.

    Returns
    -------
    Moments
        To the millisecond, as a workbook shows them. There is no moment before the first day, after
        the year 9999, and on 29 February 1900, which only workbooks know.
    """
    first = 0 if from_1904 else 1
    whole = np.floor(serials)
    last = _LAST - (_FROM_1904 if from_1904 else 0)
    good = (whole >= first) & (whole <= last)
    if not from_1904:
        good &= whole != _NO_DAY
    days = np.where(good, serials, 1)
    shift = _FROM_1904 if from_1904 else np.where(days < _NO_DAY, 1, 0)
    counted = np.rint((days + shift) * _MILLISECONDS).astype(np.int64) * 1000
    moments: Moments = _EPOCH_OF_1900 + counted.astype("timedelta64[us]")
    moments[~good] = np.datetime64("NaT")
    return moments


def time_text(serial: float) -> str:
    """A time of day, or how long something took, as hours, minutes and seconds."""
    milliseconds = round(abs(serial) * _MILLISECONDS)
    seconds, rest = divmod(milliseconds, 1000)
    sign = "-" if serial < 0 else ""
    part = f".{rest:03d}" if rest else ""
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{sign}{hours:02d}:{minutes:02d}:{seconds % 60:02d}{part}"


def no_day_text(serial: float) -> str | None:
    """How a workbook shows a day that there is not: the 0th of January and 29 February 1900."""
    day = math.floor(serial)
    shown = {0: "1900-01-00", _NO_DAY: "1900-02-29"}.get(day)
    return shown if shown is None or serial == day else f"{shown} {time_text(serial - day)}"


def moment_written(text: str) -> np.datetime64 | None:
    """The moment of a date that is written as ISO 8601; None if it is none."""
    if _WRITTEN.fullmatch(text) is None:
        return None
    try:
        return np.datetime64(text.replace(" ", "T"), "us")
    except ValueError:
        return None
