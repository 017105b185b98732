"""How all customers lie on one measure: bars, with the quartiles marked."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.theme.tokens import SEMIBOLD, SMALL_PX, Tokens, tokens_of
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.metrics import px, scale

HEIGHT = 132
ABOVE = 20
BELOW = 20
LEAST_DRAG = 4
PICKED_OPACITY = 0.25


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
    """Draws the bars; the middle half of the customers stands on a band.

    Dragging over it picks the values between; at its ends also those beyond.
    """

    picked = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: Bars | None = None
        self._dragged: tuple[float, float] | None = None
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pick."""
        if event.button() is Qt.MouseButton.LeftButton and self._bars is not None:
            self._dragged = (event.position().x(), event.position().x())
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pick from where the button was pressed to here."""
        if self._dragged is not None:
            self._dragged = (self._dragged[0], event.position().x())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was picked; a click without a drag picks nothing."""
        dragged, self._dragged = self._dragged, None
        self.update()
        if dragged is not None and abs(dragged[1] - dragged[0]) >= px(LEAST_DRAG):
            low, high = sorted(dragged)
            self.picked.emit(self._value(low), self._value(high))

    def _value(self, across: float) -> float:
        """Give the value at a place; beyond all values at either end."""
        edges = self._bars.edges if self._bars is not None else (0.0, 0.0)
        share = across / max(self.width(), 1)
        if share <= 0:
            return -math.inf
        return math.inf if share >= 1 else edges[0] + share * (edges[-1] - edges[0])

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
        if self._dragged is not None:
            left, right = sorted(self._dragged)
            picked = QColor(tokens.accent)
            picked.setAlphaF(PICKED_OPACITY)
            painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), picked)

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
