"""The gridlines of a chart of amounts, with round values at its side."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui.desktop.charts.scales import round_ticks
from ui.desktop.theme.tokens import SMALL_PX, Tokens
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.metrics import px, scale
from ui.desktop.widgets.phrases import figure

LEFT = 44
LINE = 16
WANTED = 4


class Levels:
    """Where amounts stand, from bottom to top.

    Parameters
    ----------
    plot
        The room of the chart without its labels, in pixels.
    amounts
        What has to have room; 0 has it always.
    unit
        What an amount is divided by before it is written, such as 1,000.
    """

    def __init__(self, plot: QRectF, amounts: Iterable[float], unit: float) -> None:
        self._plot = plot
        self._unit = unit
        ends = [0.0, *amounts]
        self.ticks = round_ticks(min(ends), max(ends), WANTED)

    def up(self, amount: float) -> float:
        """Height of an amount on the screen."""
        low, high = self.ticks[0], self.ticks[-1]
        return self._plot.bottom() - (amount - low) / (high - low) * self._plot.height()

    def written(self, amount: float) -> str:
        """Write an amount as it stands at the side."""
        return figure(amount / self._unit, (self.ticks[1] - self.ticks[0]) / self._unit)

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw the lines, and their values at the left."""
        painter.setFont(font(SMALL_PX, scale=scale()))
        painter.setPen(QColor(tokens.text_2))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for tick in self.ticks:
            height = round(self.up(tick))
            line = QRectF(self._plot.left(), height, self._plot.width(), 1)
            painter.fillRect(line, QColor(tokens.control if tick == 0 else tokens.grid))
            room = QRectF(0, height - px(LINE) / 2, self._plot.left() - px(8), px(LINE))
            painter.drawText(room, int(flags), self.written(tick))
