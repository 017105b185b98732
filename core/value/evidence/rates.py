"""What contacts cost by a small table: minutes of each activity, cost and capacity of each pool.

Kaplan & Anderson (2004), "Time-Driven Activity-Based Costing", Harvard Business Review 82(11). A
minute costs what the pool costs over the minutes that it can work, so that time in which nobody
was served is nobody's cost.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.errors import UserError
from core.settings import CostPool, Valuation
from core.tables.value import Unused
from core.value.columns import Floats
from core.value.evidence.contacts import Contacts, activity_key
from core.value.sums import exact_sums
from core.value.words import amount, counted, listed

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Rated:
    """Contacts priced by the table.

    Attributes
    ----------
    minutes, costs
        Shape (rows,): of each contact; NaN where the table has no rate.
    unused
        What is charged to nobody, by pool.
    notes
        What is worth knowing, as sentences.
    """

    minutes: Floats
    costs: Floats
    unused: tuple[Unused, ...]
    notes: tuple[str, ...]


def cost_per_minute(pool: CostPool) -> float:
    """What a minute of a pool costs: its cost over its practical capacity."""
    return pool.cost / pool.minutes


def rated(contacts: Contacts, valuation: Valuation, period: Flags) -> Rated:
    """Price contacts by the table.

    Parameters
    ----------
    contacts
        The rows.
    valuation
        The table.
    period
        Shape (rows,): whether the row counts for the cost in the period.

    Raises
    ------
    UserError
        If the table makes no sense.
    """
    pools = {pool.name: place for place, pool in enumerate(valuation.pools)}
    _check(valuation, pools)
    rates = {activity_key(rate.activity): rate for rate in valuation.rates}
    known = [rates.get(activity_key(name)) for name in contacts.names]
    standard = np.array([np.nan if rate is None else rate.minutes for rate in known])
    pool = np.array([-1 if rate is None else pools[rate.pool] for rate in known])
    price = np.array([*map(cost_per_minute, valuation.pools), np.nan])
    minutes = standard[contacts.activities]
    minutes = np.where(minutes == 0, contacts.minutes, minutes)
    by_pool = pool[contacts.activities]
    used = period & (by_pool >= 0) & ~np.isnan(minutes)
    worked = exact_sums(by_pool[used], minutes[used], len(valuation.pools))
    return Rated(
        minutes=minutes,
        costs=minutes * price[by_pool],
        unused=tuple(map(_unused, valuation.pools, worked.tolist())),
        notes=(
            *_unrated(contacts, pool, period),
            *_untimed(contacts, period & (by_pool >= 0) & np.isnan(minutes)),
            *_overworked(valuation, worked),
        ),
    )


def _check(valuation: Valuation, pools: dict[str, int]) -> None:
    for pool in valuation.pools:
        if not (pool.minutes > 0 and pool.cost >= 0):
            raise UserError(
                f"The pool ‘{pool.name}’ costs {amount(pool.cost)} and can work "
                f"{pool.minutes:,.0f} minutes.",
                "Give a cost of at least 0 and minutes above 0.",
            )
    for rate in valuation.rates:
        if rate.pool not in pools:
            raise UserError(
                f"‘{rate.activity}’ is done by ‘{rate.pool}’, which is none of the pools.",
                f"Choose one of {listed(sorted(pools))}." if pools else "Add that pool first.",
            )
        if not rate.minutes >= 0:
            raise UserError(
                f"‘{rate.activity}’ takes {rate.minutes:g} minutes.", "Give at least 0 minutes."
            )


def _unused(pool: CostPool, worked: float) -> Unused:
    left = pool.minutes - worked
    return Unused(pool.name, left, left * cost_per_minute(pool), worked / pool.minutes)


def _unrated(contacts: Contacts, pool: npt.NDArray[np.int64], period: Flags) -> list[str]:
    counts = np.bincount(contacts.activities[period], minlength=len(contacts.names))
    return [
        f"The rate table has no ‘{name}’; {counted(count, 'contact', 'contacts')} of that kind "
        f"{'costs' if count == 1 else 'cost'} nothing."
        for name, place, count in zip(contacts.names, pool.tolist(), counts.tolist(), strict=True)
        if place < 0 and count
    ]


def _untimed(contacts: Contacts, rows: Flags) -> list[str]:
    counts = np.bincount(contacts.activities[rows], minlength=len(contacts.names))
    return [
        f"{counted(count, 'contact', 'contacts')} of the kind ‘{name}’ "
        f"{'has' if count == 1 else 'have'} no minutes, and the rate table gives none; "
        f"{'it costs' if count == 1 else 'they cost'} nothing."
        for name, count in zip(contacts.names, counts.tolist(), strict=True)
        if count
    ]


def _overworked(valuation: Valuation, worked: Floats) -> list[str]:
    return [
        f"‘{pool.name}’ served for {minutes:,.0f} minutes, more than the {pool.minutes:,.0f} it "
        "can work. Either its capacity or the minutes of its activities are not right."
        for pool, minutes in zip(valuation.pools, worked.tolist(), strict=True)
        if minutes > pool.minutes
    ]
