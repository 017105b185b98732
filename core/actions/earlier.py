"""Where the customers of an earlier period were, by the segments of today."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.segments.placing import place
from core.settings import Axis, Direction
from core.tables.customers import ScoredCustomers
from core.tables.moves import MoveCounts
from core.tables.segments import SegmentTable

Floats = npt.NDArray[np.float64]


def seen_moves(
    then: tuple[pd.Index, Floats], scored: ScoredCustomers, segments: SegmentTable
) -> MoveCounts:
    """Count who was where in an earlier period, and where they are now.

    Customers of then are placed by the scores and segments of today: by the share of today's
    customers whom they would have surpassed, in the segment that those scores or values mean.

    Parameters
    ----------
    then
        Ids of the earlier customers, sorted, and their values on the axes, shape (customers,
        axes); NaN where they had none.
    scored, segments
        Where the customers are now.
    """
    ids, values = then
    known = ~np.isnan(values).any(axis=1)
    codes = np.zeros(len(ids), dtype=np.int64)
    scores = np.full(values.shape, np.nan)
    scores[known] = _scores(values[known], scored)
    if segments.definition is not None and known.any():
        earlier = replace(
            scored, customer_ids=ids, values=values, scores=scores, scored=np.asarray(known)
        )
        codes[known] = place(segments.definition, earlier).groups + 1
    else:
        codes[known] = _nearest(scores[known], scored.axes, segments)
    places = segments.customer_ids.get_indexer(ids)
    now = np.where(places >= 0, segments.codes[places].astype(np.int64), -1)
    groups = len(segments.segments)
    there = np.where(now < 0, groups, now - 1)
    counted = known & (now != 0)
    cells = (codes[counted] - 1) * (groups + 1) + there[counted]
    counts = np.bincount(cells, minlength=groups * (groups + 1)).reshape(groups, groups + 1)
    return MoveCounts(
        counts=counts.astype(np.float64),
        customers=int(known.sum()),
        unplaced=len(ids) - int(counted.sum()),
        notes=_notes(ids, places),
    )


def _notes(ids: pd.Index, places: npt.NDArray[np.intp]) -> tuple[str, ...]:
    met = int((places >= 0).sum())
    if met:
        return ()
    told = f"None of the {len(ids):,} customers of the earlier period is among those of today."
    return (f"{told} All count as lost; are both periods of the same company?",)


def _scores(values: Floats, scored: ScoredCustomers) -> Floats:
    """Share of today's customers that each value surpasses, those equal to it by half."""
    columns = []
    for column, axis in enumerate(scored.axes):
        today = np.sort(_oriented(scored.values[scored.scored, column], axis))
        own = _oriented(values[:, column], axis)
        below = np.searchsorted(today, own, side="left")
        not_above = np.searchsorted(today, own, side="right")
        columns.append((below + not_above) / (2 * len(today)))
    return np.column_stack(columns)


def _oriented(values: Floats, axis: Axis) -> Floats:
    """The values turned so that more is better."""
    if axis.direction is Direction.LESS:
        return -values
    if axis.direction is Direction.TARGET and axis.target is not None:
        return -np.abs(values - axis.target)
    return values


def _nearest(
    scores: Floats, axes: tuple[Axis, ...], segments: SegmentTable
) -> npt.NDArray[np.int64]:
    """Code of the segment with the nearest centre."""
    weights = np.array([axis.weight for axis in axes])
    squares = [((scores - centre) ** 2 * weights).sum(axis=1) for centre in segments.centres]
    return np.asarray(np.argmin(squares, axis=0) + 1)
