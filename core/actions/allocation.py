"""Who gets which action, within the limits of a plan."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.actions.ground import Ground
from core.actions.knapsack import NOTHING, buy, chosen, hull_steps
from core.actions.prices import Choice, Prices, Programme, best_at, done, used
from core.actions.programme import Solution, solve, solve_if_reachable, without_targets
from core.settings import Aim

_SAME = 1e-9


@dataclass(frozen=True, eq=False)
class Allocation:
    """Who gets what.

    Attributes
    ----------
    choice
        Shape (scored,): place of the action; `NOTHING` for none. Those held out have what they
        would get, if somebody of their segment gets it.
    bound
        No plan within the limits gains more, as the gains are counted.
    prices
        What limits and objectives cost at the margin.
    aimed
        Whether the plan was made to reach the objectives.
    """

    choice: Choice
    bound: float
    prices: Prices
    aimed: bool


def allocate(ground: Ground, aim: Aim, *, quickly: bool = False) -> Allocation:
    """Decide who gets what.

    With a budget alone the plan gains the most possible, up to one step of one customer. Where
    capacities or objectives bind too, it does so up to the distance between gain and bound.

    Parameters
    ----------
    ground
        What the plan is made on.
    aim
        What it is best at.
    quickly
        Whether, of a large base, customers who stand for all are enough, for a plan that is
        only looked at.
    """
    free = np.flatnonzero(~ground.held)
    if aim is Aim.OBJECTIVES and ground.effects:
        found = _at_least_cost(ground, free, quickly=quickly)
    else:
        found = _most_gain(ground, free, quickly=quickly)
    choice = np.full(len(ground.held), NOTHING, dtype=np.int8)
    choice[free] = found.choice
    held = np.flatnonzero(ground.held)
    wished = best_at(programme_of(ground, held), found.prices)[0]
    codes = ground.weighing.customers.codes.astype(np.int64) * len(ground.gains)
    treated = np.asarray(codes + choice)[choice != NOTHING]
    measured = np.isin(codes[held] + wished, treated) & (wished != NOTHING)
    choice[held] = np.where(measured, wished, np.int8(NOTHING))
    return Allocation(choice, found.bound, found.prices, found.aimed)


def programme_of(ground: Ground, places: npt.NDArray[np.int64]) -> Programme:
    """Give the plan of some customers as a programme; its first limit is the budget, if any."""
    limits = ground.limits
    uses, amounts = limits.uses, limits.capacities
    if limits.budget is not None:
        uses = np.vstack([limits.costs, uses])
        amounts = np.concatenate([[limits.budget], amounts])
    everybody = len(places) == len(ground.held)
    gains = ground.gains if everybody else ground.gains[:, places]
    towards = ground.towards if everybody else ground.towards[:, :, places]
    wanted = np.array([effect.wanted for effect in ground.effects])
    return Programme(gains, uses.astype(np.float64), amounts.astype(np.float64), towards, wanted)


def _most_gain(ground: Ground, free: npt.NDArray[np.int64], *, quickly: bool) -> Allocation:
    programme = programme_of(ground, free)
    simple = _within_budget(ground, programme)
    kept = (used(programme, simple.choice) <= programme.limits + _SAME).all()
    lacking = programme.targets * (1 - _SAME) - done(programme, simple.choice)
    if kept and not (lacking > 0).any():
        return _priced(simple, programme, aimed=bool(len(programme.targets)))
    order, bounded = order_of_free(ground, free), solvable(programme)
    if len(programme.targets):
        found = solve_if_reachable(bounded, order, quickly=quickly)
        if found is not None:
            return _allocation(found, aimed=True)
    if not kept:
        simple = _allocation(solve(without_targets(bounded), order, quickly=quickly), aimed=False)
    return _priced(simple, programme, aimed=False)


def _at_least_cost(ground: Ground, free: npt.NDArray[np.int64], *, quickly: bool) -> Allocation:
    programme = programme_of(ground, free)
    bounded = solvable(cheapest(programme, ground.limits.costs))
    found = solve(bounded, order_of_free(ground, free), quickly=quickly)
    return _priced(_allocation(found, aimed=True), programme, aimed=True)


def cheapest(programme: Programme, costs: npt.NDArray[np.int64]) -> Programme:
    """The same programme, in which the least spend counts instead of the gain."""
    spend = np.where(np.isfinite(programme.gains), -costs[:, None].astype(np.float32), -np.inf)
    return replace(programme, gains=spend.astype(np.float32))


def solvable(programme: Programme) -> Programme:
    """The same programme, with no action that takes of something that has run out."""
    out = programme.limits <= 0
    if not out.any():
        return programme
    none_left = np.asarray((programme.uses[out] > 0).any(axis=0))
    gains = np.where(none_left[:, None], -np.inf, programme.gains).astype(np.float32)
    return replace(programme, gains=gains, limits=np.where(out, 1.0, programme.limits))


def order_of_free(ground: Ground, free: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Give places among the free customers, so that those who are much alike are neighbours."""
    places = np.full(len(ground.held), -1, dtype=np.int64)
    places[free] = np.arange(len(free))
    ordered = places[ground.weighing.customers.alike]
    return ordered[ordered >= 0]


def _within_budget(ground: Ground, programme: Programme) -> Allocation:
    """The best plan within the budget, whatever the capacities."""
    steps = hull_steps(programme.gains, ground.limits.costs)
    bought = buy(steps, ground.limits.budget)
    choice = chosen(steps, bought.taken, programme.gains.shape[1])
    limits = np.zeros(len(programme.limits))
    limits[: ground.limits.budget is not None] = bought.price
    return Allocation(choice, bought.bound, Prices(limits, np.zeros(0)), aimed=False)


def _allocation(found: Solution, *, aimed: bool) -> Allocation:
    return Allocation(found.choice, found.bound, found.prices, aimed)


def _priced(found: Allocation, programme: Programme, *, aimed: bool) -> Allocation:
    """The same allocation with a price of nothing for each target that has none."""
    if len(found.prices.targets) == len(programme.targets):
        return replace(found, aimed=aimed)
    prices = Prices(found.prices.limits, np.zeros(len(programme.targets)))
    return Allocation(found.choice, found.bound, prices, aimed)
