"""The flat scatter as one picture: layer after layer, for the screen and for export alike."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from ui.desktop.charts.cloud import Cloud
from ui.desktop.charts.frame import Frame, Look, ScatterAxis, draw_grid
from ui.desktop.charts.marks import MarkPlan, View, draw_marks, render_marks
from ui.desktop.charts.names import Middle, Names, draw_names, named
from ui.desktop.charts.outline import (
    Ellipsoid,
    draw_outline,
    draw_region,
    flat_outline,
    middle_half,
)
from ui.desktop.charts.points import Points, ScatterSegment

SHARP = 3.0


@dataclass(frozen=True, eq=False)
class Scene:
    """Everything that a flat scatter shows, apart from where it looks; equal only to itself.

    Attributes
    ----------
    cloud
        The prepared customers.
    axes
        The axis across and the axis up.
    segments
        The segments that occur.
    outline
        Round the middle half of the ideal's customers; None when nobody is ideal.
    region
        Where the ideal would be (drawing units) when nobody is; else None.
    """

    cloud: Cloud
    axes: tuple[ScatterAxis, ...]
    segments: tuple[ScatterSegment, ...]
    outline: Ellipsoid | None = None
    region: tuple[float, ...] | None = None

    @property
    def styles(self) -> dict[int, int]:
        """Style of each segment by code."""
        return {segment.code: segment.style for segment in self.segments}


def make_scene(cloud: Cloud, points: Points) -> Scene:
    """Add the ideal's outline, or its region in drawing units, to a prepared cloud."""
    scene = Scene(cloud, points.axes, points.segments)
    ideal = next((segment.code for segment in points.segments if segment.ideal), None)
    if ideal is None:
        region = region_drawn(points, cloud.home)
        return replace(scene, region=region)
    rows = np.flatnonzero(cloud.codes == ideal)
    return replace(scene, outline=middle_half(np.stack([cloud.x[rows], cloud.y[rows]])))


def region_drawn(points: Points, homes: Sequence[float]) -> tuple[float, ...] | None:
    """Turn a region in the measures' units into drawing units, unbounded sides to the edge.

    ``homes`` are the lowest and highest drawing unit of each axis, one after the other.
    """
    if points.region is None:
        return None
    edges = []
    for place, value in enumerate(points.region):
        log = points.axes[place // 2].log
        drawn = np.log10(value) if log and value > 0 else (-np.inf if log else value)
        edges.append(float(drawn) if np.isfinite(drawn) else homes[place])
    return tuple(edges)


def middles(scene: Scene, frame: Frame, look: Look) -> list[Middle]:
    """Give where the segments in view have their middle; the ideal is named over its outline."""
    found = []
    for segment in scene.segments:
        if segment.code not in scene.cloud.centres:
            continue
        at = label = frame.point(*scene.cloud.centres[segment.code])
        if segment.ideal and scene.outline is not None:
            top = flat_outline(scene.outline, frame, look).boundingRect().top()
            label = QPointF(at.x(), max(top, frame.plot.top() + look.px(10)))
        found.append(Middle(segment, at, label, scene.cloud.counts[segment.code]))
    return found


def draw_over(painter: QPainter, scene: Scene, frame: Frame, look: Look, names: Names) -> None:
    """Draw what lies above the marks: the ideal, the segments' middles and their names."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_ideal(painter, scene, frame, look)
    draw_names(painter, names, frame.plot, look)


def names_of(scene: Scene, frame: Frame, look: Look, selected: int | None) -> Names:
    """Find the middles of the segments in view, and places for their labels."""
    return named(middles(scene, frame, look), frame.plot, look, selected)


def draw_vectors(painter: QPainter, scene: Scene, view: View, plan: MarkPlan, shapes: bool) -> None:
    """Draw the whole chart for a file; too many marks become one sharp picture."""
    frame, look = view.frame, view.look
    draw_grid(painter, frame, (scene.axes[0], scene.axes[1]), look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if shapes:
        draw_marks(painter, scene.cloud, view, plan)
    else:
        picture = render_marks(scene.cloud, replace(view, ratio=SHARP), plan)
        picture.setDevicePixelRatio(1.0)
        painter.drawImage(frame.plot, picture)
    draw_over(painter, scene, frame, look, names_of(scene, frame, look, plan.selected))


def draw_ideal(painter: QPainter, scene: Scene, frame: Frame, look: Look) -> None:
    """Draw the ideal's outline, or the dashed region while nobody is ideal."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(frame.plot)
    if scene.outline is not None:
        draw_outline(painter, flat_outline(scene.outline, frame, look), look)
    elif scene.region is not None:
        draw_region(painter, frame, scene.region, look)
    painter.restore()
