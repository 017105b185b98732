"""What happened in a period: orders, contacts, survey answers and referrals, as tables.

Money is in whole pence here, so that totals are exact.
"""

from datetime import timedelta

import numpy as np
import pandas as pd

from .customers import stream
from .world import (
    ACTIONS,
    ACTIVITIES,
    AMOUNT_NOISE,
    AMOUNT_SPREAD,
    ANSWER_PRECISION,
    CONTACT_MIXES,
    CONTACT_SPREAD,
    GROUPS,
    MARGIN_RATE,
    NO_ANSWER,
    ORDER_SPREAD,
    REFERRED,
    REFUND_RATE,
    SATISFACTION_SPREAD,
    UNHAPPY_BELOW,
    UNKNOWN_CUSTOMERS,
    Period,
)


def _level(customers: pd.DataFrame, name: str) -> np.ndarray:
    levels = [float(getattr(group, name)) for group in GROUPS]
    return np.take(levels, customers["group"].to_numpy() - 1)


def _first_day(customers: pd.DataFrame, period: Period) -> np.ndarray:
    return np.array([max((day - period.start).days, 0) for day in customers["since"]])


def _days_in(period: Period) -> int:
    return (period.end - period.start).days + 1


def _repeat(
    rng: np.random.Generator, customers: pd.DataFrame, rates: np.ndarray, period: Period
) -> pd.DataFrame:
    # A customer who joined during the period has only the rest of it.
    first, days = _first_day(customers, period), _days_in(period)
    counts = rng.poisson(rates * (days - first) / days)
    rows = np.repeat(np.arange(len(customers)), counts)
    events = customers.iloc[rows].reset_index(drop=True)
    start = first[rows]
    return events.assign(day=start + np.floor(rng.random(len(rows)) * (days - start)).astype(int))


def _dated(events: pd.DataFrame, period: Period) -> pd.DataFrame:
    dates = [(period.start + timedelta(days=int(day))).isoformat() for day in events["day"]]
    return events.assign(date=dates)


def draw_orders(customers: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Orders and refunds by date: order, customer, date, amount and margin in pence.

    A refund repeats the number of its order with an R and takes all of it back.
    """
    rng = stream("orders", period.year)
    rates = _level(customers, "orders") * np.exp(ORDER_SPREAD * customers["order_trait"])
    orders = pd.concat(
        [_repeat(rng, customers, rates.to_numpy(), period), _unknown_orders(rng, period)],
        ignore_index=True,
    )
    personal = AMOUNT_SPREAD * orders["amount_trait"].to_numpy()
    noise = AMOUNT_NOISE * rng.standard_normal(len(orders))
    pence = np.round(100 * _level(orders, "amount") * np.exp(personal + noise)).astype(int)
    rate = np.clip(rng.normal(MARGIN_RATE, 0.06, len(orders)), 0.05, 0.7)
    orders = orders.assign(amount=pence, margin=np.round(pence * rate).astype(int))
    orders = orders.sort_values(["day", "customer", "amount"], ignore_index=True)
    orders["order"] = [f"O-{(period.year - 2000) * 100000 + row + 1}" for row in orders.index]
    both = pd.concat([orders, _refunds(rng, orders, period)]).sort_values(["day", "order"])
    return _dated(both, period)[["order", "customer", "date", "amount", "margin"]]


def _unknown_orders(rng: np.random.Generator, period: Period) -> pd.DataFrame:
    numbers = [number for number, count in UNKNOWN_CUSTOMERS.items() for _ in range(count)]
    days = rng.integers(0, _days_in(period), size=len(numbers))
    return pd.DataFrame({"customer": numbers, "day": days, "group": 5, "amount_trait": 0.0})


def _refunds(rng: np.random.Generator, orders: pd.DataFrame, period: Period) -> pd.DataFrame:
    refunds = orders[rng.random(len(orders)) < REFUND_RATE]
    later = np.minimum(refunds["day"] + rng.integers(2, 29, len(refunds)), _days_in(period) - 1)
    return refunds.assign(
        day=later,
        order=refunds["order"].str.replace("O-", "R-"),
        amount=-refunds["amount"],
        margin=-refunds["margin"],
    )


def draw_contacts(customers: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Service contacts by date: customer, date, activity, minutes, cost in pence."""
    rng = stream("contacts", period.year)
    rates = _level(customers, "contacts") * np.exp(CONTACT_SPREAD * customers["contact_trait"])
    contacts = _repeat(rng, customers, rates.to_numpy(), period)
    mixes = np.cumsum([CONTACT_MIXES[group.contact_mix] for group in GROUPS], axis=1)
    steps = mixes[contacts["group"].to_numpy() - 1, :-1]
    kind = (rng.random(len(contacts))[:, None] >= steps).sum(axis=1)
    figures = np.array([(a.minutes, a.spread, a.rate, a.fixed) for a in ACTIVITIES])[kind]
    noise = np.exp(figures[:, 1] * rng.standard_normal(len(contacts)))
    minutes = np.maximum(1, np.round(figures[:, 0] * noise)).astype(int)
    pence = np.round(100 * (figures[:, 3] + minutes * figures[:, 2])).astype(int)
    names = np.array([activity.name for activity in ACTIVITIES])[kind]
    contacts = contacts.assign(activity=names, minutes=minutes, cost=pence)
    contacts = contacts.sort_values(["day", "customer", "activity", "minutes"], ignore_index=True)
    return _dated(contacts, period)[["customer", "date", "activity", "minutes", "cost"]]


def draw_answers(customers: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """One answer (0 to 10) for each row of customers: beta around the person's own level."""
    group = _level(customers, "satisfaction")
    personal = SATISFACTION_SPREAD * customers["satisfaction_trait"].to_numpy()
    level = 1 / (1 + np.exp(-np.log(group / (1 - group)) - personal))
    answers = rng.beta(level * ANSWER_PRECISION, (1 - level) * ANSWER_PRECISION)
    return np.array(np.round(10 * answers), dtype=int)


def draw_survey(customers: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Survey answers by date: customer, date, satisfaction (0 to 10).

    A fixed number of customers give none, unhappy ones twice as often; some answer again.
    """
    rng = stream("survey", period.year)
    reluctance = np.where(_level(customers, "satisfaction") < UNHAPPY_BELOW, 2.0, 1.0)
    chance = reluctance / reluctance.sum()
    silent = rng.choice(len(customers), size=NO_ANSWER, replace=False, p=chance)
    asked = customers.drop(customers.index[silent])
    again = rng.choice([1, 2, 3], size=len(asked), p=[0.95, 0.04, 0.01])
    asked = asked.iloc[np.repeat(np.arange(len(asked)), again)].reset_index(drop=True)
    start = np.maximum(_first_day(asked, period), 180)
    asked["day"] = start + np.floor(rng.random(len(asked)) * (_days_in(period) - start)).astype(int)
    asked["satisfaction"] = draw_answers(asked, rng)
    asked = asked.sort_values(["day", "customer", "satisfaction"], ignore_index=True)
    return _dated(asked, period)[["customer", "date", "satisfaction"]]


def draw_referrals(
    customers: pd.DataFrame, period: Period, plan: pd.DataFrame | None
) -> pd.DataFrame:
    """Who brought whom: customer, referred customer, date of joining.

    Six in ten who join were referred. ``plan`` is the plan in force, which may raise referring.
    """
    rng = stream("referrals", period.year)
    joined = customers[[day > period.start for day in customers["since"]]]
    joined = joined[rng.random(len(joined)) < REFERRED]
    known = customers[[day < period.start for day in customers["since"]]]
    weight = _level(known, "referring") * _referring_factor(known, plan)
    chosen = rng.choice(known["customer"].to_numpy(), size=len(joined), p=weight / weight.sum())
    dates = [day.isoformat() for day in joined["since"]]
    table = pd.DataFrame({"customer": chosen, "referred": joined["customer"], "date": dates})
    return table.sort_values(["date", "referred"], ignore_index=True)


def _referring_factor(customers: pd.DataFrame, plan: pd.DataFrame | None) -> np.ndarray:
    if plan is None:
        return np.ones(len(customers))
    factors = {action.name: action.referring_factor for action in ACTIONS}
    treated = plan[plan["arm"] == "action"].set_index("customer")["action"].map(factors)
    return customers["customer"].map(treated).fillna(1.0).to_numpy()
