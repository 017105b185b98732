"""What a cell means each way in which it can be read, in words."""

from collections.abc import Sequence

import numpy as np

from core.intake.typing.date_text import date_text
from core.intake.typing.day_counts import counted_days
from core.intake.typing.number_text import number_text
from core.settings import DateOrder, DayCount, Recipe

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
    if len({recipe.day_count for recipe in recipes}) > 1:
        return tuple(_counted(cell, recipe.day_count) for recipe in recipes)
    if len({recipe.date_order for recipe in recipes}) > 1:
        return tuple(_date(cell, recipe.date_order or DateOrder.DAY_FIRST) for recipe in recipes)
    if len({recipe.decimal for recipe in recipes}) > 1:
        return tuple(number_with(cell, recipe.decimal or ".") for recipe in recipes)
    if len({recipe.last_year for recipe in recipes}) > 1:
        return tuple(_year(cell, recipe) for recipe in recipes)
    return ()


def number_with(text: str, decimal: str) -> str:
    """A number as the program writes it, read with a decimal sign; "" if it is none."""
    found = number_text(text)
    if found is None:
        return ""
    whole, _, part = found.plain(decimal).partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")


def day_and_month(text: str, order: DateOrder) -> str:
    """Day and month of a date that is written in some order; "" if there is no such month."""
    found = date_text(text)
    if found is None:
        return ""
    month, day = {
        DateOrder.DAY_FIRST: (found.second, found.first),
        DateOrder.MONTH_FIRST: (found.first, found.second),
        DateOrder.YEAR_FIRST: (found.second, found.year),
    }[order]
    return f"{day} {MONTHS[month - 1]}" if 1 <= month <= len(MONTHS) else ""


def year_in(text: str, order: DateOrder | None) -> int:
    """The year of a date as it is written; 0 if the text is none."""
    found = date_text(text)
    if found is None:
        return 0
    return found.first if found.short_year and order is DateOrder.YEAR_FIRST else found.year


def full_year(year: int, last: int) -> int:
    """The year that two digits mean if no year is after ``last``."""
    return last - (last - year) % 100


def counted_day(text: str, count: DayCount) -> str:
    """The day that a number is if days are counted, such as ``1 March 2024``; "" if none."""
    found = number_text(text)
    if found is None:
        return ""
    decimal = "," if "," in found.digits else "."
    moment = counted_days(np.array([float(found.plain(decimal))]), count)[0]
    if np.isnat(moment):
        return ""
    year, month, day = str(moment.astype("datetime64[D]")).split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def _counted(cell: str, count: DayCount | None) -> str:
    return counted_day(cell, count) if count else cell


def _date(text: str, order: DateOrder) -> str:
    said = day_and_month(text, order)
    if not said:
        return ""
    day, month = said.split()
    return f"{day} {month[:_SHORT]} {year_in(text, order)}"


def _year(text: str, recipe: Recipe) -> str:
    if date_text(text) is None:
        return ""
    return str(full_year(year_in(text, recipe.date_order), recipe.last_year or 0))
