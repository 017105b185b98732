"""A plan under several limits and targets, in whole customers.

The prices of limits and targets are found on some customers who stand for all, then on more,
and last on everybody; they prove how much any plan can gain at most.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.actions.prices import (
    Choice,
    Mixture,
    Prices,
    Programme,
    best_at,
    done,
    gathered,
    mixed,
)
from core.actions.rounding import whole

Places = npt.NDArray[np.int64]

STAGES = ((4_000, 1e-5), (32_000, 3e-5))
"""How many customers stand for all at first, and how near to the bound that is taken."""

EVERYBODY = 1e-4
NOTICEABLE = 1e-6
"""Share of the targets that counts as missed."""

_GIVEN_UP = 1e-4
"""Share of what can be reached that is given up, so that gains can be compared at all."""


@dataclass(frozen=True, eq=False)
class Solution:
    """The best plan.

    Attributes
    ----------
    choice
        Shape (customers,): place of the action that each customer gets; `NOTHING` for none.
    gain
        What the choices gain together.
    bound
        No plan that reaches as much of the targets gains more.
    prices
        What one more of each limited thing would gain, and what one less of each target; none
        for targets of which nothing can be reached.
    missed
        The least share by which all targets together have to be lowered to be reached; 0 if
        they can be.
    """

    choice: Choice
    gain: float
    bound: float
    prices: Prices
    missed: float


def solve(programme: Programme, order: Places, *, quickly: bool = False) -> Solution:
    """Find the plan that gains most among those that keep the limits and reach the targets.

    Where the targets cannot be reached, all are lowered by the same share, as little as
    possible, and the plan is the one that gains most then.

    Parameters
    ----------
    programme
        All customers.
    order
        Shape (customers,): their places, so that those who are much alike are neighbours.
    quickly
        Whether customers who stand for all decide on the prices; how near the plan is to the
        best one is not known then.
    """
    found = _found(programme, order, quickly=quickly)
    missed = found.missed if found.missed > NOTICEABLE else 0.0
    if not missed:
        return _solution(programme, found, quickly=quickly)
    lowered = _lowered(programme, (1 - missed) * (1 - _GIVEN_UP))
    again = _found(lowered, order, _mixing(found) if len(lowered.targets) else (), quickly=quickly)
    choice = whole(lowered, again)
    gain = float(gathered(programme.gains, choice).sum())
    return Solution(choice, gain, max(again.bound, gain), again.prices, missed)


def solve_if_reachable(
    programme: Programme, order: Places, *, quickly: bool = False
) -> Solution | None:
    """Find the same plan; None where the targets cannot be reached."""
    found = _found(programme, order, quickly=quickly)
    return None if found.missed > NOTICEABLE else _solution(programme, found, quickly=quickly)


def _found(
    programme: Programme, order: Places, start: Iterable[Prices] = (), *, quickly: bool
) -> Mixture:
    few = STAGES[-1][0]
    if not quickly or len(order) <= few:
        return searched(programme, order, start)
    part = representing(programme, order, few)
    found = searched(part, np.arange(few), start)
    kept = [place for place, weight in enumerate(found.weights) if weight > 0]
    tried = tuple(found.tried[place] for place in kept)
    choices = tuple(best_at(programme, prices)[0] for prices in tried)
    return replace(found, choices=choices, weights=found.weights[kept], tried=tried)


def _solution(programme: Programme, found: Mixture, *, quickly: bool) -> Solution:
    choice = whole(programme, found) if quickly else _reaching(programme, found)
    gain = float(gathered(programme.gains, choice).sum())
    return Solution(choice, gain, max(found.bound, gain), found.prices, 0.0)


def _lowered(programme: Programme, share: float) -> Programme:
    """The same programme with a share of its targets; without them if next to nothing is left."""
    if share > NOTICEABLE:
        return replace(programme, targets=programme.targets * share)
    return without_targets(programme)


def without_targets(programme: Programme) -> Programme:
    """Give the same programme with nothing that has to be reached."""
    return replace(programme, effects=programme.effects[:0], targets=np.zeros(0))


def _reaching(programme: Programme, found: Mixture) -> Choice:
    """Whole customers who reach the targets; what dividing them costs is asked for on top."""
    choice = whole(programme, found)
    short = np.maximum(1 - done(programme, choice) / programme.targets, 0)
    if not (short > NOTICEABLE).any():
        return choice
    raised = replace(programme, targets=programme.targets * (1 + 2 * short))
    again = whole(raised, mixed(raised, (*_mixing(found), found.prices), proven=EVERYBODY))
    nearer = np.maximum(1 - done(programme, again) / programme.targets, 0)
    return again if nearer.sum() < short.sum() else choice


def searched(programme: Programme, order: Places, start: Iterable[Prices] = ()) -> Mixture:
    """Find the best mixture of plans, first for a few customers and then for all.

    ``start`` are prices to begin with, from a programme that is much like this one.
    """
    start = tuple(start)
    for part, proven in _stages(programme, order):
        found = mixed(part, start, proven=proven)
        start = (*_mixing(found), found.prices)
    return found


def representatives(order: Places, size: int) -> Places:
    """Give at most so many customers who stand for all: at even steps along their order."""
    customers = len(order)
    if customers <= size:
        return np.sort(order)
    return order[(np.arange(size) * 2 + 1) * customers // (2 * size)]


def representing(programme: Programme, order: Places, size: int) -> Programme:
    """Give the programme for some customers who stand for all; for all if there are no more."""
    return programme if len(order) <= size else programme.of(representatives(order, size))


def _stages(programme: Programme, order: Places) -> Iterator[tuple[Programme, float]]:
    for size, proven in STAGES:
        if 2 * size <= len(order):
            yield representing(programme, order, size), proven
    yield programme, EVERYBODY


def _mixing(found: Mixture) -> Iterator[Prices]:
    for prices, weight in zip(found.tried, found.weights, strict=True):
        if weight > 0:
            yield prices
