"""The interactive surface of a chart: pyqtgraph pans and zooms, the chart draws itself."""

from collections.abc import Callable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.desktop.charts.frame import Bounds, Look, margins

CLOSEST_VIEW = 1e-5
WIDEST_VIEW = 8.0


class _Layer(pg.GraphicsObject):  # type: ignore[misc] # pyqtgraph has no types
    """One item that covers the surface and draws everything."""

    def __init__(self, draw: Callable[[QPainter], None]) -> None:
        super().__init__()
        self._draw = draw
        self.area = QRectF()

    def boundingRect(self) -> QRectF:
        return self.area

    def paint(self, painter: QPainter, *_: Any) -> None:
        self._draw(painter)


class ChartSurface(pg.GraphicsView):  # type: ignore[misc] # pyqtgraph has no types
    """A view in pixels with a pannable, zoomable area inside.

    Signals
    -------
    view_changed
        The area shows another range, or has another size.
    pointer_moved, clicked
        Where, in pixels.
    reset_wanted
        Double click.
    """

    view_changed = Signal()
    pointer_moved = Signal(QPointF)
    clicked = Signal(QPointF)
    reset_wanted = Signal()

    def __init__(self, draw: Callable[[QPainter], None], parent: QWidget | None = None) -> None:
        super().__init__(parent, useOpenGL=False, background=None)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewportUpdateMode(pg.GraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.box = pg.ViewBox(enableMenu=False)
        self.box.disableAutoRange()
        self.layer = _Layer(draw)
        self.margins = QMarginsF()
        self.scene().addItem(self.box)
        self.scene().addItem(self.layer)
        # The layer only draws; pointer and wheel belong to the box below it.
        self.layer.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.layer.setZValue(-1)
        self.box.sigRangeChanged.connect(self._changed)
        self.scene().sigMouseMoved.connect(self._on_move)
        self.scene().sigMouseClicked.connect(self._on_click)

    def set_margins(self, left: float, top: float, right: float, bottom: float) -> None:
        """Leave room for labels around the area of the marks."""
        self.margins = QMarginsF(left, top, right, bottom)
        self._arrange()

    def fit(self, look: Look) -> None:
        """Leave the room that labels of this size take."""
        self.set_margins(*margins(look))

    def refresh(self) -> None:
        """Draw again."""
        self.layer.update()

    def plot(self) -> QRectF:
        """Give the area of the marks in pixels."""
        area = QRectF(0, 0, self.width(), self.height()).marginsRemoved(self.margins)
        return QRectF(area.topLeft(), area.size().expandedTo(QRectF(0, 0, 1, 1).size()))

    def view(self) -> Bounds:
        """Give left, right, bottom, top in drawing units."""
        (left, right), (bottom, top) = self.box.viewRange()
        return left, right, bottom, top

    def show_view(self, bounds: Bounds) -> None:
        """Show a range exactly."""
        left, right, bottom, top = bounds
        self.box.setRange(xRange=(left, right), yRange=(bottom, top), padding=0)

    def set_home(self, home: Bounds) -> None:
        """Show the first view, and keep the user from getting lost far away from it."""
        left, right, bottom, top = home
        wide, high = right - left, top - bottom
        self.box.setLimits(
            minXRange=wide * CLOSEST_VIEW,
            minYRange=high * CLOSEST_VIEW,
            maxXRange=wide * WIDEST_VIEW,
            maxYRange=high * WIDEST_VIEW,
        )
        self.show_view(home)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the area of the marks inside its margins."""
        super().resizeEvent(event)
        if hasattr(self, "layer"):
            self._arrange()

    def _arrange(self) -> None:
        self.layer.prepareGeometryChange()
        self.layer.area = QRectF(0, 0, self.width(), self.height())
        self.box.setGeometry(self.plot())
        self._changed()

    def _changed(self, *_: object) -> None:
        # The next turn of the wheel needs the new scale, even when it comes before painting.
        self.box.updateMatrix()
        self.layer.update()
        self.view_changed.emit()

    def _on_move(self, at: QPointF) -> None:
        self.pointer_moved.emit(QPointF(at))

    def _on_click(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if not event.double():
            self.clicked.emit(QPointF(event.scenePos()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the first view."""
        super().mouseDoubleClickEvent(event)
        self.reset_wanted.emit()
