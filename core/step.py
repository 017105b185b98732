"""What a step of an analysis is."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from core.progress import Progress
from core.settings import Settings

Results = dict[str, Any]
"""Results by the name of their step; what each name holds is said in `core.steps`."""


@dataclass(frozen=True)
class Step:
    """One stage of the analysis.

    Attributes
    ----------
    name
        Key of its result among the results.
    label
        What it does, for the status bar.
    compute
        From the results so far, the settings and the progress to its result.
    tables
        Names of the steps whose results it reads.
    settings
        The part of the settings that it reads.
    effort
        Its share of the time, relative to the other steps.
    kind
        Name under which its result is kept; "" for its own. All sources have one name, so that
        a source keeps its result when another one before it goes; a step of the earlier period has
        the kind of the same step of this one, so that what was worked out then is known.
    """

    name: str
    label: str
    compute: Callable[[Results, Settings, Progress], Any]
    tables: tuple[str, ...]
    settings: Callable[[Settings], Hashable]
    effort: float = 1.0
    kind: str = ""


SOURCE = "source"
"""Kind of the steps that read a source."""
