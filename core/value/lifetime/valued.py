"""Lifetime values with where they come from, whatever they come from."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.tables.lifetime import Lifetime
from core.value.columns import Floats
from core.value.evidence.buying import Buying
from core.value.evidence.spans import DAYS_IN_A_MONTH
from core.value.lifetime.checking import Checked
from core.value.lifetime.foretelling import Foretold
from core.value.words import date_words

_DECIMALS = 4
"""Of lifetime values; what lies beyond differs from one processor to the next."""


@dataclass(frozen=True, eq=False)
class Purchasing:
    """What purchases are expected; arrays of shape (customers,).

    Attributes
    ----------
    model
        The fitted models.
    purchases
        Expected within the horizon.
    today
        The same, each counted with what money then is worth today.
    rates
        Share of an amount that is margin.
    check
        How good the model would have been; None if that cannot be told.
    """

    model: Foretold
    purchases: Floats
    today: Floats
    rates: Floats
    check: Checked | None


@dataclass(frozen=True, eq=False)
class Valued:
    """Lifetime values of all customers.

    Attributes
    ----------
    values
        Shape (customers,), in the currency of the data; NaN where it is not known.
    lifetime
        Where they come from.
    meaning
        How they were worked out, as sentences, for the measure.
    projected
        Shape (customers,): the plain projection beside them; None without orders.
    purchasing
        What purchases are expected; None if the values do not come from purchases.
    contracted
        Shape (customers,): whose value comes from a contract although those of others come from
        purchases; None without any.
    """

    values: Floats
    lifetime: Lifetime
    meaning: str
    projected: Floats | None = None
    purchasing: Purchasing | None = None
    contracted: npt.NDArray[np.bool_] | None = None


def rounded(values: Floats) -> Floats:
    """Leave out digits that mean nothing."""
    return np.asarray(np.round(values, _DECIMALS))


def months_covered(found: Buying, undated_months: int) -> float:
    """Months from the first order of anybody to the last day that counts, at least 1."""
    if not found.now.bought.any():
        return float(undated_months)
    days = found.span.last - found.span.first + 1
    return max(1.0, round(days / DAYS_IN_A_MONTH, 1))


def projection(found: Buying, horizon_months: int, undated_months: int) -> Floats:
    """The margin so far, simply repeated until the horizon."""
    return found.margin * horizon_months / months_covered(found, undated_months)


def covered_words(found: Buying, undated_months: int) -> str:
    """What time the orders cover."""
    months = months_covered(found, undated_months)
    if not found.now.bought.any():
        return f"taken to cover {months:g} months, because they have no dates"
    first, last = date_words(found.span.first), date_words(found.span.last)
    return f"from {first} to {last}, counted as {months:g} months"


def mean_of(values: Floats) -> float:
    """Mean of the values that are known; 0 without any."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else 0.0
