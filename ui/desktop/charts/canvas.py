"""A chart that only shows: it is drawn by a function, and can be copied and saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.desktop.charts.export import Draw, Heading, clipboard_data, save_chart
from ui.desktop.charts.frame import Look
from ui.desktop.charts.names import draw_focus
from ui.desktop.theme.tokens import tokens_of
from ui.desktop.theme.type_scale import scale_of
from ui.desktop.widgets.metrics import px

Paint = Callable[[QPainter, QRectF, Look], None]


class Printed:
    """A chart as it is copied and saved: in the light theme, under its accessible name.

    Parameters
    ----------
    chart
        Gives its size and its name.
    draw
        Draws it: painter, look, and whether shapes rather than dots are wanted.
    """

    def __init__(self, chart: QWidget, draw: Draw) -> None:
        self._chart, self._draw = chart, draw

    def copy_image(self) -> None:
        """Put the chart on the clipboard."""
        data = clipboard_data(self._draw, self._chart.size(), self._heading())
        QGuiApplication.clipboard().setMimeData(data)

    def save_image(self, path: Path) -> None:
        """Write the chart as PNG, SVG or PDF by the file's ending.

        Raises
        ------
        OSError
            The file cannot be written.
        ValueError
            The ending is none of the three.
        """
        size, heading = self._chart.size(), self._heading()
        save_chart(self._draw, size, path, shapes=True, heading=heading)

    def _heading(self) -> Heading:
        return Heading(self._chart.accessibleName())


class Canvas(QWidget):
    """Shows what a function draws, in the theme in force; ``printed`` copies and saves it."""

    def __init__(self, height: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paint: Paint | None = None
        self._height = height
        self._ringed = False
        self.printed = Printed(self, self._draw)
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
