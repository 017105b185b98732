"""What a step of an analysis is, and the steps that read the sources."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import UserError
from core.intake.access import Access
from core.intake.reading import read
from core.progress import Progress
from core.settings import CHANGED, NOT_IMPORTED, Settings, Source

Sources = Callable[[Settings], tuple[Source, ...]]
"""Which sources of the settings are read."""

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
    if_there
        Names of further steps whose results it reads, and does without if they have a problem.
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
    if_there: tuple[str, ...] = ()
    kind: str = ""


SOURCE = "source"
"""Kind of the steps that read a source."""


def _source_name(position: int) -> str:
    return f"{SOURCE} {position}"


def _read(source: Source, progress: Progress, access: Access) -> Any:
    if source.digest == NOT_IMPORTED:
        raise UserError(
            f"‘{_file_name(source)}’ is not among the data of this project.",
            "Read the file again if you want it here, or remove it.",
        )
    if source.digest == CHANGED:
        raise UserError(
            f"‘{_file_name(source)}’ has changed since it was imported.",
            "Read the file again to use it as it is now.",
        )
    return read(source, progress, access)


def _file_name(source: Source) -> str:
    return source.path.replace("\\", "/").rsplit("/", 1)[-1]


def _source_step(name: str, position: int, sources: Sources, label: str, access: Access) -> Step:
    def compute(_results: Results, settings: Settings, progress: Progress) -> Any:
        return _read(sources(settings)[position], progress, access)

    return Step(
        name=name,
        label=label,
        compute=compute,
        tables=(),
        settings=lambda settings: sources(settings)[position],
        effort=4.0,
        kind=SOURCE,
    )


def source_steps(
    names: tuple[str, ...], sources: Sources, settings: Settings, access: Access
) -> tuple[Step, ...]:
    """Return the steps that read some of the sources; ``sources`` gives those of the settings."""
    labels = (f"Reading {_file_name(source)}" for source in sources(settings))
    numbered = enumerate(zip(names, labels, strict=True))
    return tuple(
        _source_step(name, place, sources, label, access) for place, (name, label) in numbered
    )


def source_names(settings: Settings) -> tuple[str, ...]:
    """Return the names of the steps that read the sources, in the sources' order."""
    return tuple(map(_source_name, range(len(settings.sources))))


def sources_of(results: Mapping[str, Any], settings: Settings) -> tuple[Any, ...]:
    """Return the `SourceTable` of every source that could be read, in their order."""
    return tuple(results[name] for name in source_names(settings) if name in results)


def earlier_names(settings: Settings) -> tuple[str, ...]:
    """Return the names of the steps that read the sources of the earlier period, in their order."""
    return tuple(f"before {place}" for place in range(len(settings.earlier)))
