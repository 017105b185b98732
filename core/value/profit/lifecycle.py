"""Where customers are in their life with the company, told from when they bought."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.tables.profit import STAGES
from core.value.evidence.buying import Buying, History

NEW, GROWING, LOYAL, FADING, LOST = range(1, len(STAGES) + 1)

_FADING_AFTER, _LOST_AFTER = 2.0, 4.0
"""Times the usual gap between two purchases of a customer."""

_PRIOR_GAPS = 2.0
"""The gap of the typical customer counts as so many of a customer's own."""

_GROWTH = 1.25
_FEWEST_TO_GROW = 3
_GAP_WITHOUT_ANY = 90.0


@dataclass(frozen=True, eq=False)
class Lifecycle:
    """Stages of all customers.

    Attributes
    ----------
    stage
        Shape (customers,): place in `core.tables.profit.STAGES`, from 1; 0 without a purchase.
    typical_gap
        Days from one purchase to the next of the typical customer who came back.
    meaning
        How the stages are told apart, as a sentence.
    """

    stage: npt.NDArray[np.int8]
    typical_gap: float
    meaning: str


def lifecycle(found: Buying) -> Lifecycle:
    """Tell the stage of every customer from the time since their last purchase.

    That time is held against the usual gap between two purchases: the customer's own, drawn
    towards that of the typical customer, because few gaps say little.
    """
    now = found.now
    typical = _typical_gap(now)
    repeats = np.maximum(now.purchases - 1, 0)
    bought_for = np.where(now.bought, now.last.astype(np.int64) - now.first, 0)
    gap = (bought_for + _PRIOR_GAPS * typical) / (repeats + _PRIOR_GAPS)
    since, known_for = now.end - now.last.astype(np.int64), now.end - now.first.astype(np.int64)
    earlier = now.purchases - found.recent
    grows = (found.recent > _GROWTH * earlier) & (now.purchases >= _FEWEST_TO_GROW)
    stage = np.select(
        [
            ~now.bought,
            since > _LOST_AFTER * gap,
            since > _FADING_AFTER * gap,
            known_for <= _FADING_AFTER * typical,
            grows,
        ],
        [0, LOST, FADING, NEW, GROWING],
        default=LOYAL,
    )
    return Lifecycle(stage.astype(np.int8), typical, _meaning(typical))


def _typical_gap(now: History) -> float:
    again = now.purchases > 1
    if not again.any():
        return _GAP_WITHOUT_ANY
    days = now.last[again].astype(np.int64) - now.first[again]
    return max(1.0, float(np.median(days / (now.purchases[again] - 1))))


def _meaning(typical: float) -> str:
    return (
        "Lifecycle stage, told from the usual gap between two purchases of a customer (for the "
        f"typical one {typical:,.0f} days): lost after {_LOST_AFTER:g} gaps without a purchase, "
        f"fading after {_FADING_AFTER:g}; otherwise new within {_FADING_AFTER:g} typical gaps of "
        f"the first purchase, growing with {_FEWEST_TO_GROW} or more purchases of which the later "
        "half of the time had at least a quarter more, else loyal. Empty without a purchase."
    )
