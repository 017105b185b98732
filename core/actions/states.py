"""What it is worth to be in each segment, given how customers move by themselves."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.actions.natural import MONTHS_IN_A_PERIOD
from core.actions.values import horizon_values
from core.actions.worth import OwnWorth, segment_means
from core.settings import Economics
from core.tables.moves import NaturalMoves
from core.tables.segments import SegmentTable

Floats = npt.NDArray[np.float64]

OWN_SHARE = 0.5
"""How much of what sets a customer apart from their segment is taken to last."""

_USUAL = (0.01, 0.99)


def periods_of(economics: Economics) -> int:
    """How many periods of about a year the horizon has."""
    return max(1, round(economics.horizon_months / MONTHS_IN_A_PERIOD))


@dataclass(frozen=True, eq=False)
class States:
    """What it is worth to be in each segment, over the horizon, in code order.

    Attributes
    ----------
    moves
        How customers move by themselves.
    periods
        Periods of the horizon.
    foreseen
        Whether what customers bring already reckons with moves and losses.
    rewards, errors
        What a customer brings in a period, and its standard error.
    values
        What a customer of the segment is worth over the horizon.
    natural
        What they are worth on average a period later, if nothing is done.
    lasting
        Over how many periods what sets a customer apart counts, seen from the segment.
    lasting_natural
        The same a period later, if nothing is done.
    """

    moves: NaturalMoves
    periods: int
    foreseen: bool
    rewards: Floats
    errors: Floats
    values: Floats
    natural: Floats
    lasting: Floats
    lasting_natural: Floats


def states_of(
    own: OwnWorth,
    segments: SegmentTable,
    moves: NaturalMoves,
    economics: Economics,
    *,
    foreseen: bool,
) -> States:
    """Work out what it is worth to be in each segment.

    A customer brings the mean of their segment in every period, and moves from segment to
    segment as customers do by themselves; who is lost brings nothing. Where lifetime value
    already reckons with that, it is the worth as it is.
    """
    periods = periods_of(economics)
    means = segment_means(own.worth, segments)
    rewards, errors = means.means / periods, means.errors / periods
    values = segment_values(rewards, moves.chances, periods, foreseen=foreseen)
    lasting = segment_values(np.ones(len(rewards)), moves.chances, periods, foreseen=foreseen)
    among = moves.chances[:, :-1]
    return States(
        moves=moves,
        periods=periods,
        foreseen=foreseen,
        rewards=rewards,
        errors=errors,
        values=values,
        natural=among @ values,
        lasting=lasting,
        lasting_natural=among @ lasting,
    )


def segment_values(rewards: Floats, chances: Floats, periods: int, *, foreseen: bool) -> Floats:
    """What a customer of each segment brings over the horizon.

    Shapes (..., segments) and (..., segments, segments + 1), as of many draws at once.
    """
    if foreseen:
        return rewards * periods
    return horizon_values(rewards, chances[..., :-1], 1.0, periods)


@dataclass(frozen=True, eq=False)
class Standing:
    """Where each scored customer stands, one row for each, segment by segment.

    Attributes
    ----------
    rows
        Shape (scored,): places among the customer ids.
    codes, second
        Shape (scored,): code of the segment and of the second nearest.
    belonging
        Shape (scored,): chance to belong to the segment and not to the second one.
    natural, lasting_natural
        Shape (scored,): those of `States`, mixed over the two segments.
    value_apart, cost_apart
        Shape (scored,): what a customer brings and costs more than the segment in a period,
        as far as it is taken to last.
    """

    rows: npt.NDArray[np.int64]
    codes: npt.NDArray[np.int8]
    second: npt.NDArray[np.int8]
    belonging: Floats
    natural: Floats
    lasting_natural: Floats
    value_apart: Floats
    cost_apart: Floats


def standing_of(own: OwnWorth, segments: SegmentTable, sure: Floats, states: States) -> Standing:
    """Tell where each scored customer stands.

    Parameters
    ----------
    own
        What each customer brings and costs.
    segments
        Who belongs where.
    sure
        Shape (customers,): chance to belong to the segment and not to the second one.
    states
        What it is worth to be in each segment.
    """
    known = np.flatnonzero(segments.codes > 0)
    rows = known[np.argsort(segments.codes[known], kind="stable")]
    codes, second = segments.codes[rows], segments.second[rows]
    both = _Mixed(codes, second, sure[rows])
    return Standing(
        rows=rows,
        codes=codes,
        second=second,
        belonging=sure[rows],
        natural=both.of(states.natural),
        lasting_natural=both.of(states.lasting_natural),
        value_apart=_apart(own.value, segments, both, rows) / states.periods,
        cost_apart=_apart(own.cost, segments, both, rows) / states.periods,
    )


@dataclass(frozen=True, eq=False)
class _Mixed:
    """Amounts of segments, mixed for customers who stand between two."""

    codes: npt.NDArray[np.int8]
    second: npt.NDArray[np.int8]
    sure: Floats

    def of(self, amounts: Floats) -> Floats:
        other = amounts[np.maximum(self.second, 1) - 1]
        return np.asarray(self.sure * amounts[self.codes - 1] + (1 - self.sure) * other)


@dataclass(frozen=True, eq=False)
class Usual:
    """What an amount usually is.

    Attributes
    ----------
    low, high
        Its 1st and 99th percentile among all scored customers.
    means
        Shape (segments,): its mean in each segment, in code order.
    """

    low: float
    high: float
    means: Floats


def usual_of(values: Floats, segments: SegmentTable) -> Usual:
    """Tell what an amount, shape (customers,), usually is."""
    low, high = np.quantile(values[segments.codes > 0], _USUAL)
    return Usual(float(low), float(high), segment_means(values, segments).means)


def _apart(
    values: Floats, segments: SegmentTable, both: _Mixed, rows: npt.NDArray[np.int64]
) -> Floats:
    """How far each customer is from where they stand, as far as it is taken to last.

    Values beyond the 1st and 99th percentile of everybody count as those.
    """
    usual = usual_of(values, segments)
    inside = np.clip(values[rows], usual.low, usual.high)
    return OWN_SHARE * (inside - both.of(usual.means))
