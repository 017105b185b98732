"""The card of a customer: where they stand, why, what next, and who is like them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_datetime64_any_dtype

from core.actions.sayings import Sayings
from core.customers.alike import better_off, described, differences
from core.customers.columns import CUSTOMER, LIFECYCLE, NAME, TIER, sayings_in
from core.customers.events import months_of, preferences_of
from core.customers.roster import Roster
from core.customers.standing import standings_of
from core.customers.turn import turn_of
from core.settings import LIFETIME_VALUE, Settings
from core.tables.actions import NONE, Arm
from core.tables.card import Card, NextBest, Worth
from core.tables.customers import CustomerTable, Placed, ScoredCustomers
from core.tables.listing import measure_title
from core.tables.segments import SegmentTable
from core.value.worth import customers_worth

WORTH = ("revenue", "margin", "cost_to_serve", "profit", LIFETIME_VALUE)
"""The parts of what a customer is worth, in the order in which they are told."""

DESCRIBING = (TIER, LIFECYCLE)
"""Columns of words that say what kind of customer it is."""

NOTHING = NextBest(
    title="",
    to=0,
    cost=0.0,
    gain=0.0,
    gain_low=np.nan,
    gain_high=np.nan,
    planned="",
    held_out=False,
    reason="",
    then=(),
)
"""No action that pays."""


@dataclass(frozen=True, eq=False)
class Known:
    """What an analysis has found out about its customers.

    Attributes
    ----------
    customers, placed
        The customer table; the sources, and whom their rows are about.
    scored, segments, sayings
        From the later steps; None as long as they could not be done.
    why_worth
        Says why a customer has their lifetime value; "" if that could not be told.
    """

    customers: CustomerTable
    placed: tuple[Placed, ...]
    scored: ScoredCustomers | None
    segments: SegmentTable | None
    sayings: Sayings | None
    why_worth: Callable[[int], str]


def known(results: Mapping[str, Any], settings: Settings) -> Known:
    """Return what the results say about customers; there is a customer table among them."""
    return Known(
        results["customers"],
        results["joined"].placed,
        results.get("scored"),
        results.get("segments"),
        sayings_in(results),
        partial(_why_worth, results, settings),
    )


def _why_worth(results: Mapping[str, Any], settings: Settings, row: int) -> str:
    rank = int(results["value"].rank[row])
    if rank < 0:
        return ""
    found = customers_worth(
        results["joined"],
        results["bought"],
        results["lifetime"],
        results["value"],
        settings,
        (rank, rank + 1),
    )
    return found[0].why if found else ""


def card_of(roster: Roster, facts: Known, row: int) -> Card:
    """Return all that is known of one customer.

    Parameters
    ----------
    roster, facts
        The list of customers, and what has been found out about them.
    row
        Place of the customer in the order of the ids.
    """
    segments, scored, customers = facts.segments, facts.scored, facts.customers
    alike = np.zeros(0, dtype=np.int64)
    if scored is not None and segments is not None:
        alike = better_off(scored, segments, row)
    return Card(
        customer=row,
        id=str(roster.cells(CUSTOMER)[row]),
        name=str(roster.cells(NAME)[row]) if NAME in roster.columns else "",
        since=_since(customers, row),
        segment=int(segments.codes[row]) if segments is not None else 0,
        second=int(segments.second[row]) if segments is not None else 0,
        confidence=float(segments.confidence[row]) if segments is not None else np.nan,
        words=tuple(_words(roster, row)),
        standings=standings_of(roster, scored, segments, row),
        worth=tuple(_worth(roster, row)),
        why_worth=facts.why_worth(row),
        turn=turn_of(roster, scored, segments, row),
        following=_following(facts, row),
        months=months_of(facts.placed, row),
        preferences=preferences_of(facts.placed, row),
        alike=described(roster, scored, segments, alike) if scored and segments else (),
        differences=differences(roster, customers, scored, row, alike) if scored else (),
    )


def _since(customers: CustomerTable, row: int) -> str:
    """Day of joining, or of the first order; "" if neither is known."""
    days = [
        measure.name
        for measure in customers.measures
        if is_datetime64_any_dtype(customers.table[measure.name].dtype)
    ]
    joined = [name for name in days if {"since", "joined"} & set(name.casefold().split())]
    for name in (*joined, *(name for name in days if name == "first_order")):
        day = customers.table[name].iloc[row]
        if not pd.isna(day):
            return str(day.date())
    return ""


def _words(roster: Roster, row: int) -> Iterator[tuple[str, str]]:
    for key in DESCRIBING:
        if key in roster.columns:
            word = roster.words(key, np.array([row], dtype=np.int32))[0]
            if word:
                yield roster.columns[key].shown.title, word


def _worth(roster: Roster, row: int) -> Iterator[Worth]:
    for name in WORTH:
        keys = (f"axis {name}", name, f"measure {name}")
        key = next((key for key in keys if key in roster.columns), "")
        if key and not np.isnan(amount := float(roster.cells(key)[row])):
            yield Worth(measure_title(name), amount, roster.form(key))


def _following(facts: Known, row: int) -> NextBest | None:
    sayings = facts.sayings
    if sayings is None:
        return None
    code, advice = int(sayings.segments.codes[row]), sayings.advice
    if code == 0:
        return replace(NOTHING, reason="Not scored, so nothing is weighed.")
    number = int(advice.action[row])
    if number == NONE:
        return replace(NOTHING, to=code, reason=sayings.reason(row))
    low, high = _interval(sayings, code, number)
    return NextBest(
        title=sayings.title(number),
        to=int(advice.ending[row]),
        cost=float(advice.cost[row]),
        gain=float(advice.gain[row]),
        gain_low=low,
        gain_high=high,
        planned=sayings.title(int(advice.planned[row])),
        held_out=int(advice.arm[row]) == Arm.HOLD_OUT,
        reason=sayings.reason(row),
        then=_then(sayings, code, number),
    )


def _interval(sayings: Sayings, code: int, number: int) -> tuple[float, float]:
    """80 % interval of what the action gains in the segment on average; NaN if not known."""
    name = sayings.catalogue[number - 1].name
    considered = sayings.actions.next_actions[code - 1].considered
    found = ((one.gain_low, one.gain_high) for one in considered if one.action == name)
    return next(found, (np.nan, np.nan))


def _then(sayings: Sayings, code: int, number: int) -> tuple[str, ...]:
    """Titles of the steps after this one on the segment's way to the ideal, if it begins it."""
    titles = {action.name: action.title for action in sayings.catalogue}
    steps = [action for action, _segment in sayings.actions.journeys[code - 1].steps]
    if not steps or steps[0] != sayings.catalogue[number - 1].name:
        return ()
    return tuple(titles[action] for action in steps[1:])
