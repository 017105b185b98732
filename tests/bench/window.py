"""The whole window at a million customers: how long the event loop is ever kept waiting."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import QApplication

from tests.bench.scatter import Heartbeat
from ui.desktop.engine_bridge import EngineBridge
from ui.desktop.main_window import MainWindow
from ui.desktop.session import Session

CUSTOMERS = 1_000_000
PATIENCE = 600.0
"""Seconds after which the analysis is given up."""

QUIET = 3.0
"""Seconds given to what happens after a change: drawing, preparing the marks."""

Result = dict[str, object]


def made_up_file(folder: Path, customers: int = CUSTOMERS, seed: int = 3) -> Path:
    """Write customers with correlated satisfaction, cost and value, as one CSV."""
    random = np.random.default_rng(seed)
    correlations = [[1, -0.3, 0.4], [-0.3, 1, 0.2], [0.4, 0.2, 1]]
    drawn = random.multivariate_normal(np.zeros(3), correlations, customers)
    table = pd.DataFrame(
        {
            "Customer": [f"C{number:07}" for number in range(customers)],
            "Satisfaction": np.clip(np.round(5.5 + 2 * drawn[:, 0]), 1, 10).astype(int),
            "Cost to serve": np.exp(3 + 0.8 * drawn[:, 1]).round(2),
            "CLTV": np.exp(5 + drawn[:, 2]).round(2),
        }
    )
    path = folder / "customers.csv"
    table.to_csv(path, index=False)
    return path


def wait(enough: Callable[[], bool], seconds: float) -> None:
    """Let the window live until enough has happened, or for so many seconds."""
    until = time.perf_counter() + seconds
    while not enough() and time.perf_counter() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        time.sleep(0.001)


def run() -> list[Result]:
    """Open the file in the window, go through the pages and segments, measure every stall."""
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as name:
        kept = QSettings(str(Path(name) / "kept.ini"), QSettings.Format.IniFormat)
        session = Session(EngineBridge(), kept)
        window = MainWindow(session)
        try:
            found = _journey(session, window, made_up_file(Path(name)))
        finally:
            session.close()
            window.close()
            application.processEvents()
    return found


def _journey(session: Session, window: MainWindow, file: Path) -> list[Result]:
    window.resize(1280, 800)
    window.show()
    session.show(page="segments")
    wait(lambda: False, QUIET)
    heart = Heartbeat()
    started = time.perf_counter()
    session.open_files([str(file)])
    wait(lambda: not session.busy, PATIENCE)
    if session.analysis.problem is not None or session.analysis.segments is None:
        raise RuntimeError(session.analysis.problem or session.fault)
    elapsed = time.perf_counter() - started
    wait(lambda: False, 2 * QUIET)
    found = [_row("open 1,000,000 customers in the window: file to plan", elapsed, heart)]
    for what, visit in (
        ("visit every page", lambda page: session.show(page=page)),
        ("select segments", lambda code: session.show(segment=code)),
    ):
        heart.restart()
        places = ("data", "axes", "actions", "segments") if "page" in what else (1, 5, 9, None)
        for place in places:
            visit(place)
            wait(lambda: False, QUIET / 3)
        found.append(_row(f"{what} at 1,000,000 customers: longest stall", heart.longest, heart))
    return found


def _row(what: str, seconds: float, heart: Heartbeat) -> Result:
    return {"what": what, "ours_s": seconds, "note": f"longest stall {heart.longest * 1000:.0f} ms"}


if __name__ == "__main__":
    for row in run():
        print(row)
