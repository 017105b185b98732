"""Direct labels of a scatter: the ideal's outline and the segments' names, never overlapping."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from ui.desktop.charts.frame import Bounds, Frame, Look
from ui.desktop.charts.marks import draw_mark
from ui.desktop.theme.tokens import SEMIBOLD, SMALL_PX
from ui.desktop.theme.type_scale import font

NOBODY_YET = "Ideal region: nobody yet"
WIDEST_NAME = 190
PLATE_OPACITY = 0.92
GAP = 3.0
NUDGES = (0.75, 1.1, 1.6)
LEADS = (2.4, 3.4, 4.6)
DIRECTIONS = 16
SIDEWAYS = 1.6
LABEL_MARK = 10.0


@dataclass(frozen=True)
class ScatterSegment:
    """One segment as the scatter needs it.

    Attributes
    ----------
    code
        Its code among the points, 1 to 9.
    name
        Its name, shown as plain text.
    ideal
        Whether it is the ideal segment.
    style
        Number of its colour and shape, 1 to 9, which it keeps for life.
    """

    code: int
    name: str
    ideal: bool
    style: int

    def caption(self) -> str:
        """Write the label's text."""
        return f"Ideal: {self.name}" if self.ideal else self.name


@dataclass(frozen=True)
class Outline:
    """An ellipse round the middle half of a segment, in drawing units."""

    x: npt.NDArray[np.float64]
    y: npt.NDArray[np.float64]


def middle_half(
    x: npt.NDArray[np.floating], y: npt.NDArray[np.floating], corners: int = 96
) -> Outline | None:
    """Find the ellipse round the middle half of some points.

    The shape is the covariance of the half nearest to the median, so that stragglers do not
    bend it; the size is such that half of all points lie inside.

    Returns
    -------
    Outline or None
        None when there are too few points to speak of a half.
    """
    if len(x) < 4:  # noqa: PLR2004 - below, a half is one customer
        return None
    points = np.column_stack([x, y]).astype(np.float64)
    centre = np.median(points, axis=0)
    apart = points - centre
    spreads = np.maximum(np.median(np.abs(apart), axis=0), 1e-9)
    distance = ((apart / spreads) ** 2).sum(axis=1)
    near = points[distance <= np.median(distance)]
    middle = near.mean(axis=0)
    covariance = np.cov(near.T) + np.diag((spreads * 1e-3) ** 2)
    root = np.linalg.cholesky(covariance)
    solved = np.linalg.solve(root, (points - middle).T)
    radius = math.sqrt(float(np.median((solved**2).sum(axis=0))))
    angles = np.linspace(0, 2 * math.pi, corners, endpoint=False)
    ring = middle[:, None] + radius * (root @ np.vstack([np.cos(angles), np.sin(angles)]))
    return Outline(ring[0], ring[1])


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
    used = list(taken)
    places = []
    for wish in sorted(wishes, key=lambda wish: (-wish.weight, wish.code)):
        if not area.contains(wish.anchor):
            continue
        height = wish.size.height()
        for across, down, led in _offsets():
            plate = QRectF(QPointF(0, 0), wish.size)
            plate.moveCenter(wish.anchor + QPointF(across * height, down * height))
            plate = _pushed_inside(plate, area)
            room = plate.adjusted(-GAP, -GAP, GAP, GAP)
            if wish.beside and room.contains(wish.anchor):
                continue
            if not any(room.intersects(other) for other in used):
                used.append(plate)
                places.append(Place(wish.code, plate, wish.anchor, led))
                break
    return places


def _pushed_inside(plate: QRectF, area: QRectF) -> QRectF:
    left = min(max(plate.left(), area.left()), area.right() - plate.width())
    top = min(max(plate.top(), area.top()), area.bottom() - plate.height())
    return QRectF(QPointF(left, top), plate.size())


@lru_cache(maxsize=256)
def label_size(text: str, look: Look, *, marked: bool = True) -> QSizeF:
    """Measure the plate that a text needs."""
    metrics = QFontMetricsF(font(SMALL_PX, SEMIBOLD, look.scale))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, look.px(WIDEST_NAME))
    mark = look.px(LABEL_MARK + 6) if marked else 0.0
    return QSizeF(metrics.horizontalAdvance(shown) + mark + look.px(14), look.px(20))


def outline_path(outline: Outline, frame: Frame, look: Look) -> QPainterPath:
    """Give the ideal's outline in pixels; a small circle when all its customers are one place."""
    xs, ys = frame.place_x(outline.x), frame.place_y(outline.y)
    path = QPainterPath()
    least = look.px(10)
    if np.ptp(xs) < least or np.ptp(ys) < least:
        width, height = max(least, np.ptp(xs) / 2), max(least, np.ptp(ys) / 2)
        path.addEllipse(QPointF(float(xs.mean()), float(ys.mean())), float(width), float(height))
        return path
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in zip(xs, ys, strict=True)]))
    path.closeSubpath()
    return path


def draw_outline(painter: QPainter, path: QPainterPath, look: Look) -> None:
    """Draw the ideal's outline on its halo."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((look.tokens.surface, 5), (look.tokens.text, 2)):
        painter.setPen(QPen(QColor(colour), look.px(width)))
        painter.drawPath(path)


def draw_region(painter: QPainter, frame: Frame, region: Bounds, look: Look) -> None:
    """Draw where the ideal would be, dashed, with its label."""
    area = frame.rect(region).intersected(frame.plot.adjusted(2, 2, -2, -2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.tokens.surface), look.px(5)))
    painter.drawRoundedRect(area, look.px(4), look.px(4))
    pen = QPen(QColor(look.tokens.text), look.px(2))
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawRoundedRect(area, look.px(4), look.px(4))
    plate = QRectF(area.topLeft(), label_size(NOBODY_YET, look, marked=False))
    plate.translate(look.px(8), look.px(8))
    room = look.px(4)
    plate = _pushed_inside(plate, frame.plot.adjusted(room, room, -room, -room))
    draw_plate(painter, plate, NOBODY_YET, look)


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
