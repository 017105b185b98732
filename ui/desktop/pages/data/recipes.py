"""Changes to how a source is read, as new settings."""

from dataclasses import replace
from typing import Any

from core.answers import Analysis, SourceView
from core.settings import Role, Settings, Source


def views_of(settings: Settings, analysis: Analysis) -> tuple[SourceView | None, ...]:
    """Return the view of each source of the settings; None where there is none yet."""
    left = list(read_views(analysis))
    found: list[SourceView | None] = []
    for source in settings.sources:
        view = next((view for view in left if _belongs(source, view)), None)
        if view is not None:
            left.remove(view)
        found.append(view)
    return tuple(found)


def read_views(analysis: Analysis) -> tuple[SourceView, ...]:
    """Return the views of the sources that could be read."""
    return tuple(view for view in analysis.sources if view is not None)


def _belongs(source: Source, view: SourceView) -> bool:
    return source.path == view.path and source.recipe.sheet in (None, view.recipe.sheet)


def with_reading(settings: Settings, place: int, **changes: Any) -> Settings:
    """Return the settings with parts of one source's recipe changed.

    Another sheet, separator or header row has other columns, so the roles and answers that
    were given for the old ones go.
    """
    if {"sheet", "delimiter", "header_row"} & set(changes):
        changes = {"roles": (), "answers": (), **changes}
    source = settings.sources[place]
    changed = replace(source, recipe=replace(source.recipe, **changes))
    return _with_source(settings, place, changed)


def with_role(settings: Settings, place: int, column: str, role: Role) -> Settings:
    """Return the settings with the role of one column given by the user."""
    recipe = settings.sources[place].recipe
    others = tuple(given for given in recipe.roles if given[0] != column)
    return with_reading(settings, place, roles=(*others, (column, role)))


def _with_source(settings: Settings, place: int, changed: Source) -> Settings:
    sources = (*settings.sources[:place], changed, *settings.sources[place + 1 :])
    return replace(settings, sources=sources)
