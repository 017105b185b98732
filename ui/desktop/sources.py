"""Settings with other sources, and the names of the changes that lead to them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.settings import Settings, Source


def new_sources(settings: Settings, paths: Sequence[str]) -> tuple[Source, ...]:
    """Return the files that are not among the sources yet, each once."""
    known = {source.path for source in settings.sources}
    absolute = dict.fromkeys(str(Path(path).absolute()) for path in paths)
    return tuple(Source(path) for path in absolute if path not in known)


def names_of(sources: Sequence[Source]) -> str:
    """Return the names of some files, as one text."""
    return ", ".join(Path(source.path).name for source in sources)


def without(settings: Settings, index: int) -> tuple[str, Settings]:
    """Return the name of leaving out one source, and the settings without it."""
    left = settings.sources[:index] + settings.sources[index + 1 :]
    name = f"removing {names_of(settings.sources[index : index + 1])}"
    return name, replace(settings, sources=left)
