"""The dates of a column, read in one style and one order that some cell proves."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.intake.column import Mask, Moments, RawColumn, Texts
from core.intake.typing.date_text import ORDERS, DateText, Style, date_text
from core.settings import DateOrder

Numbers = npt.NDArray[np.int64]

_MONTHS = 12
_FIRST_LOOKED_AT = 20
_CENTURY = 100
_FEW = 64
_NOTHING = np.datetime64("NaT", "us")
_STYLES = tuple(Style)


@dataclass(frozen=True, eq=False)
class Dates:
    """A column read as dates.

    Attributes
    ----------
    values
        Shape (rows,): the moment of each cell, NaT where there is none.
    known
        Which cells are dates in the column's style and order.
    unsure
        Which cells could have the day or the month first, if nothing proves which.
    centuries
        Which cells have a year of two digits though nobody said which century it is in.
    order
        The order; None if there are no written dates or it is not known.
    zoned
        Whether some have a time zone.
    """

    values: Moments
    known: Mask
    unsure: Mask
    centuries: Mask
    order: DateOrder | None
    zoned: bool


@dataclass(frozen=True, eq=False)
class DateEvidence:
    """What the different texts of a column say of dates, one place for each.

    Attributes
    ----------
    styles
        Place of its style among all, -1 for a text that is no date.
    years, first, second, clock
        As in `core.intake.typing.date_text.DateText`.
    short, zoned
        Which have a year of two digits, and which a time zone.
    counts
        How often each text occurs.
    style
        The style of most of them; None if there are none.
    stored
        Cells that a workbook stores as dates.
    """

    styles: npt.NDArray[np.int8]
    years: Numbers
    first: Numbers
    second: Numbers
    clock: Numbers
    short: Mask
    zoned: Mask
    counts: npt.NDArray[np.intp]
    style: Style | None
    stored: int

    @property
    def fitting(self) -> Mask:
        """Which texts are dates in the style of most."""
        place = -2 if self.style is None else _STYLES.index(self.style)
        fitting: Mask = self.styles == place
        return fitting

    @property
    def count(self) -> int:
        """Cells that are dates in the style of most."""
        return int(self.counts[self.fitting].sum()) + self.stored


def looks_like_dates(column: RawColumn) -> bool:
    """Whether the first texts are dates, or a workbook stores some, which is quick to see."""
    if len(column.moments) and not bool(np.isnat(column.moments).all()):
        return True
    if len(column.shapes) and bool((column.shapes != 0).any()):
        return False
    head = [text for text in column.texts[:_FIRST_LOOKED_AT] if not text.isspace()]
    return sum(date_text(text) is not None for text in head) > len(head) / 2


def date_evidence(column: RawColumn) -> DateEvidence:
    """What the cells of a column say of dates."""
    counts = column.text_counts
    rows = _parts_alike(column.texts) if len(column.texts) > _FEW else None
    if rows is None:
        rows = np.array([_parts(date_text(text)) for text in column.texts], np.int64)
    styles, years, first, second, clock, short, zoned = rows.reshape(-1, 7).T
    cells = np.bincount(styles + 1, weights=counts, minlength=len(_STYLES) + 1)[1:]
    style = _STYLES[int(cells.argmax())] if cells.any() else None
    stored = int(np.count_nonzero(~np.isnat(column.moments))) if len(column.moments) else 0
    return DateEvidence(
        styles.astype(np.int8),
        years,
        first,
        second,
        clock,
        short == 1,
        zoned == 1,
        counts,
        style,
        stored,
    )


def _parts(text: DateText | None) -> tuple[int, ...]:
    if text is None:
        return -1, 0, 0, 0, 0, 0, 0
    style = _STYLES.index(text.style)
    return (
        style,
        text.year,
        text.first,
        text.second,
        text.microseconds,
        text.short_year,
        text.zoned,
    )


def _parts_alike(texts: Texts) -> Numbers | None:
    """The parts of texts that have the same signs in the same places; None if they are not alike.

    The first text is read twice, the second time with the place of each digit instead of the
    digit, which tells the part that each place belongs to.
    """
    sample = str(texts[0])
    joined = "".join(texts)
    if date_text(sample) is None or not joined.isascii() or set(map(len, texts)) != {len(sample)}:
        return None
    letters = np.frombuffer(joined.encode(), np.uint8).reshape(len(texts), len(sample))
    digits = (letters >= ord("0")) & (letters <= ord("9"))
    if bool((digits != digits[0]).any()) or not sample[:1].isdigit():
        return None
    if bool((letters[:, ~digits[0]] != letters[0, ~digits[0]]).any()):
        return None
    return _split_numbers(letters, digits[0], sample)


def _split_numbers(letters: npt.NDArray[np.uint8], digits: Mask, sample: str) -> Numbers | None:
    """Read the runs of digits of texts that are alike: three of the date, then the time."""
    found = date_text(sample)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], digits.view(np.int8), [0]])))
    runs = [(int(start), int(end)) for start, end in zip(edges[0::2], edges[1::2], strict=True)]
    if found is None or found.zoned or len(runs) not in {3, 5, 6} or sample[-1:] in "mM.":
        return None
    numbers = [_run(letters, start, end) for start, end in runs]
    clock = _clock(numbers[3:], len(letters))
    year, first, second = _sorted_parts(found, numbers)
    style = np.full(len(letters), _STYLES.index(found.style), np.int64)
    style[clock < 0] = -1
    short = np.full(len(letters), found.short_year, np.int64)
    nothing = np.zeros(len(letters), np.int64)
    return np.stack([style, year, first, second, np.maximum(clock, 0), short, nothing], axis=1)


def _run(letters: npt.NDArray[np.uint8], start: int, end: int) -> Numbers:
    number = np.zeros(len(letters), np.int64)
    for place in range(start, end):
        number = number * 10 + (letters[:, place] - ord("0"))
    return number


def _sorted_parts(found: DateText, numbers: list[Numbers]) -> tuple[Numbers, Numbers, Numbers]:
    if found.style is Style.YEAR_FIRST:
        return numbers[0], numbers[1], numbers[2]
    return numbers[2], numbers[0], numbers[1]


def _clock(numbers: list[Numbers], rows: int) -> Numbers:
    """Microseconds since midnight; -1 if there is no such time."""
    if not numbers:
        return np.zeros(rows, np.int64)
    hour, minute = numbers[0], numbers[1]
    second = numbers[2] if len(numbers) > 2 else np.zeros_like(hour)  # noqa: PLR2004
    good = (hour < 24) & (minute < 60) & (second < 60)  # noqa: PLR2004 - the day has 24 hours
    return np.where(good, ((hour * 60 + minute) * 60 + second) * 1_000_000, -1)


def read_dates(
    column: RawColumn, evidence: DateEvidence, given: DateOrder | None, last_year: int | None
) -> Dates:
    """Read a column as dates.

    Parameters
    ----------
    column
        The column.
    evidence
        What its cells say.
    given
        Order to use for dates with strokes or dashes where no cell proves one.
    last_year
        Last year that two digits may mean, such as 2030; None if nobody said.
    """
    fitting = evidence.fitting
    order = _order(evidence, given)
    # A date such as 05/05/2026 is the same either way.
    doubtful = fitting & (evidence.first != evidence.second) & (order is None)
    short = fitting & evidence.short & (last_year is None)
    moments = _moments(evidence, order, last_year)
    moments[~fitting] = _NOTHING
    values: Moments = column.spread(moments, _NOTHING)
    if len(column.moments):
        values = np.where(np.isnat(column.moments), values, column.moments)
    known = ~np.isnat(values)
    return Dates(
        values=values,
        known=known,
        unsure=column.spread(doubtful, nothing=False) & known,
        centuries=column.spread(short, nothing=False) & known,
        order=order if bool(fitting.any()) else None,
        zoned=bool((evidence.zoned & fitting).any()),
    )


def _order(evidence: DateEvidence, given: DateOrder | None) -> DateOrder | None:
    """The order that the style leaves or most proofs show; the given one if there is no proof."""
    if evidence.style is None or evidence.style in ORDERS:
        return ORDERS.get(evidence.style) if evidence.style else None
    fitting, counts = evidence.fitting, evidence.counts
    day_first = int(counts[fitting & (evidence.first > _MONTHS)].sum())
    month_first = int(counts[fitting & (evidence.second > _MONTHS)].sum())
    if day_first != month_first:
        return DateOrder.DAY_FIRST if day_first > month_first else DateOrder.MONTH_FIRST
    return given if given is not DateOrder.YEAR_FIRST else None


def _moments(evidence: DateEvidence, order: DateOrder | None, last_year: int | None) -> Moments:
    last = 1999 if last_year is None else last_year
    # Two digits mean the latest year up to the last one that ends in them.
    years = np.where(evidence.short, last - (last - evidence.years) % _CENTURY, evidence.years)
    year_first = evidence.style in {Style.YEAR_FIRST, Style.COMPACT}
    month_first = year_first or order is DateOrder.MONTH_FIRST
    month, day = evidence.first, evidence.second
    if not month_first:
        month, day = day, month
    moments: Moments = days_of(years, month, day) + evidence.clock.astype("timedelta64[us]")
    return moments


def days_of(year: Numbers, month: Numbers, day: Numbers) -> Moments:
    """The start of each day, NaT where there is no such day."""
    good = (year > 0) & (month >= 1) & (month <= _MONTHS) & (day >= 1)
    months = np.where(good, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    last = (months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")
    good &= day <= last.astype(np.int64)
    days = months.astype("datetime64[D]") + np.where(good, day - 1, 0)
    moments: Moments = days.astype("datetime64[us]")
    moments[~good] = _NOTHING
    return moments


def compact_dates(wholes: Numbers) -> Moments:
    """Whole numbers such as 20260403 as dates, NaT where a number is none."""
    year, month, day = wholes // 10_000, wholes // 100 % 100, wholes % 100
    moments = days_of(year, month, day)
    moments[(year < 1900) | (year > 2100)] = _NOTHING  # noqa: PLR2004 - dates of customers
    return moments
