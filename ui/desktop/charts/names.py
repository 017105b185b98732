"""The segments in a scatter: the middle of each with its name, and single marks that stand out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.desktop.charts.cloud import MOST_MARKS
from ui.desktop.charts.frame import Look
from ui.desktop.charts.labels import Place, Wish, draw_leader, draw_plate, label_size, place_labels
from ui.desktop.charts.points import ScatterSegment
from ui.desktop.charts.stamps import draw_mark, mark_size
from ui.desktop.theme.tokens import SegmentStyle

ALWAYS_FIRST = 1e9
CENTRE = 9.0
ROOMY = 320.0
"""In a narrower chart labels may lie on the segments' middles."""

FEW = 4
"""Up to so many marks speak for themselves; their middle would only hide them."""


@dataclass(frozen=True, eq=False)
class Middle:
    """The middle of a segment's customers on screen, and where its label is wanted."""

    segment: ScatterSegment
    at: QPointF
    label: QPointF
    marks: int


@dataclass(frozen=True, eq=False)
class Names:
    """The segments' middles and labels, and which segment is selected."""

    middles: Sequence[Middle]
    places: Sequence[Place]
    selected: int | None

    def at(self, pixel: QPointF) -> int | None:
        """Give the code of the segment whose label lies at a pixel."""
        return next((one.code for one in self.places if one.plate.contains(pixel)), None)


def named(found: Sequence[Middle], plot: QRectF, look: Look, selected: int | None) -> Names:
    """Find places for the names of segments, clear of their middles."""
    wishes = []
    for middle in found:
        first = middle.segment.ideal or middle.segment.code == selected
        weight = middle.marks + ALWAYS_FIRST * first
        size = label_size(middle.segment.caption(), look)
        over = middle.label == middle.at
        wishes.append(Wish(middle.segment.code, middle.label, size, weight, over))
    room, half = look.px(4), look.px(CENTRE) / 2
    taken = [
        QRectF(middle.at.x() - half, middle.at.y() - half, 2 * half, 2 * half)
        for middle in found
        if plot.width() >= look.px(ROOMY)
    ]
    places = place_labels(wishes, plot.adjusted(room, room, -room, -room), taken)
    return Names(found, places, selected)


def draw_names(painter: QPainter, names: Names, plot: QRectF, look: Look) -> None:
    """Draw middles and labels at their places, leaders below plates."""
    by_code = {middle.segment.code: middle for middle in names.middles}
    for middle in names.middles:
        if middle.marks > FEW and plot.contains(middle.at):
            draw_middle(painter, middle.at, look.tokens.segment(middle.segment.style), look)
    for place in names.places:
        if place.led:
            draw_leader(painter, place, look)
    for place in names.places:
        segment = by_code[place.code].segment
        border = look.tokens.text if segment.ideal else ""
        if segment.code == names.selected:
            border = look.tokens.accent
        draw_plate(
            painter, place.plate, segment.caption(), look, style=segment.style, border=border
        )


def draw_middle(painter: QPainter, at: QPointF, style: SegmentStyle, look: Look) -> None:
    """Draw the mark of a segment's middle: a ringed dot on a halo."""
    half = look.px(CENTRE) / 2
    painter.setBrush(QColor(style.fill))
    for colour, width in ((look.tokens.surface, 4.5), (look.tokens.text, 1.5)):
        painter.setPen(QPen(QColor(colour), look.px(width)))
        painter.drawEllipse(at, half, half)


def draw_highlight(
    painter: QPainter, at: QPointF, style: SegmentStyle, look: Look, count: int
) -> None:
    """Draw one mark larger with a ring, among ``count`` marks."""
    diameter = mark_size(min(count, MOST_MARKS)).diameter
    grown = look.px(max(diameter, mark_size(0).diameter - 4) + 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(look.tokens.surface))
    painter.setPen(QPen(QColor(look.tokens.surface), look.px(5)))
    painter.drawEllipse(at, grown / 2 + look.px(3), grown / 2 + look.px(3))
    painter.setPen(QPen(QColor(look.tokens.text), look.px(2)))
    painter.drawEllipse(at, grown / 2 + look.px(3), grown / 2 + look.px(3))
    draw_mark(painter, at, grown, look.px(1), style)


def draw_focus(painter: QPainter, size: QRectF, look: Look) -> None:
    """Draw the ring that shows that the chart has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.tokens.focus), 2))
    painter.drawRoundedRect(size.adjusted(1, 1, -1, -1), 4, 4)
