"""Customers to show on a scatter, and what a user does with it."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.desktop.charts.frame import ScatterAxis
from ui.desktop.charts.points import Points, ScatterSegment
from ui.desktop.charts.scatter import SegmentScatter

X = ScatterAxis("Satisfaction", "0 to 10", "more")
Y = ScatterAxis("Lifetime value", "£", "more", log=True)
Z = ScatterAxis("Cost to serve", "£", "less")
SEGMENTS = tuple(ScatterSegment(code, f"Group {code}", code == 1, code) for code in range(1, 10))
Columns = tuple[np.ndarray, np.ndarray, np.ndarray]
Show = Callable[..., SegmentScatter]
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def customers(count: int = 900, seed: int = 0) -> Columns:
    random = np.random.default_rng(seed)
    codes = (np.arange(count) % 9 + 1).astype(np.int8)
    x = codes + 0.3 * random.normal(size=count)
    return x, 10 ** (1 + codes / 4 + 0.1 * random.normal(size=count)), codes


def lonely() -> Columns:
    return np.array([1.0, 5.0, 9.0]), np.array([10.0, 100.0, 1000.0]), np.array([1, 2, 3], np.int8)


def solid_customers(count: int = 900, **more: object) -> Points:
    """Make customers in three measures."""
    x, y, codes = customers(count)
    deep = 100.0 - 9 * codes + np.random.default_rng(1).normal(size=count)
    return Points((x, y, deep), codes, SEGMENTS, (X, Y, Z), **more)


def pixel_of(chart: SegmentScatter, customer: int) -> QPoint:
    """Give where a customer's mark is seen."""
    spots = chart._staging.spots()
    across, down = spots.places(np.flatnonzero(spots.index == customer)[:1])
    return QPointF(float(across[0]), float(down[0])).toPoint()


def surface_of(chart: SegmentScatter) -> QWidget:
    """Give what the pointer meets."""
    staging = chart._staging
    return (
        staging.flat.surface.viewport() if staging.stage is staging.flat else staging.solid.surface
    )


def click(
    qtbot: QtBot, chart: SegmentScatter, at: QPoint, keys: Qt.KeyboardModifier = NO_KEYS
) -> None:
    qtbot.mouseMove(surface_of(chart), at)
    qtbot.mouseClick(surface_of(chart), LEFT, keys, at)


def drag(
    qtbot: QtBot, chart: SegmentScatter, way: list[QPoint], keys: Qt.KeyboardModifier = NO_KEYS
) -> None:
    """Press at the first place, go to all others, let go at the last one."""
    surface = surface_of(chart)
    qtbot.mousePress(surface, LEFT, keys, way[0])
    for at in way[1:]:
        qtbot.mouseMove(surface, at)
    qtbot.mouseRelease(surface, LEFT, keys, way[-1])


def around(at: QPoint, reach: int = 25) -> list[QPoint]:
    """Give a way round a place."""
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    return [at + QPoint(x * reach, y * reach) for x, y in corners]


def ink(picture: QImage) -> float:
    """Add up how far a picture's pixels are from white."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), -1)
    return float((255 - rows[:, : grey.width()].astype(np.int64)).sum())
