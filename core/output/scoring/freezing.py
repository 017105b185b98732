"""Freeze what decides about customers: from the tables of an analysis to what the query knows."""

from datetime import date, datetime, timedelta
from math import isfinite

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype

from core.actions.conditions import (
    SEGMENT,
    as_compared,
    codes_meant,
    column_of,
    holds_numbers,
    limit_meant,
    values_meant,
    words_meant,
)
from core.actions.eligibility import DAYS_IN_A_MONTH, Customers, last_day
from core.actions.gain import Weighing
from core.actions.position import goal_of
from core.actions.situation import Situation
from core.actions.states import usual_of
from core.actions.worth import own_worth
from core.errors import UserError
from core.output.scoring.frozen import (
    Advice,
    Cooling,
    Cut,
    Offer,
    Rule,
    RuleKind,
    Scoring,
    Tiers,
    Way,
    Worth,
)
from core.output.scoring.texts import foldings
from core.settings import Action, Comparison, Condition
from core.tables.profit import TIERS
from core.tables.value import ValueTable

PROFIT = "profit"

_TRUTHS = {"yes": 1.0, "no": 0.0}


def frozen(customers: Customers, value: ValueTable | None, weighing: Weighing | None) -> Scoring:
    """Give everything that decides about a customer.

    Parameters
    ----------
    customers
        What is known of the customers, their scores and segments.
    value
        What they are worth; None if that was not worked out.
    weighing
        Every action weighed; None if nothing could be.

    Raises
    ------
    UserError
        If the segments have no definition.
    """
    if customers.segments.definition is None:
        raise UserError("There are no segments that could be found again.", "Find them anew.")
    return Scoring(
        fields=tuple(map(str, customers.table.table.columns)),
        axes=customers.scored.axes,
        ladders=customers.scored.ladders,
        definition=customers.segments.definition,
        names=tuple(segment.name for segment in customers.segments.segments),
        tiers=None if value is None else _tiers(customers, value),
        advice=None if weighing is None else _advice(weighing.situation),
    )


def _tiers(customers: Customers, value: ValueTable) -> Tiers | None:
    """Give the cuts between the tiers; None if no column has the profit."""
    table = customers.table.table
    if PROFIT not in table.columns or value.tier is None:
        return None
    profit = table[PROFIT].to_numpy(dtype=np.float64)
    cuts = [_cut(table.index, profit, value.tier <= tier) for tier in range(1, len(TIERS))]
    return Tiers(PROFIT, *cuts)


def _cut(ids: pd.Index, profit: np.ndarray, before: np.ndarray) -> Cut | None:
    """Give the end of the customers who are before a cut; None if there are none."""
    if not before.any():
        return None
    lowest = float(profit[before].min())
    equal = profit == lowest
    last = str(ids[equal & before].max()) if (equal & ~before).any() else ""
    return Cut(lowest, last)


def _advice(situation: Situation) -> Advice:
    scored, segments = situation.customers.scored, situation.customers.segments
    states, own = situation.states, own_worth(scored, situation.economics)
    goal = goal_of(segments)
    return Advice(
        catalogue=tuple(_offer(action, situation) for action in situation.catalogue),
        economics=situation.economics,
        worth=Worth(
            values=tuple(states.values.tolist()),
            lasting=tuple(states.lasting.tolist()),
            natural=tuple(states.natural.tolist()),
            lasting_natural=tuple(states.lasting_natural.tolist()),
            value=usual_of(own.value, segments),
            cost=usual_of(own.cost, segments),
            periods=states.periods,
        ),
        goal=tuple(segments.centres[goal - 1].tolist()),
        centres=tuple(tuple(centre) for centre in segments.centres.tolist()),
    )


def _offer(action: Action, situation: Situation) -> Offer:
    catalogue = {one.name: one for one in situation.catalogue}
    return Offer(
        action=action,
        moved=tuple(situation.map.places(action)),
        ways=_ways(action, situation),
        rules=tuple(
            rule_of(condition, situation.customers, f"‘{action.title}’") for condition in action.who
        ),
        had=tuple(catalogue[name].done_on for name in action.after),
        cooling=_cooling(action, situation.customers.table.table),
    )


def _ways(action: Action, situation: Situation) -> tuple[Way, ...]:
    """Give the segments to which an action may lead, and from where; never from the ideal."""
    segments, moved = situation.customers.segments, situation.map.places(action)
    starts = [one.code for one in segments.segments if one.code != segments.ideal.code]
    towards = {start: situation.map.candidates(start, moved) for start in starts}
    ends = sorted({end for found in towards.values() for end in found})
    return tuple(Way(end, tuple(one for one in starts if end in towards[one])) for end in ends)


def _cooling(action: Action, table: pd.DataFrame) -> Cooling | None:
    """Give the latest moment that is long enough ago, seen from the last day of the data."""
    if not (action.cooling_months and action.done_on):
        return None
    days = int(action.cooling_months * DAYS_IN_A_MONTH)
    while days / DAYS_IN_A_MONTH < action.cooling_months:
        days += 1
    return Cooling(action.done_on, (last_day(table) - timedelta(days=days)).isoformat(" "))


def rule_of(condition: Condition, customers: Customers, where: str) -> Rule:
    """Give a condition as a rule that holds of the same customers, and of new ones alike.

    Parameters
    ----------
    condition
        What has to be true of a customer.
    customers
        What is known of the customers.
    where
        What asks for the condition, for messages.

    Raises
    ------
    UserError
        If there is no such column, or its values cannot be compared in this way.
    """
    if condition.column == SEGMENT:
        codes = codes_meant(condition, customers.segments, where)
        return Rule(RuleKind.SEGMENT, "", condition.test, tuple(map(float, codes)))
    column = column_of(condition.column, customers.table.table, where)
    kind = _kind_of(column)
    if condition.test in {Comparison.KNOWN, Comparison.UNKNOWN}:
        return Rule(kind, condition.column, condition.test)
    if condition.test in {Comparison.AT_LEAST, Comparison.AT_MOST}:
        limit = _plain(limit_meant(condition, column, where))
        return Rule(kind, condition.column, condition.test, (limit,))
    return Rule(kind, condition.column, condition.test, _values(condition, column, kind))


def _values(condition: Condition, column: pd.Series, kind: RuleKind) -> tuple[float | str, ...]:
    """Give all that a condition names, whether or not anybody has it by now."""
    if kind is RuleKind.NUMBERS:
        return tuple(sorted(filter(isfinite, map(float, values_meant(condition, column)))))
    wanted = words_meant(condition) - {""}
    if kind is RuleKind.TRUTHS:
        return tuple(sorted(_TRUTHS[word] for word in wanted & _TRUTHS.keys()))
    if kind is RuleKind.DAYS:
        return tuple(sorted(filter(_is_day, wanted)))
    spellings = list(map(str, values_meant(condition, column)))
    found = (
        foldings(word, (one for one in spellings if as_compared(one) == word)) for word in wanted
    )
    return tuple(sorted(set().union(*found)))


def _is_day(word: str) -> bool:
    """Whether a word is a day in the one way that days are compared."""
    try:
        return date.fromisoformat(word).isoformat() == word
    except ValueError:
        return False


def _kind_of(column: pd.Series) -> RuleKind:
    if is_datetime64_any_dtype(column.dtype):
        return RuleKind.DAYS
    if is_bool_dtype(column.dtype):
        return RuleKind.TRUTHS
    return RuleKind.NUMBERS if holds_numbers(column) else RuleKind.TEXTS


def _plain(limit: float | pd.Timestamp) -> float | str:
    """Give a limit as it is frozen: a number or a day."""
    return limit.date().isoformat() if isinstance(limit, datetime) else float(limit)
