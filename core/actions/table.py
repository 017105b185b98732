"""The next best action of each segment, and everything else that was weighed for it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from core.actions.assumptions import assumptions
from core.actions.evidence import interval
from core.actions.gain import Weighing
from core.actions.journey import advantages
from core.actions.reasons import reason_against, reason_blocked, reason_for
from core.actions.uncertainty import best_chances
from core.actions.way import journeys
from core.settings import Action
from core.tables.actions import (
    ActionTable,
    Blocked,
    Journey,
    NextAction,
    SegmentAction,
    read_mark,
)
from core.tables.segments import SegmentTable

Floats = npt.NDArray[np.float64]

NO_VALUE = (
    "No axis is the lifetime value, so gains in money cannot be worked out. Make the column with "
    "the lifetime value, margin or revenue an axis of that name."
)

NOBODY = "Nobody is in this segment now."


def action_table(
    weighing: Weighing | None, catalogue: Sequence[Action], segments: SegmentTable
) -> ActionTable:
    """Find the next best action of each segment and what it earns.

    Parameters
    ----------
    weighing
        Everything that was weighed; None if nothing could be.
    catalogue
        What the company can do.
    segments
        The customers divided; what they are called may have changed since they were weighed.

    Returns
    -------
    ActionTable
        If nothing could be weighed, every action is blocked for that reason, and worths are
        NaN.
    """
    if weighing is None:
        return _unweighed(segments, catalogue)
    tables = _Tables(weighing, segments)
    found = [tables.next_action(segment.code) for segment in segments.segments]
    ranking = _ranking(found)
    ranked = tuple(
        replace(one, rank=ranking.index(one.segment) + 1 if one.pays else None) for one in found
    )
    return ActionTable(
        worth=tuple(weighing.situation.states.values.round(2).tolist()),
        next_actions=ranked,
        ranking=ranking,
        journeys=journeys(weighing.course, ranked, catalogue, segments),
        assumptions=assumptions(weighing.situation),
        natural=weighing.situation.states.moves,
    )


def _unweighed(segments: SegmentTable, catalogue: Sequence[Action]) -> ActionTable:
    blocked = tuple(Blocked(action.name, action.title, None, NO_VALUE) for action in catalogue)
    codes = [segment.code for segment in segments.segments]
    return ActionTable(
        worth=(float("nan"),) * len(codes),
        next_actions=tuple(
            NextAction(code, None, False, None, (), blocked, None) for code in codes
        ),
        ranking=(),
        journeys=tuple(Journey(code, (), arrives=False, stops=NO_VALUE) for code in codes),
        assumptions=(NO_VALUE,),
    )


def _ranking(found: Sequence[NextAction]) -> tuple[int, ...]:
    totals = {one.segment: one.best.total for one in found if one.best is not None and one.pays}
    return tuple(sorted(totals, key=lambda code: (-totals[code], code)))


class _Tables:
    """Makes the rows of the table from sums and draws."""

    def __init__(self, weighing: Weighing, segments: SegmentTable) -> None:
        customers = replace(weighing.situation.customers, segments=segments)
        self._situation = replace(weighing.situation, customers=customers)
        self._catalogue = weighing.situation.catalogue
        self._sums = weighing.sums
        self._gains = weighing.drawn.gains
        self._best = best_chances(weighing.drawn, weighing.sums)
        self._ahead = advantages(weighing.course)
        self._sizes = weighing.sums.marks[:, 0, :].sum(axis=1)

    def next_action(self, code: int) -> NextAction:
        """Give the next best action of a segment, not ranked yet."""
        if not self._sizes[code - 1]:
            return self._of_nobody(code)
        considered, blocked = [], []
        for place in range(len(self._catalogue)):
            if self._sums.customers[code - 1, place]:
                considered.append(self._weighed(code, place))
            else:
                blocked.append(self._blocked(code, place))
        considered.sort(key=lambda one: (-round(one.total, 6), one.unit_cost, one.action))
        pays = bool(considered) and considered[0].total > 0
        if considered and not pays:
            considered[0] = replace(considered[0], reason=reason_against(considered[0]))
        best = considered[0] if considered else None
        obvious = self._obvious(blocked, best)
        return NextAction(code, best, pays, None, tuple(considered), tuple(blocked), obvious)

    def _of_nobody(self, code: int) -> NextAction:
        """Say that a segment that was kept has no customers now."""
        blocked = (Blocked(one.name, one.title, None, NOBODY) for one in self._catalogue)
        return NextAction(code, None, False, None, (), tuple(blocked), None)

    def _weighed(self, code: int, place: int) -> SegmentAction:
        action, sums, at = self._catalogue[place], self._sums, (code - 1, place)
        customers = int(sums.customers[at])
        success = float(sums.arrivals[at]) / customers
        worth = [
            float(amount[at]) / float(sums.arrivals[at]) if success else 0.0
            for amount in (sums.without, sums.with_it)
        ]
        gain = float(sums.gains[at]) / customers
        draws = self._gains[:, code - 1, place]
        low, high = interval(draws)
        reach = success / action.success if action.success else 1.0
        ahead = float(self._ahead[place, code - 1])
        weighed = SegmentAction(
            segment=code,
            to=int(sums.into[at].argmax()) + 1 if success else code,
            action=action.name,
            title=action.title,
            customers=customers,
            unit_cost=action.unit_cost,
            works=action.success,
            reach=reach,
            success_low=action.success_low * reach,
            success=success,
            success_high=action.success_high * reach,
            worth_without=worth[0],
            worth_with=worth[1],
            gain=gain,
            gain_low=float(low),
            gain_high=float(high),
            chance=float((draws > 0).mean()),
            best_chance=float(self._best[at]),
            roi=gain / action.unit_cost,
            break_even=_break_even(action.unit_cost, worth[1] - worth[0]),
            total=float(sums.gains[at]),
            advantage=None if np.isnan(ahead) else ahead,
            evidence=action.evidence.value,
            reason="",
        )
        return replace(weighed, reason=reason_for(weighed, self._situation))

    def _blocked(self, code: int, place: int) -> Blocked:
        action, sums, at = self._catalogue[place], self._sums, (code - 1, place)
        marks = sums.marks[code - 1, place].copy()
        marks[0] = 0
        mark = int(marks.argmax())
        leads = float(sums.leads[at])
        gain = float(sums.free_gains[at]) / leads if leads else None
        counts = int(marks[mark]), int(self._sizes[code - 1])
        reason = reason_blocked(action, read_mark(mark), counts, self._situation)
        return Blocked(action.name, action.title, gain, reason)

    def _obvious(self, blocked: Sequence[Blocked], best: SegmentAction | None) -> Blocked | None:
        """Give what would gain most if nothing stood against it, if that is more than the best."""
        gain = max(best.gain, 0.0) if best is not None else 0.0
        better = [one for one in blocked if one.gain is not None and one.gain > gain]
        return max(better, key=lambda one: (one.gain or 0.0, one.action), default=None)


def _break_even(unit_cost: float, difference: float) -> float | None:
    if difference < unit_cost:
        return None
    return unit_cost / difference
