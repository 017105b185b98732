"""Changes to how a source is read, as new settings."""

from dataclasses import replace
from typing import Any

from core.answers import Analysis, SourceView
from core.settings import ReadAs, Recipe, Role, Settings, Source

OF_COLUMNS = ("names", "roles", "answers", "types", "missing", "twins", "last_year")
"""The parts of a recipe that speak of the columns of one table."""


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

    Another sheet, separator or header row has other columns, so what was said of the old ones
    goes.
    """
    if {"sheet", "delimiter", "header_row"} & set(changes):
        nothing = Recipe()
        of_columns = {name: getattr(nothing, name) for name in OF_COLUMNS}
        changes = {**of_columns, **changes}
    source = settings.sources[place]
    changed = replace(source, recipe=replace(source.recipe, **changes))
    return _with_source(settings, place, changed)


def with_role(settings: Settings, place: int, column: str, role: Role) -> Settings:
    """Return the settings with the role of one column given by the user."""
    recipe = settings.sources[place].recipe
    others = tuple(given for given in recipe.roles if given[0] != column)
    return with_reading(settings, place, roles=(*others, (column, role)))


def with_type(settings: Settings, place: int, column: str, wanted: ReadAs | None) -> Settings:
    """Return the settings with what one column is read as; None for what its cells prove."""
    recipe = settings.sources[place].recipe
    others = tuple(given for given in recipe.types if given[0] != column)
    answers = tuple(given for given in recipe.answers if given[0] != column)
    types = others if wanted is None else (*others, (column, wanted))
    return with_reading(settings, place, types=types, answers=answers)


def without_missing(settings: Settings, place: int, column: str, text: str) -> Settings:
    """Return the settings in which a text does not mean missing any more in a column."""
    missing = settings.sources[place].recipe.missing
    left = tuple(pair for pair in missing if pair != (column, text))
    return with_reading(settings, place, missing=left)


def with_recipe(settings: Settings, place: int, recipe: Recipe) -> Settings:
    """Return the settings with another recipe for one source."""
    return _with_source(settings, place, replace(settings.sources[place], recipe=recipe))


def _with_source(settings: Settings, place: int, changed: Source) -> Settings:
    sources = (*settings.sources[:place], changed, *settings.sources[place + 1 :])
    return replace(settings, sources=sources)
