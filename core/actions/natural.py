"""How customers of this company move by themselves: as seen, or as assumed."""

import numpy as np
import numpy.typing as npt

from core.actions.moves import (
    assumed_moves,
    chance_moves,
    concentrations,
    misassignment,
    shares,
    true_counts,
)
from core.actions.worth import axis_of
from core.errors import UserError
from core.settings import SATISFACTION, Axis, Economics, MoveAssumptions
from core.tables.moves import MoveCounts, NaturalMoves
from core.tables.segments import SegmentTable

Floats = npt.NDArray[np.float64]

MONTHS_IN_A_PERIOD = 12

ASSUMED_WEIGHT = 40.0
"""What is assumed of a segment is as sure as if it had been seen of this many customers."""


def natural_moves(
    segments: SegmentTable,
    axes: tuple[Axis, ...],
    assumed: tuple[Economics, MoveAssumptions],
    seen: MoveCounts | None,
) -> NaturalMoves:
    """Tell how customers move in a year when nothing new is done.

    Parameters
    ----------
    segments
        The customers divided, with how surely each one belongs to their segment.
    axes
        The axes; the least satisfied are lost more often, if satisfaction is one of them.
    assumed
        What is assumed as long as nothing has been seen.
    seen
        Moves since an earlier period; None if there is none.

    Raises
    ------
    UserError
        If an assumption makes no sense.
    """
    _check(*assumed)
    known = segments.codes > 0
    sizes = np.array([segment.customers for segment in segments.segments], dtype=np.float64)
    assigned = misassignment(
        segments.codes[known].astype(np.float64),
        segments.second[known].astype(np.float64),
        belonging(segments)[known],
        len(sizes),
    )
    by_chance = chance_moves(sizes, assigned)
    if seen is None:
        lost = _lost(segments, axes, *assumed)
        chances = assumed_moves(sizes, lost, assumed[1].drift)
        return NaturalMoves(chances, np.full(len(sizes), ASSUMED_WEIGHT), by_chance, None)
    alpha = concentrations(true_counts(seen.counts, assigned))
    return NaturalMoves(shares(alpha), alpha.sum(axis=1), by_chance, seen.counts)


def belonging(segments: SegmentTable) -> Floats:
    """Chance, 0.5 to 1, that customers belong to their segment and not to the second one.

    On the border between the two it is a half; NaN for customers who are not scored.
    """
    return np.asarray((1 + segments.confidence) / 2)


def _lost(
    segments: SegmentTable, axes: tuple[Axis, ...], economics: Economics, assumed: MoveAssumptions
) -> Floats:
    """Share of each segment lost in a year; in all it is the share that is assumed."""
    years = economics.horizon_months / MONTHS_IN_A_PERIOD
    yearly = 1 - (1 - economics.loss_share) ** (1 / years)
    sizes = np.array([segment.customers for segment in segments.segments])
    place = axis_of(SATISFACTION, axes)
    if place is None:
        return np.full(len(sizes), yearly)
    scores = segments.centres[:, place]
    times = assumed.unhappy ** (1 - 2 * scores)
    return np.asarray(np.minimum(yearly * times * sizes.sum() / (times @ sizes), 1.0))


def _check(economics: Economics, assumed: MoveAssumptions) -> None:
    if not 0 <= assumed.drift <= 1:
        raise UserError(
            f"The share of customers who change segment by themselves is {assumed.drift:g}.",
            "Give a number from 0 to 1, such as 0.15.",
        )
    if not assumed.unhappy >= 1:
        raise UserError(
            f"The least satisfied are lost {assumed.unhappy:g} times as often as others.",
            "Give a number from 1 up, such as 2.",
        )
    if not 0 <= economics.loss_share <= 1:
        raise UserError(
            f"The share of customers lost is {economics.loss_share:g}.",
            "Give a number from 0 to 1, such as 0.15.",
        )
