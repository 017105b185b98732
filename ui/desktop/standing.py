"""What is said at the top of every page until it is dealt with, such as work to recover."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """A message that stays, with buttons.

    Attributes
    ----------
    look
        ``"question"``, ``"warning"`` or ``"error"``.
    title, text
        What is said, in bold and below it.
    offers
        What each button says, and what it does.
    """

    look: str
    title: str
    text: str
    offers: tuple[tuple[str, Callable[[], None]], ...]
