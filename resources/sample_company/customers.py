"""The customers of both periods: who they are, their true groups, the plan and its effect."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from .names import draw_names
from .world import (
    ACTIONS,
    CHANNEL_SHARES,
    CHANNELS,
    CONSENTING,
    CUSTOMERS_2025,
    GROUPS,
    JOINED_IN_2025,
    JOINED_IN_2026,
    JOINING_SHARES,
    NATURAL_MOVES,
    PERIODS,
    PERSISTENCE,
    REGIONS,
    SEED,
    Action,
    Period,
)

TRAITS = ("satisfaction_trait", "contact_trait", "order_trait", "amount_trait")
OLD_SYSTEM_UNTIL = date(2013, 1, 1)
FIRST_CUSTOMER = date(2009, 3, 2)


def stream(topic: str, year: int = 0) -> np.random.Generator:
    """Give every topic a generator of its own, so that one change leaves the others alone."""
    return np.random.default_rng([SEED, year, *topic.encode()])


def _dates(rng: np.random.Generator, count: int, first: date, last: date) -> list[date]:
    days = np.sort(rng.integers(0, (last - first).days + 1, size=count))
    return [first + timedelta(days=int(day)) for day in days]


def _numbers(rng: np.random.Generator, since: list[date], start: int) -> list[str]:
    # Numbers rise with the date of joining, with gaps; the old system had no letter.
    steps = start + np.cumsum(rng.integers(1, 4, size=len(since)))
    return [
        f"{step - 10000:07d}" if day < OLD_SYSTEM_UNTIL else f"C-{step}"
        for step, day in zip(steps.tolist(), since, strict=True)
    ]


def _people(topic: str, since: list[date], shares: tuple[float, ...], start: int) -> pd.DataFrame:
    rng = stream(topic)
    count = len(since)
    people = pd.DataFrame({"customer": _numbers(rng, since, start), "since": since})
    people["name"] = draw_names(rng, count)
    people["region"] = rng.choice(REGIONS, size=count)
    people["channel"] = rng.choice(CHANNELS, size=count, p=CHANNEL_SHARES)
    people["consent"] = np.where(rng.random(count) < CONSENTING, "yes", "no")
    people["group"] = _exact_groups(rng, count, shares)
    for trait in TRAITS:
        people[trait] = rng.standard_normal(count)
    return people


def _exact_groups(rng: np.random.Generator, count: int, shares: tuple[float, ...]) -> np.ndarray:
    sizes = np.round(np.cumsum(shares) * count).astype(int)
    return rng.permutation(1 + np.searchsorted(sizes, np.arange(count), side="right"))


def first_period_customers() -> pd.DataFrame:
    """One row per customer of the first period.

    Columns: customer (number), since, name, region, channel, consent, group (true, 1 to 9) and
    the personal traits around the group's levels (standard normal).
    """
    rng = stream("since")
    period = PERIODS[0]
    known = _dates(rng, CUSTOMERS_2025 - JOINED_IN_2025, FIRST_CUSTOMER, period.start)
    joined = _dates(rng, JOINED_IN_2025, period.start + timedelta(days=1), period.end)
    shares = tuple(group.share for group in GROUPS)
    return _people("people 2025", known + joined, shares, 10000)


def draw_plan(customers: pd.DataFrame, mean_answers: pd.Series) -> pd.DataFrame:
    """Who gets which action after the first period: customer, action, arm, cost in pence.

    The arm is ``action`` or ``hold-out``. ``mean_answers`` holds each answering customer's mean
    satisfaction, by customer number.
    """
    rng = stream("plan")
    parts = [_arms(rng, action, _eligible(action, customers, mean_answers)) for action in ACTIONS]
    return pd.concat(parts).sort_values("customer", ignore_index=True)


def _eligible(action: Action, customers: pd.DataFrame, mean_answers: pd.Series) -> pd.Series:
    chosen = customers["group"].isin(action.groups)
    if action.at_most_satisfaction is not None:
        answers = customers["customer"].map(mean_answers)
        chosen &= answers <= action.at_most_satisfaction
    return customers.loc[chosen, "customer"]


def _arms(rng: np.random.Generator, action: Action, numbers: pd.Series) -> pd.DataFrame:
    held = round(len(numbers) * action.hold_out)
    arms = rng.permutation(["hold-out"] * held + ["action"] * (len(numbers) - held))
    cost = np.where(arms == "action", round(100 * action.unit_cost), 0)
    return pd.DataFrame(
        {"customer": numbers.to_numpy(), "action": action.name, "arm": arms, "cost": cost}
    )


def natural_row(group: int) -> np.ndarray:
    """Where a customer of this group is a year later without any action.

    The chances of groups 1 to 9, then of having left; they sum to 1.
    """
    row = np.zeros(len(GROUPS) + 1)
    for destination, chance in NATURAL_MOVES[group].items():
        row[destination - 1] = chance
    row[-1] = GROUPS[group - 1].leaving
    row[group - 1] = 1.0 - row.sum()
    return row


def second_period_customers(first: pd.DataFrame, plan: pd.DataFrame) -> pd.DataFrame:
    """Everybody a year later: moved or stayed, the leavers gone, the new ones added.

    Columns as in the first period, and ``moved_by_action``.
    """
    later = _moved(first, plan)
    later = later[later["group"] <= len(GROUPS)].copy()
    rng = stream("traits 2026")
    fresh = np.sqrt(1 - PERSISTENCE**2)
    for trait in TRAITS:
        later[trait] = PERSISTENCE * later[trait] + fresh * rng.standard_normal(len(later))
    return pd.concat([later, _joiners(first, PERIODS[1])], ignore_index=True)


def _moved(first: pd.DataFrame, plan: pd.DataFrame) -> pd.DataFrame:
    rng = stream("moves")
    draws = rng.random(len(first))
    lucky = rng.random(len(first))
    ladder = np.cumsum([natural_row(group.code) for group in GROUPS], axis=1)
    steps = ladder[first["group"].to_numpy() - 1]
    natural = 1 + (draws[:, None] >= steps[:, :-1]).sum(axis=1)
    treated = plan[plan["arm"] == "action"].set_index("customer")["action"]
    received = first["customer"].map(treated)
    success = received.map({action.name: action.success for action in ACTIONS}).fillna(0.0)
    targets = received.map({action.name: action.target for action in ACTIONS})
    won = lucky < success.to_numpy()
    group = np.where(won, targets.fillna(0).to_numpy(), natural).astype(int)
    return first.assign(group=group, moved_by_action=won)


def _joiners(first: pd.DataFrame, period: Period) -> pd.DataFrame:
    since = _dates(stream("since 2026"), JOINED_IN_2026, period.start, period.end)
    last = max(int(number[2:]) for number in first["customer"] if number.startswith("C-"))
    people = _people("people 2026", since, JOINING_SHARES, last)
    return people.assign(moved_by_action=False)
