"""Direct labels of a scatter: the segments' names, never overlapping."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.desktop.charts.frame import Look
from ui.desktop.charts.stamps import draw_mark
from ui.desktop.theme.tokens import SEMIBOLD, SMALL_PX
from ui.desktop.theme.type_scale import font

WIDEST_NAME = 190
PLATE_OPACITY = 0.92
GAP = 3.0
NUDGES = (0.75, 1.1, 1.6)
LEADS = (2.4, 3.4, 4.6)
DIRECTIONS = 16
SIDEWAYS = 1.6
LABEL_MARK = 10.0
MOST_COVERED = 0.25
"""Share of the chart that labels may cover, the first one aside."""


@dataclass(frozen=True)
class Wish:
    """A label that wants a place: the higher the weight, the earlier it chooses.

    ``beside`` asks for a place next to the anchor, for the few marks that it would hide.
    """

    code: int
    anchor: QPointF
    size: QSizeF
    weight: float
    beside: bool = False


@dataclass(frozen=True)
class Place:
    """A label's place; ``led`` when a leader line must show where it belongs."""

    code: int
    plate: QRectF
    anchor: QPointF
    led: bool


@cache
def _offsets() -> tuple[tuple[float, float, bool], ...]:
    """List where a label may stand, in label heights from its anchor, nearest first."""
    found: list[tuple[float, float, bool]] = [(0.0, 0.0, False)]
    for ring, led in [(r, False) for r in NUDGES] + [(r, True) for r in LEADS]:
        for step in range(DIRECTIONS):
            angle = math.pi / 2 + 2 * math.pi * step / DIRECTIONS
            found.append((ring * SIDEWAYS * math.cos(angle), ring * math.sin(angle), led))
    found.sort(key=lambda offset: (offset[2], round(math.hypot(offset[0], offset[1]), 3)))
    return tuple(found)


def place_labels(wishes: Sequence[Wish], area: QRectF, taken: Sequence[QRectF] = ()) -> list[Place]:
    """Give labels places that do not overlap: nudge, then lead, then drop the smallest.

    Parameters
    ----------
    wishes
        The labels, in any order.
    area
        Where labels may lie; a wish anchored outside gets none.
    taken
        Rectangles to keep clear of.

    Returns
    -------
    list of Place
        One for each label that found room, in the order of weight.
    """
    used = [_box(one) for one in taken]
    places: list[Place] = []
    left = MOST_COVERED * area.width() * area.height()
    for wish in sorted(wishes, key=lambda wish: (-wish.weight, wish.code)):
        left -= wish.size.width() * wish.size.height()
        if not area.contains(wish.anchor) or (places and left < 0):
            continue
        found = _free_place(wish, _box(area), used)
        if found is not None:
            box, led = found
            used.append(box)
            plate = QRectF(QPointF(box[0], box[1]), wish.size)
            places.append(Place(wish.code, plate, wish.anchor, led))
    return places


Box = tuple[float, float, float, float]
"""Left, top, right and bottom. Labels are placed for every frame, which Qt's own class slows."""


def _free_place(wish: Wish, area: Box, used: Sequence[Box]) -> tuple[Box, bool] | None:
    """Find the nearest free place for a label, and tell whether it needs a leader."""
    width, height = wish.size.width(), wish.size.height()
    x, y = wish.anchor.x(), wish.anchor.y()
    for across, down, led in _offsets():
        left = max(min(x + across * height - width / 2, area[2] - width), area[0])
        top = max(min(y + down * height - height / 2, area[3] - height), area[1])
        right, bottom = left + width, top + height
        if wish.beside and left - GAP <= x <= right + GAP and top - GAP <= y <= bottom + GAP:
            continue
        if not any(
            left - GAP < other[2]
            and other[0] < right + GAP
            and top - GAP < other[3]
            and other[1] < bottom + GAP
            for other in used
        ):
            return (left, top, right, bottom), led
    return None


def _box(rect: QRectF) -> Box:
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def pushed_inside(plate: QRectF, area: QRectF) -> QRectF:
    """Move a plate so that it lies in an area, as far as it fits."""
    left = max(min(plate.left(), area.right() - plate.width()), area.left())
    top = max(min(plate.top(), area.bottom() - plate.height()), area.top())
    return QRectF(QPointF(left, top), plate.size())


@lru_cache(maxsize=256)
def label_size(text: str, look: Look, *, marked: bool = True) -> QSizeF:
    """Measure the plate that a text needs."""
    metrics = QFontMetricsF(font(SMALL_PX, SEMIBOLD, look.scale))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, look.px(WIDEST_NAME))
    mark = look.px(LABEL_MARK + 6) if marked else 0.0
    return QSizeF(metrics.horizontalAdvance(shown) + mark + look.px(14), look.px(20))


def draw_leader(painter: QPainter, place: Place, look: Look) -> None:
    """Draw the line from a label to the middle of its segment."""
    for colour, width in ((look.tokens.surface, 3.5), (look.tokens.text, 1.2)):
        painter.setPen(QPen(QColor(colour), look.px(width)))
        painter.drawLine(place.plate.center(), place.anchor)
    painter.setPen(QPen(QColor(look.tokens.surface), look.px(1)))
    painter.setBrush(QColor(look.tokens.text))
    painter.drawEllipse(place.anchor, look.px(3), look.px(3))


def draw_plate(
    painter: QPainter,
    plate: QRectF,
    text: str,
    look: Look,
    *,
    style: int | None = None,
    border: str = "",
) -> None:
    """Draw one label: plate, marker, name; with a border for the ideal and the selected."""
    fill = QColor(look.tokens.surface)
    fill.setAlphaF(PLATE_OPACITY)
    painter.setBrush(fill)
    painter.setPen(QPen(QColor(border), look.px(1.5)) if border else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(plate, look.px(4), look.px(4))
    left = plate.left() + look.px(7)
    if style is not None:
        at = QPointF(left + look.px(LABEL_MARK / 2), plate.center().y())
        draw_mark(painter, at, look.px(LABEL_MARK), look.px(1.2), look.tokens.segment(style))
        left += look.px(LABEL_MARK + 6)
    painter.setFont(font(SMALL_PX, SEMIBOLD, look.scale))
    painter.setPen(QColor(look.tokens.text))
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, look.px(WIDEST_NAME))
    painter.drawText(QPointF(left, plate.center().y() + metrics.capHeight() / 2), shown)
