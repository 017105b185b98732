"""Keeps a recovery copy of what is not saved, and offers what a crash has left."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from core.chores import Done, ProjectSaved
from core.document import Document
from ui.desktop.projects import Copy, Projects
from ui.desktop.recovery import Recoverable, discard
from ui.desktop.session import Session
from ui.desktop.standing import Standing

BEHIND_MS = 30_000
"""How long after a change the recovery copy is made: it is never a minute behind."""


class Autosave(QObject):
    """Makes a recovery copy soon after something was changed.

    Parameters
    ----------
    session
        Tells of changes.
    projects
        The project that is open.
    """

    def __init__(self, session: Session, projects: Projects) -> None:
        super().__init__()
        self._session = session
        self._projects = projects
        self._kept: Document | None = None
        self._timer = QTimer(self, singleShot=True, interval=BEHIND_MS)
        self._timer.timeout.connect(self.keep)
        session.changed.connect(self._watch)

    def _watch(self) -> None:
        fresh = self._session.work.present != self._kept
        if fresh and self._projects.dirty and not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Make a recovery copy of what is not saved."""
        self._timer.stop()
        projects = self._projects
        if not projects.dirty or projects.changing:
            return
        self._kept = self._session.work.present
        take = partial(self._take_kept, reading=self._session.updating)
        self._session.errands.do(projects.recovery_saving(), take)

    def _take_kept(self, done: Done, *, reading: bool) -> None:
        kept = done.result
        if not isinstance(kept, ProjectSaved) or (reading and kept.work.present.unread):
            self._kept = None  # it is tried again after the next change, or once files are read
        if not self._projects.dirty:
            self._projects.recovery.clear()

    def offer(self) -> None:
        """Offer what a window has left that ended unexpectedly; nothing if there is none."""
        left = self._projects.recovery.left_behind()
        self._projects.say(*(self._offer_of(one) for one in left[:1]))

    def _offer_of(self, left: Recoverable) -> Standing:
        return Standing(
            "question",
            f"‘{left.name}’ can be recovered as it was at {left.saved:%H:%M on %d %b}.",
            "Nonagon did not end properly last time. What you recover opens as a copy; your own "
            "file stays as you saved it.",
            (("Recover", partial(self._recover, left)), ("Discard", partial(self._drop, left))),
        )

    def _recover(self, left: Recoverable) -> None:
        self._projects.hush()
        self._projects.open(str(left.path), copy=Copy(left.name, left))

    def _drop(self, left: Recoverable) -> None:
        discard(left)
        self.offer()
