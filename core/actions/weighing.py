"""Every action weighed for every customer: from where they stand, to where it leads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.actions.eligibility import hindrances
from core.actions.position import NOWHERE, Ends
from core.actions.situation import Situation
from core.progress import Progress
from core.settings import COST_TO_SERVE, LIFETIME_VALUE, Action
from core.tables.actions import Hindrance, WeighedCustomers, kinds_of

Floats = npt.NDArray[np.float64]

_IN_TIME = (0, Hindrance.ORDER_RULE, Hindrance.AFTER, Hindrance.COOLING)
BITS = 6
"""Scores that agree in this many bits count as alike."""


@dataclass(frozen=True, eq=False)
class Sums:
    """What the gains of each action add up to in each segment, over those who may get it.

    Attributes
    ----------
    customers
        Shape (segments, actions): who may get it.
    gains, arrivals
        Shape (segments, actions): sums over them.
    with_it, without
        Shape (segments, actions): what those who arrive are worth, and would be otherwise.
    into
        Shape (segments, actions, segments): arrivals, by ending segment.
    from_
        Shape (segments, actions, segments): arrivals, by the segments they would come from.
    open
        Shape (segments, actions): who may get it in time, whatever comes first: it leads them
        anywhere, and nothing but the order stands against it.
    lawful
        Shape (segments, actions): those of them from whom the order rule does not keep it.
    open_into
        Shape (segments, actions, segments): arrivals of all to whom it is open.
    leads, free_gains
        Shape (segments, actions): for whom it leads anywhere, whatever the rules, and gains.
    marks
        Shape (segments, actions, 256): customers by what keeps the action from them.
    """

    customers: Floats
    gains: Floats
    arrivals: Floats
    with_it: Floats
    without: Floats
    into: Floats
    from_: Floats
    open: Floats
    lawful: Floats
    open_into: Floats
    leads: Floats
    free_gains: Floats
    marks: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _OneAction:
    """An action weighed for every scored customer."""

    gains: Floats
    arrivals: Floats
    endings: npt.NDArray[np.int8]
    marks: npt.NDArray[np.uint8]
    with_it: Floats
    without: Floats


def weigh_customers(situation: Situation, progress: Progress) -> tuple[WeighedCustomers, Sums]:
    """Weigh every action for every scored customer.

    An action that succeeds brings a customer to the worth of the ending segment
    (`core.actions.position`), instead of what they would be worth a year on if nothing were
    done. What sets the customer apart from their segment is kept, as far as it lasts, but for
    what the action changes itself: who is offered more ends at the value of the ending segment.

    ``gain = arrival * (worth with it - worth without) - cost``, and the chance to arrive is the
    success times the share of the way that the action covers.
    """
    counted = len(situation.catalogue)
    scored = len(situation.standing.rows)
    gains = np.empty((counted, scored), dtype=np.float32)
    arrivals = np.empty((counted, scored), dtype=np.float32)
    endings = np.empty((counted, scored), dtype=np.int8)
    marks = np.empty((counted, scored), dtype=np.uint8)
    parts = []
    for place, action in enumerate(situation.catalogue):
        progress.at(place / counted)
        one = _weighed(action, situation)
        gains[place], arrivals[place] = one.gains, one.arrivals
        endings[place], marks[place] = one.endings, one.marks
        parts.append(_summed(one, situation))
    alike = _neighbours(situation, marks)
    standing = situation.standing
    weighed = WeighedCustomers(
        standing.rows, standing.codes, gains, arrivals, endings, marks, alike
    )
    return weighed, Sums(**{name: np.stack(column, axis=1) for name, column in _columns(parts)})


def _columns(parts: list[dict[str, Any]]) -> Iterator[tuple[str, list[Any]]]:
    for name in parts[0]:
        yield name, [part[name] for part in parts]


def _weighed(action: Action, situation: Situation) -> _OneAction:
    standing, states = situation.standing, situation.states
    ends = _ends(action, situation)
    marks = _marks(action, situation, ends)
    there = np.maximum(ends.codes, 1) - 1
    kept = np.zeros(len(there))
    if action.moves == () or LIFETIME_VALUE not in dict(action.moves):
        kept += standing.value_apart
    if action.moves == () or COST_TO_SERVE not in dict(action.moves):
        kept -= standing.cost_apart
    apart = standing.value_apart - standing.cost_apart
    with_it = states.values[there] + states.lasting[there] * kept
    without = standing.natural + standing.lasting_natural * apart
    arrivals = action.success * ends.reach
    gains = arrivals * (with_it - without) - action.unit_cost
    return _OneAction(gains.round(6), arrivals, ends.codes, marks, with_it, without)


def _ends(action: Action, situation: Situation) -> Ends:
    """Where an action leads every scored customer.

    One that keeps leads where they are; nobody is led away from the ideal.
    """
    codes = situation.standing.codes
    if not action.moves:
        return Ends(codes, np.ones(len(codes)))
    scores = situation.customers.scored.scores
    ends, reach = np.full(len(codes), NOWHERE, dtype=np.int8), np.zeros(len(codes))
    ideal = situation.customers.segments.ideal.code
    for start, members in _spans(codes):
        if start == ideal:
            continue
        found = situation.map.ends(action, start, scores[situation.standing.rows[members]])
        ends[members], reach[members] = found.codes, found.reach
    return Ends(ends, reach)


def _spans(codes: npt.NDArray[np.int8]) -> Iterator[tuple[int, slice]]:
    """Yield each segment's code and where its customers stand."""
    starts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]]))
    for start, end in zip(starts, [*starts[1:], len(codes)], strict=True):
        yield int(codes[start]), slice(int(start), int(end))


def _marks(action: Action, situation: Situation, ends: Ends) -> npt.NDArray[np.uint8]:
    standing = situation.standing
    marks = hindrances(action, situation.catalogue, situation.customers, situation.economics)[
        standing.rows
    ]
    nowhere = np.full(len(marks), Hindrance.NOWHERE.mark(), dtype=np.uint8)
    nowhere[standing.codes == situation.customers.segments.ideal.code] = Hindrance.IDEAL.mark()
    if not situation.map.places(action):
        nowhere[:] = Hindrance.UNMEASURED.mark()
    return np.where((ends.codes == NOWHERE) & (marks == 0), nowhere, marks)


def _summed(one: _OneAction, situation: Situation) -> dict[str, npt.NDArray[Any]]:
    """Add one action up over the customers of each segment; see `Sums`."""
    standing = situation.standing
    segments = len(situation.states.values)
    own = standing.codes.astype(np.int64) - 1
    may = one.marks == 0
    arrivals = np.where(may, one.arrivals, 0.0)

    def over(amounts: Floats, cells: npt.NDArray[np.int64], size: int) -> Floats:
        return np.asarray(np.bincount(cells, amounts, size), dtype=np.float64)

    there = own * segments + np.maximum(one.endings, 1) - 1
    second = own * segments + np.maximum(standing.second, 1) - 1
    sure = arrivals * standing.belonging
    squared = segments**2
    leads = one.endings != NOWHERE
    open_ = leads & np.isin(kinds_of(one.marks), _IN_TIME)
    sums = {
        "customers": may.astype(np.float64),
        "gains": np.where(may, one.gains, 0.0),
        "arrivals": arrivals,
        "with_it": arrivals * one.with_it,
        "without": arrivals * one.without,
        "open": open_.astype(np.float64),
        "lawful": (open_ & (kinds_of(one.marks) != Hindrance.ORDER_RULE)).astype(np.float64),
        "leads": leads.astype(np.float64),
        "free_gains": np.where(leads, one.gains, 0.0),
    }
    found: dict[str, npt.NDArray[Any]] = {
        name: over(amounts, own, segments) for name, amounts in sums.items()
    }
    from_ = over(sure, own * segments + own, squared) + over(arrivals - sure, second, squared)
    found["into"] = over(arrivals, there, squared).reshape(segments, segments)
    opened = np.where(open_, one.arrivals, 0.0)
    found["open_into"] = over(opened, there, squared).reshape(segments, segments)
    found["from_"] = from_.reshape(segments, segments)
    cells = own * 256 + one.marks
    found["marks"] = np.bincount(cells, minlength=segments * 256).reshape(segments, 256)
    return found


def _neighbours(situation: Situation, marks: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    """Order the customers so that those who may get the same and stand close are neighbours.

    Places are compared bit by bit over all axes at once (Morton, 1966).
    """
    standing = situation.standing
    may = np.zeros(len(standing.rows), dtype=np.int64)
    for mark in marks:
        may = may * 2 + (mark == 0)
    scores = situation.customers.scored.scores[standing.rows]
    steps = np.clip(scores * 2**BITS, 0, 2**BITS - 1).astype(np.int64)
    curve = np.zeros(len(scores), dtype=np.int64)
    for bit in reversed(range(BITS)):
        for axis in range(steps.shape[1]):
            curve = curve * 2 + (steps[:, axis] >> bit & 1)
    return np.lexsort((curve, may, standing.codes))
