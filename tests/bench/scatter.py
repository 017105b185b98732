"""A million customers in the scatter, beside pyqtgraph's own scatter item on the same points."""

import gc
import resource
import statistics
import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.desktop.charts.cloud import Cloud, prepare_cloud
from ui.desktop.charts.frame import ScatterAxis
from ui.desktop.charts.labels import ScatterSegment
from ui.desktop.charts.scatter import SegmentScatter
from ui.desktop.theme.appearance import apply_theme
from ui.desktop.theme.tokens import LIGHT, SYMBOLS

CUSTOMERS = 1_000_000
FRAMES = 60
PEER_FRAMES = 12
SIZE = (976, 678)
HEARTBEAT_MS = 10

Points = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.int8]]
Result = dict[str, object]


def made_up_customers(count: int = CUSTOMERS, seed: int = 1) -> Points:
    """Nine overlapping clouds."""
    random = np.random.default_rng(seed)
    codes = random.integers(1, 10, count).astype(np.int8)
    x = (codes - 1) % 3 * 2.5 + 2 + random.standard_normal(count)
    y = (codes - 1) // 3 * 2.5 + 2 + random.standard_normal(count)
    return x, y, codes


class Heartbeat(QObject):
    """Measures the longest time in which the event loop did not come round."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(HEARTBEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last - HEARTBEAT_MS / 1000)
        self._last = now

    def restart(self) -> None:
        """Forget what was measured."""
        self.longest = 0.0
        self._last = time.perf_counter()


def _result(work: str, seconds: float, note: str = "") -> Result:
    return {"work": work, "seconds": round(seconds, 4), "note": note}


def _wait(signal_holder: SegmentScatter, start: Callable[[], None]) -> float:
    loop = QEventLoop()
    signal_holder.ready.connect(loop.quit)
    began = time.perf_counter()
    QTimer.singleShot(0, start)
    QTimer.singleShot(60_000, loop.quit)
    loop.exec()
    return time.perf_counter() - began


def _frames(widget: QWidget, steps: list[Callable[[], None]]) -> list[float]:
    """Take each step and let the window paint it."""
    app = QApplication.instance()
    assert app is not None
    taken = []
    for step in steps:
        began = time.perf_counter()
        step()
        app.processEvents()
        taken.append(time.perf_counter() - began)
    assert widget.isVisible()
    return taken


def _view_steps(
    show: Callable[[tuple[float, float, float, float]], None],
    home: tuple[float, float, float, float],
    count: int,
    closest: float = 1 / 32,
) -> tuple[list[Callable[[], None]], list[Callable[[], None]]]:
    left, right, bottom, top = home
    wide, high = right - left, top - bottom

    def pan(step: int) -> Callable[[], None]:
        shift = 0.2 * np.sin(2 * np.pi * step / count)
        return lambda: show(
            (left + wide * shift, right + wide * shift, bottom + high * shift, top + high * shift)
        )

    def zoom(step: int) -> Callable[[], None]:
        share = closest ** ((step + 1) / count) / 2
        x, y = left + wide * 0.45, bottom + high * 0.45
        return lambda: show(
            (x - wide * share, x + wide * share, y - high * share, y + high * share)
        )

    return [pan(k) for k in range(count)], [zoom(k) for k in range(count)]


def _timed(work: str, frames: list[float], largest_stall: float | None = None) -> Result:
    note = f"max {max(frames) * 1000:.1f} ms"
    if largest_stall is not None:
        note += f", longest event-loop stall {largest_stall * 1000:.0f} ms"
    return _result(work, statistics.median(frames), note)


def _memory(cloud: Cloud) -> Result:
    counts = cloud.pyramid.nbytes if cloud.pyramid is not None else 0
    points = sum(array.nbytes for array in (cloud.x, cloud.y, cloud.codes, cloud.index))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    note = f"counts {counts / 2**20:.0f} MiB, points {points / 2**20:.0f} MiB, peak {peak:.0f} MiB"
    return _result("scatter: memory", 0.0, note)


def _measure_scatter(points: Points) -> list[Result]:
    began = time.perf_counter()
    cloud = prepare_cloud(*points)
    results = [
        _result("scatter: prepare 1,000,000 points with pyramid", time.perf_counter() - began)
    ]
    results.append(_memory(cloud))
    home = cloud.home
    del cloud
    chart = SegmentScatter()
    chart.resize(*SIZE)
    chart.show()
    QApplication.processEvents()
    segments = [ScatterSegment(code, f"Segment {code}", code == 9, code) for code in range(1, 10)]
    axes = ScatterAxis("Across"), ScatterAxis("Up")
    heartbeat = Heartbeat()
    taken = _wait(chart, lambda: chart.show_points(*points, segments, *axes))
    note = f"longest event-loop stall {heartbeat.longest * 1000:.0f} ms"
    results.append(_result("scatter: until the window shows them", taken, note))
    show = chart._surface.show_view
    for work, steps in zip(("pan", "zoom to 32x"), _view_steps(show, home, FRAMES), strict=True):
        heartbeat.restart()
        frames = _frames(chart, steps)
        results.append(_timed(f"scatter: {work}, frame", frames, heartbeat.longest))
    chart.close()
    chart.deleteLater()
    return results


def _measure_peer(points: Points) -> list[Result]:
    x, y, codes = points
    plot = pg.PlotWidget(background="w")
    plot.resize(*SIZE)
    plot.show()
    QApplication.processEvents()
    brushes = np.array([pg.mkBrush(segment.fill) for segment in LIGHT.segments], dtype=object)
    known = {"bar": "h"}
    symbols = np.array([known.get(symbol, symbol) for symbol in SYMBOLS], dtype=object)
    began = time.perf_counter()
    item = pg.ScatterPlotItem(pxMode=True, size=6, pen=None)
    item.setData(x=x, y=y, brush=brushes[codes - 1], symbol=symbols[codes - 1])
    plot.addItem(item)
    QApplication.processEvents()
    results = [_result("peer pyqtgraph ScatterPlotItem: set up", time.perf_counter() - began)]
    box = plot.getViewBox()
    home = (float(x.min()), float(x.max()), float(y.min()), float(y.max()))

    def show(view: tuple[float, float, float, float]) -> None:
        box.setRange(xRange=view[:2], yRange=view[2:], padding=0)

    steps = _view_steps(show, home, PEER_FRAMES)
    for work, part in zip(("pan", "zoom to 32x"), steps, strict=True):
        results.append(
            _timed(f"peer pyqtgraph ScatterPlotItem: {work}, frame", _frames(plot, part))
        )
    plot.close()
    plot.deleteLater()
    return results


def run() -> list[Result]:
    """Measure set-up, frames, stalls and memory with a million customers.

    Returns
    -------
    list of dict
        ``work``, ``seconds`` (medians for frames) and ``note`` (maximum, stalls, memory).
    """
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)
    points = made_up_customers()
    results = _measure_scatter(points)
    gc.collect()
    return results + _measure_peer(points)
