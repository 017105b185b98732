from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.answers import Analysis, Problem
from core.chores import Chore
from core.document import new_work
from core.pipeline import run
from core.progress import Progress
from core.requests import Lookup, Request
from core.settings import Settings, Source
from core.views import Arrays, analysis_view
from ui.desktop.session import Session
from ui.desktop.theme.appearance import apply_theme
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


def worked_out(settings: Settings, arrays: Arrays) -> Analysis:
    return analysis_view(run(settings, {}, Progress()), arrays)


@pytest.fixture(scope="session")
def analysis(files: tuple[Path, Path], arrays: Arrays) -> Analysis:
    settings = replace(default_settings(), sources=(Source(str(files[0])),))
    return worked_out(settings, arrays)


@pytest.fixture(scope="session")
def joined(files: tuple[Path, Path], arrays: Arrays) -> Analysis:
    sources = tuple(Source(str(path)) for path in files)
    return worked_out(replace(default_settings(), sources=sources), arrays)


@pytest.fixture
def empty_session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme(application, LIGHT)
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    yield Session(Listener(), kept)
    application.setStyleSheet("")


def shown(session: Session, analysis: Analysis) -> Session:
    """Give a session that has been answered with an analysis."""
    session.work = new_work(analysis.settings)
    session.analysis = analysis
    session.changed.emit()
    return session


@pytest.fixture
def busy_free(empty_session: Session, analysis: Analysis) -> Session:
    return shown(empty_session, analysis)


@pytest.fixture
def broken(analysis: Analysis) -> Analysis:
    problem = Problem("scored", "‘Calls’: there is no column Calls.", "Choose another column.")
    return replace(analysis, axes=None, segments=None, actions=None, plan=None, problem=problem)
