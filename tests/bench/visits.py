"""Visits of the pages: how long the event loop is kept waiting by each, from the first one on.

Every round is a process of its own, because a page costs most when nothing of its kind was drawn
before. ``QT_QPA_PLATFORM=offscreen python -m tests.bench.visits``, or under Xvfb without that.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from core.memory import give_back_large_arrays
from tests.bench.scatter import Heartbeat, resident_mib
from tests.bench.window import made_up_file
from ui.desktop.application import leave_loaded_alone
from ui.desktop.engine_bridge import EngineBridge
from ui.desktop.main_window import PAGES, MainWindow
from ui.desktop.session import Session

ROUNDS = 3
BEAT_MS = 2
PATIENCE_MS = 120_000
SETTLED_MS = 350
"""How long a visit is watched: answers of the engine and drawings that come later are in it."""

SAMPLE, AT_ONCE, LARGE = "sample", "sample at once", "200,000 customers"
WAYS = (SAMPLE, AT_ONCE, LARGE)
CUSTOMERS = 200_000

Result = dict[str, object]
Stalls = dict[str, tuple[float, float]]
"""The longest stall of each visit, and the most that the processor spent on one, in seconds."""


def rest(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def rest_until(enough: Callable[[], bool]) -> None:
    """Let the window live until enough has happened."""
    for _ in range(PATIENCE_MS // 20):
        if enough():
            return
        rest(20)
    message = "the window did not come to rest"
    raise TimeoutError(message)


def once(way: str) -> Stalls:
    """Go through the pages of one window, and through other things that take a while to show.

    Parameters
    ----------
    way
        One of ``WAYS``: the sample company, with pages built ahead, or without; or many customers.
    """
    give_back_large_arrays()
    application = QApplication([])
    leave_loaded_alone()
    with tempfile.TemporaryDirectory() as name:
        kept = QSettings(str(Path(name) / "kept.ini"), QSettings.Format.IniFormat)
        session = Session(EngineBridge(), kept)
        window = MainWindow(session)
        try:
            return _stalls(session, window, way, Path(name))
        finally:
            session.close()
            window._close_now()
            application.processEvents()


class Watch:
    """Measures what one act after another keeps waiting.

    Parameters
    ----------
    at_rest
        Whether all that follows from an act has happened.
    """

    def __init__(self, at_rest: Callable[[], bool]) -> None:
        self.stalls: Stalls = {}
        self._at_rest = at_rest
        self._heart = Heartbeat(BEAT_MS)

    def see(self, what: str, act: Callable[[], object]) -> None:
        """Have something done, and keep the longest stall until the window is at rest."""
        self._heart.restart()
        QTimer.singleShot(0, act)
        rest(SETTLED_MS)
        rest_until(self._at_rest)
        rest(SETTLED_MS)
        self.stalls[what] = self._heart.longest, self._heart.busiest


def _stalls(session: Session, window: MainWindow, way: str, folder: Path) -> Stalls:
    window.resize(1280, 800)
    window.show()
    if way == AT_ONCE:
        window._stack.stop()
    watch = Watch(lambda: not session.busy and (way == AT_ONCE or not window._stack.waiting))
    files = [str(made_up_file(folder, CUSTOMERS))] if way == LARGE else []
    opened = partial(session.open_files, files) if files else session.open_sample
    watch.see("opening, and building pages ahead", opened)
    if session.analysis.plan is None:
        raise RuntimeError(session.analysis.problem or session.fault)
    others = [key for key in PAGES if key != session.page]
    for what in ("first visit", "later visit"):
        for key in others:
            watch.see(f"{what} of {key}", partial(session.show, page=key))
    _see_settings(session, window, watch)
    watch.stalls["memory of the window, MiB"] = resident_mib(), 0.0
    return watch.stalls


def _see_settings(session: Session, window: MainWindow, watch: Watch) -> None:
    """Open the export dialog, and change what everything looks like."""
    watch.see("opening the export dialog", window.export)
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    for page in ("value", "segments"):
        session.show(page=page)
        rest(SETTLED_MS)
        for name, value in (("theme", "dark"), ("zoom", 1.2), ("comfortable", True)):
            watch.see(f"changing {name} on {page}", partial(session.show, **{name: value}))
        session.show(theme="light", zoom=1.0, comfortable=False)
        rest_until(lambda: not window._stack.waiting)


def rounds(way: str) -> Stalls:
    """Give the medians of several rounds, each in a new process."""
    found: list[Stalls] = []
    for _ in range(ROUNDS):
        words = [sys.executable, "-m", "tests.bench.visits", way]
        told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        found.append(json.loads(told.splitlines()[-1]))
    return {
        what: (
            statistics.median(one[what][0] for one in found),
            statistics.median(one[what][1] for one in found),
        )
        for what in found[0]
    }


def run() -> list[Result]:
    """Measure the visits of pages in every way.

    Returns
    -------
    list of dict
        ``what``, ``ours_s`` (the longest stall in seconds, a median) and ``note``.
    """
    return [_row(way, what, *stall) for way in WAYS for what, stall in rounds(way).items()]


def _row(way: str, what: str, longest: float, busiest: float) -> Result:
    if "MiB" in what:
        return {"what": f"{way}: memory", "ours_s": 0.0, "note": f"{longest:.0f} MiB"}
    note = f"longest stall, median of {ROUNDS}; processor {busiest * 1000:.0f} ms"
    return {"what": f"{way}: {what}", "ours_s": longest, "note": note}


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(once(" ".join(sys.argv[1:]))))
    else:
        for row in run():
            print(f"{row['ours_s'] * 1000:7.0f} ms  {row['what']}  ({row['note']})", flush=True)
