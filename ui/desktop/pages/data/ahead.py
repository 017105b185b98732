"""What a change does to the first rows of a large file, before the whole of it is read."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from core.answers import SourceView
from core.requests import FirstRows
from core.settings import Source
from ui.desktop.session import Session


class Ahead(QObject):
    """Has the first rows of a source read, as often as its recipe changes.

    Parameters
    ----------
    session
        Who asks the engine.
    tell
        Called when first rows have come.
    """

    def __init__(self, session: Session, tell: Callable[[], None]) -> None:
        super().__init__()
        self._session = session
        self._tell = tell
        self._asked: Source | None = None
        self._view: SourceView | None = None

    def view_of(self, source: Source) -> SourceView | None:
        """Give the first rows by a new recipe; None until they have come, or if it is not new."""
        read = self._session.analysis.settings.sources
        if (source.path, source.recipe) in {(one.path, one.recipe) for one in read}:
            return None
        if source != self._asked:
            self._asked, self._view = source, None
            self._session.look_up(FirstRows(source), partial(self._take, source), self)
        return self._view

    def _take(self, source: Source, found: object) -> None:
        if source == self._asked and isinstance(found, SourceView):
            self._view = found
            self._tell()
