"""The solid scatter as one picture: the cube, the marks by how near they are, the names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from ui.desktop.charts.camera import Camera
from ui.desktop.charts.cloud import MOST_MARKS
from ui.desktop.charts.cube import draw_box
from ui.desktop.charts.density import rgb
from ui.desktop.charts.drawable import Codes, Flags, Floats
from ui.desktop.charts.frame import Look, ScatterAxis
from ui.desktop.charts.labels import draw_plate, label_size, pushed_inside
from ui.desktop.charts.mixing import picture_of
from ui.desktop.charts.names import Middle, Names, named
from ui.desktop.charts.outline import (
    NOBODY_YET,
    Ellipsoid,
    draw_outline,
    middle_half,
    outline_path,
    ring_of,
)
from ui.desktop.charts.picture import region_drawn
from ui.desktop.charts.points import Points, ScatterSegment
from ui.desktop.charts.solid import Solid
from ui.desktop.charts.splat import Grid, count_marks
from ui.desktop.charts.stamps import FADED, Wear, mark_sheet, mark_size, stamp

CELL = 2.0
NEAR_WEARS = ((0.78, 0.5), (0.88, 0.68), (1.0, 0.85), (1.14, 1.0))
"""Size and opacity of marks, from the farthest to the nearest."""

WEARS = tuple(Wear(size, opacity * fade) for fade in (FADED, 1.0) for size, opacity in NEAR_WEARS)


@dataclass(frozen=True, eq=False)
class SolidScene:
    """Everything that a solid scatter shows, apart from where it is seen from.

    Attributes
    ----------
    cloud
        The prepared customers.
    axes
        The axes across, up and deep.
    segments
        The segments that occur.
    outline
        Round the middle half of the ideal's customers; None when nobody is ideal.
    region
        Where the ideal would be when nobody is, two ends in the cube for each axis; else None.
    """

    cloud: Solid
    axes: tuple[ScatterAxis, ...]
    segments: tuple[ScatterSegment, ...]
    outline: Ellipsoid | None = None
    region: tuple[float, ...] | None = None

    @property
    def styles(self) -> dict[int, int]:
        """Style of each segment by code."""
        return {segment.code: segment.style for segment in self.segments}


def make_solid_scene(solid: Solid, points: Points) -> SolidScene:
    """Add the ideal's outline, or the region for it, to prepared customers."""
    scene = SolidScene(solid, points.axes, points.segments)
    ideal = next((segment.code for segment in points.segments if segment.ideal), None)
    if ideal is not None:
        return replace(scene, outline=middle_half(solid.places[:, solid.codes == ideal]))
    ends = [end for home in solid.homes for end in home]
    drawn = region_drawn(points, ends)
    if drawn is None:
        return scene
    homes = [solid.homes[place // 2] for place in range(len(ends))]
    inside = [
        2 * (value - low) / (high - low) - 1
        for value, (low, high) in zip(drawn, homes, strict=True)
    ]
    return replace(scene, region=tuple(inside))


@dataclass(frozen=True, eq=False)
class Group:
    """Marks that are drawn alike: their places, codes and whether they stand out."""

    places: Floats
    codes: Codes
    stands_out: bool


def groups_of(solid: Solid, stays: Flags | None) -> tuple[Group, ...]:
    """Take the marks that fade and those that stand out apart; None for all alike."""
    if stays is None:
        return (Group(solid.places, solid.codes, stands_out=True),)
    return tuple(
        Group(np.ascontiguousarray(solid.places[:, mine]), solid.codes[mine], stands_out)
        for mine, stands_out in ((~stays, False), (stays, True))
        if mine.any()
    )


@dataclass(frozen=True)
class SolidView:
    """From where marks are seen, how, and with how many device pixels for each pixel.

    ``most`` is how many marks may be drawn while the cube turns; None for all.
    """

    camera: Camera
    look: Look
    ratio: float = 1.0
    most: int | None = None


def draw_solid_marks(
    painter: QPainter, groups: tuple[Group, ...], view: SolidView, styles: Mapping[int, int]
) -> int:
    """Draw marks, those far away paler and smaller; give how many have been drawn."""
    total = sum(len(group.codes) for group in groups)
    painter.save()
    painter.setClipRect(view.camera.plot)
    if total <= MOST_MARKS:
        _draw_stamps(painter, groups, view, styles)
        drawn = total
    else:
        share = 1.0 if view.most is None else min(view.most / total, 1.0)
        drawn = sum(_draw_counts(painter, group, view, styles, share) for group in groups)
    painter.restore()
    return drawn


def _draw_stamps(
    painter: QPainter, groups: tuple[Group, ...], view: SolidView, styles: Mapping[int, int]
) -> None:
    area = view.look.area(view.camera.plot)
    size = mark_size(sum(len(group.codes) for group in groups), area)
    sheet = mark_sheet(styles, WEARS, size, view.look, view.ratio)
    # The sheet is drawn for the device's own pixels, so everything is stamped in those.
    painter.save()
    painter.scale(1 / view.ratio, 1 / view.ratio)
    for group in groups:
        across, down, near = view.camera.project(group.places)
        order = np.argsort(near, kind="stable")
        steps = np.clip(near * len(NEAR_WEARS), 0, len(NEAR_WEARS) - 1).astype(np.int64)
        steps += len(NEAR_WEARS) * group.stands_out
        places = across[order] * view.ratio, down[order] * view.ratio
        stamp(painter, places, group.codes[order], steps[order], sheet)
    painter.restore()


def _draw_counts(
    painter: QPainter, group: Group, view: SolidView, styles: Mapping[int, int], share: float
) -> int:
    plot, cell = view.camera.plot, np.float32(view.look.px(CELL))
    grid = Grid(int(plot.width() / cell) + 1, int(plot.height() / cell) + 1)
    most = int(np.ceil(len(group.codes) * share))
    colours = {
        code: rgb(view.look.tokens.segment(styles.get(code, 0)).fill) for code in {0, *styles}
    }

    def place(stretch: slice) -> tuple[Floats, Floats, Floats]:
        across, down, near = view.camera.project(group.places[:, stretch])
        across -= np.float32(plot.left())
        across /= cell
        down -= np.float32(plot.top())
        down /= cell
        return across, down, near

    counted = count_marks(group.codes[:most], place, colours, grid)
    painter.setOpacity(1.0 if group.stands_out else FADED)
    room = QSizeF(grid.columns, grid.rows) * float(cell)
    painter.drawImage(QRectF(plot.topLeft(), room), picture_of(counted.image()))
    painter.setOpacity(1.0)
    return most


def solid_names(scene: SolidScene, camera: Camera, look: Look, selected: int | None) -> Names:
    """Find the middles of the segments on screen, and places for their labels."""
    found = []
    for segment in scene.segments:
        if segment.code not in scene.cloud.centres:
            continue
        at = label = camera.point(scene.cloud.centres[segment.code])
        if segment.ideal and scene.outline is not None:
            top = _outline(scene.outline, camera, look).boundingRect().top()
            label = QPointF(at.x(), max(top, camera.plot.top() + look.px(10)))
        found.append(Middle(segment, at, label, scene.cloud.counts[segment.code]))
    return named(found, camera.plot, look, selected)


def _outline(shape: Ellipsoid, camera: Camera, look: Look) -> QPainterPath:
    """Give the rim, in pixels, of an ellipsoid as it is seen, as if all of it were as near."""
    step = 1e-3
    beside = shape.middle + step * np.eye(3)
    places = [shape.middle.tolist(), *beside.tolist()]
    middle, *moved = camera.points([(x, y, z) for x, y, z in places])
    slopes = [((at.x() - middle.x()) / step, (at.y() - middle.y()) / step) for at in moved]
    flat = np.array(slopes).T @ shape.reach
    root = np.linalg.cholesky(flat @ flat.T + np.eye(2) * 1e-6)
    ring = ring_of(Ellipsoid(np.array([middle.x(), middle.y()]), root))
    return outline_path(ring[0], ring[1], look)


def draw_solid_ideal(painter: QPainter, scene: SolidScene, camera: Camera, look: Look) -> None:
    """Draw the ideal's outline, or the dashed box for it while nobody is ideal."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(camera.plot)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if scene.outline is not None:
        draw_outline(painter, _outline(scene.outline, camera, look), look)
    elif scene.region is not None:
        draw_box(painter, camera, scene.region, look)
        middle = tuple(np.reshape(np.clip(scene.region, -1, 1), (3, 2)).mean(axis=1).tolist())
        plate = QRectF(QPointF(), label_size(NOBODY_YET, look, marked=False))
        plate.moveCenter(camera.point(middle))
        draw_plate(painter, pushed_inside(plate, camera.plot), NOBODY_YET, look)
    painter.restore()
