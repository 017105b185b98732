"""What other budgets would earn: the most for each, within the capacities."""

import numpy as np
import numpy.typing as npt

from core.actions.allocation import order_of_free, solvable
from core.actions.ground import Ground
from core.actions.knapsack import NOTHING, Steps, hull_steps
from core.actions.prices import Mixture, Programme, gathered, mixed_for
from core.actions.programme import representatives
from core.tables.plan import FrontierPoint

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

POINTS = 30
FEW = 4_000
"""Customers who stand for all where capacities bind too."""

_NEAR = 1e-3


def frontier_of(ground: Ground) -> tuple[FrontierPoint, ...]:
    """Work out what the best plan for each of some budgets earns, from none to enough.

    No budget and no objective binds; what each budget does towards them is told.

    Returns
    -------
    tuple of FrontierPoint
        Ascending; each further unit of money earns less. Empty if nothing pays.
    """
    free = np.flatnonzero(~ground.held)
    amounts = _mixtures(ground, free) if ground.limits.channels else _along_hull(ground, free)
    customers = len(ground.held)
    return tuple(
        FrontierPoint(
            spend=float(spend) / ground.limits.unit,
            gain=float(gain),
            reached=tuple(
                effect.as_given(float(total), customers)
                for effect, total in zip(ground.effects, totals, strict=True)
            ),
        )
        for spend, gain, *totals in amounts
    )


def _along_hull(ground: Ground, free: Places) -> Floats:
    """Spend, gain and what is done towards each objective, at even steps of the spend."""
    steps = hull_steps(ground.gains[:, free], ground.limits.costs)
    spent = steps.spent()
    if not len(spent):
        return np.zeros((0, 2))
    wanted = np.linspace(0, spent[-1], POINTS)
    places = np.searchsorted(spent, wanted, side="right")
    totals = [spent, np.cumsum(steps.gains)]
    totals += [np.cumsum(_rises(towards[:, free], steps)) for towards in ground.towards]
    return np.column_stack([np.concatenate([[0], total])[places] for total in totals])


def _rises(towards: npt.NDArray[np.float32], steps: Steps) -> Floats:
    """What each step does towards an objective."""
    after = towards[steps.after, steps.customers].astype(np.float64)
    before = towards[steps.before, steps.customers].astype(np.float64)
    return after - np.where(steps.before == NOTHING, 0.0, before)


def _mixtures(ground: Ground, free: Places) -> Floats:
    """The same, where capacities bind too, on some customers who stand for all."""
    limits = ground.limits
    few = free[representatives(order_of_free(ground, free), FEW)]
    weight = len(free) / len(few)
    unlimited = float(limits.costs.max()) * len(free)
    programme = Programme(
        gains=ground.gains[:, few],
        uses=np.vstack([limits.costs, limits.uses]).astype(np.float64),
        limits=np.concatenate([[unlimited], limits.capacities]),
        effects=np.zeros((0, len(limits.costs), len(few)), dtype=np.float32),
        targets=np.zeros(0),
        weight=weight,
    )
    most = mixed_for(solvable(programme), [unlimited], _NEAR)[0].amounts[1]
    if most <= 0:
        return np.zeros((0, 2))
    found = mixed_for(solvable(programme), np.linspace(0, most, POINTS)[1:], _NEAR)
    towards = ground.towards[:, :, few]
    nothing = [0.0] * (2 + len(towards))
    return np.array(
        [nothing]
        + [
            [one.amounts[1], one.amounts[0], *(_total(part, one) * weight for part in towards)]
            for one in found
        ]
    )


def _total(amounts: npt.NDArray[np.float32], mixture: Mixture) -> float:
    """What the plans of a mixture amount to."""
    return float(
        sum(
            weight * gathered(amounts, choice).sum()
            for choice, weight in zip(mixture.choices, mixture.weights, strict=True)
            if weight > 0
        )
    )
