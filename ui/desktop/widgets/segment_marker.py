"""The mark of a segment (fill, edge, shape) for lists, headings and buttons."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.desktop.theme.shapes import symbol_path
from ui.desktop.theme.tokens import Tokens, tokens_of
from ui.desktop.theme.type_scale import scale_of

MARK_PX = 12
ROOM = 4
EDGE = 1.1
SHARPEST = 3


def paint_marker(
    painter: QPainter, at: QPointF, diameter: float, style: int, tokens: Tokens
) -> None:
    """Draw the mark of a segment style around a point.

    Parameters
    ----------
    painter
        Where to draw.
    at
        Middle of the mark.
    diameter
        About how wide, in pixels.
    style
        1 to 9; 0 is the grey dot.
    tokens
        The theme.
    """
    look = tokens.segment(style)
    edge = max(1.0, EDGE * diameter / MARK_PX)
    shape = QTransform.fromScale(diameter - edge, diameter - edge).map(symbol_path(look.symbol))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(look.edge), edge)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(look.fill))
    painter.drawPath(shape.translated(at))
    painter.restore()


def marker_pixmap(style: int, tokens: Tokens, diameter: float, ratio: float = 1.0) -> QPixmap:
    """Give the mark as a picture for a screen with ``ratio`` device pixels for each pixel."""
    side = round(diameter + ROOM)
    picture = QPixmap(QSize(side, side) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_marker(painter, QPointF(side / 2, side / 2), diameter, style, tokens)
    painter.end()
    return picture


class SegmentMarker(QWidget):
    """The mark of one segment beside its name; it follows the theme and the text size."""

    def __init__(self, style: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_style(self, style: int) -> None:
        """Show the mark of another segment style, 1 to 9; 0 is the grey dot."""
        self._style = style
        self.update()

    def sizeHint(self) -> QSize:
        """Give the room of a mark at the present text size."""
        side = round((MARK_PX + ROOM) * scale_of(QApplication.font()))
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = QPainter(self)
        middle = QPointF(self.width() / 2, self.height() / 2)
        diameter = MARK_PX * scale_of(QApplication.font())
        paint_marker(painter, middle, diameter, self._style, tokens_of(self.palette()))
        painter.end()
