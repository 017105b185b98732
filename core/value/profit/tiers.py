"""The whale curve, and the tiers that it is cut into."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.errors import UserError
from core.settings import Valuation
from core.tables.profit import STAGES, TIERS, Composition, Parts, Tier, Whale
from core.value.columns import Floats
from core.value.words import amount, percent

TOP, MIDDLE, BOTTOM = range(1, len(TIERS) + 1)

_POINTS = 400
"""Of the curve, besides the peak and the limits of the tiers."""

_FEW_CENTS = 1e-6


@dataclass(frozen=True, eq=False)
class Ranked:
    """Customers from the most to the least profitable.

    Attributes
    ----------
    order
        Shape (customers,): their places, most profitable first; of two who earn alike, the
        first id.
    rank
        Shape (customers,): place of each customer in that order, from 0.
    tier
        Shape (customers,): place of the tier in `core.tables.profit.TIERS`, from 1.
    """

    order: npt.NDArray[np.intp]
    rank: npt.NDArray[np.int32]
    tier: npt.NDArray[np.int8]


def ranked(profit: Floats, valuation: Valuation) -> Ranked:
    """Put customers in order, and cut the order into tiers.

    Raises
    ------
    UserError
        If the shares of the tiers are none.
    """
    top, bottom = valuation.top_share, valuation.bottom_share
    if not (top >= 0 and bottom >= 0 and top + bottom <= 1):
        raise UserError(
            f"The top tier is {percent(top)} and the bottom tier {percent(bottom)} of the "
            "customers; each has to be at least 0 and both together at most 100 %.",
            "Set them to shares such as 20 % and 10 %.",
        )
    order = np.argsort(-profit, kind="stable")
    count = len(profit)
    rank = np.empty(count, dtype=np.int32)
    rank[order] = np.arange(count)
    tier = np.full(count, MIDDLE, dtype=np.int8)
    tier[order[: _share_of(top, count)]] = TOP
    tier[order[count - _share_of(bottom, count) :]] = BOTTOM
    return Ranked(order, rank, tier)


def _share_of(share: float, count: int) -> int:
    return int(share * count + _FEW_CENTS)


def whale_curve(profit: Floats, order: npt.NDArray[np.intp], valuation: Valuation) -> Whale:
    """Add up profit from the most to the least profitable customer.

    Kaplan & Narayanan (2001), "Measuring and Managing Customer Profitability", Journal of Cost
    Management 15(5).
    """
    summed = np.concatenate(([0.0], np.cumsum(profit[order])))
    count, total = len(profit), float(profit.sum())
    summed[-1] = total  # the same sum, rounded as it is shown elsewhere
    earning = int((profit > 0).sum())
    enough = int(np.argmax(summed >= total * (1 - _FEW_CENTS))) if total > 0 else None
    limits = (
        _share_of(valuation.top_share, count),
        count - _share_of(valuation.bottom_share, count),
    )
    shown = np.unique(
        np.concatenate((np.linspace(0, count, _POINTS + 1).astype(np.int64), [earning, *limits]))
    )
    return Whale(
        customers=tuple(shown.tolist()),
        profit=tuple(summed[shown].tolist()),
        total=total,
        peak=float(summed[earning]),
        peak_customers=earning,
        break_even=enough,
        losing=int((profit < 0).sum()),
    )


Interval = tuple[float | None, float | None]


def tiers(parts: Parts, found: Ranked, intervals: Sequence[Interval]) -> tuple[Tier, ...]:
    """Describe the tiers: who earns what, and what each of them deserves.

    Parameters
    ----------
    parts
        What profit is made of.
    found
        Who is in which tier.
    intervals
        Where the lifetime value of each tier will lie in 80 of 100 cases.
    """
    total = float(parts.profit[found.order].sum())
    return tuple(
        _tier(parts, name, found.tier == code, (total, interval))
        for code, (name, interval) in enumerate(zip(TIERS, intervals, strict=True), 1)
    )


def _tier(
    parts: Parts, name: str, members: npt.NDArray[np.bool_], known: tuple[float, Interval]
) -> Tier:
    total, (low, high) = known
    margin, cost, other, profit = (
        float(one[members].sum())
        for one in (parts.margin, parts.cost_to_serve, parts.other_costs, parts.profit)
    )
    count = int(members.sum())
    deserves, advice = _deserves(name, count, margin, cost + other)
    stages = (
        () if parts.stage is None else np.bincount(parts.stage[members], minlength=len(STAGES) + 1)
    )
    return Tier(
        tier=name,
        customers=count,
        margin=margin,
        cost_to_serve=cost,
        other_costs=other,
        profit=profit,
        share_of_profit=profit / total if total > 0 else None,
        median_cost=float(np.median(parts.cost_to_serve[members])) if count else 0.0,
        lifetime_value=_sum(parts.lifetime_value, members),
        low=low,
        high=high,
        indirect_value=_sum(parts.indirect_value, members),
        average=_average(parts, members),
        stages=tuple(int(one) for one in stages[1:]),
        deserves=deserves,
        advice=advice,
    )


def _sum(values: Floats | None, members: npt.NDArray[np.bool_]) -> float | None:
    return None if values is None else float(np.nansum(values[members]))


def _average(parts: Parts, members: npt.NDArray[np.bool_]) -> Composition | None:
    """What one of some customers is worth; those whose lifetime value is not known left out."""
    if parts.lifetime_value is None:
        return None
    known = members & ~np.isnan(parts.lifetime_value)
    count = int(known.sum())
    if not count:
        return None
    direct = float(parts.lifetime_value[known].sum()) / count
    indirect, cost = (
        None if one is None else float(np.nansum(one[known])) / count
        for one in (parts.indirect_value, parts.cost_ahead)
    )
    return Composition(direct, indirect, cost, direct + (indirect or 0.0) - (cost or 0.0))


def _deserves(name: str, count: int, margin: float, cost: float) -> tuple[str, str]:
    """What a tier deserves, and why."""
    if not count:
        return "keep", "Nobody is in this tier."
    each = f"They bring {amount(margin / count)} each"
    each += f" and cost {amount(cost / count)}" if cost else ""
    if margin <= 0:
        return "re-price or let go", f"{each}: even before service the price is wrong, or the deal."
    if cost >= margin:
        return "serve at less cost", f"{each}: service has to become cheaper, or be paid for."
    if name == TIERS[0]:
        return "keep", f"{each}: losing one is dear, so look after them."
    return "grow", f"{each}: each further sale earns."
