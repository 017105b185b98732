"""The surface of a solid scatter: the pointer turns the cube, the wheel brings it nearer."""

import math
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.desktop.charts.camera import Camera
from ui.desktop.charts.frame import Look

TURN = math.radians(0.45)
"""How far the cube turns for a pixel of the pointer's way."""

WHEEL = 1.0015
STILL_MS = 160
DRAGGED = 3.0


class TurningSurface(QWidget):
    """Shows what a function draws, and keeps the camera.

    Signals
    -------
    view_changed
        The cube is seen from elsewhere.
    settled
        It has not been moved for a moment.
    pointer_moved, clicked
        Where, in pixels.
    reset_wanted
        Double click.
    """

    view_changed = Signal()
    settled = Signal()
    pointer_moved = Signal(QPointF)
    clicked = Signal(QPointF)
    reset_wanted = Signal()

    def __init__(self, draw: Callable[[QPainter], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.camera = Camera(QRectF(0, 0, 1, 1)).framed()
        self.moving = False
        self._scale = 1.0
        self._draw = draw
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._still = QTimer(self, singleShot=True, interval=STILL_MS)
        self._still.timeout.connect(self._settle)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fit(self, look: Look) -> None:
        """Leave the room that names of this size take."""
        at_first = self.camera == Camera(self.camera.plot).framed(self._scale)
        self._scale = look.scale
        if at_first:
            self.camera = Camera(self.camera.plot).framed(self._scale)

    def refresh(self) -> None:
        """Draw again."""
        self.update()

    def look(self, camera: Camera) -> None:
        """See the cube from elsewhere, in motion until it has been left alone for a moment."""
        if camera == self.camera:
            return
        self.camera, self.moving = camera, True
        self._still.start()
        self.update()
        self.view_changed.emit()

    def reset(self) -> None:
        """See the cube as at first."""
        self.look(Camera(self.camera.plot).framed(self._scale))

    def _settle(self) -> None:
        self.moving = self._pressed is not None and self._is_drag(self._last)
        if not self.moving:
            self.update()
            self.settled.emit()

    def _is_drag(self, at: QPointF) -> bool:
        return self._pressed is not None and (at - self._pressed).manhattanLength() > DRAGGED

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        painter = QPainter(self)
        self._draw(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cube into the new size."""
        super().resizeEvent(event)
        before, plot = self.camera, QRectF(QPointF(), QSizeF(self.size()))
        at_first = before == Camera(before.plot).framed(self._scale)
        self.camera = Camera(plot).framed(self._scale) if at_first else replace(before, plot=plot)
        self.moving = True  # a first quick picture, and all marks once the size has settled
        self._still.start()
        self.view_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to turn, or to move with the other buttons."""
        self._pressed = self._last = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn or move the cube, or tell where the pointer is."""
        at = event.position()
        if self._pressed is None:
            self.pointer_moved.emit(at)
            return
        if not self.moving and not self._is_drag(at):
            return
        by, self._last = at - self._last, at
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.look(self.camera.turned(by.x() * TURN, by.y() * TURN))
        else:
            self.look(self.camera.moved(by))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click that was no turn."""
        dragged = self._is_drag(event.position())
        self._pressed = None
        if dragged:
            self._still.start()
        elif event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the first view."""
        self.reset_wanted.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Bring the cube nearer to the pointer."""
        self.look(self.camera.zoomed(WHEEL ** event.angleDelta().y(), event.position()))
        event.accept()
