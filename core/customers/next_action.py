"""What comes next for the customers of a segment."""

from core.actions.sayings import common_hindrance
from core.tables.actions import NextAction


def next_step(following: NextAction) -> tuple[str, str]:
    """Return the title of the action that comes next for a segment, "" if none pays, and why."""
    best = following.best
    if best is None:
        return "", common_hindrance(following)
    return best.title if following.pays else "", best.reason
