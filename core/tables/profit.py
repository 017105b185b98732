"""Profit: who earns it, who costs it, and how it is spread over the customers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

TIERS = ("top", "middle", "bottom")
"""Value tiers, most profitable first; a customer's tier is the place here, from 1."""

STAGES = ("new", "growing", "loyal", "fading", "lost")
"""Lifecycle stages; a customer's stage is the place here, from 1."""


@dataclass(frozen=True, eq=False)
class Parts:
    """What profit and value are made of; shape (customers,) each, in the currency of the data.

    Attributes
    ----------
    margin, cost_to_serve, other_costs, profit
        In the period; ``profit`` is the margin less both costs.
    lifetime_value, indirect_value
        Over the horizon; None if it is not known.
    cost_ahead
        Cost to serve over the horizon; None if it is not known, or taken off lifetime value
        already.
    stage
        Place of the lifecycle stage, from 1; None if it is not known.
    """

    margin: Floats
    cost_to_serve: Floats
    other_costs: Floats
    profit: Floats
    lifetime_value: Floats | None
    indirect_value: Floats | None
    cost_ahead: Floats | None
    stage: npt.NDArray[np.int8] | None


@dataclass(frozen=True)
class Composition:
    """What an average customer is worth over the horizon, and of what; currency of the data.

    Attributes
    ----------
    direct
        Lifetime value.
    indirect
        Through others; None if nothing is known of it.
    cost_to_serve
        None if it is not known, or taken off lifetime value already.
    total
        Both values less the cost.
    """

    direct: float
    indirect: float | None
    cost_to_serve: float | None
    total: float


@dataclass(frozen=True)
class Tier:
    """A value tier.

    Attributes
    ----------
    tier
        ``"top"``, ``"middle"`` or ``"bottom"``.
    customers
        How many.
    margin, cost_to_serve, other_costs, profit
        Sums over them in the period, in the currency of the data.
    share_of_profit
        Of the company's, below 0 for a loss; None if the company makes none.
    median_cost
        Median cost to serve.
    lifetime_value
        Sum over the horizon; None if it is not known.
    low, high
        Where that will lie in 80 of 100 cases; None if it cannot be told.
    indirect_value
        Sum of what they brought by others; None if it is not known.
    average
        What one of them is worth over the horizon; None if lifetime value is not known.
    stages
        How many are in each lifecycle stage, in the order of `STAGES`; empty if not known.
    deserves
        ``"keep"``, ``"grow"``, ``"serve at less cost"`` or ``"re-price or let go"``.
    advice
        Why, as a sentence.
    """

    tier: str
    customers: int
    margin: float
    cost_to_serve: float
    other_costs: float
    profit: float
    share_of_profit: float | None
    median_cost: float
    lifetime_value: float | None
    low: float | None
    high: float | None
    indirect_value: float | None
    average: Composition | None
    stages: tuple[int, ...]
    deserves: str
    advice: str


@dataclass(frozen=True)
class Whale:
    """Profit added up from the most to the least profitable customer.

    Attributes
    ----------
    customers, profit
        Points of the curve: how many customers, and what they earn together; the first is
        nobody, the last everybody.
    total
        Profit of everybody.
    peak, peak_customers
        The most that is reached, and with how many customers.
    break_even
        How many customers earn as much as everybody together; None if that is a loss.
    losing
        Customers who cost more than they bring.
    """

    customers: tuple[int, ...]
    profit: tuple[float, ...]
    total: float
    peak: float
    peak_customers: int
    break_even: int | None
    losing: int

    @property
    def peak_share(self) -> float | None:
        """The peak as a share of the total; None if the total is no profit."""
        return self.peak / self.total if self.total > 0 else None

    @property
    def eroded(self) -> float:
        """What those after the peak take away again."""
        return self.peak - self.total


@dataclass(frozen=True)
class Concentration:
    """How unevenly the earnings are spread over the customers.

    Attributes
    ----------
    of
        What is spread: ``"margin"``, ``"revenue"`` or ``"lifetime value"``.
    gini
        Gini coefficient, 0 if all bring the same, near 1 if one brings all; losses count as 0.
    most
        Share of the customers who bring 80 % of it.
    top
        Shares of it that the best 10, 20 and 50 % bring.
    """

    of: str
    gini: float
    most: float
    top: tuple[float, float, float]


@dataclass(frozen=True)
class Totals:
    """The company in the period, and over the horizon; in the currency of the data.

    Attributes
    ----------
    revenue
        None if only lifetime value is known.
    margin, cost_to_serve, other_costs, profit
        ``profit`` is the margin less both costs.
    median_cost
        Median cost to serve of a customer.
    referred_margin
        Part of the margin that comes from customers brought by others; it is in ``margin``
        already. None without referrals.
    lifetime_value
        Of all customers over the horizon; None if it is not known.
    indirect_value
        What customers are credited with for others and for their voice; None without any.
    counted_twice
        Part of it that is in ``lifetime_value`` already.
    """

    revenue: float | None
    margin: float
    cost_to_serve: float
    other_costs: float
    profit: float
    median_cost: float
    referred_margin: float | None
    lifetime_value: float | None
    indirect_value: float | None
    counted_twice: float

    @property
    def company_value(self) -> float | None:
        """Lifetime value and indirect value, nothing counted twice."""
        if self.lifetime_value is None:
            return None
        return self.lifetime_value + (self.indirect_value or 0.0) - self.counted_twice
