"""Gridlines and round labels of a chart with a base line, and no frame around it."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ui.desktop.charts.frame import Frame, Look, round_values
from ui.desktop.numbers import number
from ui.desktop.theme.tokens import SEMIBOLD, SMALL_PX
from ui.desktop.theme.type_scale import font

ABOVE, BELOW, RIGHT = 12, 8, 16


@dataclass(frozen=True)
class Scale:
    """Labels along one side of a chart: places in drawing units, and their texts."""

    places: tuple[float, ...]
    texts: tuple[str, ...]


def scale_between(low: float, high: float, wanted: int = 5) -> Scale:
    """Give four to six round labels between two ends."""
    if not high > low:
        return Scale((low,), (number(low),))
    values = round_values(low, high, wanted)
    step = values[1] - values[0] if len(values) > 1 else 1.0
    decimals = next((count for count in range(6) if math.isclose(round(step, count), step)), 6)
    return Scale(tuple(values), tuple(number(value, decimals) for value in values))


def plot_of(size: QRectF, up: Scale, look: Look, *, captioned: bool) -> QRectF:
    """Give the area of the data, with room for the labels around it."""
    metrics = QFontMetricsF(small(look))
    left = max((metrics.horizontalAdvance(text) for text in up.texts), default=0) + look.px(10)
    lines = 2 if captioned else 1
    below = lines * metrics.height() + look.px(BELOW + 4 * (lines - 1))
    return size.adjusted(left, look.px(ABOVE), -look.px(RIGHT), -below)


def small(look: Look, weight: int = 400) -> QFont:
    """Give the font of labels."""
    return font(SMALL_PX, weight, look.scale)


def draw_scales(
    painter: QPainter, frame: Frame, look: Look, sides: tuple[Scale, Scale], caption: str
) -> None:
    """Draw horizontal gridlines, the base line, and labels on both sides.

    Parameters
    ----------
    painter, frame, look
        Where and how.
    sides
        Labels across and up.
    caption
        What lies across; "" for nothing.
    """
    across, up = sides
    plot = frame.plot
    painter.setFont(small(look))
    metrics = QFontMetricsF(painter.font())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for place in up.places:
        y = float(round(float(frame.place_y(place))))
        base = place == 0
        painter.setPen(QPen(QColor(look.tokens.control if base else look.tokens.grid), 1))
        painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(look.tokens.text_2))
    for place, text in zip(up.places, up.texts, strict=True):
        y = float(frame.place_y(place)) + metrics.capHeight() / 2
        painter.drawText(
            QPointF(plot.left() - look.px(8) - metrics.horizontalAdvance(text), y), text
        )
    below = plot.bottom() + look.px(4)
    for place, text in zip(across.places, across.texts, strict=True):
        x = float(frame.place_x(place)) - metrics.horizontalAdvance(text) / 2
        painter.drawText(QPointF(x, below + metrics.ascent()), text)
    line = QRectF(
        plot.left(), below + metrics.height() + look.px(2), plot.width(), metrics.height()
    )
    painter.drawText(line, int(Qt.AlignmentFlag.AlignHCenter), caption)


def draw_words(
    painter: QPainter, at: QPointF, words: tuple[str, ...], look: Look, *, right: bool = False
) -> None:
    """Write a strong line and lesser ones below it, from a point on, or ending there."""
    for place, text in enumerate(words):
        painter.setFont(small(look, SEMIBOLD if place == 0 else 400))
        painter.setPen(QColor(look.tokens.text if place == 0 else look.tokens.text_2))
        metrics = QFontMetricsF(painter.font())
        width = metrics.horizontalAdvance(text) if right else 0.0
        painter.drawText(at + QPointF(-width, metrics.ascent() + place * metrics.height()), text)


def words_size(words: tuple[str, ...], look: Look) -> tuple[float, float]:
    """Give width and height of such lines."""
    metrics = QFontMetricsF(small(look, SEMIBOLD))
    return max(map(metrics.horizontalAdvance, words), default=0.0), len(words) * metrics.height()
