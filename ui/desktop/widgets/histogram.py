"""How all customers lie on one measure: bars, with the quartiles marked."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.theme.tokens import SEMIBOLD, SMALL_PX, Tokens, tokens_of
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.metrics import px, scale

HEIGHT = 132
ABOVE = 20
BELOW = 20


@dataclass(frozen=True)
class Bars:
    """A histogram.

    Attributes
    ----------
    edges, counts
        ``len(counts) + 1`` edges, and how many lie between them.
    lower, median, upper
        Quartiles, on the scale of the edges.
    first, last, middle
        The lowest and highest edge and the median, as they are to be written.
    target
        The best value; None if more or less is better.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    lower: float
    median: float
    upper: float
    first: str
    last: str
    middle: str
    target: float | None = None


class Histogram(QWidget):
    """Draws the bars; the middle half of the customers stands on a band."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: Bars | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Bars | None, description: str) -> None:
        """Show a histogram, or nothing; the description is for screen readers."""
        self._bars = bars
        self.setAccessibleName(description)
        self.setToolTip(description)
        self.update()

    def sizeHint(self) -> QSize:
        """Give the usual size."""
        return QSize(px(240), px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw band, bars, base line, median and labels."""
        bars = self._bars
        if bars is None or not bars.counts or not bars.edges[-1] > bars.edges[0]:
            return
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        plot = QRectF(0, px(ABOVE), self.width(), self.height() - px(ABOVE + BELOW))
        span = bars.edges[-1] - bars.edges[0]

        def across(value: float) -> float:
            inside = min(max(value, bars.edges[0]), bars.edges[-1])
            return plot.left() + (inside - bars.edges[0]) / span * plot.width()

        middle_half = QRectF(
            QPointF(across(bars.lower), plot.top()), QPointF(across(bars.upper), plot.bottom())
        )
        painter.fillRect(middle_half, QColor(tokens.band))
        self._paint_bars(painter, bars, plot, tokens)
        painter.fillRect(
            QRectF(plot.left(), plot.bottom(), plot.width(), 1), QColor(tokens.control)
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_target(painter, bars, plot, across(bars.target or 0.0))
        painter.setPen(QPen(QColor(tokens.text), 2))
        place = across(bars.median)
        painter.drawLine(QPointF(place, plot.top() - px(2)), QPointF(place, plot.bottom()))
        self._paint_labels(painter, bars, plot, place)

    def _paint_bars(self, painter: QPainter, bars: Bars, plot: QRectF, tokens: Tokens) -> None:
        highest = max(bars.counts) or 1
        span = bars.edges[-1] - bars.edges[0]
        for low, high, count in zip(bars.edges, bars.edges[1:], bars.counts, strict=False):
            left = round(plot.left() + (low - bars.edges[0]) / span * plot.width())
            right = round(plot.left() + (high - bars.edges[0]) / span * plot.width())
            tall = count / highest * (plot.height() - px(2))
            bar = QRectF(left, plot.bottom() - tall, max(right - left - 1, 1), tall)
            painter.fillRect(bar, QColor(tokens.control))

    def _paint_target(self, painter: QPainter, bars: Bars, plot: QRectF, place: float) -> None:
        if bars.target is None:
            return
        pen = QPen(QColor(tokens_of(self.palette()).accent), 2)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(place, plot.top()), QPointF(place, plot.bottom()))

    def _paint_labels(self, painter: QPainter, bars: Bars, plot: QRectF, place: float) -> None:
        tokens = tokens_of(self.palette())
        strong = font(SMALL_PX, SEMIBOLD, scale())
        painter.setFont(strong)
        painter.setPen(QColor(tokens.text))
        text = f"median {bars.middle}"
        width = QFontMetricsF(strong).horizontalAdvance(text) + 2
        left = min(max(place - width / 2, plot.left()), plot.right() - width)
        painter.drawText(QRectF(left, 0, width, px(16)), int(Qt.AlignmentFlag.AlignLeft), text)
        painter.setFont(font(SMALL_PX, scale=scale()))
        painter.setPen(QColor(tokens.text_2))
        below = QRectF(plot.left(), plot.bottom() + px(4), plot.width(), px(16))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), bars.first)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), bars.last)
