"""Who moved from which segment to which, and who would have moved without any action."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from core.results.figures import settled
from core.tables.customers import Floats
from core.tables.periods import Arms, Codes, Into, Moves
from core.tables.segments import SegmentTable

KAPPA = 8.0
"""A row of those held out counts as if this many had moved as everybody untreated did."""

_Z = 1.959963984540054
_Places = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Flow:
    """Where each earlier customer was and is, as rows and columns of `Moves`.

    Attributes
    ----------
    start, end
        Shape (earlier customers,): row, and column.
    new
        Shape (columns,): later customers who were not there before, by where they are.
    segments
        How many there are.
    """

    start: _Places
    end: _Places
    new: Floats
    segments: int

    def counted(self, places: _Places | None = None) -> Floats:
        """Customers by row and column, shape (segments + 2, segments + 2); some of them or all."""
        start = self.start if places is None else self.start[places]
        end = self.end if places is None else self.end[places]
        size = self.segments + 2
        found = np.bincount(start * size + end, minlength=size * size).reshape(size, size)
        return found.astype(np.float64)


def flow_of(before: Codes, after: Codes, places: _Places, segments: int) -> Flow:
    """Lay out where everybody was and is.

    Parameters
    ----------
    before
        Shape (earlier customers,): segment codes; 0 if not scored.
    after
        Shape (later customers,): segment codes on the same scale; 0 if not scored.
    places
        Shape (earlier customers,): row among the later customers; -1 for those who left.
    segments
        How many there are.
    """
    start = np.where(before > 0, before.astype(np.int64) - 1, segments)
    now = np.where(after > 0, after.astype(np.int64) - 1, segments)
    end = np.where(places >= 0, now[np.maximum(places, 0)] if len(now) else 0, segments + 1)
    fresh = np.ones(len(after), dtype=np.bool_)
    fresh[places[places >= 0]] = False
    new = np.bincount(now[fresh], minlength=segments + 2).astype(np.float64)
    return Flow(start, end.astype(np.int64), new, segments)


def moves_of(flow: Flow, arms: Sequence[Arms], segments: SegmentTable, chance: Floats) -> Moves:
    """Put the moves beside those that would have happened anyway.

    Those treated are taken to have moved as those held out for the same action did from the same
    segment, drawn a little towards what everybody untreated did, so that a small hold-out does not
    decide alone.

    Parameters
    ----------
    flow
        Where everybody was and is.
    arms
        Who was treated and who was held out.
    segments
        The earlier segments.
    chance
        Shape (segments, segments): moves by chance alone; empty if that cannot be told.
    """
    goal = (segments.ideal.code or segments.ideal.best) - 1
    tested = [one for one in arms if one.treated.any() and not one.treated.all()]
    untreated = _shares(flow.counted(_others(flow, arms)))
    counts = flow.counted()
    counts[-1] = flow.new
    natural = counts.copy()
    variance = 0.0
    for one in tested:
        treated = flow.counted(one.places[one.treated])
        expected, spread = _expected(treated, flow.counted(one.places[~one.treated]), untreated)
        natural += expected - treated
        variance += float(np.delete(spread[:, goal], goal).sum())
    known = chance.size > 0
    return Moves(
        counts=_whole(counts),
        natural=_fractions(natural),
        chance=_fractions(chance),
        by_action=tuple(
            (one.action, _whole(flow.counted(one.places[one.treated]))) for one in arms
        ),
        goal=goal + 1,
        ideal=segments.ideal.code is not None,
        into=_into(counts, natural, sqrt(variance), chance, goal) if tested else None,
        stayed=(
            int(np.trace(counts[: flow.segments, : flow.segments])),
            settled(float(np.trace(chance))) if known else float("nan"),
        ),
    )


def _others(flow: Flow, arms: Sequence[Arms]) -> _Places:
    """Customers who got nothing: those without an action, and those held out."""
    free = np.ones(len(flow.start), dtype=np.bool_)
    for one in arms:
        free[one.places[one.treated]] = False
    return np.flatnonzero(free)


def _shares(counts: Floats) -> Floats:
    totals = counts.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(counts, totals, out=np.zeros_like(counts), where=totals > 0))


def _expected(treated: Floats, held: Floats, untreated: Floats) -> tuple[Floats, Floats]:
    """Where those treated would be, and the variance of that for each cell."""
    size = held.sum(axis=1, keepdims=True)
    prior = np.where(untreated.sum(axis=1, keepdims=True) > 0, untreated, _shares(treated))
    share = (held + KAPPA * prior) / (size + KAPPA)
    people = treated.sum(axis=1, keepdims=True)
    return people * share, people**2 * share * (1 - share) / (size + KAPPA)


def _into(counts: Floats, natural: Floats, error: float, chance: Floats, goal: int) -> Into:
    segments = len(natural) - 2
    others = [place for place in range(segments) if place != goal]
    expected = float(natural[others, goal].sum())
    by_chance = float(chance[others, goal].sum()) if chance.size else float("nan")
    return Into(
        moved=int(counts[others, goal].sum()),
        natural=settled(expected),
        low=settled(max(0.0, expected - _Z * error)),
        high=settled(expected + _Z * error),
        chance=settled(by_chance),
    )


def _whole(counts: Floats) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(map(int, row)) for row in counts.tolist())


def _fractions(counts: Floats) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(map(settled, row)) for row in counts.tolist())
