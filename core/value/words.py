"""How counts, dates, amounts and lists are put into sentences."""

from collections.abc import Iterable

import numpy as np

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def rows_that(count: int, source: str, one: str, many: str) -> str:
    """Rows with their verb, as in ``"1 row of a.csv has"`` or ``"1,200 rows of a.csv have"``."""
    rows, verb = ("row", one) if count == 1 else ("rows", many)
    return f"{count:,} {rows} of {source} {verb}"


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun: ``"1 order"``, ``"1,200 orders"``."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def listed(names: Iterable[str]) -> str:
    """Names in a row, as in ``"a, b and c"``."""
    *most, last = list(names)
    return f"{', '.join(most)} and {last}" if most else last


def begun(words: str) -> str:
    """Words at the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def date_words(day: int) -> str:
    """A day since 1970 as it is said: ``"30 September 2025"``."""
    date = np.datetime64(day, "D").item()
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def percent(share: float) -> str:
    """A share as per cent, with a decimal only where it is needed: ``"39 %"``, ``"2.5 %"``."""
    return f"{round(100 * share, 1):g} %"


def amount(value: float) -> str:
    """An amount of money: whole from 100 on, else with hundredths where there are any."""
    size = abs(value)
    whole = size >= 100  # noqa: PLR2004 - cents say nothing beside hundreds
    written = f"{size:,.0f}" if whole else f"{size:,.2f}".removesuffix(".00")
    return f"−{written}" if value < 0 and written != "0" else written
