"""The whole scatter as one picture: layer after layer, for the screen and for export alike."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.desktop.charts.cloud import Cloud
from ui.desktop.charts.frame import Bounds, Frame, Look, ScatterAxis, draw_grid
from ui.desktop.charts.labels import (
    Outline,
    Place,
    ScatterSegment,
    Wish,
    draw_leader,
    draw_outline,
    draw_plate,
    draw_region,
    label_size,
    middle_half,
    outline_path,
    place_labels,
)
from ui.desktop.charts.marks import MarkPlan, draw_mark, draw_marks, mark_size, render_marks

SHARP = 3.0
ALWAYS_FIRST = 1e9
FEW = 3


@dataclass(frozen=True, eq=False)
class Scene:
    """Everything that a scatter shows, apart from where it looks; equal only to itself.

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
    axes: tuple[ScatterAxis, ScatterAxis]
    segments: tuple[ScatterSegment, ...]
    outline: Outline | None = None
    region: Bounds | None = None

    def plan(self, selected: int | None = None) -> MarkPlan:
        """Say what the marks look like, with a segment selected or none."""
        return MarkPlan({segment.code: segment.style for segment in self.segments}, selected)


def make_scene(
    cloud: Cloud,
    axes: tuple[ScatterAxis, ScatterAxis],
    segments: Sequence[ScatterSegment],
    region: Bounds | None = None,
) -> Scene:
    """Add the ideal's outline, or its region in drawing units, to a prepared cloud."""
    ideal = next((segment.code for segment in segments if segment.ideal), None)
    if ideal is not None:
        rows = np.flatnonzero(cloud.codes == ideal)
        outline = middle_half(cloud.x[rows], cloud.y[rows])
        return Scene(cloud, axes, tuple(segments), outline)
    return Scene(cloud, axes, tuple(segments), None, _region_drawn(cloud, axes, region))


def _region_drawn(
    cloud: Cloud, axes: tuple[ScatterAxis, ScatterAxis], region: Bounds | None
) -> Bounds | None:
    """Turn a region in the measures' units into drawing units, unbounded sides to the edge."""
    if region is None:
        return None
    edges = []
    for place, value in enumerate(region):
        log = axes[place // 2].log
        drawn = np.log10(value) if log and value > 0 else (-np.inf if log else value)
        edges.append(float(drawn) if np.isfinite(drawn) else cloud.home[place])
    return edges[0], edges[1], edges[2], edges[3]


def label_places(scene: Scene, frame: Frame, look: Look, selected: int | None) -> list[Place]:
    """Find places for the names of the segments in view."""
    wishes = []
    for segment in scene.segments:
        if segment.code not in scene.cloud.centres:
            continue
        size = label_size(segment.caption(), look)
        anchor = frame.point(*scene.cloud.centres[segment.code])
        if segment.ideal and scene.outline is not None:
            top = outline_path(scene.outline, frame, look).boundingRect().top()
            anchor = QPointF(anchor.x(), max(top, frame.plot.top() + size.height() / 2))
        weight = float(scene.cloud.counts[segment.code])
        first = segment.ideal or segment.code == selected
        few = weight <= FEW
        wishes.append(Wish(segment.code, anchor, size, weight + ALWAYS_FIRST * first, few))
    room = look.px(4)
    return place_labels(wishes, frame.plot.adjusted(room, room, -room, -room))


def draw_under(painter: QPainter, scene: Scene, frame: Frame, look: Look) -> None:
    """Draw what lies below the marks: grid, base line and labels of the axes."""
    draw_grid(painter, frame, scene.axes, look)


def draw_over(
    painter: QPainter,
    scene: Scene,
    frame: Frame,
    look: Look,
    places: Sequence[Place],
    selected: int | None,
) -> None:
    """Draw what lies above the marks: the ideal and the segments' names."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_ideal(painter, scene, frame, look)
    draw_names(painter, scene, places, look, selected)


def draw_vectors(
    painter: QPainter,
    scene: Scene,
    frame: Frame,
    look: Look,
    selected: int | None,
    *,
    shapes: bool,
) -> None:
    """Draw the whole chart for a file; too many marks become one sharp picture."""
    draw_under(painter, scene, frame, look)
    plan = scene.plan(selected)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if shapes:
        draw_marks(painter, scene.cloud, frame, plan, look)
    else:
        picture = render_marks(scene.cloud, frame, plan, look, SHARP)
        picture.setDevicePixelRatio(1.0)
        painter.drawImage(frame.plot, picture)
    draw_over(painter, scene, frame, look, label_places(scene, frame, look, selected), selected)


def draw_names(
    painter: QPainter, scene: Scene, places: Sequence[Place], look: Look, selected: int | None
) -> None:
    """Draw the labels at their places, leaders below plates."""
    by_code = {segment.code: segment for segment in scene.segments}
    for place in places:
        if place.led:
            draw_leader(painter, place, look)
    for place in places:
        segment = by_code[place.code]
        border = look.tokens.text if segment.ideal else ""
        if segment.code == selected:
            border = look.tokens.accent
        draw_plate(
            painter, place.plate, segment.caption(), look, style=segment.style, border=border
        )


def draw_ideal(painter: QPainter, scene: Scene, frame: Frame, look: Look) -> None:
    """Draw the ideal's outline, or the dashed region while nobody is ideal."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(frame.plot)
    if scene.outline is not None:
        draw_outline(painter, outline_path(scene.outline, frame, look), look)
    elif scene.region is not None:
        draw_region(painter, frame, scene.region, look)
    painter.restore()


def draw_highlight(
    painter: QPainter, scene: Scene, frame: Frame, row: int, look: Look, diameter: float
) -> None:
    """Draw one mark larger with a ring; ``row`` is its place in the cloud."""
    cloud = scene.cloud
    at = frame.point(float(cloud.x[row]), float(cloud.y[row]))
    style = look.tokens.segment(scene.plan().styles.get(int(cloud.codes[row]), 0))
    grown = look.px(max(diameter, mark_size(0).diameter - 4) + 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(look.tokens.surface))
    painter.setPen(QPen(QColor(look.tokens.surface), look.px(5)))
    painter.drawEllipse(at, grown / 2 + look.px(3), grown / 2 + look.px(3))
    painter.setPen(QPen(QColor(look.tokens.text), look.px(2)))
    painter.drawEllipse(at, grown / 2 + look.px(3), grown / 2 + look.px(3))
    draw_mark(painter, at, grown, look.px(1), style)


def draw_focus(painter: QPainter, size: QSizeF, look: Look) -> None:
    """Draw the ring that shows that the chart has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.tokens.focus), 2))
    painter.drawRoundedRect(QRectF(1, 1, size.width() - 2, size.height() - 2), 4, 4)
