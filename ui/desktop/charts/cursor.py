"""Where the pointer or the keyboard is in a scatter, with the tooltip that says so."""

import html
from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ui.desktop.charts.frame import Frame
from ui.desktop.charts.nearest import mark_at, mark_in_middle, mark_towards
from ui.desktop.charts.picture import Scene

TOOLTIP_AFTER_MS = 150
STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MarkCursor(QObject):
    """The mark that is highlighted, if any: moved by pointer and keys.

    Signals
    -------
    moved(place)
        The highlighted mark as a place in the cloud, -1 for none.
    """

    moved = Signal(int)

    def __init__(self, chart: QWidget, frame: Callable[[], Frame]) -> None:
        super().__init__(chart)
        self.place: int | None = None
        self.describe: Callable[[int], str] = lambda _index: ""
        self._chart = chart
        self._frame = frame
        self._scene: Scene | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOOLTIP_AFTER_MS)
        self._timer.timeout.connect(self._show_tooltip)

    def show_scene(self, scene: Scene | None) -> None:
        """Start again without a highlighted mark."""
        self.go(None)
        self._scene = scene

    def go(self, place: int | None) -> None:
        """Highlight a mark, or none."""
        if place == self.place:
            return
        self.place = place
        QToolTip.hideText()
        self._timer.stop()
        if place is not None:
            self._timer.start()
        self.moved.emit(-1 if place is None else place)

    def go_to(self, at: QPointF, reach: float) -> None:
        """Highlight the mark nearest to a pixel."""
        if self._scene is not None:
            self.go(mark_at(self._scene.cloud, self._frame(), at, reach))

    def segment(self) -> int | None:
        """Give the code of the highlighted mark's segment."""
        if self._scene is None or self.place is None:
            return None
        return int(self._scene.cloud.codes[self.place])

    def handle(self, event: QKeyEvent) -> bool:
        """Follow an arrow key; with Ctrl from segment to segment. Say whether it was one."""
        step = STEPS.get(Qt.Key(event.key()))
        if self._scene is None or step is None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.place is None:
            self._go_along(self._scene, 1 if sum(step) > 0 else -1)
        else:
            self.go(mark_towards(self._scene.cloud, self._frame(), self.place, step))
        return True

    def _go_along(self, scene: Scene, step: int) -> None:
        """Go to the middle of the next or previous segment of the list."""
        order = [part.code for part in scene.segments if part.code in scene.cloud.counts]
        if not order:
            return
        here = self.segment()
        start = order.index(here) if here in order else (-1 if step > 0 else 0)
        self.go(mark_in_middle(scene.cloud, order[(start + step) % len(order)]))

    def _show_tooltip(self) -> None:
        if self._scene is None or self.place is None:
            return
        cloud = self._scene.cloud
        described = self.describe(int(cloud.index[self.place]))
        text = html.escape(described).replace("\n", "<br>")
        at = self._frame().point(float(cloud.x[self.place]), float(cloud.y[self.place]))
        if text:
            QToolTip.showText(self._chart.mapToGlobal(at.toPoint()), f"<p>{text}</p>", self._chart)
