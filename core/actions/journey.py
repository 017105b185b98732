"""Where the next best actions lead, one after the other."""

from collections.abc import Sequence

from core.tables.actions import Journey, NextAction, SegmentAction
from core.tables.segments import SegmentTable


def journeys(next_actions: Sequence[NextAction], segments: SegmentTable) -> tuple[Journey, ...]:
    """Follow the paying next best actions of each segment until the ideal, or as far as they lead.

    Parameters
    ----------
    next_actions
        One per segment, in code order.
    segments
        The customers divided.

    Returns
    -------
    tuple of Journey
        One per segment, in code order. An action that keeps customers is no step.
    """
    return tuple(_journey(one.segment, next_actions, segments) for one in next_actions)


def _journey(start: int, next_actions: Sequence[NextAction], segments: SegmentTable) -> Journey:
    here, visited = start, {start}
    steps: list[tuple[str, int]] = []
    while here != segments.ideal.code:
        found = next_actions[here - 1]
        stops = _obstacle(found, visited, segments)
        if stops or found.best is None:
            return Journey(start, tuple(steps), arrives=False, stops=stops)
        here = found.best.to
        visited.add(here)
        steps.append((found.best.action, here))
    return Journey(start, tuple(steps), arrives=True, stops="")


def _obstacle(found: NextAction, visited: set[int], segments: SegmentTable) -> str:
    """Tell why the journey cannot go on from here; "" if it can."""
    name = segments.segments[found.segment - 1].name
    best = found.best
    if best is None:
        return f"No action of the catalogue is meant for ‘{name}’."
    if not found.pays:
        return f"No action pays yet in ‘{name}’."
    if best.to == found.segment:
        return _staying(best, name, segments)
    if best.to in visited:
        back = segments.segments[best.to - 1].name
        return f"{best.title} would lead from ‘{name}’ back to ‘{back}’."
    return ""


def _staying(best: SegmentAction, name: str, segments: SegmentTable) -> str:
    if segments.ideal.code is None and segments.ideal.best == best.segment:
        return f"There is no ideal segment yet; ‘{name}’ is the best there is."
    return f"In ‘{name}’ {best.title} earns most, and it keeps customers where they are."
