"""Starts the window: the first moments, before and after there is anything to show."""

import argparse
import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.desktop.engine_bridge import EngineBridge
from ui.desktop.main_window import MainWindow
from ui.desktop.session import Session

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
    bridge = EngineBridge()
    bridge.start()
    session = Session(bridge, _kept(options))
    _catch_faults(session.tell_fault)
    window = MainWindow(session)
    window.show()
    first.close()
    QTimer.singleShot(0, lambda: _begin(session, options))
    if options.screenshot:
        _photograph_when_settled(session, window, options)
    status = QApplication.exec()
    session.close()
    return status


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="nonagon", description="Open the window.")
    parser.add_argument("files", nargs="*", metavar="FILE", help="files to open")
    parser.add_argument("--sample", action="store_true", help="open the sample company")
    parser.add_argument("--screenshot", metavar="OUT.png", help="save a picture and quit")
    parser.add_argument(
        "--page", default="", help="page to show: data, value, axes, segments, actions"
    )
    return parser.parse_args(words)


def _kept(options: argparse.Namespace) -> QSettings:
    """Return where the view is remembered; a picture neither reads nor changes it."""
    if options.screenshot:
        return QSettings(
            str(Path(options.screenshot).with_suffix(".ini")), QSettings.Format.IniFormat
        )
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Nonagon", "Nonagon")


def _begin(session: Session, options: argparse.Namespace) -> None:
    if options.page:
        session.show(page=options.page)
    if options.files:
        session.open_files(options.files)
    elif options.sample:
        session.open_sample()


def _catch_faults(tell: Callable[[str], None]) -> None:
    """Bring every fault of the program to the one place that shows it."""

    def hook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        tell("".join(traceback.format_exception(kind, fault, trace)))

    def thread_hook(arguments: threading.ExceptHookArgs) -> None:
        fault = arguments.exc_value
        tell("".join(traceback.format_exception(fault)) if fault else str(arguments.exc_type))

    sys.excepthook = hook
    threading.excepthook = thread_hook
    if sys.stderr is not None:
        faulthandler.enable()


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
