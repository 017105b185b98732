"""What the cells of a column say of dates, before any is read."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.intake.column import Places, RawColumn, Texts
from core.intake.masks import Mask
from core.intake.typing.date_text import ORDERS, DateText, Style, date_text
from core.settings import DateOrder

Numbers = npt.NDArray[np.int64]

_MONTHS, _DAYS = 12, 31
_LOOKED_AT = 20
_FEW = 64
_STYLES = tuple(Style)


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
    """Whether most cells are dates, or a workbook stores some, as far as a few texts tell.

    Those are the most frequent texts, and the first of the others, which stand for all others: one
    word in many rows says little of a column in which each date stands once.
    """
    if len(column.moments) and not bool(np.isnat(column.moments).all()):
        return True
    if len(column.shapes) and bool((column.shapes != 0).any()):
        return False
    counts = column.text_counts
    often = _most_frequent(counts)
    dates, filled = _dates_among(column, often)
    others = np.setdiff1d(np.arange(min(len(counts), 2 * _LOOKED_AT)), often)[:_LOOKED_AT]
    some, of_some = _dates_among(column, others)
    rest = int(counts.sum() - counts[often].sum())
    dates += some / max(of_some, 1) * rest
    return dates > (filled + rest) / 2


def _most_frequent(counts: Places) -> Places:
    """Places of the few largest counts, of equal ones the first."""
    if len(counts) <= _LOOKED_AT:
        return np.arange(len(counts))
    least = np.partition(counts, -_LOOKED_AT)[-_LOOKED_AT]
    above, equal = np.flatnonzero(counts > least), np.flatnonzero(counts == least)
    return np.concatenate((above, equal[: _LOOKED_AT - len(above)]))


def _dates_among(column: RawColumn, codes: Places) -> tuple[float, int]:
    """How many of the cells with some texts are dates, and how many say something."""
    counts, texts = column.text_counts[codes], column.texts[codes]
    filled = np.array([not text.isspace() for text in texts], bool)
    dates = np.array([date_text(text) is not None for text in texts], bool)
    return float(counts[dates].sum()), int(counts[filled].sum())


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


def possible_orders(evidence: DateEvidence) -> tuple[DateOrder, ...]:
    """The order that the style leaves, or the orders in which most dates can be read.

    Two digits in front may be a year, as in 24-05-13.
    """
    if evidence.style is None:
        return ()
    if evidence.style in ORDERS:
        return (ORDERS[evidence.style],)
    first, second, last = evidence.first, evidence.second, evidence.years
    readable = {
        DateOrder.DAY_FIRST: (first <= _DAYS) & (second <= _MONTHS),
        DateOrder.MONTH_FIRST: (first <= _MONTHS) & (second <= _DAYS),
        DateOrder.YEAR_FIRST: evidence.short & (second <= _MONTHS) & (last >= 1) & (last <= _DAYS),
    }
    counts = evidence.counts * evidence.fitting
    cells = {order: int(counts[which].sum()) for order, which in readable.items()}
    most = max(cells.values())
    return tuple(order for order, count in cells.items() if count == most > 0)
