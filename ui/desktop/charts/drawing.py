"""Draw a scatter on screen, keeping what has not changed since the last time."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from ui.desktop.charts.cloud import MOST_MARKS
from ui.desktop.charts.density import DensityTiles
from ui.desktop.charts.frame import Frame, Look
from ui.desktop.charts.labels import Place
from ui.desktop.charts.marks import mark_size, render_marks
from ui.desktop.charts.picture import (
    Scene,
    draw_highlight,
    draw_over,
    draw_under,
    label_places,
)


@dataclass(frozen=True)
class Shown:
    """What is to be seen: the scene, from where, how, and what stands out.

    Attributes
    ----------
    ratio
        Device pixels for each pixel.
    selected
        Code of the segment that stands out, or None.
    """

    scene: Scene
    frame: Frame
    look: Look
    ratio: float
    selected: int | None


class Drawing:
    """Draws marks and places labels once for each view, and only the highlight in between."""

    def __init__(self) -> None:
        self._shown: Shown | None = None
        self._marks = QImage()
        self._tiles = DensityTiles()
        self._places: list[Place] = []

    def draw(self, painter: QPainter, shown: Shown, highlighted: int | None) -> None:
        """Draw the whole chart."""
        self._renew(shown)
        scene, frame, look = shown.scene, shown.frame, shown.look
        draw_under(painter, scene, frame, look)
        painter.drawImage(frame.plot.topLeft(), self._marks)
        draw_over(painter, scene, frame, look, self._places, shown.selected)
        if highlighted is not None:
            diameter = mark_size(min(len(scene.cloud.x), MOST_MARKS)).diameter
            draw_highlight(painter, scene, frame, highlighted, look, diameter)

    def label_at(self, at: QPointF) -> int | None:
        """Give the code of the segment whose label lies at a pixel."""
        return next((place.code for place in self._places if place.plate.contains(at)), None)

    def forget(self) -> None:
        """Drop what was drawn."""
        self._shown, self._places = None, []
        self._tiles = DensityTiles()

    def _renew(self, shown: Shown) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        scene, frame, look = shown.scene, shown.frame, shown.look
        plan = scene.plan(shown.selected)
        self._marks = render_marks(scene.cloud, frame, plan, look, shown.ratio, self._tiles)
        self._places = label_places(scene, frame, look, shown.selected)
