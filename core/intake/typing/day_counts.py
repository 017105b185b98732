"""Numbers that may be days as a spreadsheet counts them: 45352 is 1 March 2024."""

from core.intake.column import Floats, Moments
from core.intake.masks import somewhere
from core.intake.typing.numbers import Numbers
from core.intake.workbook.days import moments_of
from core.settings import DayCount

_EARLIEST, _LATEST = 20_000, 80_000


def may_be_day_counts(numbers: Numbers) -> bool:
    """Whether numbers may be days between 1954 and 2119, counted from 1900."""
    if somewhere(numbers.unsure) or numbers.unit or not somewhere(numbers.known):
        return False
    values = numbers.values[numbers.known]
    # Written dates such as 20260403 have more digits, years have fewer.
    return bool(((values >= _EARLIEST) & (values < _LATEST)).all())


def counted_days(values: Floats, count: DayCount) -> Moments:
    """Moments of days and parts of days; NaT where there is no such day.

    Parameters
    ----------
    values
        Days since day 0, NaN where there is none.
    count
        Where the counting starts.
    """
    return moments_of(values, from_1904=count is DayCount.FROM_1904)
