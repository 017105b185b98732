"""What comes next for the customers of a segment."""

from core.tables.actions import NextAction


def next_step(following: NextAction) -> tuple[str, str]:
    """Return the title of the action that comes next, "" if none pays, and the reason."""
    best = following.best
    if best is None:
        reasons = {reason for _title, reason in following.blocked}
        common = reasons.pop() if len(reasons) == 1 else ""
        return "", common or "No action of the catalogue is meant for this segment."
    return best.title if following.pays else "", best.reason
