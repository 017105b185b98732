"""A flat scatter as part of a chart: a view that is panned and zoomed over the customers."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.desktop.charts.cloud import MOST_MARKS, prepare_cloud
from ui.desktop.charts.drawable import Flags
from ui.desktop.charts.frame import Frame, Look, draw_grid
from ui.desktop.charts.marks import Chosen, MarkPlan, Tiles, View, render_marks
from ui.desktop.charts.names import Names
from ui.desktop.charts.picture import Scene, draw_over, draw_vectors, make_scene, names_of
from ui.desktop.charts.points import Points
from ui.desktop.charts.pyramid import FINEST, build_pyramid
from ui.desktop.charts.spots import FlatSpots
from ui.desktop.charts.surface import ChartSurface
from ui.desktop.charts.travel import Travel

Check = Callable[[], None]


class FlatStage:
    """Shows customers in two measures.

    Parameters
    ----------
    draw
        Draws the whole chart; called by the surface.
    parent
        The chart.

    Attributes
    ----------
    surface
        Takes pointer and wheel.
    scene
        What is shown; None before there is anything.
    chosen
        The marks that are selected, or None.
    travel
        How far the marks are on the way to their places, 0 to 1.
    """

    def __init__(self, draw: Callable[[QPainter], None], parent: QWidget) -> None:
        self.surface = ChartSurface(draw, parent)
        self.scene: Scene | None = None
        self.chosen: Chosen | None = None
        self.travel = 1.0
        self._tiles = Tiles()
        self._way: Travel | None = None
        self._kept: tuple[object, ...] = ()
        self._marks = QImage()
        self._names = Names((), (), None)

    def prepare(self, points: Points) -> Callable[[Check], Scene]:
        """Give the work that leads to a scene; it may be done in another thread."""

        def work(check: Check) -> Scene:
            return make_scene(prepare_cloud(points, check=check), points)

        return work

    def take(self, scene: Scene, *, same_view: bool, move: bool) -> None:
        """Show a prepared scene, in the same view or its first; marks may move to their places."""
        before = self.spots()
        self.scene, self.chosen = scene, None
        if not same_view:
            self.surface.set_home(scene.cloud.home)
        after, self._way = self.spots(), None
        if move and before is not None and after is not None and not same_view:
            same = before.cloud.tally.total == after.cloud.tally.total
            self._way = Travel(before, after) if same else None
        self.travel = 1.0

    @property
    def travels(self) -> bool:
        """Whether the marks have a way to go to their places."""
        return self._way is not None

    def choosing(self, members: Flags) -> Callable[[Check], Chosen] | Chosen | None:
        """Give the marks of some customers, or the work that finds them where it takes long."""
        if self.scene is None:
            return None
        cloud = self.scene.cloud
        marks = members[cloud.index]
        if cloud.pyramid is None or np.count_nonzero(marks) <= MOST_MARKS:
            return Chosen(marks)
        rows = np.flatnonzero(marks)

        def work(check: Check) -> Chosen:
            parts = cloud.x[rows], cloud.y[rows], cloud.codes[rows]
            # Half as fine as everybody: a selection is drawn over them, and takes less memory.
            return Chosen(marks, build_pyramid(*parts, cloud.home, check, FINEST // 2))

        return work

    def forget(self) -> None:
        """Drop what is shown."""
        self.scene = self.chosen = self._way = None
        self._tiles, self._kept = Tiles(), ()

    def spots(self) -> FlatSpots | None:
        """Give the marks as they are seen at present."""
        return None if self.scene is None else FlatSpots(self.scene.cloud, self._frame())

    def handle(self, event: QKeyEvent) -> bool:
        """Leave all keys to the chart."""
        return False

    def zoom(self, factor: float) -> None:
        """Come nearer to the middle of the view, or go farther away."""
        self.surface.box.scaleBy((1 / factor, 1 / factor))

    def reset(self) -> None:
        """Show everything again."""
        if self.scene is not None:
            self.surface.show_view(self.scene.cloud.home)

    def is_dense(self, visible: int) -> bool:
        """Tell whether so many marks are drawn as mixed counts."""
        return (
            self.scene is not None and self.scene.cloud.pyramid is not None and visible > MOST_MARKS
        )

    def label_at(self, at: QPointF) -> int | None:
        """Give the code of the segment whose label lies at a pixel."""
        return self._names.at(at)

    def draw(self, painter: QPainter, look: Look, selected: int | None) -> None:
        """Draw axes, marks and names; only what has changed is drawn anew."""
        if self.scene is None:
            return
        view = View(self._frame(), look, self.surface.devicePixelRatioF())
        plan = self._plan(selected)
        self._renew(view, plan)
        draw_grid(painter, view.frame, (self.scene.axes[0], self.scene.axes[1]), look)
        if self.travel < 1 and self._way is not None:
            self._way.draw(painter, self.travel, look, view.ratio, plan)
            return
        painter.drawImage(view.frame.plot.topLeft(), self._marks)
        draw_over(painter, self.scene, view.frame, look, self._names)

    def draw_vectors(
        self, painter: QPainter, look: Look, selected: int | None, *, shapes: bool
    ) -> None:
        """Draw everything for a file."""
        if self.scene is not None:
            plan = self._plan(selected)
            draw_vectors(painter, self.scene, View(self._frame(), look), plan, shapes=shapes)

    def _plan(self, selected: int | None) -> MarkPlan:
        styles = self.scene.styles if self.scene is not None else {}
        return MarkPlan(styles, selected, self.chosen)

    def _frame(self) -> Frame:
        return Frame(self.surface.plot(), self.surface.view())

    def _renew(self, view: View, plan: MarkPlan) -> None:
        wanted = (self.scene, view, plan, self.travel < 1)
        if self.scene is None or wanted == self._kept:
            return
        self._kept = wanted
        self._names = names_of(self.scene, view.frame, view.look, plan.selected)
        if self.travel == 1:
            self._way = None
            self._marks = render_marks(self.scene.cloud, view, plan, self._tiles)
