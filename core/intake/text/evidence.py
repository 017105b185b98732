"""Which dialect a text is written in, by how well its records then agree with one another."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.intake.text.dialect import DELIMITERS, DOUBLE, SINGLE, Dialect
from core.intake.text.scanner import Record, scan

_MOSTLY = 0.95
_LOOK_AT = 2000
_APART = re.compile(r"[^ \t\r\n](?:[ \t]{2,}|\t)[^ \t\r\n]")


@dataclass(frozen=True)
class Reading:
    """A text read in one dialect.

    Attributes
    ----------
    dialect
        The dialect.
    records
        The first records of the text.
    usual
        Fields that most records have.
    share
        Share of the records that are not empty which have so many and keep the rules.
    heads
        Whether the first record that is not empty has so many.
    exact
        Whether fields are quoted and every mark keeps the rules.
    """

    dialect: Dialect
    records: tuple[Record, ...]
    usual: int
    share: float
    heads: bool
    exact: bool

    @property
    def rank(self) -> tuple[bool, float, bool, int]:
        """How well it fits, for comparison with others."""
        return self.heads, self.share, self.exact, self.usual


def readings(text: str) -> tuple[Reading, ...]:
    """The text in the best dialect of every separator that divides it, the best first."""
    found = [best_with(text, sign) for sign in DELIMITERS if sign in text]
    divided = [reading for reading in found if reading.usual > 1]
    return tuple(sorted(divided, key=lambda reading: reading.rank, reverse=True))


def best_with(text: str, delimiter: str) -> Reading:
    """The text in the dialect that fits best with a separator, the simplest of equals."""
    first, *others = (read(text, dialect) for dialect in _dialects(text, delimiter))
    best = first
    for other in others:
        if other.rank[:2] > best.rank[:2]:
            best = other
    return best


def divided_by_blanks(text: str) -> Reading | None:
    """The text divided by runs of blanks, if that divides all of it alike and looks meant.

    It does if its columns stand apart by more than one blank, or hold numbers mostly; a list of
    names of two words is one column.
    """
    reading = read(text, Dialect(" ", "", runs=True))
    if reading.usual < 2 or reading.share < 1.0:  # noqa: PLR2004 - one column is not divided
        return None
    full = [record for record in reading.records if record.cells]
    apart = sum(bool(_APART.search(text[record.start : record.end])) for record in full)
    cells = [cell for record in full for cell in record.cells]
    numbers = sum(cell[:1].isdigit() for cell in cells)
    return reading if 2 * apart >= len(full) or 2 * numbers >= len(cells) else None


def _dialects(text: str, delimiter: str) -> Iterator[Dialect]:
    plain = Dialect(delimiter, DOUBLE if _begins_with(text, delimiter, DOUBLE) else "")
    if DOUBLE not in text:
        plain = replace(plain, quote=DOUBLE)  # quotes may come later
    spaced = _is_spaced(text, delimiter)
    yield Dialect(delimiter, "", spaced=True) if spaced and DOUBLE not in text else plain
    if spaced and DOUBLE in text:
        yield replace(plain, spaced=True, quote=DOUBLE)
    if '\\"' in text:
        yield replace(plain, escape=True, quote=DOUBLE)
    if _begins_with(text, delimiter, SINGLE):
        yield Dialect(delimiter, SINGLE)
    if delimiter == " ":
        yield Dialect(delimiter, "", runs=True)


def _begins_with(text: str, delimiter: str, mark: str) -> bool:
    begins = (delimiter + mark, "\n" + mark, "\r" + mark)
    return text.startswith(mark) or any(begin in text for begin in begins)


def _is_spaced(text: str, delimiter: str) -> bool:
    """Whether nearly every separator has a space behind it."""
    separators = text.count(delimiter)
    return delimiter != "\t" and text.count(f"{delimiter} ") >= _MOSTLY * separators > 0


def read(text: str, dialect: Dialect) -> Reading:
    """The first records of a text in a dialect, and how well they agree."""
    records = []
    for record in scan(text, dialect):
        records.append(record)
        if len(records) == _LOOK_AT:
            break
    full = [record for record in records if record.cells]
    good = Counter(len(record.cells) for record in full if record.good)
    usual = max(good, key=lambda fields: (good[fields], fields), default=0)
    share = good[usual] / len(full) if full else 0.0
    heads = bool(full) and full[0].good and len(full[0].cells) == usual
    exact = bool(dialect.quote) and DOUBLE in text and all(record.good for record in full)
    return Reading(dialect, tuple(records), usual, share, heads, exact)
