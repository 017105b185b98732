"""What each customer brought and cost in the period, and what is left of it."""

from dataclasses import dataclass

import numpy as np

from core.settings import CostBasis, Economics, Kind, Valuation
from core.tables.value import Costs, Period
from core.value.columns import Floats
from core.value.evidence.contracts import MONTHS_IN_A_YEAR
from core.value.evidence.gathering import Evidence
from core.value.lifetime.by_contracts import yearly_margin
from core.value.lifetime.valued import Valued
from core.value.words import listed

MARGIN, REVENUE, LIFETIME = "margin", "revenue", "lifetime value"


@dataclass(frozen=True, eq=False)
class Earnings:
    """What each customer brought and cost; arrays of shape (customers,).

    Attributes
    ----------
    period
        The time that it is about.
    earned
        What stands for margin: ``"margin"``, ``"revenue"`` or ``"lifetime value"``.
    revenue
        None if only margin or lifetime value is known.
    margin, cost_to_serve, other_costs, profit
        In the period, in the currency of the data; 0 where nothing is known.
    """

    period: Period
    earned: str
    revenue: Floats | None
    margin: Floats
    cost_to_serve: Floats
    other_costs: Floats
    profit: Floats


@dataclass(frozen=True, eq=False)
class ServiceCost:
    """Cost to serve of each customer.

    Attributes
    ----------
    values
        Shape (customers,): over ``months``; NaN where it is not known.
    months
        Months that it covers.
    costs
        Where it goes.
    """

    values: Floats
    months: float
    costs: Costs


def service_cost(known: Evidence, economics: Economics) -> ServiceCost | None:
    """Cost to serve: a column of the user's own, or that of the contacts; None without either."""
    given, period = known.bought.given.cost, known.bought.calendar.period
    if given is not None:
        costs = Costs(f"column ‘{given.name}’", (), ())
        return ServiceCost(given.values, float(economics.cost_months), costs)
    took = known.served
    if took is None or took.cost is None or took.costs is None:
        return None
    return ServiceCost(took.cost, period.months, took.costs)


def earnings(
    known: Evidence,
    valued: Valued | None,
    cost: ServiceCost | None,
    valuation: Valuation,
    economics: Economics,
) -> Earnings | None:
    """Work out the profit of each customer; None if nothing that customers bring is known.

    Profit is margin less cost to serve and other costs. Margin is that of the orders in the
    period; without orders that of profiles or contracts; revenue where no margin is known; and
    lifetime value over the horizon if it is all there is.
    """
    brought = _brought(known, valued, valuation, economics)
    if brought is None:
        return None
    period, earned, revenue, margin = brought
    nothing = np.zeros(known.size)
    served = nothing if cost is None else cost.values * period.months / cost.months
    orders = nothing if known.bought.buying is None else known.bought.buying.period_orders
    other = valuation.cost_per_order * orders
    other = other + valuation.cost_per_year * period.months / MONTHS_IN_A_YEAR
    margin, served = np.nan_to_num(margin), np.nan_to_num(served)
    profit = np.asarray(margin - served - other, np.float64)
    return Earnings(period, earned, revenue, margin, served, np.asarray(other), profit)


_Brought = tuple[Period, str, Floats | None, Floats]


def _brought(
    known: Evidence, valued: Valued | None, valuation: Valuation, economics: Economics
) -> _Brought | None:
    found = known.bought.buying
    if found is not None and known.bought.amount_is_known:
        earned = MARGIN if known.bought.margin_is_known else REVENUE
        return known.bought.calendar.period, earned, found.period_revenue, found.period_margin
    brought = _by_profiles(known, valuation, economics) or _by_contracts(known, valuation)
    if brought is not None or valued is None:
        return brought
    months = float(economics.horizon_months)
    return _months_of(months, f"the next {months:g} months"), LIFETIME, None, valued.values


def _by_profiles(known: Evidence, valuation: Valuation, economics: Economics) -> _Brought | None:
    period, given = _months_of(float(economics.cost_months)), known.bought.given
    revenue = None if given.revenue is None else given.revenue.values
    if given.margin is not None:
        return period, MARGIN, revenue, given.margin.values
    if revenue is None:
        return None
    if valuation.margin_rate is None:
        return period, REVENUE, revenue, revenue
    return period, MARGIN, revenue, revenue * valuation.margin_rate


def _by_contracts(known: Evidence, valuation: Valuation) -> _Brought | None:
    if known.bought.contracts is None:
        return None
    yearly = yearly_margin(known.bought.contracts, known.size, valuation)
    if np.isnan(yearly).all():
        return None
    period = _months_of(MONTHS_IN_A_YEAR, "a year of the contracts that run")
    return period, REVENUE if valuation.margin_rate is None else MARGIN, None, yearly


def _months_of(months: float, words: str = "") -> Period:
    return Period("", "", months, words or f"{months:g} months, since nothing is dated")


def missing_of(earned: Earnings | None, without_cost: str) -> tuple[str, ...]:
    """What would make more of this, each as a sentence that names it."""
    told = [without_cost] if without_cost else []
    if earned is None:
        told.append(
            "Nothing says what customers bring. Add orders with an amount, or give a column the "
            "role ‘amount’, ‘margin’ or ‘lifetime value’."
        )
    elif earned.earned == LIFETIME:
        told.append(
            "No source has orders, an amount or a margin, so the profit of a past period is not "
            "known; lifetime value stands for it."
        )
    elif earned.earned == REVENUE:
        told.append(
            "No margin is known, so profit is revenue less cost. Give a margin rate, or a column "
            "with the margin."
        )
    return tuple(reversed(told))


def without_cost(known: Evidence, cost: ServiceCost | None, valuation: Valuation) -> str:
    """Why the cost to serve is not known and what would tell it, as sentences; "" if it is."""
    if cost is not None:
        return ""
    if known.served is None:
        return (
            "Nothing says what it costs to serve customers. Add service contacts, or give a "
            "column the role ‘cost’."
        )
    names = listed([known.bought.sources[Kind.CONTACTS]])
    if valuation.cost_basis is CostBasis.RECORDED:
        return f"{names} has no cost. Give a column the role ‘cost’, or use the rate table."
    return (
        f"{names} has no cost. Fill in the rate table: how long each activity takes, and what "
        "those who do it cost."
    )
