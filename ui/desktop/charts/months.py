"""What a customer ordered month by month, and when they asked for service."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.desktop.charts.frame import Look, round_values
from ui.desktop.numbers import number
from ui.desktop.theme.tokens import SMALL_PX, tokens_of
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.labels import plain_tooltip
from ui.desktop.widgets.metrics import px, scale

WIDTH, HEIGHT = 260, 128
DOT, WIDEST_BAR = 6, 16
LEFT, TOP, GAP = 40, 8, 4
MOST_DOTS = 3


@dataclass(frozen=True)
class MonthBar:
    """A month: its name, the sum of the orders, how many contacts, and all of it in words."""

    name: str
    amount: float
    contacts: int
    words: str


class MonthsChart(QWidget):
    """A bar for each month's orders, a circle below it for each contact."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[MonthBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Orders and service contacts by month")

    def show_months(self, months: Sequence[MonthBar]) -> None:
        """Show other months."""
        self._months = tuple(months)
        told = "; ".join(month.words for month in months if month.amount or month.contacts)
        self.setAccessibleDescription(told or "No orders and no contacts")
        self.update()

    def sizeHint(self) -> QSize:
        """Give the usual size at the present text size."""
        return QSize(px(WIDTH), px(HEIGHT))

    def _plot(self) -> QRectF:
        line = QFontMetricsF(font(SMALL_PX, scale=scale())).height()
        below = line + px(GAP) + px(DOT + 2 * GAP)
        return QRectF(px(LEFT), px(TOP), self.width() - px(LEFT), self.height() - px(TOP) - below)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw gridlines, bars, circles and the names of some months."""
        if not self._months:
            return
        painter, look = QPainter(self), Look(tokens_of(self.palette()), scale())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(SMALL_PX, scale=scale()))
        plot = self._plot()
        amounts = [month.amount for month in self._months]
        low, high = min(0.0, *amounts), max(0.0, *amounts) or 1.0
        zero = plot.bottom() - plot.height() * (0 - low) / (high - low)
        self._draw_grid(painter, plot, (low, high), look)
        step = plot.width() / len(self._months)
        thick = min(step * 0.7, px(WIDEST_BAR))
        for place, month in enumerate(self._months):
            middle = plot.left() + (place + 0.5) * step
            size = plot.height() * month.amount / (high - low)
            colour = look.tokens.negative if month.amount < 0 else look.tokens.control
            bar = QRectF(middle - thick / 2, zero, thick, -size).normalized()
            painter.fillRect(bar, QColor(colour))
            self._draw_contacts(
                painter, QPointF(middle, plot.bottom() + px(GAP + DOT)), month, look
            )
        painter.setPen(QPen(QColor(look.tokens.control), 1))
        painter.drawLine(QLineF(plot.left(), zero, plot.right(), zero))
        self._draw_names(painter, plot, look)
        painter.end()

    def _draw_grid(
        self, painter: QPainter, plot: QRectF, ends: tuple[float, float], look: Look
    ) -> None:
        metrics = painter.fontMetrics()
        for value in round_values(*ends, wanted=3):
            y = plot.bottom() - plot.height() * (value - ends[0]) / (ends[1] - ends[0])
            painter.setPen(QPen(QColor(look.tokens.grid), 1))
            painter.drawLine(QLineF(plot.left(), round(y), plot.right(), round(y)))
            painter.setPen(QColor(look.tokens.text_2))
            text = number(value)
            at = plot.left() - px(8) - metrics.horizontalAdvance(text)
            painter.drawText(QPointF(at, y + metrics.capHeight() / 2), text)

    def _draw_contacts(self, painter: QPainter, at: QPointF, month: MonthBar, look: Look) -> None:
        """Draw a circle for a contact, a filled one for several; the words count them."""
        if not month.contacts:
            return
        painter.setPen(QPen(QColor(look.tokens.text), px(1.5)))
        several = month.contacts > 1
        painter.setBrush(QColor(look.tokens.text if several else look.tokens.surface))
        painter.drawEllipse(at, px(DOT) / 2, px(DOT) / 2)

    def _draw_names(self, painter: QPainter, plot: QRectF, look: Look) -> None:
        """Name the first, the middle and the last month, as far as there is room."""
        metrics, last = painter.fontMetrics(), len(self._months) - 1
        painter.setPen(QColor(look.tokens.text_2))
        taken: list[QRectF] = []
        for place in dict.fromkeys((0, last, last // 2)):
            text = self._months[place].name
            width = metrics.horizontalAdvance(text) + 2
            middle = plot.left() + (place + 0.5) * plot.width() / len(self._months)
            left = min(max(middle - width / 2, plot.left()), plot.right() - width)
            room = QRectF(left, self.height() - metrics.height(), width, metrics.height())
            if not any(room.adjusted(-px(6), 0, px(6), 0).intersects(other) for other in taken):
                taken.append(room)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def event(self, event: QEvent) -> bool:
        """Tell about the month under the pointer."""
        if not isinstance(event, QHelpEvent) or not self._months:
            return super().event(event)
        plot = self._plot()
        place = int((event.pos().x() - plot.left()) / plot.width() * len(self._months))
        if 0 <= place < len(self._months):
            QToolTip.showText(event.globalPos(), plain_tooltip(self._months[place].words), self)
        return True
