"""Draw what was foretold beside what came: two lines that add up, and where the future began."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from ui.desktop.charts.frame import Frame, Look
from ui.desktop.charts.gridlines import (
    draw_scales,
    draw_words,
    plot_of,
    scale_between,
    small,
    words_size,
)

HEADROOM = 1.08
GAP = 6.0


@dataclass(frozen=True)
class Track:
    """Two lines over time.

    Attributes
    ----------
    times
        Where the points are, from 0 on.
    actual, foretold
        What had come by then, and what was foretold.
    cut
        When the future began.
    cut_words, actual_words, foretold_words
        What stands at the cut and at the ends of the lines.
    caption
        What time is counted in.
    """

    times: tuple[float, ...]
    actual: tuple[float, ...]
    foretold: tuple[float, ...]
    cut: float
    cut_words: tuple[str, str]
    actual_words: tuple[str, ...]
    foretold_words: tuple[str, ...]
    caption: str


def draw_track(painter: QPainter, area: QRectF, look: Look, track: Track) -> None:
    """Draw the whole chart."""
    high = max((*track.actual, *track.foretold, 1.0)) * HEADROOM
    end = max(track.times[-1], 1.0)
    up, across = scale_between(0.0, high, 4), scale_between(0.0, end)
    plot = plot_of(area, up, look, captioned=True)
    words = (track.actual_words, track.foretold_words)
    room = max(words_size(one, look)[0] for one in words)
    inner = plot.adjusted(0, 0, -max(room + look.px(GAP) - look.px(8), 0.0), 0)
    frame = Frame(inner, (0.0, end, 0.0, high))
    draw_scales(painter, frame, look, (across, up), track.caption)
    _draw_cut(painter, frame, look, track)
    _draw_line(painter, frame, look, (track.times, track.foretold), dashed=True)
    _draw_line(painter, frame, look, (track.times, track.actual), dashed=False)
    _draw_ends(painter, frame, look, track)


def _draw_line(
    painter: QPainter,
    frame: Frame,
    look: Look,
    points: tuple[tuple[float, ...], tuple[float, ...]],
    *,
    dashed: bool,
) -> None:
    path = QPainterPath()
    for place, (x, y) in enumerate(zip(*points, strict=True)):
        if place:
            path.lineTo(frame.point(x, y))
        else:
            path.moveTo(frame.point(x, y))
    pen = QPen(QColor(look.tokens.accent if dashed else look.tokens.text), look.px(2))
    if dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPath(path)


def _draw_cut(painter: QPainter, frame: Frame, look: Look, track: Track) -> None:
    x, plot = float(frame.place_x(track.cut)), frame.plot
    painter.fillRect(QRectF(QPointF(x, plot.top()), plot.bottomRight()), QColor(look.tokens.band))
    pen = QPen(QColor(look.tokens.control), look.px(1))
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))
    painter.setFont(small(look))
    painter.setPen(QColor(look.tokens.text_2))
    metrics = QFontMetricsF(painter.font())
    before, after = track.cut_words
    line = plot.top() + metrics.ascent() + look.px(2)
    width = metrics.horizontalAdvance(before)
    if width + 2 * look.px(GAP) <= x - plot.left():
        painter.drawText(QPointF(x - width - look.px(GAP), line), before)
    if metrics.horizontalAdvance(after) + look.px(GAP) <= plot.right() - x:
        painter.drawText(QPointF(x + look.px(GAP), line), after)


def _draw_ends(painter: QPainter, frame: Frame, look: Look, track: Track) -> None:
    """Write at the ends which line is which, without one over the other."""
    height = words_size(track.actual_words, look)[1]
    x = frame.plot.right() + look.px(GAP)
    tops = [float(frame.place_y(line[-1])) - height / 2 for line in (track.actual, track.foretold)]
    middle, apart = sum(tops) / 2, height / 2 + look.px(2)
    if abs(tops[0] - tops[1]) < 2 * apart:
        upper = 0 if tops[0] <= tops[1] else 1
        tops[upper], tops[1 - upper] = middle - apart, middle + apart
    down = max(frame.plot.top() - look.px(8) - min(tops), 0.0)
    for top, words in zip(tops, (track.actual_words, track.foretold_words), strict=True):
        draw_words(painter, QPointF(x, top + down), words, look)
