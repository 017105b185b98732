"""How a solid scatter is looked at: turned, brought nearer, and where each mark lies on screen."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF

Floats = npt.NDArray[np.float32]

HOME_YAW, HOME_PITCH = -0.55, 0.42
STEEPEST = math.radians(88)
NEAREST, FARTHEST = 0.4, 60.0
DISTANCE = 5.0
"""From the eye to the middle of the cube, whose sides are two long."""

ROOM = 1.95
"""Half the length, in the units of the cube, that is seen in the shorter direction at first."""

CLOSEST = 3.5
"""Nothing is nearer to the eye, however far it lies outside the cube."""

ASIDE, BELOW = 120.0, 44.0
"""Room for the names of the axes at the sides and below, at scale 1."""

MOST_ASIDE = 0.26
"""Share of the plot that they may take on each side."""

MIDDLE = 0.5
REACH = 1.75
"""Depths beyond this, in the units of the cube, are no nearer or farther."""


@dataclass(frozen=True)
class Camera:
    """Where a solid scatter is seen from.

    Attributes
    ----------
    plot
        The area of the picture, in pixels.
    yaw, pitch
        How far the cube is turned to the left, and its upper side to the eye, in radians.
    zoom
        How much larger than at first, 1 and up or below.
    across, down
        How far the middle of the cube is moved, in pixels for zoom 1.
    """

    plot: QRectF
    yaw: float = HOME_YAW
    pitch: float = HOME_PITCH
    zoom: float = 1.0
    across: float = 0.0
    down: float = 0.0

    def turned(self, yaw: float, pitch: float) -> Self:
        """Turn the cube further; it is never turned upside down."""
        steep = min(max(self.pitch + pitch, -STEEPEST), STEEPEST)
        return replace(self, yaw=math.remainder(self.yaw + yaw, math.tau), pitch=steep)

    def zoomed(self, factor: float, at: QPointF) -> Self:
        """Bring it nearer, so that what lies at a pixel stays there."""
        zoom = min(max(self.zoom * factor, NEAREST), FARTHEST)
        share = 1 / self.zoom - 1 / zoom
        aside = at - self.plot.center()
        return replace(
            self,
            zoom=zoom,
            across=self.across - aside.x() * share,
            down=self.down - aside.y() * share,
        )

    def moved(self, by: QPointF) -> Self:
        """Move it by some pixels."""
        return replace(
            self, across=self.across + by.x() / self.zoom, down=self.down + by.y() / self.zoom
        )

    def framed(self, scale: float = 1.0) -> Self:
        """Bring the cube into the middle, as large as the plot with the axes' names allows.

        ``scale`` is the enlargement of the names.
        """
        ends = (-1.0, 1.0)
        plain = replace(self, zoom=1.0, across=0.0, down=0.0)
        corners = plain.points([(x, y, z) for x in ends for y in ends for z in ends])
        xs, ys = [at.x() for at in corners], [at.y() for at in corners]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        aside = min(ASIDE * scale, MOST_ASIDE * self.plot.width())
        below = min(BELOW * scale, MOST_ASIDE * self.plot.height())
        room = self.plot.width() - 2 * aside, self.plot.height() - 2 * below
        zoom = min(max(room[0], 1) / wide, max(room[1], 1) / high)
        middle = self.plot.center()
        across, down = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
        return replace(
            plain,
            zoom=min(max(zoom, NEAREST), FARTHEST),
            across=middle.x() - across,
            down=middle.y() - down,
        )

    @property
    def unit(self) -> float:
        """Pixels for a unit of the cube in its middle."""
        return min(self.plot.width(), self.plot.height()) / 2 / ROOM * self.zoom

    def matrix(self) -> npt.NDArray[np.float64]:
        """Give the rotation: rows are right, up and towards the eye, columns the axes."""
        cos, sin = math.cos(self.yaw), math.sin(self.yaw)
        rise, lean = math.sin(self.pitch), math.cos(self.pitch)
        return np.array(
            [
                [cos, 0.0, sin],
                [sin * rise, lean, -cos * rise],
                [-sin * lean, rise, cos * lean],
            ]
        )

    def project(self, places: Floats) -> tuple[Floats, Floats, Floats]:
        """Give pixels across and down, and nearness 0 to 1, of places in the cube, shape (3, n)."""
        rows = self.matrix().astype(np.float32)
        right, up, near = (_weighted(row, places) for row in rows)
        np.minimum(near, np.float32(CLOSEST), out=near)
        shrunk = np.float32(DISTANCE * self.unit) / (np.float32(DISTANCE) - near)
        right *= shrunk
        right += np.float32(self.plot.center().x() + self.across * self.zoom)
        up *= -shrunk
        up += np.float32(self.plot.center().y() + self.down * self.zoom)
        near *= np.float32(0.5 / REACH)
        near += np.float32(MIDDLE)
        return right, up, near

    def points(self, places: Sequence[tuple[float, ...]]) -> list[QPointF]:
        """Give the pixels of a few places in the cube; without arrays, which would take longer."""
        right, up, near = self.matrix().tolist()
        x0 = self.plot.center().x() + self.across * self.zoom
        y0 = self.plot.center().y() + self.down * self.zoom
        found = []
        for x, y, z in places:
            away = DISTANCE - min(near[0] * x + near[1] * y + near[2] * z, CLOSEST)
            shrunk = DISTANCE * self.unit / away
            across = shrunk * (right[0] * x + right[1] * y + right[2] * z)
            found.append(QPointF(x0 + across, y0 - shrunk * (up[0] * x + up[1] * y + up[2] * z)))
        return found

    def point(self, place: tuple[float, ...]) -> QPointF:
        """Give the pixel of one place in the cube."""
        return self.points([place])[0]


def _weighted(weights: Floats, places: Floats) -> Floats:
    """Add up weighted rows; written out, because a matrix product would start threads."""
    total: Floats = places[0] * weights[0]
    total += places[1] * weights[1]
    total += places[2] * weights[2]
    return total
