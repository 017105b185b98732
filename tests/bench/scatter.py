"""A million customers in the scatter, beside pyqtgraph's own scatter item on the same points.

``QT_QPA_PLATFORM=offscreen python -m tests.bench.scatter``, or under Xvfb without that.
"""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.desktop.charts.cloud import MOST_MARKS, prepare_cloud
from ui.desktop.charts.frame import ScatterAxis
from ui.desktop.charts.points import Points, ScatterSegment
from ui.desktop.charts.scatter import SegmentScatter
from ui.desktop.theme.appearance import apply_theme
from ui.desktop.theme.tokens import LIGHT, SYMBOLS

CUSTOMERS = 1_000_000
FRAMES = 120
PEER_FRAMES = 12
SIZE = (976, 678)
HEARTBEAT_MS = 10
NAMES = ("Across", "Up", "Deep")

Arrays = tuple[npt.NDArray[np.float32], ...]
Steps = list[Callable[[], None]]
View = tuple[float, float, float, float]
Result = dict[str, object]


def made_up_customers(count: int = CUSTOMERS, seed: int = 1) -> tuple[Arrays, npt.NDArray[np.int8]]:
    """Nine overlapping clouds in three measures."""
    random = np.random.default_rng(seed)
    codes = random.integers(1, 10, count).astype(np.int8)
    places = ((codes - 1) % 3, (codes - 1) // 3, codes * 7 % 9 / 4)
    columns = (place * 2.5 + 2 + random.standard_normal(count) for place in places)
    return tuple(column.astype(np.float32) for column in columns), codes


class Heartbeat(QObject):
    """Measures the longest time in which the event loop did not come round.

    ``busiest`` is the most that the processor spent on this thread between two beats; a machine
    with other work to do makes ``longest`` longer, but not that.
    """

    def __init__(self, every: int = HEARTBEAT_MS) -> None:
        super().__init__()
        self._every = every
        self.restart()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(every)

    def _beat(self) -> None:
        now, used = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, now - self._last - self._every / 1000)
        self.busiest = max(self.busiest, used - self._used)
        self._last, self._used = now, used

    def words(self) -> str:
        """Say how long the loop was kept waiting."""
        longest, busiest = self.longest * 1000, self.busiest * 1000
        return f"longest event-loop stall {longest:.0f} ms (processor {busiest:.0f} ms)"

    def restart(self) -> None:
        """Forget what was measured."""
        self.longest = self.busiest = 0.0
        self._last, self._used = time.perf_counter(), time.thread_time()


def _result(work: str, seconds: float, note: str = "") -> Result:
    return {"work": work, "seconds": round(seconds, 4), "note": note}


def resident_mib() -> float:
    """Memory that this process holds now, in MiB; 0 where that cannot be told."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * 4096 / 2**20 if status.exists() else 0.0


def _wait(chart: SegmentScatter, start: Callable[[], None]) -> float:
    loop = QEventLoop()
    chart.ready.connect(loop.quit)
    began = time.perf_counter()
    QTimer.singleShot(0, start)
    QTimer.singleShot(60_000, loop.quit)
    loop.exec()
    return time.perf_counter() - began


def _rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@dataclass(frozen=True)
class Frames:
    """Seconds of each frame, and what the processor spent on one, which a busy machine needs."""

    seconds: list[float]
    processor: float


def frames_of(widget: QWidget, steps: Steps) -> Frames:
    """Take each step, let the window paint it, and give the seconds of each."""
    app = QApplication.instance()
    assert app is not None
    taken = []
    used = time.process_time()
    for step in steps:
        began = time.perf_counter()
        step()
        app.processEvents()
        taken.append(time.perf_counter() - began)
    assert widget.isVisible()
    return Frames(taken, (time.process_time() - used) / len(steps))


def _pans(show: Callable[[View], None], home: View, count: int, share: float = 1.0) -> Steps:
    """Move a view that shows a share of each side of the first one."""
    left, right, bottom, top = home
    wide, high = (right - left) * share, (top - bottom) * share
    x, y = left + (right - left) * 0.45 - wide / 2, bottom + (top - bottom) * 0.45 - high / 2

    def pan(step: int) -> Callable[[], None]:
        across = x + wide * 0.2 * np.sin(2 * np.pi * step / count)
        up = y + high * 0.2 * np.cos(2 * np.pi * step / count)
        return lambda: show((across, across + wide, up, up + high))

    return [pan(step) for step in range(count)]


def _zooms(show: Callable[[View], None], home: View, count: int, closest: float = 1 / 32) -> Steps:
    left, right, bottom, top = home
    wide, high = right - left, top - bottom

    def zoom(step: int) -> Callable[[], None]:
        share = closest ** ((step + 1) / count) / 2
        x, y = left + wide * 0.45, bottom + high * 0.45
        return lambda: show(
            (x - wide * share, x + wide * share, y - high * share, y + high * share)
        )

    return [zoom(step) for step in range(count)]


def timed(work: str, frames: Frames, heart: Heartbeat | None = None) -> Result:
    """Give the median of some frames, with the slowest ones and the longest stall."""
    late = float(np.quantile(frames.seconds, 0.99))
    note = (
        f"p99 {late * 1000:.1f} ms, max {max(frames.seconds) * 1000:.1f} ms, "
        f"processor {frames.processor * 1000:.1f} ms"
    )
    if heart is not None:
        note += f", {heart.words()}"
    return _result(work, statistics.median(frames.seconds), note)


def _marks_share(points: Points) -> float:
    """Share of each side of the view at which just as many marks show as are drawn singly."""
    cloud = prepare_cloud(points)
    left, right, bottom, top = cloud.home
    x = np.abs(cloud.x - (left + (right - left) * 0.45)) / (right - left)
    y = np.abs(cloud.y - (bottom + (top - bottom) * 0.45)) / (top - bottom)
    return float(2 * np.sort(np.maximum(x, y))[int(MOST_MARKS * 0.9)])


def _points(columns: Arrays, codes: npt.NDArray[np.int8]) -> Points:
    segments = tuple(
        ScatterSegment(code, f"Segment {code}", code == 9, code) for code in range(1, 10)
    )
    axes = tuple(ScatterAxis(name) for name, _column in zip(NAMES, columns, strict=False))
    return Points(columns, codes, segments, axes)


def _measure_scatter(columns: Arrays, codes: npt.NDArray[np.int8]) -> list[Result]:
    points = _points(columns[:2], codes)
    began = time.perf_counter()
    cloud = prepare_cloud(points)
    results = [_result("scatter: prepare 1,000,000 points", time.perf_counter() - began)]
    home, share = cloud.home, _marks_share(points)
    del cloud
    chart = SegmentScatter()
    chart.resize(*SIZE)
    chart.show()
    QApplication.processEvents()
    heart = Heartbeat()
    taken = _wait(chart, lambda: chart.show_points(points))
    note = heart.words()
    results.append(_result("scatter: until the window shows them", taken, note))
    show = chart._staging.flat.surface.show_view
    members = np.zeros(len(codes), dtype=np.bool_)
    members[::3] = True
    for what, steps in (
        ("pan", _pans(show, home, FRAMES)),
        ("zoom to 32x", _zooms(show, home, FRAMES)),
        (f"pan over {int(MOST_MARKS * 0.9):,} single marks", _pans(show, home, FRAMES, share)),
    ):
        heart.restart()
        results.append(timed(f"scatter: {what}, frame", frames_of(chart, steps), heart))
    chart.choose(members)
    _rest(1500)
    heart.restart()
    frames = frames_of(chart, _pans(show, home, FRAMES))
    results.append(timed("scatter: pan with a third selected, frame", frames, heart))
    results.append(_hovered(chart, heart))
    chart.choose(None)
    results += _measure_solid(chart, columns, codes, heart)
    chart.close()
    chart.deleteLater()
    return results


def _hovered(chart: SegmentScatter, heart: Heartbeat) -> Result:
    """Move the pointer over the marks."""
    hover = chart.hands.hover
    steps = [
        lambda step=step: hover(QPointF(100 + 6 * step, 100 + 4 * step), on_label=False)
        for step in range(FRAMES)
    ]
    heart.restart()
    return timed("scatter: hover, frame", frames_of(chart, steps), heart)


def _measure_solid(
    chart: SegmentScatter, columns: Arrays, codes: npt.NDArray[np.int8], heart: Heartbeat
) -> list[Result]:
    heart.restart()
    taken = _wait(chart, lambda: chart.show_points(_points(columns, codes)))
    note = heart.words()
    results = [_result("scatter: until the cube is shown", taken, note)]
    solid = chart._staging.solid
    _rest(400)
    drawn: list[int] = []

    def turn() -> None:
        solid.surface.look(solid.surface.camera.turned(0.03, 0.004))
        drawn.append(solid._drawn)

    def nearer() -> None:
        camera = solid.surface.camera
        solid.surface.look(camera.zoomed(1.01, camera.plot.center()))

    for what, step in (("turn the cube", turn), ("zoom into the cube", nearer)):
        heart.restart()
        frames = frames_of(chart, [step] * FRAMES)
        results.append(timed(f"scatter: {what}, frame", frames, heart))
    least = f"{min(drawn[1:]):,} to {max(drawn):,} marks a frame while turning, then all"
    heart.restart()
    _rest(400)
    results.append(_result("scatter: the cube at rest, all marks", heart.longest, least))
    memory = f"{resident_mib():.0f} MiB in this process, the made-up customers among them"
    return [*results, _result("scatter: memory", 0.0, memory)]


def _measure_peer(columns: Arrays, codes: npt.NDArray[np.int8]) -> list[Result]:
    x, y = columns[0].astype(np.float64), columns[1].astype(np.float64)
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

    def show(view: View) -> None:
        box.setRange(xRange=view[:2], yRange=view[2:], padding=0)

    for work, steps in (
        ("pan", _pans(show, home, PEER_FRAMES)),
        ("zoom to 32x", _zooms(show, home, PEER_FRAMES)),
    ):
        frames = frames_of(plot, steps)
        results.append(timed(f"peer pyqtgraph ScatterPlotItem: {work}, frame", frames))
    plot.close()
    plot.deleteLater()
    return results


def run() -> list[Result]:
    """Measure set-up, frames, stalls and memory with a million customers.

    Returns
    -------
    list of dict
        ``work``, ``seconds`` (medians for frames) and ``note`` (slowest frames, stalls, memory).
    """
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)
    columns, codes = made_up_customers()
    results = _measure_scatter(columns, codes)
    gc.collect()
    return results + _measure_peer(columns, codes)


if __name__ == "__main__":
    for row in run():
        print(f"{row['seconds'] * 1000:9.1f} ms  {row['work']}  {row['note']}")
