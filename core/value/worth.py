"""What single customers are worth, and why."""

from collections.abc import Callable

import numpy as np

from core.settings import Settings
from core.tables.customers import Joined
from core.tables.profit import STAGES, TIERS, Floats
from core.tables.value import CustomerWorth, ValueTable
from core.value.evidence.bought import Bought
from core.value.lifetime.by_purchases import Expected, spelt_out
from core.value.lifetime.valued import Purchasing, Valued
from core.value.words import amount

Ranks = tuple[int, int]


def customers_worth(
    joined: Joined,
    found: Bought,
    valued: Valued | None,
    value: ValueTable,
    settings: Settings,
    ranks: Ranks,
) -> tuple[CustomerWorth, ...]:
    """Tell what some customers are worth, the most profitable first.

    Parameters
    ----------
    joined, found, valued, value
        What was worked out.
    settings
        How.
    ranks
        Places from the most profitable, from and to.
    """
    parts = value.parts
    if parts is None:
        return ()
    first, last = ranks
    places = np.flatnonzero((value.rank >= first) & (value.rank < last))
    places = places[np.argsort(value.rank[places])]
    why = _reasons(found, valued, settings)
    return tuple(
        CustomerWorth(
            customer=str(joined.ids[place]),
            tier=TIERS[value.tier[place] - 1],
            stage=STAGES[value.stage[place] - 1] if value.stage[place] else "",
            margin=float(parts.margin[place]),
            cost_to_serve=float(parts.cost_to_serve[place]),
            other_costs=float(parts.other_costs[place]),
            profit=float(parts.profit[place]),
            lifetime_value=_known(parts.lifetime_value, place),
            indirect_value=_known(parts.indirect_value, place),
            why=why(place),
        )
        for place in places.tolist()
    )


def _known(values: Floats | None, place: int) -> float | None:
    return None if values is None or np.isnan(values[place]) else float(values[place])


def _reasons(found: Bought, valued: Valued | None, settings: Settings) -> Callable[[int], str]:
    """Give what tells why a customer has their lifetime value."""
    if valued is None:
        return lambda _place: "Nothing says what customers will bring."

    def why(place: int) -> str:
        value = float(valued.values[place])
        if np.isnan(value):
            return "Nothing says what this customer will bring."
        by_contract = valued.contracted is not None and valued.contracted[place]
        if valued.purchasing is None or by_contract:
            return f"{amount(value)}: {valued.lifetime.sentence}"
        if not valued.purchasing.model.bought[place]:
            return "No purchase is known, so none is expected."
        expected = _expected(valued, valued.purchasing, place)
        parts = settings.value, settings.economics
        return spelt_out("this customer", expected, found, *parts)

    return why


def _expected(valued: Valued, made: Purchasing, place: int) -> Expected:
    each = float(made.model.amounts[place])
    projected = np.nan if valued.projected is None else valued.projected[place]
    return Expected(
        purchases=float(made.purchases[place]),
        spent=float(made.purchases[place]) * each,
        today=float(made.today[place]) * each,
        value=float(valued.values[place]),
        projected=float(projected),
    )
