"""One window with the real engine, and pictures of it."""

import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_ALL", "C.UTF-8")

from PySide6.QtCore import QEvent, QEventLoop, QSettings, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog

from ui.desktop.autosave import Autosave
from ui.desktop.charts.flows import FlowChart
from ui.desktop.engine_bridge import EngineBridge
from ui.desktop.main_window import MainWindow
from ui.desktop.projects import Projects
from ui.desktop.session import Session

OUT = Path(__file__).resolve().parent.parent / "dist" / "screenshots"
SIZE = (1280, 800)
LARGE = (1440, 900)
PAGES = ("data", "value", "axes", "segments", "actions", "plan", "customers")
THEMES = ("light", "dark")
SETTLED_MS = 350
LONGEST_MS = 120_000


def leave_out_of_place(_kind: object, _where: object, message: str) -> None:
    """Print what Qt says, but for what it says of having no screen."""
    if not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)


def wait(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until_idle(session: Session) -> None:
    """Wait until the engine has answered."""
    for _ in range(LONGEST_MS // 50):
        wait(50)
        if not session.busy and not session.errands.waiting:
            return
    message = "the engine has not answered in time"
    raise TimeoutError(message)


class Photographer:
    """One window with the real session and engine, and a folder for its pictures."""

    def __init__(self, folder: Path) -> None:
        qInstallMessageHandler(leave_out_of_place)
        kept = QSettings(str(folder / "view.ini"), QSettings.Format.IniFormat)
        self.session = Session(EngineBridge(), kept)
        self.projects = Projects(self.session, folder / "data")
        self.autosave = Autosave(self.session, self.projects)
        self.window = MainWindow(self.session, self.projects)
        self.window.show()

    def take(self, name: str, size: tuple[int, int] = SIZE) -> None:
        """Save a picture of the window as it is."""
        self.window.resize(*size)
        wait(SETTLED_MS)
        path = OUT / f"{name}.png"
        self.window.grab().save(str(path))
        print(path.relative_to(OUT.parent.parent))

    def take_dialog(self, name: str) -> None:
        """Save a picture of the dialog that is open, and close it."""
        wait(SETTLED_MS)
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.grab().save(str(OUT / f"{name}.png"))
                dialog.reject()
        wait(SETTLED_MS)

    def press(self, key: Qt.Key) -> None:
        """Press a key in the chart of the Results page."""
        for chart in self.window.findChildren(FlowChart):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
                QApplication.sendEvent(chart, event)

    def take_pages(self, prefix: str) -> None:
        """Save every page in both themes, and at 200 %."""
        for theme in THEMES:
            self.session.show(theme=theme)
            for page in PAGES:
                self.session.show(page=page)
                self.take(f"{prefix}-{page}-{theme}")
        self.session.show(theme="light")
        for page in PAGES:
            self.session.show(page=page)
            self.take(f"{prefix}-{page}-1440", LARGE)
        self.session.show(zoom=2.0)
        for page in PAGES:
            self.session.show(page=page)
            self.take(f"{prefix}-{page}-200")
        self.session.show(zoom=1.0)

    def open(self, paths: list[Path]) -> None:
        """Open files and wait for the analysis."""
        settings = replace(self.session.settings, sources=(), axes=())
        self.session.edit("closing the files", settings)
        wait_until_idle(self.session)
        self.session.open_files([str(path) for path in paths])
        wait_until_idle(self.session)

    def choose_segment(self) -> None:
        """Select the segment whose action gains most."""
        actions = self.session.analysis.actions
        if actions is not None and actions.ranking:
            self.session.show(segment=actions.ranking[0])
