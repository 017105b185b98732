"""Where a segment stands among everyone on one measure."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.desktop.theme.tokens import Tokens, tokens_of
from ui.desktop.theme.type_scale import scale_of
from ui.desktop.widgets.segment_marker import paint_marker

HEIGHT = 24
LEAST_WIDTH = 96
USUAL_WIDTH = 132
MARK = 12
EVERYONE_PX = 3
OUTER_PX = 9
INNER_PX = 4
TICK_PX = 14
OUTER_OPACITY = 0.4
INNER_OPACITY = 0.55


@dataclass(frozen=True)
class StripValues:
    """The figures of one strip, in the measure's unit.

    Attributes
    ----------
    everyone_low, everyone_median, everyone_high
        Ends and middle of everyone's range.
    tenth, quarter, median, three_quarters, nine_tenths
        Of the segment.
    log
        Whether the measure is shown on a log scale; needs values above zero.
    """

    everyone_low: float
    everyone_median: float
    everyone_high: float
    tenth: float
    quarter: float
    median: float
    three_quarters: float
    nine_tenths: float
    log: bool = False


class RangeStrip(QWidget):
    """Everyone's range as a thin line, the segment's as bars, both medians marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: StripValues | None = None
        self._style = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: StripValues | None, style: int, description: str = "") -> None:
        """Show a segment's values.

        Parameters
        ----------
        values
            The figures; None leaves the strip empty.
        style
            The segment's style, 1 to 9.
        description
            What a screen reader says, as "Satisfaction: median 4.6, everyone 7.1".
        """
        self._values = values
        self._style = style
        self.setAccessibleName(description)
        self.setToolTip(description)
        self.update()

    def sizeHint(self) -> QSize:
        """Give the usual size at the present text size."""
        scale = scale_of(QApplication.font())
        return QSize(round(USUAL_WIDTH * scale), round(HEIGHT * scale))

    def minimumSizeHint(self) -> QSize:
        """Give the least size that can still be read."""
        scale = scale_of(QApplication.font())
        return QSize(round(LEAST_WIDTH * scale), round(HEIGHT * scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the strip."""
        if self._values is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = scale_of(QApplication.font())
        look = tokens_of(self.palette()), scale
        paint_strip(painter, QRectF(self.rect()), self._values, self._style, look)
        painter.end()


def paint_strip(
    painter: QPainter, room: QRectF, values: StripValues, style: int, look: tuple[Tokens, float]
) -> None:
    """Draw a strip.

    Parameters
    ----------
    painter, room
        Where to.
    values
        The figures.
    style
        The segment's style, 1 to 9.
    look
        The theme, and the enlargement of everything.
    """
    tokens, scale = look
    fill = QColor(tokens.segment(style).fill)
    mark, middle = MARK * scale, room.center().y()

    def place(value: float) -> float:
        return room.left() + mark / 2 + strip_share(value, values) * (room.width() - mark)

    def bar(low: float, high: float, thick: float, colour: QColor) -> None:
        left, right = place(low) - thick * scale / 2, place(high) + thick * scale / 2
        area = QRectF(left, middle - thick * scale / 2, right - left, thick * scale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(area, thick * scale / 2, thick * scale / 2)

    bar(values.everyone_low, values.everyone_high, EVERYONE_PX, QColor(tokens.line))
    fill.setAlphaF(OUTER_OPACITY)
    bar(values.tenth, values.nine_tenths, OUTER_PX, fill)
    fill.setAlphaF(INNER_OPACITY)
    bar(values.quarter, values.three_quarters, INNER_PX, fill)
    tick = place(values.everyone_median)
    half = TICK_PX * scale / 2
    painter.setPen(QPen(QColor(tokens.text_2), 1.5 * scale))
    painter.drawLine(QLineF(tick, middle - half, tick, middle + half))
    paint_marker(painter, QPointF(place(values.median), middle), mark, style, tokens)


def strip_share(value: float, values: StripValues) -> float:
    """Give where a value lies between the ends of everyone's range, 0 to 1."""
    ends = values.everyone_low, values.everyone_high
    return share_between(value, ends, log=values.log)


def share_between(value: float, ends: tuple[float, float], *, log: bool = False) -> float:
    """Give where a value lies between two ends, 0 to 1; on a log scale if they are above zero."""
    low, high = ends
    if log and low > 0:
        low, high, value = math.log(low), math.log(high), math.log(max(value, low))
    if high <= low:
        return 0.5
    return min(1.0, max(0.0, (value - low) / (high - low)))
