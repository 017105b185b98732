"""A solid scatter as part of a chart: a cube of customers that is turned."""

import math
from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.desktop.charts.cloud import MOST_MARKS
from ui.desktop.charts.cube import draw_cube
from ui.desktop.charts.cursor import STEPS
from ui.desktop.charts.drawable import Flags
from ui.desktop.charts.frame import Look
from ui.desktop.charts.marks import Chosen
from ui.desktop.charts.names import Names, draw_names
from ui.desktop.charts.points import Points
from ui.desktop.charts.solid import prepare_solid
from ui.desktop.charts.solid_picture import (
    Group,
    SolidScene,
    SolidView,
    draw_solid_ideal,
    draw_solid_marks,
    groups_of,
    make_solid_scene,
    solid_names,
)
from ui.desktop.charts.spots import SolidSpots
from ui.desktop.charts.turning import TurningSurface
from ui.desktop.numbers import number
from ui.desktop.theme.tokens import SMALL_PX
from ui.desktop.theme.type_scale import font

Check = Callable[[], None]

FRAME_SECONDS = 0.018
"""What the marks of a frame may take while the cube turns."""

FEWEST = 100_000
KEY_TURN = math.radians(5)
SHARP = 3.0


class SolidStage:
    """Shows customers in three measures; attributes as those of `FlatStage`."""

    def __init__(self, draw: Callable[[QPainter], None], parent: QWidget) -> None:
        self.surface = TurningSurface(draw, parent)
        self.scene: SolidScene | None = None
        self.chosen: Chosen | None = None
        self.travel = 1.0
        self._groups: tuple[tuple[object, ...], tuple[Group, ...]] = ((), ())
        self._prepared: tuple[Chosen | None, tuple[Group, ...]] = (None, ())
        self._spots: SolidSpots | None = None
        self._kept: tuple[object, ...] = ()
        self._marks = QImage()
        self._names = Names((), (), None)
        self._drawn = 0
        self._pace = FEWEST / FRAME_SECONDS

    def prepare(self, points: Points) -> Callable[[Check], SolidScene]:
        """Give the work that leads to a scene; it may be done in another thread."""

        def work(check: Check) -> SolidScene:
            return make_solid_scene(prepare_solid(points, check=check), points)

        return work

    def take(self, scene: SolidScene, *, same_view: bool, move: bool) -> None:
        """Show a prepared scene."""
        self.scene, self.chosen, self._spots = scene, None, None
        if not same_view:
            self.surface.reset()

    @property
    def travels(self) -> bool:
        """Whether the marks have a way to go; in the cube they stay where they are."""
        return False

    def choosing(self, members: Flags) -> Callable[[Check], Chosen] | Chosen | None:
        """Give the marks of some customers, or the work that finds them where it takes long."""
        if self.scene is None:
            return None
        solid = self.scene.cloud

        def work(_check: Check) -> Chosen:
            chosen = Chosen(members[solid.index])
            self._prepared = chosen, groups_of(solid, chosen.marks)
            return chosen

        return work if len(solid.index) > MOST_MARKS else work(lambda: None)

    def forget(self) -> None:
        """Drop what is shown."""
        self.scene = self.chosen = self._spots = None
        self._groups, self._prepared, self._kept = ((), ()), (None, ()), ()

    def spots(self) -> SolidSpots | None:
        """Give the marks as they are seen at present."""
        if self.scene is None:
            return None
        camera = self.surface.camera
        if self._spots is None or self._spots.camera != camera:
            self._spots = SolidSpots(self.scene.cloud, camera)
        return self._spots

    def reset(self) -> None:
        """See the cube as at first."""
        self.surface.reset()

    def handle(self, event: QKeyEvent) -> bool:
        """Turn the cube with Shift and an arrow; say whether it was that."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        self.surface.look(self.surface.camera.turned(step[0] * KEY_TURN, step[1] * KEY_TURN))
        return True

    def zoom(self, factor: float) -> None:
        """Come nearer to the middle of the view, or go farther away."""
        camera = self.surface.camera
        self.surface.look(camera.zoomed(factor, camera.plot.center()))

    def is_dense(self, visible: int) -> bool:
        """Tell whether the marks are drawn as mixed counts."""
        return self.scene is not None and len(self.scene.cloud.codes) > MOST_MARKS

    def label_at(self, at: QPointF) -> int | None:
        """Give the code of the segment whose label lies at a pixel."""
        return self._names.at(at)

    def draw(self, painter: QPainter, look: Look, selected: int | None) -> None:
        """Draw cube, marks and names; only what has changed is drawn anew."""
        if self.scene is None:
            return
        camera = self.surface.camera
        self._renew(SolidView(camera, look, self.surface.devicePixelRatioF()), selected)
        draw_cube(painter, camera, self.scene.axes, self.scene.cloud.homes, look)
        painter.drawImage(0, 0, self._marks)
        draw_solid_ideal(painter, self.scene, camera, look)
        draw_names(painter, self._names, camera.plot, look)
        if self._drawn < self.scene.cloud.tally.drawn:
            self._tell_how_many(painter, look)

    def draw_vectors(
        self, painter: QPainter, look: Look, selected: int | None, *, shapes: bool
    ) -> None:
        """Draw everything for a file."""
        if self.scene is None:
            return
        camera = self.surface.camera
        draw_cube(painter, camera, self.scene.axes, self.scene.cloud.homes, look)
        picture, _ = self._marks_of(SolidView(camera, look, SHARP), selected)
        picture.setDevicePixelRatio(1.0)
        painter.drawImage(camera.plot, picture)
        draw_solid_ideal(painter, self.scene, camera, look)
        draw_names(painter, solid_names(self.scene, camera, look, selected), camera.plot, look)

    def _renew(self, view: SolidView, selected: int | None) -> None:
        wanted = (self.scene, view, selected, self.chosen, self.surface.moving)
        if self.scene is None or wanted == self._kept:
            return
        self._kept = wanted
        self._names = solid_names(self.scene, view.camera, view.look, selected)
        most = max(FEWEST, int(self._pace * FRAME_SECONDS)) if self.surface.moving else None
        began = perf_counter()
        view = SolidView(view.camera, view.look, view.ratio, most)
        self._marks, self._drawn = self._marks_of(view, selected)
        if self._drawn >= FEWEST:
            self._pace = self._drawn / (perf_counter() - began)

    def _marks_of(self, view: SolidView, selected: int | None) -> tuple[QImage, int]:
        size = view.camera.plot.size() * view.ratio
        picture = QImage(size.toSize(), QImage.Format.Format_ARGB32_Premultiplied)
        picture.setDevicePixelRatio(view.ratio)
        picture.fill(0)
        if self.scene is None:
            return picture, 0
        painter = QPainter(picture)
        drawn = draw_solid_marks(painter, self._grouped(selected), view, self.scene.styles)
        painter.end()
        return picture, drawn

    def _grouped(self, selected: int | None) -> tuple[Group, ...]:
        """Give the marks that fade and those that stand out, taken apart once for each choice."""
        wanted = (self.scene, selected, self.chosen)
        if self.scene is not None and wanted != self._groups[0]:
            if self.chosen is not None and self.chosen is self._prepared[0]:
                self._groups = wanted, self._prepared[1]
            else:
                alone = None if selected is None else self.scene.cloud.codes == selected
                self._groups = wanted, groups_of(self.scene.cloud, alone)
        return self._groups[1]

    def _tell_how_many(self, painter: QPainter, look: Look) -> None:
        """Say that only a part is drawn while the cube turns."""
        tally = self.scene.cloud.tally if self.scene is not None else None
        if tally is None:
            return
        text = f"While turning: {number(self._drawn)} of {number(tally.drawn)}"
        painter.setFont(font(SMALL_PX, scale=look.scale))
        painter.setPen(QColor(look.tokens.text_2))
        metrics = QFontMetricsF(painter.font())
        room = QRectF(self.surface.camera.plot)
        room.setHeight(metrics.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, text)
