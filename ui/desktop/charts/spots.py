"""Where marks lie on screen, whichever way they are looked at, and which lie where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPolygonF

from ui.desktop.charts.camera import Camera
from ui.desktop.charts.cloud import Cloud, rows_within
from ui.desktop.charts.drawable import Codes, Indices, Rows
from ui.desktop.charts.frame import Frame
from ui.desktop.charts.solid import Solid

Pixels = npt.NDArray[np.floating]


class Spots(Protocol):
    """Marks and where they lie on screen."""

    @property
    def codes(self) -> Codes:
        """Segment of each mark."""

    @property
    def index(self) -> Rows:
        """Row of each mark among the customers."""

    @property
    def plot(self) -> QRectF:
        """The area in which marks are seen."""

    def places(self, rows: Indices) -> tuple[Pixels, Pixels]:
        """Give pixels across and down of some marks."""

    def within(self, area: QRectF) -> Indices:
        """List the marks whose middle lies in a rectangle and inside the plot."""


@dataclass(frozen=True, eq=False)
class FlatSpots:
    """The marks of a flat scatter."""

    cloud: Cloud
    frame: Frame

    @property
    def codes(self) -> Codes:
        """Segment of each mark."""
        return self.cloud.codes

    @property
    def index(self) -> Rows:
        """Row of each mark among the customers."""
        return self.cloud.index

    @property
    def plot(self) -> QRectF:
        """The area in which marks are seen."""
        return self.frame.plot

    def places(self, rows: Indices) -> tuple[Pixels, Pixels]:
        """Give pixels across and down of some marks."""
        return self.frame.place_x(self.cloud.x[rows]), self.frame.place_y(self.cloud.y[rows])

    def within(self, area: QRectF) -> Indices:
        """List the marks whose middle lies in a rectangle and inside the plot."""
        return rows_within(self.cloud, self.frame.bounds(area.intersected(self.frame.plot)))


@dataclass(frozen=True, eq=False)
class SolidSpots:
    """The marks of a solid scatter, as they are seen from one side."""

    solid: Solid
    camera: Camera

    @property
    def codes(self) -> Codes:
        """Segment of each mark."""
        return self.solid.codes

    @property
    def index(self) -> Rows:
        """Row of each mark among the customers."""
        return self.solid.index

    @property
    def plot(self) -> QRectF:
        """The area in which marks are seen."""
        return self.camera.plot

    @cached_property
    def projected(self) -> tuple[Pixels, Pixels, Pixels]:
        """Pixels across and down, and nearness, of every mark."""
        return self.camera.project(self.solid.places)

    def places(self, rows: Indices) -> tuple[Pixels, Pixels]:
        """Give pixels across and down of some marks."""
        across, down, _ = self.projected
        return across[rows], down[rows]

    def within(self, area: QRectF) -> Indices:
        """List the marks whose middle lies in a rectangle and inside the plot."""
        seen = area.intersected(self.plot)
        across, down, _ = self.projected
        inside = across >= seen.left()
        inside &= across <= seen.right()
        inside &= down >= seen.top()
        inside &= down <= seen.bottom()
        rows: Indices = np.flatnonzero(inside)
        return rows


def rows_inside(spots: Spots, corners: Sequence[QPointF]) -> Indices:
    """List the marks inside a shape on screen.

    Parameters
    ----------
    spots
        The marks.
    corners
        The shape, in pixels; it is closed by itself, and where it crosses itself every part of it
        counts.
    """
    shape = QPolygonF(list(corners))
    area = shape.boundingRect().intersected(spots.plot)
    if area.isEmpty():
        return np.zeros(0, dtype=np.int64)
    inside = _painted(shape, area)
    rows = spots.within(area)
    across, down = spots.places(rows)
    column = np.clip((across - area.left()).astype(np.int64), 0, inside.shape[1] - 1)
    line = np.clip((down - area.top()).astype(np.int64), 0, inside.shape[0] - 1)
    return rows[inside[line, column]]


def _painted(shape: QPolygonF, area: QRectF) -> npt.NDArray[np.bool_]:
    """Tell of each pixel of an area whether it lies inside a shape."""
    width, height = int(np.ceil(area.width())) + 1, int(np.ceil(area.height())) + 1
    picture = QImage(width, height, QImage.Format.Format_Grayscale8)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawPolygon(shape.translated(-area.topLeft()), Qt.FillRule.WindingFill)
    painter.end()
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(height, picture.bytesPerLine())
    return pixels[:, :width] > 0


Seen = Callable[[], Spots | None]
"""Gives the marks as they are seen at present; None while there are none."""
