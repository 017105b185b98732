"""How files were read, remembered from one start of the program to the next."""

from PySide6.QtCore import QSettings

from core.answers import Analysis
from core.recipe_memory import (
    Likeness,
    Remembered,
    memory_from,
    memory_text,
    most_like,
    with_remembered,
)
from core.settings import Recipe

KEY = "recipes"


class RecipeStore:
    """Remembers the recipes of files of which somebody has said how to read them.

    Parameters
    ----------
    kept
        Where they are kept.
    """

    def __init__(self, kept: QSettings) -> None:
        self._kept = kept
        self._memory = memory_from(str(kept.value(KEY, "[]")))
        self._declined: frozenset[str] = frozenset()

    def remember(self, analysis: Analysis) -> None:
        """Remember how the files of an analysis were read, once every question is answered."""
        found = self._memory
        for source, view in zip(analysis.settings.sources, analysis.sources, strict=False):
            if view is None or view.questions or source.recipe == Recipe():
                continue
            columns = tuple(column.name for column in view.columns)
            new = Remembered(view.name, columns, view.recipe)
            if new not in found:
                found = with_remembered(found, new)
        if found != self._memory:
            self._memory = found
            self._kept.setValue(KEY, memory_text(found))

    def most_like(self, path: str, columns: tuple[str, ...]) -> Likeness | None:
        """Find a file like the one at a path, unless nobody wants to hear of it."""
        return None if path in self._declined else most_like(columns, self._memory)

    def decline(self, path: str) -> None:
        """Do not find anything like a file any more, until the next start of the program."""
        self._declined |= {path}

    def forget(self) -> None:
        """Forget all recipes."""
        self._memory = ()
        self._kept.remove(KEY)
