"""Settings with other sources, and the names of the changes that lead to them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.settings import Settings, Source
from ui.starting import later_sources, sample_sources


def new_sources(settings: Settings, paths: Sequence[str]) -> tuple[Source, ...]:
    """Return the files that are not among the sources yet, each once.

    In a later period they are read as their forerunners were.
    """
    known = {source.path for source in settings.sources}
    absolute = dict.fromkeys(str(Path(path).absolute()) for path in paths)
    earlier = settings.previous.sources if settings.previous is not None else ()
    return later_sources((path for path in absolute if path not in known), earlier)


def names_of(sources: Sequence[Source]) -> str:
    """Return the names of some files, as one text."""
    return ", ".join(Path(source.path).name for source in sources)


def with_new(settings: Settings, added: tuple[Source, ...]) -> tuple[str, Settings]:
    """Return the settings with more sources; the sample company gives way to them."""
    names = names_of(added)
    if settings.sources == sample_sources():
        return f"opening {names}", replace(settings, sources=added, axes=())
    return f"adding {names}", replace(settings, sources=(*settings.sources, *added))


def without(settings: Settings, index: int) -> tuple[str, Settings]:
    """Return the settings without one source."""
    left = settings.sources[:index] + settings.sources[index + 1 :]
    return f"removing {names_of(settings.sources[index : index + 1])}", replace(
        settings, sources=left
    )


def anew(settings: Settings, index: int) -> tuple[str, Settings]:
    """Return the settings with one source as its file is now."""
    sources = list(settings.sources)
    sources[index] = replace(sources[index], digest="")
    name = f"reading {names_of(sources[index : index + 1])} again"
    return name, replace(settings, sources=tuple(sources))


def without_earlier(settings: Settings) -> tuple[str, Settings]:
    """Return the settings without the earlier period."""
    return "leaving the earlier period out", replace(settings, earlier=())
