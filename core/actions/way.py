"""The way of each segment to the ideal: its steps, how many get there, how late and how dear."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.actions.journey import Course
from core.actions.values import chance_to_reach, way_to
from core.settings import Action
from core.tables.actions import Journey, NextAction
from core.tables.segments import SegmentTable

Floats = npt.NDArray[np.float64]

_BETTER = 1e-6
_MOST_NODES = 600
_SEEN = 0.005


def journeys(
    course: Course,
    next_actions: Sequence[NextAction],
    catalogue: Sequence[Action],
    segments: SegmentTable,
) -> tuple[Journey, ...]:
    """Follow the best actions that move customers, to the ideal or as far as they lead.

    Parameters
    ----------
    course
        What is best in each segment, looking ahead.
    next_actions
        One per segment, in code order.
    catalogue
        The actions.
    segments
        The customers divided.

    Returns
    -------
    tuple of Journey
        One per segment, in code order. An action that keeps customers is no step, even where it
        is the best one: the journey says how to get on from there.
    """
    goal = segments.ideal.code or segments.ideal.best
    arriving = _arriving(course, goal)
    walker = _Walker(course, next_actions, catalogue, segments)
    return tuple(walker.journey(segment.code, arriving) for segment in segments.segments)


def moving(course: Course, memory: int, place: int) -> int:
    """Best decision that moves the customers of a segment on; 0 if none is better than nothing."""
    worth = course.decisions.worth[:, memory, place]
    leads = np.concatenate([[False], course.endings[:, place] != place + 1])
    choice = int(np.where(leads, worth, -np.inf).argmax())
    return choice if leads[choice] and worth[choice] > worth[0] + _BETTER else 0


@dataclass(frozen=True, eq=False)
class _Arriving:
    """Of each segment: who arrives in time with the actions, and without; how late, how dear."""

    reaching: Floats
    by_themselves: Floats
    periods: Floats
    cost: Floats


def _arriving(course: Course, goal: int) -> _Arriving:
    problem = course.problem
    nodes = _nodes(course, goal - 1)
    places = {node: place for place, node in enumerate(nodes)}
    moves, costs = np.zeros((len(nodes), len(nodes))), np.zeros(len(nodes))
    for place, (memory, segment) in enumerate(nodes):
        choice = moving(course, memory, segment)
        after = int(problem.following[choice, memory])
        costs[place] = problem.costs[choice]
        for there, chance in enumerate(problem.moves[choice, segment]):
            node = (0, there) if there == goal - 1 else (after, there)
            moves[place, places.get(node, places[0, there])] += chance
    target = places[0, goal - 1]
    starts = [places[0, segment] for segment in range(len(problem.rewards))]
    _reached, periods, spent = way_to(moves, costs, target)
    natural = chance_to_reach(problem.moves[0], goal - 1, problem.periods)
    reaching = chance_to_reach(moves, target, problem.periods)
    return _Arriving(reaching[starts], natural, periods[starts], spent[starts])


def _nodes(course: Course, goal: int) -> list[tuple[int, int]]:
    """Memories and segments that customers come to, those of nothing done first.

    Of a very long memory only its beginning is followed; later on it counts as nothing done.
    """
    segments = len(course.problem.rewards)
    memories = [0]
    for memory in memories:  # grows while it is walked through
        for segment in range(segments):
            after = int(course.problem.following[moving(course, memory, segment), memory])
            if after not in memories and len(memories) * segments < _MOST_NODES:
                memories.append(after)
    return [(m, s) for m in memories for s in range(segments) if m == 0 or s != goal]


class _Walker:
    """Walks from segment to segment."""

    def __init__(
        self,
        course: Course,
        next_actions: Sequence[NextAction],
        catalogue: Sequence[Action],
        segments: SegmentTable,
    ) -> None:
        self._course = course
        self._next = next_actions
        self._catalogue = catalogue
        self._segments = segments

    def journey(self, start: int, arriving: _Arriving) -> Journey:
        """Give the journey of a segment."""
        steps, stops = self._steps(start)
        place = start - 1
        periods = float(arriving.periods[place])
        ruled, free = self._course.decisions, self._course.free
        first, other = int(ruled.choice[0, place]), int(free.choice[0, place])
        price = max(float(free.values[0, place] - ruled.values[0, place]), 0.0)
        return Journey(
            segment=start,
            steps=tuple(steps),
            arrives=not stops,
            stops=stops,
            reaching=float(arriving.reaching[place]),
            by_themselves=float(arriving.by_themselves[place]),
            periods=None if np.isnan(periods) else periods,
            cost=float(arriving.cost[place]),
            price_of_order=price if price > _SEEN else 0.0,
            unruly=self._catalogue[other - 1].title if other and other != first else "",
        )

    def _steps(self, start: int) -> tuple[list[tuple[str, int]], str]:
        """Give the steps, and why they do not arrive; "" if they do."""
        here, memory, visited = start, 0, {start}
        steps: list[tuple[str, int]] = []
        while here != self._segments.ideal.code:
            choice = moving(self._course, memory, here - 1)
            if not choice:
                return steps, self._standstill(here)
            action = self._catalogue[choice - 1]
            there = int(self._course.endings[choice - 1, here - 1])
            if there in visited:
                one, other = self._name(here), self._name(there)
                return steps, f"{action.title} would lead from ‘{one}’ back to ‘{other}’."
            steps.append((action.name, there))
            memory = int(self._course.problem.following[choice, memory])
            here = there
            visited.add(here)
        return steps, ""

    def _name(self, code: int) -> str:
        return self._segments.segments[code - 1].name

    def _standstill(self, code: int) -> str:
        found, name = self._next[code - 1], self._name(code)
        if self._segments.ideal.code is None and self._segments.ideal.best == code:
            return f"There is no ideal segment yet; ‘{name}’ is the best there is."
        if found.best is None:
            return f"No action of the catalogue is meant for ‘{name}’."
        if not found.pays:
            return f"No action pays yet in ‘{name}’."
        return f"In ‘{name}’ no action that leads on pays."
