"""How far an objective is reached: a bar with a mark where it is to end."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.theme.tokens import tokens_of
from ui.desktop.widgets.metrics import px, scale

HEIGHT = 18
THICK = 6
MARK = 14
ROOM = 1.25
"""The bar is this much longer than the longer of what is wanted and what is reached."""


class TargetBar(QWidget):
    """Shows the share that is reached of what is wanted."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted, self._reached = 1.0, 0.0
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_reached(self, wanted: float, reached: float, description: str) -> None:
        """Show how much of what is wanted is reached; both of them towards the objective."""
        self._wanted, self._reached = wanted, reached
        self.setAccessibleDescription(description)
        self.setToolTip(description)
        self.update()

    def sizeHint(self) -> QSize:
        """Give the usual size."""
        return QSize(px(200), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow bar."""
        return QSize(px(80), px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the whole, the part that is reached, and the mark."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        longest = max(self._wanted, self._reached, 1e-12) * ROOM
        middle, thick = self.height() / 2, px(THICK)
        whole = QRectF(0, middle - thick / 2, self.width(), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.band))
        painter.drawRoundedRect(whole, px(3), px(3))
        met = self._reached >= self._wanted * (1 - 1e-9)
        part = QRectF(whole)
        part.setWidth(max(self._reached / longest, 0.0) * self.width())
        painter.setBrush(QColor(tokens.accent if met else tokens.control))
        painter.drawRoundedRect(part, px(3), px(3))
        mark = self._wanted / longest * self.width()
        painter.setPen(QPen(QColor(tokens.text), 2 * scale()))
        half = px(MARK) / 2
        painter.drawLine(QPointF(mark, middle - half), QPointF(mark, middle + half))
