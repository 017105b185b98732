"""What the models know of a customer: how often they came back, when last, for how long."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

_PARTS = (2048, 1024, 512, 256, 128, 96, 64, 48, 32, 24, 16, 12, 8)
"""Into how many parts `coarse` divides the longest time, one after the other."""


@dataclass(frozen=True, eq=False)
class Histories:
    """Purchase histories, each with how many customers share it.

    These are x, t_x and T of Fader, Hardie & Lee (2005), "Counting Your Customers the Easy
    Way", Marketing Science 24(2); the models need nothing else of a customer, so equal
    histories are worked out once.

    Attributes
    ----------
    repeats
        Shape (histories,): x, purchases after the first, >= 0.
    last
        Shape (histories,): t_x, time from the first purchase to the last; 0 without a repeat.
    observed
        Shape (histories,): T, time from the first purchase to the end, >= ``last``.
    customers
        Shape (histories,): how many customers have this history, > 0.
    """

    repeats: Floats
    last: Floats
    observed: Floats
    customers: Floats

    def __len__(self) -> int:
        return len(self.repeats)

    @property
    def total(self) -> float:
        """How many customers there are."""
        return float(self.customers.sum())

    def mean_time_and_rate(self) -> tuple[float, float]:
        """Mean time observed, and mean repeat purchases in a unit of it."""
        time = float(np.average(self.observed, weights=self.customers))
        return time, float(np.average(self.repeats, weights=self.customers)) / time

    def part(self, start: int, count: int) -> "Histories":
        """Give some of them, from a place on."""
        some = slice(start, start + count)
        return Histories(
            self.repeats[some], self.last[some], self.observed[some], self.customers[some]
        )

    def in_unit(self, unit: float) -> "Histories":
        """Give the same histories with times counted in units of so many of the present ones."""
        return Histories(self.repeats, self.last / unit, self.observed / unit, self.customers)


def every_one(repeats: Floats, last: Floats, observed: Floats) -> Histories:
    """Take each customer as a history of their own, in the order given."""
    x, t_x, t = (np.asarray(column, np.float64) for column in (repeats, last, observed))
    return Histories(x, t_x, t, np.ones(len(x)))


def distinct(
    repeats: npt.NDArray[np.integer],
    last: npt.NDArray[np.integer],
    observed: npt.NDArray[np.integer],
) -> tuple[Histories, Places]:
    """Count customers with equal histories together.

    Parameters
    ----------
    repeats, last, observed
        Shape (customers,): x, t_x and T in whole days.

    Returns
    -------
    tuple
        The different histories in order, and for each customer the place of theirs.
    """
    span = int(observed.max(initial=0)) + 1
    key = (repeats.astype(np.int64) * span + last) * span + observed
    keys, places, counts = np.unique(key, return_inverse=True, return_counts=True)
    rest, days_observed = np.divmod(keys, span)
    times, days_to_last = np.divmod(rest, span)
    columns = (np.asarray(one, np.float64) for one in (times, days_to_last, days_observed, counts))
    return Histories(*columns), places


def coarse(histories: Histories, most: int) -> Histories:
    """Merge histories that are nearly equal until there are few enough.

    Times fall into bins that are made wider, and so do large numbers of repeats, until at
    most ``most`` histories are left, or nothing more can be merged; each bin has the means
    of its customers.
    """
    merged = histories
    for parts in _PARTS:
        if len(merged) <= most:
            break
        merged = _merged(histories, parts)
    return merged


def _merged(histories: Histories, parts: int) -> Histories:
    width = float(histories.observed.max(initial=0.0)) / parts
    last, observed = (np.floor(one / width) for one in (histories.last, histories.observed))
    key = (_bins_of_repeats(histories.repeats, parts) * (parts + 1) + last) * (parts + 1) + observed
    _keys, places = np.unique(key, return_inverse=True)
    weight = np.bincount(places, weights=histories.customers)

    def mean(values: Floats) -> Floats:
        return np.bincount(places, weights=values * histories.customers) / weight

    x, t_x, t = map(mean, (histories.repeats, histories.last, histories.observed))
    return Histories(x, t_x, t, np.asarray(weight, np.float64))


def _bins_of_repeats(repeats: Floats, parts: int) -> Floats:
    """Number repeats up to an eighth of the parts by themselves, and larger ones by their size."""
    exact = max(parts // 8, 4)
    larger = np.log(np.maximum(repeats, exact) / exact) * exact
    return np.asarray(np.floor(np.minimum(repeats, exact) + larger))
