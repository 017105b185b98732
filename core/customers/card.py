"""The card of a customer: where they stand, why, what next, and who is like them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_datetime64_any_dtype

from core.customers.alike import better_off, described, differences
from core.customers.columns import CUSTOMER, NAME
from core.customers.events import months_of, preferences_of
from core.customers.next_action import next_step
from core.customers.roster import Roster
from core.customers.standing import standings_of
from core.customers.turn import turn_of
from core.settings import LIFETIME_VALUE
from core.tables.actions import ActionTable
from core.tables.card import Card, NextBest, Worth
from core.tables.customers import CustomerTable, ScoredCustomers
from core.tables.listing import measure_title
from core.tables.segments import SegmentTable
from core.tables.sources import SourceTable

WORTH = ("revenue", "margin", "cost_to_serve", "profit", LIFETIME_VALUE)
"""The parts of what a customer is worth, in the order in which they are told."""

DESCRIBING = ("tier", "lifecycle")
"""Columns of words that say what kind of customer it is."""


@dataclass(frozen=True, eq=False)
class Known:
    """What an analysis has found out about its customers.

    Attributes
    ----------
    customers, sources
        The customer table and what it was made from.
    scored, segments, actions, planned
        Results of the later steps; None as long as they could not be done.
    """

    customers: CustomerTable
    sources: tuple[SourceTable, ...]
    scored: ScoredCustomers | None
    segments: SegmentTable | None
    actions: ActionTable | None
    planned: npt.NDArray[np.bool_] | None


def known(results: Mapping[str, Any], sources: Sequence[SourceTable]) -> Known:
    """Return what the results say about customers; there is a customer table among them."""
    later = (results.get(name) for name in ("scored", "segments", "actions", "planned"))
    return Known(results["customers"], tuple(sources), *later)


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
        turn=turn_of(roster, scored, segments, row),
        following=_following(facts, row),
        months=months_of(customers, facts.sources, row),
        preferences=preferences_of(customers, facts.sources, row),
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
    if facts.actions is None or facts.segments is None:
        return None
    code = int(facts.segments.codes[row])
    if code == 0:
        return NextBest("", 0, 0.0, 0.0, 0.0, 0.0, None, "Not scored, so nothing is weighed.", ())
    following = facts.actions.next_actions[code - 1]
    title, reason = next_step(following)
    best = following.best
    if best is None:
        return NextBest("", code, 0.0, 0.0, 0.0, 0.0, None, reason, ())
    return NextBest(
        title=title,
        to=best.to,
        cost=best.unit_cost,
        gain=best.gain,
        gain_low=best.gain_low,
        gain_high=best.gain_high,
        planned=None if facts.planned is None else bool(facts.planned[row]),
        reason=reason,
        then=_then(facts.actions, code),
    )


def _then(actions: ActionTable, code: int) -> tuple[str, ...]:
    """Titles of the steps after the first one, on the way to the ideal."""
    titles = {one.best.action: one.best.title for one in actions.next_actions if one.best}
    steps = actions.journeys[code - 1].steps[1:]
    return tuple(titles.get(action, action) for action, _segment in steps)
