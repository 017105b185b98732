"""What a customer of each segment is worth over the horizon."""

from collections.abc import Sequence

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


def segment_worth(
    scored: ScoredCustomers, segments: SegmentTable, economics: Economics
) -> tuple[float, ...]:
    """Worth of a typical customer of each segment over the horizon, to the cent, in code order.

    A customer's worth is their lifetime value less their cost to serve, scaled to the horizon.
    A segment's is lambda times its own mean plus (1 - lambda) times the mean of everybody, with
    lambda = n / (n + kappa) for n customers, so that a few odd customers do not make a segment
    precious, and one that was kept and has no customers now is worth what everybody is. Means
    leave out the lowest and highest 1 in 100 customers.

    Parameters
    ----------
    scored
        The axis values in their own units, lifetime value among them.
    segments
        Who belongs where.
    economics
        Horizon, months that the costs cover, and whether the value is net of them.

    Raises
    ------
    UserError
        If no axis is the lifetime value, or the months or shares make no sense.
    """
    worth = _customer_worth(scored, economics)
    everybody = trimmed_mean(worth[segments.codes > 0])
    means = []
    for segment in segments.segments:
        own = worth[segments.codes == segment.code]
        trust = len(own) / (len(own) + KAPPA)
        mean = trimmed_mean(own) if len(own) else everybody
        means.append(round(trust * mean + (1 - trust) * everybody, 2))
    return tuple(means)


def trimmed_mean(values: Floats) -> float:
    """Give the mean without the lowest and highest 1 in 100 of the values."""
    cut = len(values) // TRIM
    return float(np.sort(values)[cut : len(values) - cut].mean())


def counts_cost(axes: Sequence[Axis], economics: Economics) -> bool:
    """Whether the cost to serve is taken off the lifetime value."""
    return not economics.value_is_net and axis_of(COST_TO_SERVE, axes) is not None


def _customer_worth(scored: ScoredCustomers, economics: Economics) -> Floats:
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
        return value
    return value - scored.values[:, cost] * economics.horizon_months / economics.cost_months


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
