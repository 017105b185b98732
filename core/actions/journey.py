"""Where the next best actions lead, one after the other."""

from collections.abc import Sequence

from core.tables.actions import Journey, NextAction, SegmentAction
from core.tables.segments import SegmentTable


def journeys(next_actions: Sequence[NextAction], segments: SegmentTable) -> tuple[Journey, ...]:
    """Follow the best paying actions that move each segment, to the ideal or as far as they lead.

    Parameters
    ----------
    next_actions
        One per segment, in code order.
    segments
        The customers divided.

    Returns
    -------
    tuple of Journey
        One per segment, in code order. An action that keeps customers is no step, even where it
        is the next best one: the journey says how to get on from there.
    """
    return tuple(_journey(one.segment, next_actions, segments) for one in next_actions)


def _journey(start: int, next_actions: Sequence[NextAction], segments: SegmentTable) -> Journey:
    here, visited = start, {start}
    steps: list[tuple[str, int]] = []
    while here != segments.ideal.code:
        moving = _moving(next_actions[here - 1])
        stops = _obstacle(next_actions[here - 1], moving, visited, segments)
        if stops or moving is None:
            return Journey(start, tuple(steps), arrives=False, stops=stops)
        here = moving.to
        visited.add(here)
        steps.append((moving.action, here))
    return Journey(start, tuple(steps), arrives=True, stops="")


def _moving(found: NextAction) -> SegmentAction | None:
    """Give the paying action with the greatest gain that leads to another segment."""
    leading = (one for one in found.considered if one.gain > 0 and one.to != found.segment)
    return next(leading, None)


def _obstacle(
    found: NextAction, moving: SegmentAction | None, visited: set[int], segments: SegmentTable
) -> str:
    """Tell why the journey cannot go on from here; "" if it can."""
    name = segments.segments[found.segment - 1].name
    if moving is None:
        return _standstill(found, name, segments)
    if moving.to in visited:
        back = segments.segments[moving.to - 1].name
        return f"{moving.title} would lead from ‘{name}’ back to ‘{back}’."
    return ""


def _standstill(found: NextAction, name: str, segments: SegmentTable) -> str:
    if found.best is None:
        return f"No action of the catalogue is meant for ‘{name}’."
    if not found.pays:
        return f"No action pays yet in ‘{name}’."
    if segments.ideal.code is None and segments.ideal.best == found.segment:
        return f"There is no ideal segment yet; ‘{name}’ is the best there is."
    return f"In ‘{name}’ no action pays but those that keep customers where they are."
