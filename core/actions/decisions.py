"""The best decision in each state, by looking some periods ahead."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Problem:
    """States, what can be done in them, and what comes of it.

    A customer is in a state and has a memory of what was done before. Decision 0 is to do
    nothing.

    Attributes
    ----------
    rewards
        Shape (states,): what a customer in a state brings in one period.
    moves
        Shape (decisions, states, states): chances in one period; rows may add up to less
        than 1, and being lost is worth 0.
    costs
        Shape (decisions,): what a decision costs for one customer.
    allowed
        Shape (decisions, memories, states): what may be decided; nothing may be done always.
    following
        Shape (decisions, memories): which memory follows.
    ending
        Shape (states,): what a customer brings once nothing more is decided.
    discount
        Worth of 1 in a period's time, above 0 and at most 1.
    periods
        How many times something may be decided.
    """

    rewards: Floats
    moves: Floats
    costs: Floats
    allowed: npt.NDArray[np.bool_]
    following: Integers
    ending: Floats
    discount: float
    periods: int


@dataclass(frozen=True, eq=False)
class Decisions:
    """The best decisions now.

    Attributes
    ----------
    values
        Shape (memories, states): what a customer brings over the periods, decisions paid.
    choice
        Shape (memories, states): the best decision now; of equal ones the first.
    worth
        Shape (decisions, memories, states): what each decision now leads to, with the best
        ones after it; minus infinity where it is not allowed.
    """

    values: Floats
    choice: Integers
    worth: Floats


def decide(problem: Problem) -> Decisions:
    """Find the best decisions by backward induction (Bellman, 1957, "Dynamic Programming").

    What is decided in a period shows in the next one.
    """
    memories, states = problem.allowed.shape[1:]
    values = np.broadcast_to(problem.ending, (memories, states))
    worth = np.where(problem.allowed, values, -np.inf)
    for _ in range(problem.periods):
        worth = _look_ahead(problem, values)
        values = worth.max(axis=0)
    return Decisions(values, worth.argmax(axis=0), worth)


def _look_ahead(problem: Problem, values: Floats) -> Floats:
    """What each decision leads to, given what the next period is worth."""
    worth = np.empty(problem.allowed.shape)
    for decision, moves in enumerate(problem.moves):
        later = values[problem.following[decision]] @ moves.T
        worth[decision] = problem.rewards - problem.costs[decision] + problem.discount * later
    worth[~problem.allowed] = -np.inf
    return worth
