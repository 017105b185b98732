"""What customers are worth: their own part, and that of their segment."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.errors import UserError
from core.settings import COST_TO_SERVE, LIFETIME_VALUE, Axis, Economics
from core.tables.customers import ScoredCustomers
from core.tables.segments import SegmentTable

Floats = npt.NDArray[np.float64]

TRIM = 100
"""One in this many customers is left out at either end of a mean."""

MOST_MONTHS = 1_200
"""A hundred years; nobody plans beyond."""

KAPPA = 10.0
"""A segment of this many customers counts half, and the mean of everybody the other half."""


def axis_of(measure: str, axes: Sequence[Axis]) -> int | None:
    """Give the place of a measure among the axes, or None if it is not an axis."""
    return next((place for place, axis in enumerate(axes) if axis.measure == measure), None)


@dataclass(frozen=True, eq=False)
class OwnWorth:
    """What each customer brings and costs over the horizon, if they stay as they are.

    Attributes
    ----------
    value
        Shape (customers,): lifetime value, in the currency of the data.
    cost
        Shape (customers,): cost to serve that is taken off it; 0 if none is.
    """

    value: Floats
    cost: Floats

    @property
    def worth(self) -> Floats:
        """Value less cost."""
        return self.value - self.cost


def own_worth(scored: ScoredCustomers, economics: Economics) -> OwnWorth:
    """Tell what each customer brings and costs over the horizon; NaN where it is not known.

    Raises
    ------
    UserError
        If no axis is the lifetime value, or the months or shares make no sense.
    """
    place = axis_of(LIFETIME_VALUE, scored.axes)
    if place is None:
        raise UserError(
            "Gains in money need to know what customers are worth, and no axis is the "
            "lifetime value.",
            "Make the column with the lifetime value (or margin, or revenue) an axis of that "
            "name, as in lifetime_value=Column.",
        )
    _check(economics)
    value = scored.values[:, place]
    cost = axis_of(COST_TO_SERVE, scored.axes)
    if cost is None or economics.value_is_net:
        return OwnWorth(value, np.zeros(len(value)))
    months = economics.horizon_months / economics.cost_months
    return OwnWorth(value, scored.values[:, cost] * months)


@dataclass(frozen=True, eq=False)
class SegmentMeans:
    """Means of each segment, in code order.

    Attributes
    ----------
    means
        Shape (segments,): trimmed and drawn towards everybody's.
    errors
        Shape (segments,): standard errors of the means.
    """

    means: Floats
    errors: Floats


def segment_means(values: Floats, segments: SegmentTable) -> SegmentMeans:
    """Mean of each segment, drawn towards that of everybody.

    It is lambda times its own mean plus (1 - lambda) times the mean of everybody, with
    lambda = n / (n + kappa) for n customers, so that a few odd customers do not make a segment
    precious, and one that was kept and has no customers now has the mean of everybody. Means
    leave out the lowest and highest 1 in 100 customers.

    Parameters
    ----------
    values
        Shape (customers,): one value for each.
    segments
        Who belongs where.
    """
    everybody = trimmed(values[segments.codes > 0])
    middle, spread = everybody.mean(), everybody.std()
    means, errors = [], []
    for segment in segments.segments:
        own = trimmed(values[segments.codes == segment.code])
        trust = segment.customers / (segment.customers + KAPPA)
        if not len(own):
            means.append(middle)
            errors.append(0.0)
            continue
        means.append(trust * own.mean() + (1 - trust) * middle)
        scatter = trust * own.std() + (1 - trust) * spread
        errors.append(trust * scatter / np.sqrt(len(own)))
    return SegmentMeans(np.array(means), np.array(errors))


def trimmed(values: Floats) -> Floats:
    """Give the values without the lowest and highest 1 in 100 of them, in order."""
    cut = len(values) // TRIM
    return np.sort(values)[cut : len(values) - cut]


def counts_cost(axes: Sequence[Axis], economics: Economics) -> bool:
    """Whether the cost to serve is taken off the lifetime value."""
    return not economics.value_is_net and axis_of(COST_TO_SERVE, axes) is not None


def _check(economics: Economics) -> None:
    """Refuse what nothing can be worked out from."""
    months = economics.horizon_months, economics.cost_months
    if not (min(months) >= 1 and max(months) <= MOST_MONTHS):
        raise UserError(
            "The horizon and the months that the costs cover have to be at least 1 month and at "
            f"most {MOST_MONTHS:,}.",
            f"Set both to a number from 1 to {MOST_MONTHS:,}.",
        )
    if not (0 <= economics.loss_share <= 1 and 0 <= economics.selling_needs <= 1):
        raise UserError(
            "The share of customers lost and the satisfaction score that selling needs are "
            f"{economics.loss_share:g} and {economics.selling_needs:g}; both have to be from 0 "
            "to 1.",
            "Set both to a number from 0 to 1, such as 0.15 and 0.4.",
        )
