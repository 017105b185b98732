"""Numbers that may be days as a spreadsheet counts them: 45352 is 1 March 2024."""

import numpy as np

from core.intake.column import Floats, Moments
from core.intake.typing.numbers import Numbers
from core.settings import DayCount

STARTS = {
    DayCount.FROM_1900: np.datetime64("1899-12-30", "us"),
    DayCount.FROM_1904: np.datetime64("1904-01-01", "us"),
}
"""Day 0; that of 1900 is a day early, because spreadsheets count a 29 February 1900."""

_EARLIEST, _LATEST = 20_000, 80_000
_SECONDS = 86_400


def may_be_day_counts(numbers: Numbers) -> bool:
    """Whether numbers may be days between 1954 and 2119, counted from 1900."""
    if bool(numbers.unsure.any()) or numbers.unit or not bool(numbers.known.any()):
        return False
    values = numbers.values[numbers.known]
    # Written dates such as 20260403 have more digits, years have fewer.
    return bool(((values >= _EARLIEST) & (values < _LATEST)).all())


def counted_days(values: Floats, count: DayCount) -> Moments:
    """Moments of days and parts of days, to the second; NaT where there is no number.

    Parameters
    ----------
    values
        Days since day 0, NaN where there is none.
    count
        Where the counting starts.
    """
    known = ~np.isnan(values)
    seconds = np.rint(np.where(known, values, 0.0) * _SECONDS).astype(np.int64)
    moments: Moments = STARTS[count] + seconds.astype("timedelta64[s]")
    moments[~known] = np.datetime64("NaT")
    return moments
