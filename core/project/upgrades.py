"""Ways in which projects were written before, and how each becomes the next one."""

from collections.abc import Callable, Mapping
from typing import Any

Texts = Mapping[str, Any]

FORMAT = 1
"""Number of the way in which a project is written; a higher one is newer.

It goes up when an older program would lose or misread something, and with it comes a line in
`UPGRADES` and a file of the old format among the tests. A new setting with a default needs
neither: a file that lacks it gets the default.
"""

UPGRADES: dict[int, Callable[[Texts], Texts]] = {}
"""From the number of a format to what makes its texts those of the next one."""


def upgraded(texts: Texts, written: int) -> Texts:
    """Return the texts of a project as they are written today."""
    for number in range(written, FORMAT):
        texts = UPGRADES[number](texts)
    return texts
