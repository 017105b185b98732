"""The cube round a solid scatter: its far sides with gridlines, its axes with names and values."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from ui.desktop.charts.camera import Camera
from ui.desktop.charts.drawable import Range
from ui.desktop.charts.frame import LESS, MORE, Look, ScatterAxis, axis_values
from ui.desktop.theme.tokens import SEMIBOLD, SMALL_PX
from ui.desktop.theme.type_scale import font

UP = 1
FROM_EDGE = 7
FARTHEST = 120
ARROW = 7
SIDEWAYS = 0.35
ROOM = 4

Corner = tuple[float, ...]


@dataclass(frozen=True)
class AxisEdge:
    """The edge of the cube at which an axis is written: its ends, and which way is outward."""

    axis: int
    start: QPointF
    end: QPointF
    outward: QPointF
    corner: Corner


def far_corner(camera: Camera) -> Corner:
    """Give the corner of the cube that is farthest from the eye."""
    towards = camera.matrix()[2]
    return tuple(-1.0 if part >= 0 else 1.0 for part in towards.tolist())


def axis_edges(camera: Camera) -> list[AxisEdge]:
    """Choose for each axis an edge on the rim of the cube: the lower one, for up the left one."""
    far, centre = far_corner(camera), camera.point((0.0, 0.0, 0.0))
    edges = []
    for axis in range(3):
        one, other = (place for place in range(3) if place != axis)
        rims = [
            _edge(camera, axis, {one: far[one], other: -far[other]}, centre),
            _edge(camera, axis, {one: -far[one], other: far[other]}, centre),
        ]
        edges.append(min(rims, key=_from_left if axis == UP else _from_below))
    return edges


def _edge(camera: Camera, axis: int, sides: dict[int, float], centre: QPointF) -> AxisEdge:
    corners = [
        tuple(end if place == axis else sides[place] for place in range(3)) for end in (-1.0, 1.0)
    ]
    start, end = map(camera.point, corners)
    aside = QLineF(start, end).center() - centre
    length = math.hypot(aside.x(), aside.y()) or 1.0
    return AxisEdge(axis, start, end, aside * (1 / length), corners[0])


def _from_left(edge: AxisEdge) -> float:
    return edge.start.x() + edge.end.x()


def _from_below(edge: AxisEdge) -> float:
    return -edge.start.y() - edge.end.y()


def draw_cube(
    painter: QPainter,
    camera: Camera,
    axes: Sequence[ScatterAxis],
    homes: Sequence[Range],
    look: Look,
) -> None:
    """Draw the far sides of the cube, and the axes with names and round values."""
    ticks = [axis_values(*home, axis) for home, axis in zip(homes, axes, strict=True)]
    places = [
        [2 * (value - low) / (high - low) - 1 for value in values]
        for (values, _texts), (low, high) in zip(ticks, homes, strict=True)
    ]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.tokens.grid), 1))
    painter.drawLines(_gridlines(camera, places))
    for edge in axis_edges(camera):
        painter.setPen(QPen(QColor(look.tokens.control), 1))
        painter.drawLine(edge.start, edge.end)
        _draw_arrow(painter, edge, axes[edge.axis], look)
        texts = ticks[edge.axis][1]
        taken = _draw_values(painter, camera, edge, (places[edge.axis], texts), look)
        _draw_name(painter, camera, (edge, axes[edge.axis], taken), look)
    painter.restore()


def _gridlines(camera: Camera, places: Sequence[Sequence[float]]) -> list[QLineF]:
    """Give the lines on the three far sides: at the values, and round each side."""
    far = far_corner(camera)
    corners = [
        _at({side: far[side], across: value, along: end})
        for side in range(3)
        for along, across in permutations([place for place in range(3) if place != side])
        for value in (-1.0, *places[across], 1.0)
        for end in (-1.0, 1.0)
    ]
    ends = camera.points(corners)
    return [QLineF(*pair) for pair in zip(ends[::2], ends[1::2], strict=True)]


def _at(parts: dict[int, float]) -> Corner:
    return tuple(parts[place] for place in range(3))


def _draw_arrow(painter: QPainter, edge: AxisEdge, axis: ScatterAxis, look: Look) -> None:
    """Draw an arrow at the better end of an axis, if one end is."""
    better = axis.better if not axis.score else MORE
    if better not in {MORE, LESS}:
        return
    tip, tail = (edge.end, edge.start) if better == MORE else (edge.start, edge.end)
    line = QLineF(tip, tail)
    if line.length() < look.px(ARROW):
        return
    corners = [tip]
    for turn in (25.0, -25.0):
        side = QLineF(line)
        side.setLength(look.px(ARROW))
        side.setAngle(line.angle() + turn)
        corners.append(side.p2())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.tokens.control))
    painter.drawPolygon(QPolygonF(corners))


def _draw_values(
    painter: QPainter,
    camera: Camera,
    edge: AxisEdge,
    values: tuple[Sequence[float], Sequence[str]],
    look: Look,
) -> list[QRectF]:
    """Write the values beside an axis, and give the rooms that they take."""
    painter.setFont(font(SMALL_PX, scale=look.scale))
    painter.setPen(QColor(look.tokens.text_2))
    taken: list[QRectF] = []
    corners = [
        (*edge.corner[: edge.axis], place, *edge.corner[edge.axis + 1 :]) for place in values[0]
    ]
    for at, text in zip(camera.points(corners), values[1], strict=True):
        room = _outside(painter, at, text, edge.outward, look.px(FROM_EDGE))
        if not any(room.intersects(other) for other in taken):
            taken.append(room)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
    return taken


def _draw_name(
    painter: QPainter,
    camera: Camera,
    named: tuple[AxisEdge, ScatterAxis, Sequence[QRectF]],
    look: Look,
) -> None:
    """Write the name of an axis beyond its values."""
    edge, axis, taken = named
    painter.setFont(font(SMALL_PX, SEMIBOLD, look.scale))
    painter.setPen(QColor(look.tokens.text))
    middle, away = QLineF(edge.start, edge.end).center(), look.px(FROM_EDGE)
    room = _outside(painter, middle, axis.name(), edge.outward, away)
    while any(room.intersects(other) for other in taken) and away < look.px(FARTHEST):
        away += look.px(ROOM)
        room = _outside(painter, middle, axis.name(), edge.outward, away)
    inside = camera.plot.adjusted(ROOM, ROOM, -ROOM, -ROOM)
    room.moveLeft(max(min(room.left(), inside.right() - room.width()), inside.left()))
    room.moveTop(max(min(room.top(), inside.bottom() - room.height()), inside.top()))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, axis.name())


def _outside(painter: QPainter, at: QPointF, text: str, outward: QPointF, away: float) -> QRectF:
    """Give the room of a text that stands beside a place, on the side away from the cube."""
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(text) + 2, metrics.height()
    room = QRectF(0, 0, width, height)
    room.moveCenter(at + outward * away)
    if abs(outward.x()) > SIDEWAYS:
        room.translate(math.copysign(width / 2, outward.x()), 0)
    if abs(outward.y()) > SIDEWAYS:
        room.translate(0, math.copysign(height / 2, outward.y()))
    return room


def draw_box(painter: QPainter, camera: Camera, region: Sequence[float], look: Look) -> None:
    """Draw the dashed edges of a box in the cube; ``region`` has two ends for each axis."""
    ends = [tuple(np.clip(region[2 * axis : 2 * axis + 2], -1, 1)) for axis in range(3)]
    lines = []
    for axis in range(3):
        one, other = (place for place in range(3) if place != axis)
        for side in ends[one]:
            for level in ends[other]:
                corners = [_at({axis: end, one: side, other: level}) for end in ends[axis]]
                lines.append(QLineF(*map(camera.point, corners)))
    dashed = QPen(QColor(look.tokens.text), look.px(2))
    dashed.setDashPattern([4, 3])
    for pen in (QPen(QColor(look.tokens.surface), look.px(5)), dashed):
        painter.setPen(pen)
        painter.drawLines(lines)
