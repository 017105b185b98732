"""Where one customer stands on each axis, against their segment and the ideal."""

import numpy as np
import numpy.typing as npt

from core.customers.roster import Roster
from core.tables.card import Standing
from core.tables.customers import ScoredCustomers
from core.tables.segments import SegmentTable, Spread

Floats = npt.NDArray[np.float64]

_THIRDS = (1 / 3, 2 / 3)


def standings_of(
    roster: Roster, scored: ScoredCustomers | None, segments: SegmentTable | None, row: int
) -> tuple[Standing, ...]:
    """Return where a customer stands on each axis; nothing while there are no segments."""
    if scored is None or segments is None:
        return ()
    code = int(segments.codes[row])
    return tuple(
        Standing(
            measure=axis.measure,
            value=float(scored.values[row, place]),
            score=float(scored.scores[row, place]),
            level=_level(float(scored.scores[row, place])),
            better_here=_share_below(scored, segments, (row, place), code),
            better_ideal=_share_below(scored, segments, (row, place), segments.ideal.code or 0),
            here=_spread(segments, code, place),
            ideal=_spread(segments, segments.ideal.code or 0, place),
            everyone=segments.everyone[place],
            form=roster.form(f"axis {axis.measure}"),
        )
        for place, axis in enumerate(scored.axes)
    )


def _level(score: float) -> str:
    if np.isnan(score):
        return ""
    low, high = _THIRDS
    return "low" if score < low else "high" if score >= high else "mid"


def _spread(segments: SegmentTable, code: int, place: int) -> Spread | None:
    return segments.segments[code - 1].spreads[place] if code else None


def _share_below(
    scored: ScoredCustomers, segments: SegmentTable, at: tuple[int, int], code: int
) -> float:
    """Share of a segment with a lower score than a customer's; equal ones count half."""
    row, place = at
    own = scored.scores[row, place]
    if code == 0 or np.isnan(own):
        return float("nan")
    others: Floats = scored.scores[segments.codes == code, place]
    return float(np.mean(others < own) + np.mean(others == own) / 2)
