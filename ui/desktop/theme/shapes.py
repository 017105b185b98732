"""The nine marker shapes, as paths about one unit wide around the origin."""

import math
from functools import cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform


def _polygon(points: list[tuple[float, float]]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _circle() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(-0.5, -0.5, 1.0, 1.0))
    return path


def _rectangle(width: float, height: float) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(-width / 2, -height / 2, width, height))
    return path


def _triangle(direction: int) -> QPainterPath:
    return _polygon([(0.0, -0.52 * direction), (0.56, 0.46 * direction), (-0.56, 0.46 * direction)])


def _cross_of_bars(arm: float, half: float) -> QPainterPath:
    corner = [(half, -arm), (half, -half), (arm, -half)]
    points = [
        (x * cos - y * sin, x * sin + y * cos)
        for cos, sin in ((1, 0), (0, 1), (-1, 0), (0, -1))
        for x, y in corner
    ]
    return _polygon(points)


def _star() -> QPainterPath:
    points = []
    for corner in range(10):
        radius = 0.62 if corner % 2 == 0 else 0.27
        angle = corner * math.pi / 5 - math.pi / 2
        points.append((radius * math.cos(angle), radius * math.sin(angle)))
    return _polygon(points)


def _turned(path: QPainterPath, degrees: float) -> QPainterPath:
    return QTransform().rotate(degrees).map(path)


@cache
def symbol_path(symbol: str) -> QPainterPath:
    """Give the outline of a marker shape, drawn so that all nine look equally large.

    Parameters
    ----------
    symbol
        ``o`` circle, ``s`` square, ``t1`` triangle up, ``d`` diamond, ``t`` triangle down,
        ``+`` plus, ``x`` cross, ``bar`` upright bar (1 : 2.3), ``star`` five-pointed star.

    Raises
    ------
    KeyError
        The shape is none of the nine.
    """
    shapes = {
        "o": _circle,
        "s": lambda: _rectangle(0.86, 0.86),
        "t1": lambda: _triangle(1),
        "d": lambda: _turned(_rectangle(0.8, 0.8), 45),
        "t": lambda: _triangle(-1),
        "+": lambda: _cross_of_bars(0.54, 0.19),
        "x": lambda: _turned(_cross_of_bars(0.56, 0.19), 45),
        "bar": lambda: _rectangle(0.48, 1.104),
        "star": _star,
    }
    return shapes[symbol]()
