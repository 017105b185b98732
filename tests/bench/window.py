"""The whole window at a million customers: how long the event loop is ever kept waiting."""

import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import QApplication

from core.customer_lookups import CustomerQuery
from core.memory import give_back_large_arrays
from tests.bench.made_up import orders_file
from tests.bench.scatter import Heartbeat, resident_mib
from ui.desktop.engine_bridge import EngineBridge
from ui.desktop.main_window import MainWindow
from ui.desktop.session import Session
from ui.desktop.widgets.long_table import LongTable

CUSTOMERS = 1_000_000
PATIENCE = 600.0
"""Seconds after which the analysis is given up."""

QUIET = 3.0
"""Seconds given to what happens after a change: drawing, preparing the marks."""

SCROLLS = 60
CANCELLED = 3_000_000
"""Orders in the file whose reading is cancelled."""

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
    give_back_large_arrays()
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as name:
        kept = QSettings(str(Path(name) / "kept.ini"), QSettings.Format.IniFormat)
        session = Session(EngineBridge(), kept)
        window = MainWindow(session)
        try:
            found = _journey(session, window, made_up_file(Path(name)))
            found += _cancelled(session, orders_file(Path(name), CANCELLED))
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
        ("see them flat, as a cube and in fields", lambda form: _see(session, form)),
    ):
        heart.restart()
        places: tuple[object, ...] = ("data", "axes", "actions", "customers", "segments")
        places = places if "page" in what else (1, 5, 9, None)
        places = ("solid", "fields", "flat") if "cube" in what else places
        for place in places:
            visit(place)
            wait(lambda: False, QUIET / 2)
        found.append(_row(f"{what} at 1,000,000 customers: longest stall", heart.longest, heart))
    return [*found, *_look_at_customers(session, window, heart)]


def _cancelled(session: Session, file: Path) -> list[Result]:
    """Cancel the reading of a file, at its start and in its midst."""
    found = []
    for seconds in (0.3, 2.0):
        heart = Heartbeat()
        session.open_files([str(file)])
        wait(lambda: bool(session.busy), PATIENCE)
        wait(lambda: False, seconds)
        if not session.busy:
            raise RuntimeError("the file was read before it could be cancelled")
        began = time.perf_counter()
        session.cancel()
        wait(lambda: not session.busy, PATIENCE)
        elapsed = time.perf_counter() - began
        what = f"cancel the reading of {CANCELLED:,} orders after {seconds} s: until it has stopped"
        found.append(_row(what, elapsed, heart))
        file = file.rename(file.with_stem("other orders"))
    return found


def _see(session: Session, form: object) -> None:
    chart = replace(session.looking.chart, form=str(form))
    session.show(looking=replace(session.looking, chart=chart))


def _look_at_customers(session: Session, window: MainWindow, heart: Heartbeat) -> list[Result]:
    """Sort, search and scroll the list, at rest and while an analysis is under way."""
    session.show(page="customers")
    wait(lambda: False, QUIET)
    table = window._pages["customers"]._list.table
    found = []
    for what, query in (
        ("sort by lifetime value", CustomerQuery(order_by="axis lifetime_value", descending=True)),
        ("search for a part of the id", CustomerQuery(search="C0123")),
        ("everybody again", CustomerQuery()),
    ):
        shown: list[int] = []
        table._cells.modelReset.connect(lambda shown=shown: shown.append(table.total))
        heart.restart()
        began = time.perf_counter()
        session.show(looking=replace(session.looking, query=query))
        wait(lambda shown=shown: bool(shown), PATIENCE)
        found.append(_row(f"list of 1,000,000: {what}", time.perf_counter() - began, heart))
    found.append(_scrolled("list of 1,000,000: scroll, a frame", table, heart))
    settings = session.settings
    other = replace(settings.segmentation, seed=settings.segmentation.seed + 1)
    session.edit("seed", replace(settings, segmentation=other))
    found.append(_scrolled("the same while an analysis runs", table, heart))
    busy = session.busy
    wait(lambda: not session.busy, PATIENCE)
    found[-1]["note"] = f"{found[-1]['note']}; {'still busy' if busy else 'done'} at the end"
    memory = f"{resident_mib():.0f} MiB now, {_peak_mib():.0f} MiB at most"
    return [*found, {"what": "memory of the window's process", "ours_s": 0.0, "note": memory}]


def _scrolled(what: str, table: LongTable, heart: Heartbeat) -> Result:
    """Scroll through the list; tell how long a frame takes, and until its rows are there."""
    bar, frames, waits = table.verticalScrollBar(), [], []
    heart.restart()
    for step in range(SCROLLS):
        began = time.perf_counter()
        bar.setValue(bar.maximum() * (step * 37 % SCROLLS) // SCROLLS)
        QApplication.processEvents()
        frames.append(time.perf_counter() - began)
        wait(lambda: table._cells.is_there(table.rowAt(5)), 2.0)
        waits.append(time.perf_counter() - began)
    rows = f"rows there after {np.median(waits) * 1000:.0f} ms, at most {max(waits) * 1000:.0f} ms"
    row = _row(what, float(np.median(frames)), heart)
    row["note"] = f"p99 {np.quantile(frames, 0.99) * 1000:.1f} ms, {rows}, {row['note']}"
    return row


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _row(what: str, seconds: float, heart: Heartbeat) -> Result:
    return {"what": what, "ours_s": seconds, "note": heart.words()}


if __name__ == "__main__":
    for row in run():
        print(row)
