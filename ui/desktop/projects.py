"""The project that is open: its file, its recovery copy, its earlier versions."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.answers import Problem
from core.chores import (
    ChangedByOthers,
    CloseProject,
    Done,
    OpenProject,
    PasswordNeeded,
    ProjectOpened,
    ProjectSaved,
    SaveProject,
)
from core.document import Document, Work, new_work, with_sources
from core.project.versions import Version, versions_in, versions_named
from core.settings import Source
from core.version import VERSION
from ui.desktop.recent_files import remember_files
from ui.desktop.recovery import Recoverable, RecoveryFolder, data_folder, discard
from ui.desktop.session import Session
from ui.desktop.standing import Standing
from ui.starting import default_settings, sample_sources


@dataclass(frozen=True)
class Copy:
    """A project that is opened as a copy, without a file of its own.

    Attributes
    ----------
    name
        What it is called.
    recovered
        What it was recovered from; None if it is an earlier version.
    """

    name: str
    recovered: Recoverable | None = None


class Projects(QObject):
    """Opens and saves the project of a session.

    Parameters
    ----------
    session
        The session.
    folder
        Where versions and recovery copies are kept; None for where the system wants them.

    Attributes
    ----------
    path
        The file; "" if it has none yet.
    name
        What the project is called; "" for the name of its files.
    password
        What protects the file; "" for nothing.
    changing
        Whether another project is about to take the place of this one.
    recovery
        Where the recovery copy of this window lies.
    recovered
        What the work was recovered from, until it is saved.
    """

    password_wanted = Signal(object, object)
    copy_wanted = Signal()

    def __init__(self, session: Session, folder: Path | None = None) -> None:
        super().__init__()
        self._session = session
        self.folder = folder or data_folder()
        self.recovery = RecoveryFolder(self.folder / "recovery")
        self._saved: Document = session.work.present
        self._project = uuid.uuid4().hex
        self._identity: str | None = None
        self.path = self.name = self.password = self._lost = ""
        self.changing = False
        self.recovered: Recoverable | None = None

    # What is open

    @property
    def dirty(self) -> bool:
        """Whether something would be lost if the project were closed now."""
        return self._session.work.present not in (self._saved, _untouched_sample())

    @property
    def safety(self) -> str:
        """Where the work is safe, as a sentence."""
        if not self.dirty:
            return "Your work is safe: all of it is saved."
        return (
            "Your work is safe: what is not saved yet is kept in a recovery copy, and is offered "
            "at the next start if the program should end."
        )

    def new(self) -> None:
        """Begin a project with nothing in it."""
        self._session.errands.do(CloseProject(), lambda _done: None)
        self._settle_on(new_work(default_settings()), "", "", uuid.uuid4().hex)
        self.recovery.clear()
        self._session.rerun()

    def open(self, path: str, password: str = "", copy: Copy | None = None) -> None:
        """Open a project, or a copy of it that has no file yet."""
        self.changing = True
        self._session.busy, self._session.fault = f"Opening {Path(path).name}", None
        self._session.changed.emit()
        chore = OpenProject(str(Path(path).absolute()), password)
        self._session.errands.do(chore, partial(self._take_opened, path, password, copy))

    def _take_opened(self, path: str, password: str, copy: Copy | None, done: Done) -> None:
        self.changing, self._session.busy = False, ""
        match done.result:
            case PasswordNeeded() as needed:
                self._session.changed.emit()
                self.password_wanted.emit(needed, copy)
            case ProjectOpened() as opened:
                self._show_opened(opened, password, copy)
            case _:
                self._lost = Path(path).name
                self.tell_problem(done)

    def _show_opened(self, opened: ProjectOpened, password: str, copy: Copy | None) -> None:
        self.recovery.clear()
        if copy is None:
            self._settle_on(opened.work, opened.path, opened.identity, opened.project)
            remember_files(self._session.kept, (self.path,))
        else:
            self._settle_on(opened.work, "", None, uuid.uuid4().hex)
            self.name, self.recovered = copy.name, copy.recovered
            self._saved = Document()  # a copy is not saved anywhere yet
        self.password = password
        self._session.notice = _notice_of(opened)
        self._session.rerun()

    def _settle_on(self, work: Work, path: str, identity: str | None, project: str) -> None:
        session, self._lost = self._session, ""
        self.path, self.name, self.password = path, Path(path).stem, ""
        self._identity, self._project, self.recovered = identity, project, None
        self._saved = work.present
        session.work, session.period = work, len(work.present.periods) - 1
        session.source, session.segment, session.selection = 0, None, None
        session.standing = ()

    # Saving

    def save(self, path: str = "", then: Callable[[], None] | None = None) -> None:
        """Save the project, under another name if one is given, and go on with something."""
        target = path or self.path
        chore = replace(self.saving(), path=target)
        if target != self.path:
            chore = replace(chore, expected=None)
        take = partial(self._take_saved, then, reading=self._session.updating)
        self._session.notice = f"Saving {Path(target).name}…"
        self._session.changed.emit()
        self._session.errands.do(chore, take)

    def save_copy(self, path: str) -> None:
        """Save a copy under another name, and go on with this file."""
        chore = replace(self._apart(path), project=uuid.uuid4().hex)
        self._session.errands.do(chore, self._take_copy)

    def recovery_saving(self) -> SaveProject:
        """Return how the recovery copy would be made now."""
        return self._apart(str(self.recovery.place_for(self.name)))

    def _apart(self, path: str) -> SaveProject:
        return replace(self.saving(), path=path, expected=None, versions="")

    def saving(self) -> SaveProject:
        """Return how the project would be saved now."""
        session = self._session
        return SaveProject(
            path=self.path,
            work=session.work,
            project=self._project,
            serial=0 if session.read_only else session.analysis.serial,
            password=self.password,
            expected=self._identity,
            versions=str(self._versions),
            now=time.time(),
        )

    def _take_saved(self, then: Callable[[], None] | None, done: Done, *, reading: bool) -> None:
        match done.result:
            case ProjectSaved(path, identity, saved):
                self.path, self.name, self._identity = path, Path(path).stem, identity
                self._pin(saved)
                self._saved = Document() if reading and saved.present.unread else saved.present
                self._after_saving()
                if then is not None:
                    then()
            case ChangedByOthers(_, message, hint):
                offers = ("Save as a copy…", self.copy_wanted.emit), ("Not now", self.hush)
                self.say(Standing("warning", message, hint, offers))
            case _:
                self.tell_problem(done)

    def _after_saving(self) -> None:
        remember_files(self._session.kept, (self.path,))
        if not self.dirty:
            self.recovery.clear()
        if self.recovered is not None:
            discard(self.recovered)
            self.recovered = None
        self._session.standing = ()
        unread = ", without files that are still being read" if self._saved == Document() else ""
        self._session.notice = f"Saved {time.strftime('%H:%M')}{unread}"
        self._session.changed.emit()

    def _take_copy(self, done: Done) -> None:
        if isinstance(done.result, ProjectSaved):
            self._session.notice = f"Saved the copy {Path(done.result.path).name}"
            self._session.changed.emit()
        else:
            self.tell_problem(done)

    def _pin(self, saved: Work) -> None:
        """Let every source mean the content that was saved, through all of undo and redo."""
        pins = {
            replace(source, digest=""): source
            for period in saved.present.periods
            for source in (*period.settings.sources, *period.settings.earlier)
        }

        def pinned(source: Source) -> Source:
            return pins.get(source, source)

        self._session.work = with_sources(self._session.work, pinned)

    # Earlier versions

    @property
    def _versions(self) -> Path:
        return self.folder / "versions" / self._project

    def versions(self) -> tuple[Version, ...]:
        """Return earlier versions, newest first: of a file that did not open, or of the project."""
        lost = versions_named(self.folder / "versions", self._lost) if self._lost else ()
        return lost or versions_in(self._versions)

    def open_version(self, version: Version) -> None:
        """Open an earlier version as a copy."""
        name = f"{Path(version.name).stem} {version.saved.astimezone():%d %b %H.%M}"
        self.open(str(version.path), self.password, Copy(name))

    # What others need

    def take_forgotten(self, work: Work, identity: str) -> None:
        """Go on with what is left of the project once a customer is forgotten."""
        if identity:
            self._identity, self._saved = identity, work.present
        self._session.work = work
        self._session.rerun()

    def say(self, *standing: Standing) -> None:
        """Say something at the top of every page, or nothing any more."""
        self._session.standing = standing
        self._session.changed.emit()

    def hush(self) -> None:
        """Say nothing any more."""
        self.say()

    def close(self) -> None:
        """Leave nothing behind: the work is saved, or is not wanted."""
        self.recovery.clear()

    def tell_problem(self, done: Done) -> None:
        """Say why a chore could not be done."""
        if done.message:
            self._session.fault = Problem("project", done.message, done.hint)
        self._session.notice = ""
        self._session.changed.emit()


@cache
def _untouched_sample() -> Document:
    """Return what there is after the sample company was opened; nobody misses it."""
    return new_work(replace(default_settings(), sources=sample_sources())).present


def _notice_of(opened: ProjectOpened) -> str:
    if opened.program != VERSION:
        return f"Opened as Nonagon {opened.program} has saved it"
    return f"Opened {Path(opened.path).name}"
