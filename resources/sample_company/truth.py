"""The true effect of every action, and what the second period's files show of it."""

import numpy as np
import pandas as pd

from .customers import TRAITS, natural_row, stream
from .events import draw_answers
from .world import (
    ACTIONS,
    ACTIVITIES,
    AMOUNT_NOISE,
    AMOUNT_SPREAD,
    CONTACT_MIXES,
    CONTACT_SPREAD,
    GROUPS,
    MARGIN_RATE,
    ORDER_SPREAD,
    REFUND_RATE,
    Action,
    Group,
)

DRAWS = 20_000


def _yearly_margin(group: Group) -> float:
    # Means of log-normal factors; a refund takes back a whole order.
    spread = ORDER_SPREAD**2 + AMOUNT_SPREAD**2 + AMOUNT_NOISE**2
    revenue = group.orders * group.amount * np.exp(spread / 2)
    return float(revenue * MARGIN_RATE * (1 - REFUND_RATE))


def _yearly_cost(group: Group) -> float:
    costs = [a.fixed + a.rate * a.minutes * np.exp(a.spread**2 / 2) for a in ACTIVITIES]
    per_contact = np.dot(CONTACT_MIXES[group.contact_mix], costs)
    return float(group.contacts * np.exp(CONTACT_SPREAD**2 / 2) * per_contact)


def _mean_answer(group: Group) -> float:
    rng = stream("mean answer", group.code)
    draws = pd.DataFrame({trait: rng.standard_normal(DRAWS) for trait in TRAITS})
    return float(draw_answers(draws.assign(group=group.code), rng).mean())


def expected_effects() -> dict[str, dict[str, float]]:
    """Per action, the expected difference between its arms in the second period.

    Margin and cost to serve in pounds per customer assigned (who left counts as 0), mean
    satisfaction in points among those still there, and the share still there.
    """
    levels = np.array([(_yearly_margin(g), _yearly_cost(g), _mean_answer(g)) for g in GROUPS])
    return {action.name: _effect(action, levels) for action in ACTIONS}


def _effect(action: Action, levels: np.ndarray) -> dict[str, float]:
    sizes = np.array([GROUPS[code - 1].share for code in action.groups])
    rows = np.array([natural_row(code) for code in action.groups])
    untreated = sizes @ rows / sizes.sum()
    treated = (1 - action.success) * untreated
    if action.target is not None:
        treated[action.target - 1] += action.success
    else:
        treated = untreated
    with_action, without = (_outcome(chances[:-1], levels) for chances in (treated, untreated))
    names = ("margin", "cost_to_serve", "satisfaction", "still_there")
    differences = zip(names, with_action, without, strict=True)
    return {name: round(float(new - old), 3) for name, new, old in differences}


def _outcome(chances: np.ndarray, levels: np.ndarray) -> tuple[float, float, float, float]:
    margin, cost, answers = chances @ levels
    there = chances.sum()
    return margin, cost, answers / there, there


def observed_by_arm(
    plan: pd.DataFrame, later: dict[str, pd.DataFrame]
) -> dict[str, dict[str, object]]:
    """Per action and arm, what the second period's files show.

    Customers assigned, mean margin and cost to serve in pounds and mean referrals (0 for who
    has none), mean satisfaction of those who answered.
    """
    figures = plan.set_index("customer")[["action", "arm"]]
    figures["margin"] = later["orders"].groupby("customer")["margin"].sum() / 100
    figures["cost_to_serve"] = later["contacts"].groupby("customer")["cost"].sum() / 100
    figures["referrals"] = later["referrals"].groupby("customer").size()
    figures = figures.fillna({"margin": 0.0, "cost_to_serve": 0.0, "referrals": 0.0})
    figures["satisfaction"] = later["survey"].groupby("customer")["satisfaction"].mean()
    arms = figures.groupby(["action", "arm"])
    means = arms.mean().round(3)
    means.insert(0, "customers", arms.size())
    table: dict[str, dict[str, object]] = {}
    for row in means.reset_index().to_dict(orient="records"):
        table.setdefault(row.pop("action"), {})[row.pop("arm")] = row
    return table
