"""The best order of actions for each segment, looking ahead over the horizon."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.actions.decisions import Decisions, Problem, decide
from core.actions.order import order_of
from core.actions.states import States
from core.actions.weighing import Sums
from core.settings import Action, Economics

Floats = npt.NDArray[np.float64]

MOST = 0.5
"""An action is open to a segment if this share of its customers may get it in time."""


@dataclass(frozen=True, eq=False)
class Course:
    """What is best to do in each segment, looking ahead; memory 0 is of nothing done.

    Attributes
    ----------
    problem
        What is to be decided: to do nothing, or one of the actions in their order.
    decisions
        The best decisions under the order rule.
    free
        The best decisions without it.
    endings
        Shape (actions, segments): code of the segment where most arrive.
    """

    problem: Problem
    decisions: Decisions
    free: Decisions
    endings: npt.NDArray[np.int64]


def course_of(
    catalogue: tuple[Action, ...], states: States, sums: Sums, economics: Economics
) -> Course:
    """Find the best order of actions for each segment.

    Once a period one action may be done to all customers of a segment. It moves them as it moves
    those to whom it is open; it is open to the segment if it is so to at least half of them.

    Raises
    ------
    UserError
        If the catalogue has too many rules of order.
    """
    months = economics.horizon_months / states.periods
    sizes = np.array(sums.marks[:, 0, :].sum(axis=1))[:, None]
    ruled = _problem(catalogue, states, sums, (months, sums.lawful >= MOST * sizes))
    orderless = tuple(replace(action, after=()) for action in catalogue)
    free = _problem(orderless, states, sums, (months, sums.open >= MOST * sizes))
    endings = sums.open_into.argmax(axis=2).T + 1
    return Course(ruled, decide(ruled), decide(free), endings)


def _problem(
    catalogue: tuple[Action, ...],
    states: States,
    sums: Sums,
    limits: tuple[float, npt.NDArray[np.bool_]],
) -> Problem:
    months, open_ = limits
    order = order_of(catalogue, months)
    always = np.ones((1, len(states.rewards)), dtype=np.bool_)
    natural = states.moves.chances[:, :-1]
    rewards, ending = states.rewards, states.rewards
    if states.foreseen:  # such that doing nothing keeps the worth that is foreseen
        ending = states.values
        rewards = states.values - natural @ states.values
    return Problem(
        rewards=rewards,
        moves=np.concatenate([natural[None], _moves(natural, sums)]),
        costs=np.array([0.0, *(action.unit_cost for action in catalogue)]),
        allowed=order.may[:, :, None] & np.concatenate([always, open_.T])[:, None, :],
        following=order.following,
        ending=ending,
        discount=1.0,
        periods=states.periods,
    )


def _moves(natural: Floats, sums: Sums) -> Floats:
    """Shape (actions, segments, segments): moves of customers to whom an action is open."""
    opened = sums.open.T[..., None]
    into = np.swapaxes(sums.open_into, 0, 1)
    arriving = np.divide(into, opened, np.zeros_like(into), where=opened > 0)
    return np.asarray(arriving + (1 - arriving.sum(axis=2, keepdims=True)) * natural)


def advantages(course: Course) -> Floats:
    """What each action now is ahead of the best other decision, shape (actions, segments).

    NaN for actions that are not open to a segment.
    """
    worth = course.decisions.worth[:, 0, :]
    others = np.array([np.delete(worth, at, axis=0).max(axis=0) for at in range(len(worth))])
    ahead = np.where(np.isfinite(worth), worth - others, np.nan)
    return np.asarray(ahead[1:])
