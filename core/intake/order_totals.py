"""The total of an order that stands in each of its rows, where it is to be added up once."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.intake.column import Codes, Floats, Moments, Places
from core.intake.masks import Mask

_MOSTLY = 0.99


@dataclass(frozen=True, eq=False)
class Lines:
    """Rows of orders, all arrays of shape (rows,).

    Attributes
    ----------
    paid
        Their amounts; NaN where there is none.
    days
        When they were.
    customers
        Whose they are, as numbers.
    used
        Which rows count.
    """

    paid: Floats
    days: Moments
    customers: Codes
    used: Mask


@dataclass(frozen=True, eq=False)
class SeveralLines:
    """Orders of several rows.

    Attributes
    ----------
    first, again
        For each row that repeats the amount of the first of its order the place of that, and its
        own.
    total_in_each
        Whether nearly all rows do so, so that it may be the total.
    """

    first: Places
    again: Places
    total_in_each: bool


def several_lines(orders: Codes, lines: Lines) -> SeveralLines | None:
    """Find orders of several rows; None if a number does not tell orders, or each has one row.

    An order is of one customer and one day. Its total stands in each row if that is so in nearly
    every order of several rows, and they do not all come to the same.

    Parameters
    ----------
    orders
        Shape (rows,): what may be the number of the order of each row; -1 for none.
    lines
        The rows.
    """
    rows = np.flatnonzero(lines.used & (orders >= 0) & ~np.isnan(lines.paid))
    rows = rows[np.argsort(orders[rows], kind="stable")]
    again = orders[rows[1:]] == orders[rows[:-1]]
    one, other = rows[:-1][again], rows[1:][again]
    days = lines.days.astype("datetime64[D]")
    if not (_mostly_same(lines.customers, one, other) and _mostly_same(days, one, other)):
        return None
    starts = np.where(np.append(np.array([True]), ~again), np.arange(len(rows)), 0)
    first = rows[np.maximum.accumulate(starts)][1:][again]
    differ = len(np.unique(lines.paid[first])) > 1
    alike = lines.paid[first] == lines.paid[other]
    total = differ and _mostly_same(lines.paid, first, other)
    return SeveralLines(first[alike], other[alike], total)


def _mostly_same(values: npt.NDArray[Any], one: Places, other: Places) -> bool:
    return len(one) > 0 and float((values[one] == values[other]).mean()) >= _MOSTLY
