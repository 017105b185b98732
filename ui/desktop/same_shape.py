"""Offers to read a file like an earlier one that had the same columns."""

from dataclasses import dataclass, replace

from core.answers import SourceView
from core.recipe_memory import Likeness
from core.settings import Recipe
from ui.desktop.session import Session
from ui.desktop.widgets.phrases import counted, listed

NAMES_SHOWN = 4


@dataclass(frozen=True)
class SameShape:
    """A source that has the columns of a file that was read before.

    Attributes
    ----------
    place, path, name
        The source: its place among all, where it is, and what it is called.
    before
        Name of the earlier file.
    text
        Which columns came and went, as sentences.
    recipe
        How the earlier file was read, as far as it fits.
    """

    place: int
    path: str
    name: str
    before: str
    text: str
    recipe: Recipe


def same_shapes(session: Session) -> tuple[SameShape, ...]:
    """Find the sources that could be read like an earlier file."""
    sources = session.analysis.settings.sources
    if session.updating or sources != session.settings.sources:
        sources = ()  # an answer is on its way
    found = []
    for place, (source, view) in enumerate(zip(sources, session.analysis.sources, strict=False)):
        chosen = replace(source.recipe, sheet=None) != Recipe()
        if view is None or chosen:
            continue
        columns = tuple(column.name for column in view.columns)
        likeness = session.recipes.most_like(source.path, columns)
        if likeness is not None:
            found.append(_same_shape(place, view, likeness))
    return tuple(found)


def read_the_same_way(session: Session, same: SameShape) -> None:
    """Read a source like the earlier file."""
    sources = list(session.settings.sources)
    sources[same.place] = replace(sources[same.place], recipe=same.recipe)
    settings = replace(session.settings, sources=tuple(sources))
    session.edit(f"reading {same.name} like {same.before}", settings)


def decline(session: Session, same: SameShape) -> None:
    """Leave a source as it is, and do not ask again."""
    session.recipes.decline(same.path)
    session.changed.emit()


def _same_shape(place: int, view: SourceView, likeness: Likeness) -> SameShape:
    before = likeness.remembered
    return SameShape(
        place=place,
        path=view.path,
        name=view.name,
        before=before.name,
        text=_differences(likeness),
        recipe=_fitting(before.recipe, view),
    )


def _differences(likeness: Likeness) -> str:
    if not likeness.new and not likeness.gone:
        return "It has the same columns. What you chose then is used again."
    parts = [
        f"{counted(len(names), 'column')} {'is' if len(names) == 1 else 'are'} {what}: "
        f"{_some(names)}."
        for names, what in ((likeness.new, "new"), (likeness.gone, "gone"))
        if names
    ]
    return " ".join([*parts, "For the others, what you chose then is used again."])


def _some(names: tuple[str, ...]) -> str:
    shown = tuple(f"‘{name}’" for name in names[:NAMES_SHOWN])
    left = len(names) - len(shown)
    return listed((*shown, f"{left} more") if left else shown)


def _fitting(recipe: Recipe, view: SourceView) -> Recipe:
    """Leave out what is said of sheets and columns that are not there."""
    names = {column.name for column in view.columns}
    return replace(
        recipe,
        sheet=view.recipe.sheet,
        encoding=recipe.encoding if not view.sheets else None,
        delimiter=recipe.delimiter if not view.sheets else None,
        roles=tuple(pair for pair in recipe.roles if pair[0] in names),
        answers=tuple(pair for pair in recipe.answers if pair[0] in names),
        types=tuple(pair for pair in recipe.types if pair[0] in names),
        missing=tuple(pair for pair in recipe.missing if pair[0] in names),
    )
