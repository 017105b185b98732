"""A field to find something, with a glass before the text and its shortcut after it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.desktop.theme.tokens import SMALL_PX, tokens_of
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.icons import SIZE, paint_icon
from ui.desktop.widgets.metrics import px, scale

WIDTH, LEAST_WIDTH = 256, 120
LEFT, RIGHT, ROOM = 10, 10, 24


class FindField(QLineEdit):
    """Asks for what is to be found.

    Parameters
    ----------
    name
        What is found here, such as "Find a customer".
    keys
        The shortcut that leads here, as it is written.
    """

    def __init__(self, name: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setTextMargins(px(ROOM), 0, 0, 0)

    def sizeHint(self) -> QSize:
        """Ask for the usual width."""
        return QSize(px(WIDTH), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Allow a small width."""
        return QSize(px(LEAST_WIDTH), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, the glass, and the shortcut as long as nothing is written."""
        super().paintEvent(event)
        painter, tokens, side = QPainter(self), tokens_of(self.palette()), px(SIZE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(px(LEFT), (self.height() - side) / 2, side, side)
        paint_icon(painter, "search", tokens.text_2, place)
        if not self.text() and self.width() >= px(WIDTH) * 0.8:
            painter.setFont(font(SMALL_PX, scale=scale()))
            painter.setPen(QColor(tokens.text_2))
            room = QRectF(self.rect()).adjusted(0, 0, -px(RIGHT), 0)
            side_of = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(side_of), self._keys)
        painter.end()
