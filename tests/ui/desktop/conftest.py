from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.answering import Answerer
from core.answers import Analysis, Problem
from core.arrays import Arrays
from core.chores import Chore, Done
from core.document import new_work
from core.errors import UserError
from core.lookups import Lookups
from core.pipeline import Outcome, run
from core.progress import Progress
from core.requests import Failed, Finished, Looked, Lookup, Request
from core.settings import Settings, Source
from core.views import analysis_view
from tests.ui.desktop.dressing import dress_all
from ui.desktop.session import Session
from ui.desktop.theme.tokens import LIGHT
from ui.starting import default_settings

PROFILES = "Customer,Name,Satisfaction,Cost to serve,CLTV"
CONTACTS = "Customer,Date,Activity,Minutes"


class Listener(QObject):
    """Takes requests like the engine's bridge and never answers."""

    received = Signal(object)
    looked = Signal(object)
    done = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[Request] = []
        self.chores: list[Chore] = []
        self.lookups: list[Lookup] = []
        self.cancelled = 0

    def send(self, request: Request) -> None:
        self.requests.append(request)

    def look_up(self, lookup: Lookup) -> int:
        self.lookups.append(lookup)
        return len(self.lookups)

    def do(self, chore: Chore) -> int:
        self.chores.append(chore)
        return len(self.chores)

    def cancel(self) -> None:
        self.cancelled += 1

    def close(self) -> None:
        pass


class Counter(Listener):
    """Answers what is asked about customers, a moment later like the engine's bridge."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self._outcome, self._lookups = outcome, Lookups()

    def look_up(self, lookup: Lookup) -> int:
        number = super().look_up(lookup)
        found = self._lookups.found(self._outcome, lookup)
        QTimer.singleShot(0, lambda: self.looked.emit(Looked(number, found)))
        return number


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("files")
    rows = [
        f"c{n:03},<b>Ann</b> {n},{'' if n % 25 == 0 else n % 10},{n * 7 % 90},{n * 13 % 500 + 1}"
        for n in range(300)
    ]
    profiles = folder / "base.csv"
    profiles.write_text("\n".join([PROFILES, *rows]) + "\n", encoding="utf-8")
    days = [f"c{n % 150:03},2025-03-{1 + n % 28:02},phone call,{n % 12}" for n in range(400)]
    contacts = folder / "contacts.csv"
    contacts.write_text("\n".join([CONTACTS, *days]) + "\n", encoding="utf-8")
    return profiles, contacts


@pytest.fixture(scope="session")
def arrays(tmp_path_factory: pytest.TempPathFactory) -> Arrays:
    return Arrays(tmp_path_factory.mktemp("arrays"))


@pytest.fixture(scope="session")
def outcome(files: tuple[Path, Path]) -> Outcome:
    settings = replace(default_settings(), sources=(Source(str(files[0])),))
    return run(settings, {}, Progress())


@pytest.fixture(scope="session")
def analysis(outcome: Outcome, arrays: Arrays) -> Analysis:
    return analysis_view(outcome, arrays)


def worked_out(settings: Settings, arrays: Arrays) -> Analysis:
    return analysis_view(run(settings, {}, Progress()), arrays)


@pytest.fixture(scope="session")
def joined(files: tuple[Path, Path], arrays: Arrays) -> Analysis:
    sources = tuple(Source(str(path)) for path in files)
    return worked_out(replace(default_settings(), sources=sources), arrays)


@pytest.fixture
def kept(qtbot: QtBot, tmp_path: Path) -> Iterator[QSettings]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    dress_all(application, LIGHT)
    yield QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    # Closed windows that are still there would be dressed again by every change of the theme.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def empty_session(kept: QSettings) -> Session:
    return Session(Listener(), kept)


def shown(session: Session, analysis: Analysis) -> Session:
    """Give a session that has been answered with an analysis."""
    session.work = new_work(analysis.settings)
    session.analysis = analysis
    session.changed.emit()
    return session


@pytest.fixture
def busy_free(empty_session: Session, analysis: Analysis) -> Session:
    return shown(empty_session, analysis)


def settle(session: Session) -> None:
    """Wait until every chore is done."""
    while session.errands.waiting:
        QApplication.processEvents()


class Desk(Listener):
    """Answers requests, chores and lookups with the real engine's answers, in this process.

    It has answered for one analysis before, so that its results need not be worked out again.
    """

    def __init__(self, folder: Path, before: Outcome) -> None:
        super().__init__()
        self.answerer = Answerer(str(folder))
        results = {before.keys[name]: result for name, result in before.results.items()}
        self.answerer._runs = (results,)

    def send(self, request: Request) -> None:
        super().send(request)
        number = len(self.requests)
        try:
            self.received.emit(Finished(number, self.answerer.answer(request, Progress())))
        except UserError as problem:
            self.received.emit(Failed(number, problem.message, problem.hint))

    def do(self, chore: Chore) -> int:
        number = super().do(chore)
        try:
            done = Done(number, self.answerer.do(chore))
        except UserError as problem:
            done = Done(number, None, problem.message, problem.hint)
        QTimer.singleShot(0, lambda: self.done.emit(done))
        return number

    def look_up(self, lookup: Lookup) -> int:
        number = super().look_up(lookup)
        found = self.answerer.look(lookup)
        QTimer.singleShot(0, lambda: self.looked.emit(Looked(number, found)))
        return number


@pytest.fixture
def at_desk(
    empty_session: Session, files: tuple[Path, Path], tmp_path: Path, outcome: Outcome
) -> Session:
    """Give a session with a file open whose engine answers at once."""
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    session = Session(Desk(tmp_path, outcome), kept)  # type: ignore[arg-type]
    session.edit("a file", replace(session.settings, sources=(Source(str(files[0])),)))
    return session


@pytest.fixture
def answered(kept: QSettings, outcome: Outcome, analysis: Analysis) -> Session:
    """Give a session that is told whatever it asks about customers."""
    return shown(Session(Counter(outcome), kept), analysis)


@pytest.fixture
def broken(analysis: Analysis) -> Analysis:
    problem = Problem("scored", "‘Calls’: there is no column Calls.", "Choose another column.")
    return replace(analysis, axes=None, segments=None, actions=None, plan=None, problem=problem)
