"""Draw the whale curve: profit added up from the most to the least profitable customer."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.desktop.charts.frame import Frame, Look
from ui.desktop.charts.gridlines import (
    Scale,
    draw_scales,
    draw_words,
    plot_of,
    scale_between,
    small,
    words_size,
)

HEADROOM = 0.12
HANDLE = 5.0
GAP = 10.0
CAPTION = "Customers from most to least profitable, %"
FIFTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)

Stretch = tuple[int, int]


@dataclass(frozen=True)
class WhaleShape:
    """A whale curve and what is written on it.

    Attributes
    ----------
    customers, profit
        Points of the curve, from nobody to everybody.
    top, bottom
        How many customers are in the top tier, and how many come before the bottom tier.
    tiers
        Names of the three tiers.
    peak_customers
        Customers at the peak.
    peak_words, eroded_words, top_words, end_words
        What stands at the peak, below it, at the limit of the top tier and at the end.
    """

    customers: tuple[int, ...]
    profit: tuple[float, ...]
    top: int
    bottom: int
    tiers: tuple[str, str, str]
    peak_customers: int
    peak_words: tuple[str, ...]
    eroded_words: tuple[str, ...]
    top_words: tuple[str, ...]
    end_words: tuple[str, ...]

    @property
    def everybody(self) -> int:
        """How many customers there are."""
        return self.customers[-1]

    def profit_of(self, customers: float) -> float:
        """What the first so many customers earn together."""
        return float(np.interp(customers, self.customers, self.profit))


@dataclass(frozen=True)
class Marked:
    """What stands out on the curve.

    Attributes
    ----------
    stretch
        Customers that are picked, from and to; None for none.
    cursor
        How many customers the cursor stands at; None for nowhere.
    words
        What is written at the cursor.
    grasped
        Limit that is held: 0 the top one, 1 the bottom one; None for none.
    """

    stretch: Stretch | None = None
    cursor: int | None = None
    words: tuple[str, ...] = ()
    grasped: int | None = None


def frame_of(shape: WhaleShape, area: QRectF, look: Look) -> Frame:
    """Give where the curve lies."""
    low, high = _ends(shape)
    plot = plot_of(area, _up(shape), look, captioned=True)
    room = words_size(shape.end_words, look)[0]
    return Frame(
        plot.adjusted(0, 0, -room - look.px(4), 0), (0.0, float(shape.everybody), low, high)
    )


def draw_whale(
    painter: QPainter, area: QRectF, look: Look, shape: WhaleShape, marked: Marked
) -> None:
    """Draw the whole chart."""
    frame = frame_of(shape, area, look)
    _draw_bands(painter, frame, look, shape, marked)
    places = tuple(share * shape.everybody for share in FIFTHS)
    across = Scale(places, tuple(f"{100 * share:.0f}" for share in FIFTHS))
    draw_scales(painter, frame, look, (across, _up(shape)), CAPTION)
    _draw_limits(painter, frame, look, shape, marked)
    _draw_curve(painter, frame, look, shape)
    _draw_labels(painter, frame, look, shape)
    if marked.cursor is not None:
        _draw_cursor(painter, frame, look, shape, marked)


def _ends(shape: WhaleShape) -> tuple[float, float]:
    low, high = min(0.0, *shape.profit), max(0.0, *shape.profit)
    span = (high - low) or 1.0
    return low - (HEADROOM * span if low < 0 else 0.0), high + HEADROOM * span


def _up(shape: WhaleShape) -> Scale:
    low, high = _ends(shape)
    scale = scale_between(low, high)
    if 0.0 in scale.places:
        return scale
    return Scale((*scale.places, 0.0), (*scale.texts, "0"))


def _draw_bands(
    painter: QPainter, frame: Frame, look: Look, shape: WhaleShape, marked: Marked
) -> None:
    band = QColor(look.tokens.band)
    painter.fillRect(_between(frame, 0, shape.top), band)
    painter.fillRect(_between(frame, shape.bottom, shape.everybody), band)
    if marked.stretch is not None:
        painter.fillRect(_between(frame, *marked.stretch), QColor(look.tokens.selection))


def _between(frame: Frame, first: float, last: float) -> QRectF:
    left, right = float(frame.place_x(first)), float(frame.place_x(last))
    return QRectF(left, frame.plot.top(), right - left, frame.plot.height())


def _draw_limits(
    painter: QPainter, frame: Frame, look: Look, shape: WhaleShape, marked: Marked
) -> None:
    for place, limit in enumerate((shape.top, shape.bottom)):
        held = marked.grasped == place
        colour = look.tokens.accent if held else look.tokens.control
        pen = QPen(QColor(colour), look.px(2 if held else 1))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        x = float(frame.place_x(limit))
        painter.drawLine(QLineF(x, frame.plot.top(), x, frame.plot.bottom()))
    painter.setFont(small(look))
    painter.setPen(QColor(look.tokens.text_2))
    edges = (0, shape.top, shape.bottom, shape.everybody)
    for name, first, last in zip(shape.tiers, edges, edges[1:], strict=False):
        area = _between(frame, first, last)
        width = painter.fontMetrics().horizontalAdvance(name)
        if width + look.px(8) <= area.width():
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.drawText(area.adjusted(0, 0, 0, -look.px(6)), int(flags), name)


def _draw_curve(painter: QPainter, frame: Frame, look: Look, shape: WhaleShape) -> None:
    path = QPainterPath(frame.point(shape.customers[0], shape.profit[0]))
    for customers, profit in zip(shape.customers[1:], shape.profit[1:], strict=True):
        path.lineTo(frame.point(customers, profit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.tokens.text), look.px(2)))
    painter.drawPath(path)


def _draw_dot(painter: QPainter, at: QPointF, look: Look, *, open_: bool) -> None:
    painter.setPen(QPen(QColor(look.tokens.text), look.px(2)))
    painter.setBrush(QColor(look.tokens.surface if open_ else look.tokens.text))
    painter.drawEllipse(at, look.px(HANDLE - 1), look.px(HANDLE - 1))


def _draw_labels(painter: QPainter, frame: Frame, look: Look, shape: WhaleShape) -> None:
    limit = frame.point(shape.top, shape.profit_of(shape.top))
    end = frame.point(shape.everybody, shape.profit[-1])
    peak = frame.point(shape.peak_customers, shape.profit_of(shape.peak_customers))
    _draw_dot(painter, frame.point(shape.bottom, shape.profit_of(shape.bottom)), look, open_=True)
    _draw_dot(painter, limit, look, open_=True)
    _draw_dot(painter, end, look, open_=False)
    draw_words(painter, end + QPointF(look.px(GAP), -look.px(8)), shape.end_words, look)
    if shape.top_words:
        draw_words(painter, limit + QPointF(look.px(GAP), look.px(6)), shape.top_words, look)
    if not shape.peak_words:
        return
    _draw_dot(painter, peak, look, open_=True)
    _draw_centred(painter, peak, -look.px(GAP), shape.peak_words, (frame, look))
    if shape.eroded_words:
        _draw_centred(painter, peak, look.px(GAP), ("", *shape.eroded_words), (frame, look))


def _draw_centred(
    painter: QPainter, at: QPointF, away: float, words: tuple[str, ...], where: tuple[Frame, Look]
) -> None:
    """Write words above or below a point, inside the frame."""
    frame, look = where
    width, height = words_size(words, look)
    left = min(max(at.x() - width / 2, frame.plot.left() + look.px(4)), frame.plot.right() - width)
    line = height / len(words)
    top = at.y() + away - height if away < 0 else at.y() + away - line
    for place, text in enumerate(words):
        inset = (width - words_size((text,), look)[0]) / 2
        strong = away < 0 and place == 0
        lines = (text,) if strong else ("", text)
        shift = 0.0 if strong else -line
        draw_words(painter, QPointF(left + inset, top + place * line + shift), lines, look)


def _draw_cursor(
    painter: QPainter, frame: Frame, look: Look, shape: WhaleShape, marked: Marked
) -> None:
    cursor = marked.cursor or 0
    at = frame.point(cursor, shape.profit_of(cursor))
    painter.setPen(QPen(QColor(look.tokens.accent), look.px(1)))
    painter.drawLine(QLineF(at.x(), frame.plot.top(), at.x(), frame.plot.bottom()))
    painter.setPen(QPen(QColor(look.tokens.accent), look.px(2)))
    painter.setBrush(QColor(look.tokens.surface))
    painter.drawEllipse(at, look.px(HANDLE), look.px(HANDLE))
    width, height = words_size(marked.words, look)
    right = at.x() + width + look.px(2 * GAP) > frame.plot.right()
    corner = QPointF(at.x() + look.px(-GAP - 8 - width if right else GAP), frame.plot.center().y())
    plate = QRectF(
        corner, QPointF(corner.x() + width + look.px(16), corner.y() + height + look.px(8))
    )
    painter.setPen(QPen(QColor(look.tokens.line), 1))
    painter.setBrush(QColor(look.tokens.raised))
    painter.drawRoundedRect(plate, look.px(4), look.px(4))
    draw_words(painter, corner + QPointF(look.px(8), look.px(4)), marked.words, look)
