"""How it is worked out what a customer is worth."""

from dataclasses import dataclass
from enum import StrEnum


class ValueModel(StrEnum):
    """Where lifetime value comes from."""

    AUTOMATIC = "automatic"
    GIVEN = "given column"
    CONTRACTS = "contracts"
    PARETO_NBD = "pareto-nbd"
    BG_NBD = "bg-nbd"
    MBG_NBD = "mbg-nbd"
    MULTIPLE = "margin multiple"
    PROJECTION = "plain projection"


class TimeUnit(StrEnum):
    """In what the models count time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class CostBasis(StrEnum):
    """Where the cost of service comes from."""

    AUTOMATIC = "automatic"
    RECORDED = "as recorded"
    RATES = "rate table"


@dataclass(frozen=True)
class CostPool:
    """People who serve customers, what they cost, and the time that they can give.

    Attributes
    ----------
    name
        What the rate table calls it.
    cost
        All their cost over the period that is looked at, in the currency of the data.
    minutes
        Practical capacity: minutes that they can work for customers in that period, above 0.
    """

    name: str
    cost: float
    minutes: float


@dataclass(frozen=True)
class Rate:
    """What one contact of a kind takes.

    Attributes
    ----------
    activity
        The kind, as the contacts call it.
    minutes
        Minutes for one contact; 0 for the minutes that are recorded with the contacts.
    pool
        Name of the pool that does it.
    """

    activity: str
    minutes: float
    pool: str


@dataclass(frozen=True)
class Valuation:
    """How it is worked out what a customer is worth.

    Attributes
    ----------
    as_of
        Last day that counts, as ``"2025-09-30"``; "" for the last day of the data.
    model
        Where lifetime value comes from.
    time_unit
        In what the models count time.
    discount_rate
        What money of the next year loses against money of today, 0.1 for 10 % a year; at least 0.
    margin_rate
        Share of an amount that is margin, for orders without one, at most 1; None if it is
        not known.
    retention
        Share of customers who stay for another year, 0 to 1, for the margin multiple; None to
        take it from the share lost in `Economics`.
    contract_months
        Months from one renewal of a contract to the next, at least 1.
    period_months
        Months up to ``as_of`` that profit is counted over; 0 for all that the dated sources
        cover together.
    top_share, bottom_share
        Shares of the customers in the top and in the bottom tier, 0 to 1 together.
    cost_basis
        Where the cost of service comes from.
    pools, rates
        The rate table: who serves customers, and what each kind of contact takes.
    cost_per_order, cost_per_year
        Other costs of each order, and of each customer in a year.
    answer_weight
        The mean of all answers counts as so many further answers of each customer.
    type_one_share
        Share of referred customers who would not have come by themselves, 0 to 1.
    acquisition_cost
        What it costs to win a customer who is not referred.
    referral_reward
        What a referral costs.
    advocate_value
        Worth of a customer who gives one of the two best answers; 0 to leave it out.
    feedback_value
        Worth of an answer; 0 to leave it out.
    """

    as_of: str = ""
    model: ValueModel = ValueModel.AUTOMATIC
    time_unit: TimeUnit = TimeUnit.WEEK
    discount_rate: float = 0.1
    margin_rate: float | None = None
    retention: float | None = None
    contract_months: int = 12
    period_months: int = 0
    top_share: float = 0.2
    bottom_share: float = 0.1
    cost_basis: CostBasis = CostBasis.AUTOMATIC
    pools: tuple[CostPool, ...] = ()
    rates: tuple[Rate, ...] = ()
    cost_per_order: float = 0.0
    cost_per_year: float = 0.0
    answer_weight: float = 1.0
    type_one_share: float = 0.5
    acquisition_cost: float = 0.0
    referral_reward: float = 0.0
    advocate_value: float = 0.0
    feedback_value: float = 0.0
