"""Changes of the catalogue, as settings."""

from dataclasses import replace
from itertools import count

from core.settings import Action, Catalogue, Settings

NEW = Action(
    name="new",
    title="New action",
    description="What is done.",
    unit_cost=10.0,
    success_low=0.05,
    success=0.1,
    success_high=0.2,
)


def with_action(settings: Settings, name: str, changed: Action) -> Settings:
    """Return the settings with one action changed."""
    catalogue = tuple(changed if one.name == name else one for one in settings.catalogue)
    return replace(settings, catalogue=catalogue)


def with_new(settings: Settings, like: Action | None = None) -> tuple[Settings, Action]:
    """Return the settings with one more action, and that action: a copy of one, or a plain one."""
    start = like or NEW
    names = {one.name for one in settings.catalogue}
    titles = {one.title for one in settings.catalogue}
    name = next(one for n in count(1) if (one := f"{start.name}_{n}") not in names)
    title = next(
        one
        for n in count(1)
        if (one := start.title if like is None and n == 1 else f"{start.title} {n}") not in titles
    )
    added = replace(start, name=name, title=title)
    return replace(settings, catalogue=(*settings.catalogue, added)), added


def without(settings: Settings, name: str) -> Settings:
    """Return the settings without an action; what had to come after it no longer has to."""
    catalogue = tuple(
        replace(one, after=tuple(before for before in one.after if before != name))
        for one in settings.catalogue
        if one.name != name
    )
    return replace(settings, catalogue=catalogue)


def joined(settings: Settings, before: str, after: str) -> Settings:
    """Return the settings with one action having to wait for another, or no longer.

    Two actions that already wait for each other, directly or not, are left as they are.
    """
    waiting = next(one for one in settings.catalogue if one.name == after)
    others = tuple(name for name in waiting.after if name != before)
    if len(others) == len(waiting.after):
        if before == after or after in _all_before(settings.catalogue, before):
            return settings
        others = (*others, before)
    return with_action(settings, after, replace(waiting, after=others))


def _all_before(catalogue: tuple[Action, ...], name: str) -> set[str]:
    """Return what has to come before an action, step by step."""
    after = {one.name: one.after for one in catalogue}
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = set(after.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


def with_catalogue(settings: Settings, catalogue: Catalogue) -> Settings:
    """Return the settings with another catalogue in force; the one before is kept."""
    before = Catalogue(settings.catalogue_name, settings.catalogue)
    kept = [one for one in settings.catalogues if one.name not in {catalogue.name, before.name}]
    others = (*kept, before) if before.name != catalogue.name else tuple(kept)
    return replace(
        settings,
        catalogue=catalogue.actions,
        catalogue_name=catalogue.name,
        catalogues=others,
    )


def kept_as(settings: Settings, name: str) -> Settings:
    """Return the settings with the catalogue in force under a name of its own."""
    return with_catalogue(settings, Catalogue(name, settings.catalogue))


def other_name(settings: Settings) -> str:
    """Return a name for a copy of the catalogue in force that no catalogue has."""
    taken = {settings.catalogue_name, *(one.name for one in settings.catalogues)}
    stem = settings.catalogue_name
    return next(one for n in count(2) if (one := f"{stem} {n}") not in taken)
