"""Spending a budget where it earns most: at most one action for each customer.

This is the multiple-choice knapsack problem. Its linear relaxation is solved exactly by
taking steps along the upper hull of each customer's costs and gains, best return first (Sinha
and Zoltners, 1979, "The Multiple-Choice Knapsack Problem", Operations Research 27(3)). Whole
customers reach it up to the gain of one step.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

NOTHING = -1
_LOOKED_AT = 10_000
"""Steps after the first one that does not fit that are tried for the rest of the budget."""


@dataclass(frozen=True, eq=False)
class Steps:
    """What could be bought next, best return first.

    Attributes
    ----------
    customers
        Shape (steps,): whose step it is; the steps of one customer stand in their order.
    before, after
        Shape (steps,): place of the action that the customer has before and after the step;
        `NOTHING` for none.
    costs
        Shape (steps,): what the step costs more, in whole units of money.
    gains
        Shape (steps,): what it gains more, above 0.
    """

    customers: npt.NDArray[np.int32]
    before: npt.NDArray[np.int8]
    after: npt.NDArray[np.int8]
    costs: Integers
    gains: Floats

    def spent(self) -> Integers:
        """Shape (steps,): what is spent once each step has been taken."""
        return np.cumsum(self.costs)


def hull_steps(gains: npt.NDArray[np.floating], costs: Integers) -> Steps:
    """Steps along the upper hull of each customer, best return first.

    Parameters
    ----------
    gains
        Shape (actions, customers): what an action gains; minus infinity where it may not be
        done. Actions that gain nothing are never worth a step.
    costs
        Shape (actions,): what an action costs, in whole units of money above 0.

    Returns
    -------
    Steps
        Of two with the same return, the one nearer to having nothing comes first, then that
        of the first customer.
    """
    found = _Climb(gains, costs)
    levels = [found.step()]
    while found.climbing.size:
        levels.append(found.step())
    customers, before, after, returns = map(np.concatenate, zip(*levels, strict=True))
    order = np.argsort(-returns, kind="stable")
    customers, before, after = customers[order], before[order], after[order]
    return Steps(
        customers=customers.astype(np.int32),
        before=before,
        after=after,
        costs=_of(costs, after) - _of(costs, before),
        gains=_gains_of(gains, customers, after) - _gains_of(gains, customers, before),
    )


def _of(costs: Integers, actions: npt.NDArray[np.int8]) -> Integers:
    return np.append(costs, 0)[actions]


def _gains_of(
    gains: npt.NDArray[np.floating], customers: Integers, actions: npt.NDArray[np.int8]
) -> Floats:
    own = gains[actions, customers].astype(np.float64)
    return np.where(actions == NOTHING, 0.0, own)


class _Climb:
    """Climbs the hulls of all customers at once, one step at a time."""

    def __init__(self, gains: npt.NDArray[np.floating], costs: Integers) -> None:
        self._gains = gains
        self._costs = costs
        self._cheapest_first = np.argsort(costs, kind="stable")
        self._here = np.full(gains.shape[1], NOTHING, dtype=np.int8)
        self.climbing = np.arange(gains.shape[1])

    def step(self) -> tuple[Integers, npt.NDArray[np.int8], npt.NDArray[np.int8], Floats]:
        """Take the steepest step of each customer; whoever has none stops climbing."""
        before = self._here[self.climbing]
        height = _gains_of(self._gains, self.climbing, before)
        paid = _of(self._costs, before)
        steepest, after = np.zeros(len(before)), before.copy()
        for action in self._cheapest_first:
            way = self._costs[action] - paid
            rise = self._gains[action, self.climbing] - height
            slope = np.divide(rise, way, np.full(len(way), -np.inf), where=way > 0)
            better = (slope > 0) & (slope >= steepest)
            steepest = np.where(better, slope, steepest)
            after = np.where(better, np.int8(action), after)
        rising = after != before
        self.climbing = self.climbing[rising]
        self._here[self.climbing] = after[rising]
        return self.climbing, before[rising], after[rising], steepest[rising]


@dataclass(frozen=True, eq=False)
class Bought:
    """What a budget buys.

    Attributes
    ----------
    taken
        Shape (steps,): whether the step is taken.
    bound
        The most that could be gained if customers could be split.
    price
        What one more unit of money would gain; 0 if everything is bought.
    """

    taken: npt.NDArray[np.bool_]
    bound: float
    price: float


def buy(steps: Steps, budget: int | None) -> Bought:
    """Take steps, best return first, as long as the budget lasts.

    Where the next step does not fit, cheaper ones further on are tried for what is left.

    Parameters
    ----------
    steps
        What could be bought.
    budget
        The most that may be spent, in whole units of money; None for no limit.
    """
    spent = steps.spent()
    fit = len(spent) if budget is None else int(np.searchsorted(spent, budget, side="right"))
    taken = np.arange(len(spent)) < fit
    gained = float(steps.gains[:fit].sum())
    if budget is None or fit == len(spent):
        return Bought(taken, gained, 0.0)
    left = budget - int(spent[fit - 1] if fit else 0)
    price = float(steps.gains[fit] / steps.costs[fit])
    _fill(steps, taken, fit, left)
    return Bought(taken, gained + left * price, price)


def _fill(steps: Steps, taken: npt.NDArray[np.bool_], first: int, left: int) -> None:
    """Spend what is left on steps further on; a customer takes no step without those before."""
    passed: set[int] = set()
    for place in range(first, min(first + _LOOKED_AT, len(taken))):
        customer, cost = int(steps.customers[place]), int(steps.costs[place])
        if cost > left or customer in passed:
            passed.add(customer)
            continue
        taken[place] = True
        left -= cost


def chosen(steps: Steps, taken: npt.NDArray[np.bool_], customers: int) -> npt.NDArray[np.int8]:
    """Place of the action that each customer has after the steps taken; `NOTHING` for none."""
    choice = np.full(customers, NOTHING, dtype=np.int8)
    places = np.flatnonzero(taken)
    # steps of one customer stand in their order, and the last one written stays
    choice[steps.customers[places]] = steps.after[places]
    return choice
