"""Saving and opening a project of a million customers, and how long the window waits meanwhile."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from tests.bench.scatter import Heartbeat
from tests.bench.window import PATIENCE, made_up_file, wait
from ui.desktop.engine_bridge import EngineBridge
from ui.desktop.projects import Projects
from ui.desktop.session import Session

TIMES = 3

Result = dict[str, object]


def run() -> list[Result]:
    """Save for the first time, save again, open; each beside what a peer takes for the table."""
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = QSettings(str(folder / "kept.ini"), QSettings.Format.IniFormat)
        session = Session(EngineBridge(), kept)
        projects = Projects(session, folder / "data")
        try:
            session.open_files([str(made_up_file(folder))])
            wait(lambda: not session.busy, PATIENCE)
            found = [*_saves(session, projects, folder), *_openings(session, projects, folder)]
        finally:
            session.close()
            application.processEvents()
    return found


def _saves(session: Session, projects: Projects, folder: Path) -> list[Result]:
    first, stall = _timed(session, lambda: projects.save(str(folder / "p.nonagon")))
    peer = _pickled(folder)
    again = sorted(_timed(session, projects.save) for _ in range(TIMES))[TIMES // 2]
    return [
        _row("save 1,000,000 customers for the first time", first, stall, peer),
        _row("save them again", *again, peer),
    ]


def _openings(session: Session, projects: Projects, folder: Path) -> list[Result]:
    taken = []
    for _ in range(TIMES):
        projects.new()
        wait(lambda: not session.busy, PATIENCE)
        taken.append(_timed(session, lambda: projects.open(str(folder / "p.nonagon"))))
    seconds, stall = sorted(taken)[TIMES // 2]
    started = time.perf_counter()
    pd.read_pickle(folder / "table.pickle")  # noqa: S301 - a peer, of our own making
    peer = "pandas.read_pickle, table only", time.perf_counter() - started
    return [_row("open 1,000,000 customers, to the first page", seconds, stall, peer)]


def _timed(session: Session, begin: Callable[[], object]) -> tuple[float, float]:
    """Give the seconds until all is done, and the longest that the window was kept waiting."""
    heart = Heartbeat()
    wait(lambda: False, 0.2)
    heart.restart()
    started = time.perf_counter()
    begin()
    wait(lambda: not session.busy and not session.errands.waiting, PATIENCE)
    return time.perf_counter() - started, heart.longest


def _pickled(folder: Path) -> tuple[str, float]:
    table = pd.read_csv(folder / "customers.csv")
    table["score"] = np.arange(len(table)) / len(table)
    started = time.perf_counter()
    table.to_pickle(folder / "table.pickle")
    return "pandas.to_pickle, table only", time.perf_counter() - started


def _row(what: str, seconds: float, stall: float, peer: tuple[str, float]) -> Result:
    return {
        "what": what,
        "ours_s": seconds,
        "peer": peer[0],
        "peer_s": peer[1],
        "ratio": peer[1] / seconds,
        "note": f"longest stall {stall * 1000:.0f} ms",
    }


if __name__ == "__main__":
    for row in run():
        print(row)
