"""A shape drawn over a chart to pick what is inside: free hand, as a box, or by corners."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.desktop.charts.frame import Look

STEP, FINE_STEP = 16.0, 4.0
LEAST_WAY = 4.0
FEWEST_CORNERS = 3
CROSS = 9.0
FILL = 0.10
HINT = "Arrows move, Enter sets a corner, L closes the shape, Esc leaves"

Modifiers = Qt.KeyboardModifier


class Tool(StrEnum):
    """What dragging over the chart does."""

    PICK = "pick"
    LASSO = "lasso"
    BOX = "box"


class How(StrEnum):
    """What becomes of the marks inside."""

    REPLACE = "replace"
    ADD = "add"
    REMOVE = "remove"


def how_of(keys: Modifiers) -> How:
    """Tell what keys held down mean: Ctrl adds, Alt or Shift removes."""
    if keys & Modifiers.ControlModifier:
        return How.ADD
    if keys & (Modifiers.AltModifier | Modifiers.ShiftModifier):
        return How.REMOVE
    return How.REPLACE


class Lasso(QObject):
    """The shape that is being drawn, if any.

    Attributes
    ----------
    tool
        What dragging does.
    corners
        The shape so far, in pixels.
    cross
        Where the next corner would be while it is drawn by keys; else None.

    Signals
    -------
    closed(corners, how)
        A shape is finished: its corners, and what becomes of the marks inside.
    changed()
        The shape looks different.
    """

    closed = Signal(object, object)
    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.tool = Tool.PICK
        self.corners: list[QPointF] = []
        self.cross: QPointF | None = None

    @property
    def drawing(self) -> bool:
        """Whether a shape is being drawn."""
        return bool(self.corners) or self.cross is not None

    def watch(self, surface: QWidget) -> None:
        """Take the pointer of a surface while a shape is drawn."""
        surface.installEventFilter(self)

    def leave(self) -> None:
        """Drop the shape."""
        self.corners, self.cross = [], None
        self.changed.emit()

    def begin_by_corners(self, at: QPointF) -> None:
        """Begin a shape with keys; the first place is ``at``."""
        self.corners, self.cross = [], at
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw with the left button, if the tool does."""
        if not isinstance(event, QMouseEvent) or self.tool is Tool.PICK:
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                self.corners, self.cross = [event.position()], None
                return True
            case QEvent.Type.MouseMove if self.corners and self.cross is None:
                self._drag(event.position())
                return True
            case QEvent.Type.MouseButtonRelease if self.corners and self.cross is None:
                return self._release(event)
        return False

    def _drag(self, at: QPointF) -> None:
        if self.tool is Tool.BOX:
            self.corners = [self.corners[0], at]
        elif QLineF(self.corners[-1], at).length() >= LEAST_WAY:
            self.corners.append(at)
        self.changed.emit()

    def _release(self, event: QMouseEvent) -> bool:
        """Finish the shape; a click that drew nothing is left to whoever it belongs to."""
        shape = self.shape()
        self.leave()
        if shape.boundingRect().width() + shape.boundingRect().height() > LEAST_WAY:
            self.closed.emit(shape.toList(), how_of(event.modifiers()))
        else:
            self.closed.emit([event.position()], how_of(event.modifiers()))
        return True

    def shape(self) -> QPolygonF:
        """Give the shape as it would be if it were finished now."""
        if self.tool is Tool.BOX and self.cross is None and len(self.corners) > 1:
            return QPolygonF(QRectF(self.corners[0], self.corners[1]).normalized())
        return QPolygonF(self.corners)

    def handle(self, event: QKeyEvent) -> bool:
        """Follow a key while the shape is drawn by corners; say whether it was meant for that."""
        if self.cross is None:
            return False
        step = FINE_STEP if event.modifiers() & Modifiers.ShiftModifier else STEP
        ways = {
            Qt.Key.Key_Left: QPointF(-step, 0),
            Qt.Key.Key_Right: QPointF(step, 0),
            Qt.Key.Key_Up: QPointF(0, -step),
            Qt.Key.Key_Down: QPointF(0, step),
        }
        key = Qt.Key(event.key())
        if key in ways:
            self.cross += ways[key]
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.corners.append(QPointF(self.cross))
        elif key == Qt.Key.Key_Backspace:
            self.corners = self.corners[:-1]
        elif key == Qt.Key.Key_L:
            self._close(how_of(event.modifiers()))
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        self.changed.emit()
        return True

    def _close(self, how: How) -> None:
        corners = self.corners
        self.leave()
        if len(corners) >= FEWEST_CORNERS:
            self.closed.emit(corners, how)

    def draw(self, painter: QPainter, look: Look) -> None:
        """Draw the shape so far."""
        if not self.drawing:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = self.shape()
        if self.cross is not None:
            shape.append(self.cross)
        fill = QColor(look.tokens.accent)
        fill.setAlphaF(FILL)
        painter.setBrush(fill)
        painter.setPen(QPen(QColor(look.tokens.surface), look.px(4)))
        painter.drawPolygon(shape)
        painter.setPen(QPen(QColor(look.tokens.accent), look.px(1.5)))
        painter.drawPolygon(shape)
        if self.cross is not None:
            arm = look.px(CROSS)
            for way in (QPointF(arm, 0), QPointF(0, arm)):
                painter.drawLine(self.cross - way, self.cross + way)
