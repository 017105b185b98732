"""Values of a file said in words, so that a question shows what each answer makes of them."""

import numpy as np

from core.intake.typing.date_text import date_text
from core.intake.typing.day_counts import counted_days
from core.intake.typing.number_text import number_text
from core.settings import DateOrder, DayCount

_MONTHS = (
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


def number_with(text: str, decimal: str) -> str:
    """A number as the program writes it, read with a decimal sign."""
    found = number_text(text)
    if found is None:
        return text
    whole, _, part = found.plain(decimal).partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")


def day_and_month(text: str, order: DateOrder) -> str:
    """The day and the month of a date that is written in some order, such as ``3 April``."""
    found = date_text(text)
    if found is None:
        return text
    month, day = {
        DateOrder.DAY_FIRST: (found.second, found.first),
        DateOrder.MONTH_FIRST: (found.first, found.second),
        DateOrder.YEAR_FIRST: (found.second, found.year),
    }[order]
    return f"{day} {_MONTHS[month - 1]}" if 1 <= month <= len(_MONTHS) else text


def year_in(text: str, order: DateOrder | None) -> int:
    """The year of a date as it is written."""
    found = date_text(text)
    if found is None:
        return 0
    return found.first if found.short_year and order is DateOrder.YEAR_FIRST else found.year


def full_year(year: int, last: int) -> int:
    """The year that two digits mean if no year is after the last one."""
    return last - (last - year) % 100


def counted_day(text: str, count: DayCount) -> str:
    """The day that a number is if days are counted, such as ``1 March 2024``."""
    found = number_text(text)
    decimal = "," if found and "," in found.digits else "."
    moments = counted_days(np.array([float(found.plain(decimal))] if found else [0.0]), count)
    year, month, day = str(moments[0].astype("datetime64[D]")).split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
