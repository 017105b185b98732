"""The order in which actions may follow one another, and what is remembered of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
import numpy.typing as npt

from core.errors import UserError
from core.settings import Action

MOST_MEMORIES = 4_096


def check_order(catalogue: Sequence[Action]) -> None:
    """Make sure that what must come first can come first.

    Raises
    ------
    UserError
        If an action must come after one that is not there, or the order goes round.
    """
    by_name = {action.name: action for action in catalogue}
    for action in catalogue:
        for name in action.after:
            if name not in by_name:
                raise UserError(
                    f"‘{action.title}’ must come after ‘{name}’, which is not in the catalogue.",
                    "Add that action, or remove what must come first.",
                )
    for action in catalogue:
        circle = _circle(action.name, by_name, ())
        if circle:
            raise _round(tuple(by_name[name].title for name in circle))


def _circle(name: str, by_name: Mapping[str, Action], way: tuple[str, ...]) -> tuple[str, ...]:
    """The first way back to where it came from; empty if there is none."""
    if name in way:
        return way[way.index(name) :]
    found = (_circle(before, by_name, (*way, name)) for before in by_name[name].after)
    return next((circle for circle in found if circle), ())


def _round(titles: tuple[str, ...]) -> UserError:
    if len(titles) == 1:
        return UserError(f"‘{titles[0]}’ must come after itself.", "Remove that rule.")
    chain = ", ".join(
        f"‘{one}’ must come after ‘{other}’"
        for one, other in zip(titles, (*titles[1:], titles[0]), strict=True)
    )
    return UserError(
        f"{chain}. An order cannot go round.", "Remove one of these rules in the catalogue."
    )


@dataclass(frozen=True)
class Memory:
    """What is remembered of what was done to a customer.

    Attributes
    ----------
    done
        Names of the actions that something must come after and that have been done.
    resting
        Names of actions that may not be repeated yet, and for how many periods more.
    """

    done: frozenset[str] = frozenset()
    resting: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, eq=False)
class Order:
    """Which actions may follow which; memory 0 is of nothing done.

    Attributes
    ----------
    may
        Shape (actions + 1, memories): whether an action may come now; 0 is to do nothing.
    following
        Shape (actions + 1, memories): which memory follows.
    """

    may: npt.NDArray[np.bool_]
    following: npt.NDArray[np.int64]


def order_of(catalogue: Sequence[Action], months: float) -> Order:
    """Work out what may follow what.

    Parameters
    ----------
    catalogue
        The actions, whose order does not go round.
    months
        Length of a period. An action with a longer time of cooling off rests for whole periods.

    Raises
    ------
    UserError
        If there is too much to remember.
    """
    remembered = {name for action in catalogue for name in action.after}
    memories, places = [Memory()], {Memory(): 0}
    following: list[list[int]] = []
    may: list[list[bool]] = []
    for memory in memories:  # grows while it is walked through
        nexts = [_after(memory, action, remembered, months) for action in (None, *catalogue)]
        for after in nexts:
            if after not in places:
                places[after] = len(memories)
                memories.append(after)
        if len(memories) > MOST_MEMORIES:
            raise UserError(
                "The catalogue has too many rules of order and times of cooling off to look ahead.",
                "Remove some of them.",
            )
        following.append([places[after] for after in nexts])
        may.append([True, *(_may(action, memory) for action in catalogue)])
    return Order(np.array(may).T, np.array(following).T)


def _may(action: Action, memory: Memory) -> bool:
    rests = any(name == action.name for name, _periods in memory.resting)
    return not rests and set(action.after) <= memory.done


def _after(memory: Memory, action: Action | None, remembered: set[str], months: float) -> Memory:
    """What is remembered a period later."""
    resting = tuple((name, periods - 1) for name, periods in memory.resting if periods > 1)
    if action is None or not _may(action, memory):
        return Memory(memory.done, resting)
    done = memory.done | ({action.name} & remembered)
    periods = ceil(action.cooling_months / months) - 1
    if periods > 0:
        resting = tuple(sorted((*resting, (action.name, periods))))
    return Memory(done, resting)
