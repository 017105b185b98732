"""Purchases: the orders of a customer on one day as one, refunds taken off what they were for."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.native.rows import Codes, starts_of_days, taken
from core.value.columns import Days, Floats
from core.value.evidence.orders import OrderLines
from core.value.sums import exact_sums, sums_from

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Purchases:
    """Days on which customers bought, sorted by customer and day; arrays of one shape.

    Attributes
    ----------
    places
        Place of the customer.
    days
        Days since 1970.
    amounts
        What is left of the day's amounts after refunds, in the currency of the data, >= 0.
    """

    places: Places
    days: Days
    amounts: Floats

    def __len__(self) -> int:
        return len(self.places)

    def kept(self, which: Flags) -> "Purchases":
        """Give some of them, in the same order."""
        if which.all():
            return self
        return Purchases(self.places[which], self.days[which], self.amounts[which])


@dataclass(frozen=True)
class Refunds:
    """What became of refunds.

    Attributes
    ----------
    amount
        All of them together, > 0 if there is any.
    cancelled
        Days that are no purchases any more because all was refunded.
    unmatched
        Part of the amount for which there was nothing earlier to take it off.
    """

    amount: float = 0.0
    cancelled: int = 0
    unmatched: float = 0.0

    def __add__(self, other: "Refunds") -> "Refunds":
        return Refunds(
            self.amount + other.amount,
            self.cancelled + other.cancelled,
            self.unmatched + other.unmatched,
        )


def purchases_in(lines: OrderLines) -> tuple[Purchases, Refunds]:
    """Reduce the lines of orders to purchases.

    A customer's orders on one day count as one purchase, because shops that split a basket into
    several orders would otherwise look like loyal customers. A refund is taken off the
    day's own amounts first, then off the purchases before it, the latest first; a purchase that is
    refunded in full never was one. A purchase for nothing counts.

    Parameters
    ----------
    lines
        Lines with a customer, a date and an amount, in any order.
    """
    lines, starts = _by_day(lines)
    amounts = sums_from(lines.amounts, starts)
    days = Purchases(taken(lines.places, starts), taken(lines.days, starts), amounts)
    back = np.flatnonzero(lines.amounts < 0)
    if not len(back):
        return days, Refunds()
    refunded = np.zeros(len(days), dtype=bool)
    refunded[np.searchsorted(starts, back, "right") - 1] = True
    below = lines.amounts[back]
    total = -float(exact_sums(np.zeros(len(below), np.intp), below, 1)[0])
    bought = days.kept(~(refunded & (days.amounts == 0)))
    settled, unmatched = _settled(bought)
    cancelled = len(days) - len(settled) - int((days.amounts < 0).sum())
    return settled, Refunds(total, cancelled, unmatched)


def _by_day(lines: OrderLines) -> tuple[OrderLines, Codes]:
    """Give lines by customer and day, and the first of each customer's day."""
    starts = starts_of_days(lines.places, lines.days)
    if starts is not None:
        return lines, starts
    return _by_day(lines.taken(np.lexsort((lines.days, lines.places))))


def _settled(bought: Purchases) -> tuple[Purchases, float]:
    """Take the days of refunds off earlier purchases; give what is left and what was too much."""
    owing = np.zeros(int(bought.places.max(initial=0)) + 1, dtype=bool)
    owing[bought.places[bought.amounts < 0]] = True
    if not owing.any():
        return bought, 0.0
    theirs = np.flatnonzero(owing[bought.places])
    own = _Settling(theirs, bought.places[theirs], bought.amounts[theirs])
    while len(refunds := own.payable()):
        own = own.one_step_back(refunds)
    amounts, kept = bought.amounts.copy(), np.ones(len(bought), dtype=bool)
    kept[theirs] = False
    kept[own.rows] = own.amounts >= 0
    amounts[own.rows] = own.amounts
    unmatched = -float(own.amounts[own.amounts < 0].sum())
    return replace(bought, amounts=amounts).kept(kept), unmatched


@dataclass(frozen=True, eq=False)
class _Settling:
    """Purchases and refunds of those who have refunds, while these go back in time.

    ``rows`` are their places among all, ``places`` their customers, refunds have amounts below 0.
    """

    rows: npt.NDArray[np.intp]
    places: Places
    amounts: Floats

    def payable(self) -> npt.NDArray[np.intp]:
        """Refunds with something before them, of the same customer, to be taken off."""
        later = np.flatnonzero(self.amounts < 0)
        later = later[later > 0]
        return np.asarray(later[self.places[later - 1] == self.places[later]])

    def one_step_back(self, refunds: npt.NDArray[np.intp]) -> "_Settling":
        """Take refunds off what is before them; of several in a row the first goes first."""
        waits = np.zeros(len(self.rows), dtype=bool)
        waits[refunds] = True
        moving = refunds[~waits[refunds - 1]]
        pairs = np.tile(np.arange(len(moving)), 2)
        both = np.concatenate((self.amounts[moving - 1], self.amounts[moving]))
        left = exact_sums(pairs, both, len(moving))
        amounts, gone = self.amounts.copy(), np.zeros(len(self.rows), dtype=bool)
        amounts[moving - 1] = left
        gone[moving] = True
        gone[moving[left == 0] - 1] = True
        return _Settling(self.rows[~gone], self.places[~gone], amounts[~gone])
