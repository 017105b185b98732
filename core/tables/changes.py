"""What has been changed outside the program and may be taken in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """A number that was changed in an exported plan.

    Attributes
    ----------
    group
        ``"action"``, ``"capacity"``, or the part of the settings it belongs to: ``"plan"``,
        ``"economics"`` or ``"moves"``.
    owner
        Key of the action, or the channel; "" otherwise.
    field
        Field of the action or of the part of the settings.
    value
        The new number; None for no limit.
    what, before, after
        What it is, what it was and what it is to be, in words.
    """

    group: str
    owner: str
    field: str
    value: float | None
    what: str
    before: str
    after: str
