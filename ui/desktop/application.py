"""Starts the window: the first moments, before and after there is anything to show."""

import argparse
import faulthandler
import gc
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from core.fault_report import fault_report
from core.memory import give_back_large_arrays
from ui.desktop.autosave import Autosave
from ui.desktop.engine_bridge import EngineBridge
from ui.desktop.hand_over import Door
from ui.desktop.main_window import MainWindow
from ui.desktop.projects import Projects
from ui.desktop.recovery import data_folder
from ui.desktop.session import Session

FAULT_FILE = "fault.txt"
SETTLED_MS = 600
"""How long nothing may be going on before a picture is taken: fonts and marks are drawn."""


def open_window(words: list[str], first: QWidget) -> int:
    """Open the window on the files that are named; return the exit status.

    Parameters
    ----------
    words
        The words of the command line.
    first
        What is on the screen until the window is.
    """
    options = _options(words)
    give_back_large_arrays()
    leave_loaded_alone()
    door = None if options.screenshot else Door(data_folder())
    if door is not None and not door.mine and door.hand_over(options.files):
        return 0  # the window that is open has taken the files
    bridge = EngineBridge()
    bridge.start()
    session = Session(bridge, _kept(options))
    _catch_faults(session.tell_fault)
    projects = Projects(session)
    window = MainWindow(session, projects)
    autosave = Autosave(session, projects)
    window.show()
    first.close()
    QTimer.singleShot(0, lambda: _begin(session, window, options))
    if not options.screenshot:
        QTimer.singleShot(0, autosave.offer)
    if door is not None:
        door.handed.connect(window.take_files)
    if options.screenshot:
        _photograph_when_settled(session, window, options)
    status = QApplication.exec()
    session.close()
    if door is not None:
        door.close()
    return status


def leave_loaded_alone() -> None:
    """Take all that is loaded by now out of the search for what is not needed any more.

    It stays for as long as the program runs, and going through it kept the window waiting for a
    tenth of a second each time.
    """
    gc.freeze()


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="nonagon", description="Open the window.")
    parser.add_argument("files", nargs="*", metavar="FILE", help="files to open")
    parser.add_argument("--sample", action="store_true", help="open the sample company")
    parser.add_argument("--screenshot", metavar="OUT.png", help="save a picture and quit")
    parser.add_argument("--page", default="", help="page to show, such as segments")
    return parser.parse_args(words)


def _kept(options: argparse.Namespace) -> QSettings:
    """Return where the view is remembered; a picture neither reads nor changes it."""
    if options.screenshot:
        return QSettings(
            str(Path(options.screenshot).with_suffix(".ini")), QSettings.Format.IniFormat
        )
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Nonagon", "Nonagon")


def _begin(session: Session, window: MainWindow, options: argparse.Namespace) -> None:
    if options.page:
        session.show(page=options.page)
    if options.files:
        window.actions_of_file.open_paths(options.files)
    elif options.sample:
        session.open_sample()


def _catch_faults(tell: Callable[[str], None]) -> None:
    """Bring every fault of the program to the one place that shows it."""

    def hook(_kind: object, fault: BaseException, _trace: object) -> None:
        tell(fault_report(fault))

    def thread_hook(arguments: threading.ExceptHookArgs) -> None:
        fault = arguments.exc_value
        tell(fault_report(fault) if fault else arguments.exc_type.__name__)

    sys.excepthook = hook
    threading.excepthook = thread_hook
    _note_ends()


def _note_ends() -> None:
    """Have the places in the code written down if the program ends by a fault of a library."""
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    report = folder / FAULT_FILE
    if report.exists() and report.stat().st_size:
        report.replace(folder / f"earlier {FAULT_FILE}")
    # left open for as long as the program runs, because it is written to when nothing else works
    faulthandler.enable(report.open("w", encoding="utf-8"))


def _photograph_when_settled(
    session: Session, window: MainWindow, options: argparse.Namespace
) -> None:
    """Save a picture of the window once the analysis is on screen, and quit."""
    timer = QTimer(window, singleShot=True, interval=SETTLED_MS)
    expected = bool(options.files or options.sample)

    def wait() -> None:
        there = session.analysis.sources or session.analysis.problem or session.fault
        if not session.busy and (there or not expected):
            timer.start()

    def photograph() -> None:
        saved = window.grab().save(options.screenshot)
        QApplication.exit(0 if saved and session.analysis.problem is None else 1)

    timer.timeout.connect(photograph)
    session.changed.connect(wait)
    QTimer.singleShot(0, wait)
