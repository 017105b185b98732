"""The ideal in a scatter: a line round the middle half of its customers, or where it would be."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from ui.desktop.charts.frame import Frame, Look
from ui.desktop.charts.labels import draw_plate, label_size, pushed_inside

Doubles = npt.NDArray[np.float64]

NOBODY_YET = "Ideal region: nobody yet"
CORNERS = 96
FEWEST = 4


@dataclass(frozen=True, eq=False)
class Ellipsoid:
    """An ellipse, or one in space.

    Attributes
    ----------
    middle
        Shape (axes,): its middle.
    reach
        Shape (axes, axes): turns the unit circle or ball into it.
    """

    middle: npt.NDArray[np.floating]
    reach: npt.NDArray[np.floating]


def middle_half(points: npt.NDArray[np.floating]) -> Ellipsoid | None:
    """Find the ellipse round the middle half of some points.

    The shape is the covariance of the half nearest to the median, so that stragglers do not
    bend it; the size is such that half of all points lie inside.

    Parameters
    ----------
    points
        Shape (axes, points).

    Returns
    -------
    Ellipsoid or None
        None when there are too few points to speak of a half.
    """
    if points.shape[1] < FEWEST:
        return None
    apart = points.astype(np.float64).T
    centre = np.median(apart, axis=0)
    spreads = np.maximum(np.median(np.abs(apart - centre), axis=0), 1e-9)
    distance = (((apart - centre) / spreads) ** 2).sum(axis=1)
    near = apart[distance <= np.median(distance)]
    middle = near.mean(axis=0)
    covariance = np.cov(near.T) + np.diag((spreads * 1e-3) ** 2)
    root = np.linalg.cholesky(covariance)
    solved = np.linalg.solve(root, (apart - middle).T)
    radius = math.sqrt(float(np.median((solved**2).sum(axis=0))))
    return Ellipsoid(middle, radius * root)


def ring_of(shape: Ellipsoid) -> Doubles:
    """Give the corners of a flat ellipse, shape (2, corners)."""
    angles = np.linspace(0, 2 * math.pi, CORNERS, endpoint=False)
    circle = np.vstack([np.cos(angles), np.sin(angles)])
    ring: Doubles = shape.middle[:, None] + shape.reach @ circle
    return ring


def flat_outline(shape: Ellipsoid, frame: Frame, look: Look) -> QPainterPath:
    """Give the ideal's outline in pixels of a flat chart."""
    ring = ring_of(shape)
    return outline_path(frame.place_x(ring[0]), frame.place_y(ring[1]), look)


def outline_path(xs: Doubles, ys: Doubles, look: Look) -> QPainterPath:
    """Join corners in pixels; a small circle when all of them are one place."""
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


def draw_region(painter: QPainter, frame: Frame, region: tuple[float, ...], look: Look) -> None:
    """Draw where the ideal would be, dashed, with its label."""
    left, right, bottom, top = region
    area = frame.rect((left, right, bottom, top)).intersected(frame.plot.adjusted(2, 2, -2, -2))
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
    plate = pushed_inside(plate, frame.plot.adjusted(room, room, -room, -room))
    draw_plate(painter, plate, NOBODY_YET, look)
