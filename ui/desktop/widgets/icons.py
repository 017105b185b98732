"""Icons in the colours of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

import resources
from ui.desktop.theme.tokens import tokens_of
from ui.desktop.widgets.metrics import px

SIZE = 16


@cache
def _drawing(name: str) -> str:
    return resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")


def paint_icon(painter: QPainter, name: str, colour: str, place: QRectF) -> None:
    """Draw an icon of the resources into a place, its lines in one colour."""
    drawing = _drawing(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, place)


def icon(name: str, colour: str, size: int) -> QIcon:
    """Make an icon for a button: ``size`` pixels wide, sharp at twice the density."""
    picture = QPixmap(QSize(size * 2, size * 2))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_icon(painter, name, colour, QRectF(0, 0, size * 2, size * 2))
    painter.end()
    picture.setDevicePixelRatio(2)
    return QIcon(picture)


class IconMark(QWidget):
    """An icon beside a word; it follows the theme by itself.

    Parameters
    ----------
    name
        File name in the icons folder, without its ending.
    token
        Name of the colour among the tokens.
    """

    def __init__(self, name: str, token: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._token = name, token
        self.setFixedSize(px(SIZE), px(SIZE))

    def show_icon(self, name: str, token: str) -> None:
        """Show another icon, or the same in another colour; "" for none."""
        self._name, self._token = name, token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon in the theme's colour."""
        if not self._name:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = str(getattr(tokens_of(self.palette()), self._token))
        paint_icon(painter, self._name, colour, QRectF(self.rect()))
