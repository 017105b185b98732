"""What each customer is worth, and where the profit really comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.settings import Economics, Kind, Valuation, ValueModel
from core.tables.customers import Joined, MeasureColumn
from core.tables.profit import Parts, Tier, Totals
from core.tables.value import ValueTable
from core.value import measures
from core.value.columns import Floats
from core.value.evidence.bought import Bought
from core.value.evidence.gathering import Evidence, evidence
from core.value.evidence.referral import earned_by_referred
from core.value.evidence.spans import DAYS_IN_A_MONTH
from core.value.explaining import assumptions
from core.value.lifetime.intervals import intervals
from core.value.lifetime.valued import Valued
from core.value.profit.concentration import concentration
from core.value.profit.earnings import (
    LIFETIME,
    Earnings,
    ServiceCost,
    earnings,
    missing_of,
    service_cost,
    without_cost,
)
from core.value.profit.indirect import Indirect, indirect_value
from core.value.profit.lifecycle import Lifecycle, lifecycle
from core.value.profit.pattern import finding, pattern
from core.value.profit.tiers import Interval, Ranked, ranked, tiers, whale_curve


@dataclass(frozen=True, eq=False)
class _Found:
    """Everything that was found out, on its way into the table."""

    known: Evidence
    stages: Lifecycle | None
    valued: Valued | None
    indirect: Indirect | None
    cost: ServiceCost | None
    earned: Earnings | None
    order: Ranked | None


def value_table(
    joined: Joined,
    found: Bought,
    valued: Valued | None,
    valuation: Valuation,
    economics: Economics,
) -> ValueTable:
    """Work out what each customer is worth.

    Parameters
    ----------
    joined
        Who is a customer, and which rows are whose.
    found
        What customers bring.
    valued
        Their lifetime value; None if nothing tells it.
    valuation
        Cost, tiers and indirect value.
    economics
        The horizon, and the months that the cost of undated data covers.

    Raises
    ------
    UserError
        If a column does not hold what it is used as, or a setting makes no sense.
    """
    known = evidence(joined, found, valuation)
    cost = service_cost(known, economics)
    earned = earnings(known, valued, cost, valuation, economics)
    everything = _Found(
        known=known,
        stages=lifecycle(found.buying) if found.buying is not None else None,
        valued=valued,
        indirect=indirect_value(known, None if valued is None else valued.values, valuation),
        cost=cost,
        earned=earned,
        order=None if earned is None else ranked(earned.profit, valuation),
    )
    return _table(everything, valuation, economics)


def _table(found: _Found, valuation: Valuation, economics: Economics) -> ValueTable:
    known, earned, order = found.known, found.earned, found.order
    unknown = known.size
    whale = concentrated = None
    totals, cut = _totals(found), _tiers(found, economics)
    free = without_cost(known, found.cost, valuation)
    if earned is not None and order is not None:
        whale = whale_curve(earned.profit, order.order, valuation)
        concentrated = concentration(earned.margin, earned.earned)
    purchasing = found.valued.purchasing if found.valued is not None else None
    check = (
        purchasing.check.check if purchasing is not None and purchasing.check is not None else None
    )
    return ValueTable(
        columns=tuple(_columns(found, economics)),
        given_is_used=found.valued is not None and found.valued.lifetime.model == ValueModel.GIVEN,
        period=earned.period if earned is not None else known.bought.calendar.period,
        earned=earned.earned if earned is not None else "",
        totals=totals,
        whale=whale,
        concentration=concentrated,
        tiers=cut,
        finding="" if whale is None else finding(whale, cut),
        pattern="" if totals is None else pattern(cut, totals, valuation),
        parts=_parts(found, economics),
        rank=np.full(unknown, -1, np.int32) if order is None else order.rank,
        tier=np.zeros(unknown, np.int8) if order is None else order.tier,
        stage=np.zeros(unknown, np.int8) if found.stages is None else found.stages.stage,
        lifetime=None if found.valued is None else found.valued.lifetime,
        check=check,
        costs=None if found.cost is None else found.cost.costs,
        activities=() if known.served is None else known.served.activities,
        survey=None if known.answers is None else known.answers.survey,
        without_cost=free,
        missing=missing_of(earned, free),
        assumptions=assumptions(known, found.valued, earned, valuation),
        notes=known.notes,
    )


def _columns(found: _Found, economics: Economics) -> Iterator[MeasureColumn]:
    known = found.known
    if known.bought.buying is not None and found.stages is not None:
        yield from measures.order_measures(known, known.bought.buying, found.stages)
    if found.valued is not None:
        yield from _lifetime_columns(known, found.valued, economics)
    yield from measures.service_measures(known, found.cost, economics)
    if known.answers is not None:
        yield from measures.survey_measures(known.bought.sources[Kind.SURVEYS], known.answers)
    if known.referrals is not None:
        yield measures.referral_measure(known.bought.sources[Kind.REFERRALS], known.referrals)
    if found.indirect is not None:
        yield from measures.indirect_measures(found.indirect)
    if found.earned is not None and found.order is not None:
        yield from measures.profit_measures(found.earned, found.order)
    if found.valued is not None:
        yield measures.total_measure(_whole(found, economics), economics)


def _lifetime_columns(
    known: Evidence, valued: Valued, economics: Economics
) -> Iterator[MeasureColumn]:
    source = (
        known.bought.sources.get(Kind.ORDERS)
        or known.bought.sources.get(Kind.CONTRACTS)
        or "worked out"
    )
    if valued.purchasing is not None:
        yield from measures.purchase_measures(source, valued.purchasing, economics)
    yield from measures.lifetime_measures(source, valued, economics.horizon_months)


def _whole(found: _Found, economics: Economics) -> Floats:
    """Lifetime value and indirect value less the cost to serve, over the horizon."""
    valued, cost = found.valued, found.cost
    whole = np.zeros(found.known.size) if valued is None else valued.values
    if found.indirect is not None:
        whole = whole + found.indirect.total
    ahead = _cost_ahead(cost, economics)
    return whole if ahead is None else whole - ahead


def _cost_ahead(cost: ServiceCost | None, economics: Economics) -> Floats | None:
    """Cost to serve over the horizon; None if it is not known or in lifetime value already."""
    if cost is None or economics.value_is_net:
        return None
    return cost.values * economics.horizon_months / cost.months


def _totals(found: _Found) -> Totals | None:
    earned, indirect, known = found.earned, found.indirect, found.known
    if earned is None:
        return None
    brought = None
    if known.referrals is not None and earned.earned != LIFETIME:
        brought = earned_by_referred(known.referrals, earned.margin)
    return Totals(
        revenue=None if earned.revenue is None else float(np.nansum(earned.revenue)),
        margin=float(earned.margin.sum()),
        cost_to_serve=float(earned.cost_to_serve.sum()),
        other_costs=float(earned.other_costs.sum()),
        profit=float(earned.profit.sum()),
        median_cost=float(np.median(earned.cost_to_serve)) if known.size else 0.0,
        referred_margin=brought,
        lifetime_value=None if found.valued is None else float(np.nansum(found.valued.values)),
        indirect_value=None if indirect is None else float(indirect.total.sum()),
        counted_twice=0.0 if indirect is None else indirect.counted_twice,
    )


def _tiers(found: _Found, economics: Economics) -> tuple[Tier, ...]:
    parts, order = _parts(found, economics), found.order
    if parts is None or order is None:
        return ()
    return tiers(parts, order, _intervals(found, order, economics))


def _parts(found: _Found, economics: Economics) -> Parts | None:
    earned = found.earned
    if earned is None:
        return None
    return Parts(
        margin=earned.margin,
        cost_to_serve=earned.cost_to_serve,
        other_costs=earned.other_costs,
        profit=earned.profit,
        lifetime_value=None if found.valued is None else found.valued.values,
        indirect_value=None if found.indirect is None else found.indirect.total,
        cost_ahead=_cost_ahead(found.cost, economics),
        stage=None if found.stages is None else found.stages.stage,
    )


def _intervals(found: _Found, order: Ranked, economics: Economics) -> list[Interval]:
    groups = [order.tier == tier for tier in (1, 2, 3)]
    valued = found.valued
    if valued is None or valued.purchasing is None:
        return [(None, None) for _ in groups]
    made = valued.purchasing
    days = economics.horizon_months * DAYS_IN_A_MONTH
    return [*intervals(made.model, days, valued.values, made.check, groups)]
