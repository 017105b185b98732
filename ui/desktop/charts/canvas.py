"""A chart that only shows: it is drawn by a function, and can be copied and saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.desktop.charts.export import Heading, clipboard_data, save_chart
from ui.desktop.charts.frame import Look
from ui.desktop.charts.names import draw_focus
from ui.desktop.theme.tokens import tokens_of
from ui.desktop.theme.type_scale import scale_of
from ui.desktop.widgets.metrics import px

Paint = Callable[[QPainter, QRectF, Look], None]


class Canvas(QWidget):
    """Shows what a function draws, in the theme in force."""

    def __init__(self, height: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paint: Paint | None = None
        self._height = height
        self._ringed = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_drawing(
        self, paint: Paint | None, name: str, description: str, *, ringed: bool = False
    ) -> None:
        """Show another drawing.

        Parameters
        ----------
        paint
            Draws into an area; None for nothing.
        name, description
            What a screen reader says.
        ringed
            Whether a ring tells that the keyboard is here.
        """
        self._paint, self._ringed = paint, ringed
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.update()

    def set_height(self, height: float) -> None:
        """Take another height, in units of the design."""
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Give the usual size."""
        return QSize(px(320), px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Allow any width."""
        return QSize(px(160), px(self._height))

    def copy_image(self) -> None:
        """Put the chart on the clipboard, in the light theme."""
        data = clipboard_data(self._draw, self.size(), Heading(self.accessibleName()))
        QGuiApplication.clipboard().setMimeData(data)

    def save_image(self, path: Path) -> None:
        """Write the chart as PNG, SVG or PDF by the file's ending, in the light theme.

        Raises
        ------
        OSError
            The file cannot be written.
        ValueError
            The ending is none of the three.
        """
        heading = Heading(self.accessibleName())
        save_chart(self._draw, self.size(), path, shapes=True, heading=heading)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart, and a ring if the keyboard is here."""
        painter = QPainter(self)
        look = Look(tokens_of(self.palette()), scale_of(QApplication.font()))
        self._draw(painter, look, shapes=True)
        if self._ringed:
            draw_focus(painter, QRectF(self.rect()), look)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        self.update()

    def _draw(self, painter: QPainter, look: Look, shapes: bool) -> None:
        if self._paint is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            enlarged = Look(look.tokens, scale_of(QApplication.font()))
            self._paint(painter, QRectF(self.rect()), enlarged)
