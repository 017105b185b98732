"""What a cell means each way in which it can be read."""

from collections.abc import Sequence

import numpy as np

from core.intake.typing.date_text import DateText, date_text
from core.intake.typing.number_text import number_text
from core.settings import DateOrder, Recipe

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT = 3


def readings(cell: str, recipes: Sequence[Recipe]) -> tuple[str, ...]:
    """What a cell means by each of several recipes that answer one question.

    Returns
    -------
    tuple of str
        One text for each recipe, "" where the cell has no meaning; empty if the recipes do not
        differ in how a cell is read.
    """
    if len({recipe.date_order for recipe in recipes}) > 1:
        return tuple(_date(cell, recipe.date_order) for recipe in recipes)
    if len({recipe.decimal for recipe in recipes}) > 1:
        return tuple(thousand(cell, recipe.decimal or ".") for recipe in recipes)
    if len({recipe.last_year for recipe in recipes}) > 1:
        return tuple(_year(cell, recipe.last_year or 0) for recipe in recipes)
    return ()


def thousand(text: str, decimal: str) -> str:
    """A number as the program writes it, read with a decimal sign; "" if it is none."""
    found = number_text(text)
    if found is None:
        return ""
    whole, _, part = found.plain(decimal).partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")


def spoken(text: str, *, day_first: bool) -> str:
    """Day and month of a date, read one way; "" if there is no such month."""
    found = date_text(text)
    if found is None:
        return ""
    day, month = _parts(found, day_first=day_first)
    return f"{day} {MONTHS[month - 1]}" if 1 <= month <= len(MONTHS) else ""


def written_out(moment: np.datetime64) -> str:
    """A day as people write it, such as 1 March 2024."""
    year, month, day = str(moment.astype("datetime64[D]")).split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def full_year(text: str, last: int) -> int:
    """The year of a date whose year has two digits, if no year is after ``last``."""
    found = date_text(text)
    return last - (last - (found.year if found else 0)) % 100


def _date(text: str, order: DateOrder | None) -> str:
    found = date_text(text)
    said = spoken(text, day_first=order is DateOrder.DAY_FIRST)
    if found is None or not said:
        return ""
    day, month = said.split()
    return f"{day} {month[:_SHORT]} {found.year}"


def _year(text: str, last: int) -> str:
    return str(full_year(text, last)) if date_text(text) is not None else ""


def _parts(found: DateText, *, day_first: bool) -> tuple[int, int]:
    return (found.first, found.second) if day_first else (found.second, found.first)
