"""Which customers a scatter shows, flat or solid, and how they get there."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.desktop.charts.cloud import MOST_MARKS
from ui.desktop.charts.drawable import Flags
from ui.desktop.charts.flat_stage import FlatStage
from ui.desktop.charts.frame import Look
from ui.desktop.charts.picture import Scene
from ui.desktop.charts.points import Points
from ui.desktop.charts.preparation import Preparation
from ui.desktop.charts.solid_picture import SolidScene
from ui.desktop.charts.solid_stage import SolidStage
from ui.desktop.charts.spots import Spots
from ui.desktop.theme.motion import duration

TRAVEL_MS = 200
FLAT = 2
"""Columns of customers that are shown flat; with one more they are a cube."""


class Staging(QObject):
    """Prepares what is to be shown, off the window's thread where it takes long.

    Parameters
    ----------
    draw
        Draws the whole chart.
    chart
        The chart, which the surfaces fill.

    Attributes
    ----------
    stage
        The flat or the solid scatter, whichever is in front.
    points
        What was given last; None for nothing.

    Signals
    -------
    replaced()
        Another stage has come to the front.
    taken(scene)
        What was given last is now on the stage.
    """

    replaced = Signal()
    taken = Signal(object)

    def __init__(self, draw: Callable[[QPainter], None], chart: QWidget) -> None:
        super().__init__(chart)
        self.flat, self.solid = FlatStage(draw, chart), SolidStage(draw, chart)
        self.stage: FlatStage | SolidStage = self.flat
        self.points: Points | None = None
        self._members: Flags | None = None
        self._preparation, self._choosing = Preparation(self), Preparation(self)
        self._travel = QVariantAnimation(self)
        self._travel.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._travel.setStartValue(0.0)
        self._travel.setEndValue(1.0)
        self._travel.valueChanged.connect(self._on_travel)
        self._preparation.done.connect(self._take)
        self._choosing.done.connect(self._take_chosen)
        self._stack = QStackedLayout(chart)
        for surface in (self.flat.surface, self.solid.surface):
            self._stack.addWidget(surface)

    @property
    def scene(self) -> Scene | SolidScene | None:
        """What is on the stage; None before there is anything."""
        return self.stage.scene

    def show(self, points: Points) -> bool:
        """Show customers; tell whether they are there already."""
        before, self.points = self.points, points
        stage = self.flat if len(points.columns) == FLAT else self.solid
        same = before is not None and before.axes == points.axes
        work = stage.prepare(points)
        if len(points.codes) <= MOST_MARKS:
            self._preparation.cancel()
            self._take(self._preparation.number, (stage, work(lambda: None), same))
            return True
        self._preparation.start(lambda check: (stage, work(check), same))
        return False

    def forget(self) -> None:
        """Show nothing."""
        self._preparation.cancel()
        self.points = None
        self.stage.forget()
        self.refresh()

    def choose(self, members: Flags | None) -> None:
        """Let some customers stand out, by their rows; None lets nobody."""
        if members is not self._members:
            self._members = members
            self._apply_choice()

    def refresh(self) -> None:
        """Draw again."""
        self.stage.surface.refresh()

    def fit(self, look: Look) -> None:
        """Fit the surfaces to another size of text."""
        for surface in (self.flat.surface, self.solid.surface):
            surface.fit(look)
        self.refresh()

    def spots(self) -> Spots | None:
        """Give the marks as they are seen at present."""
        return self.stage.spots()

    def order(self) -> list[int]:
        """Give the codes of the segments that have marks, in the order of the list."""
        if self.scene is None:
            return []
        counts = self.scene.cloud.counts
        return [segment.code for segment in self.scene.segments if segment.code in counts]

    def _take(self, number: int, prepared: Any) -> None:
        """Show a prepared scene, unless another has been asked for since."""
        if number != self._preparation.number:
            return
        stage, scene, same = prepared
        self._travel.stop()
        self._bring_forward(stage)
        milliseconds = duration(TRAVEL_MS)
        self.stage.take(scene, same_view=same, move=milliseconds > 0)
        self._apply_choice()
        if self.stage.travels:
            self.stage.travel = 0.0
            self._travel.setDuration(milliseconds)
            self._travel.start()
        self.taken.emit(scene)

    def _bring_forward(self, stage: FlatStage | SolidStage) -> None:
        if stage is not self.stage:
            self.stage.forget()
            self.stage = stage
            self._stack.setCurrentWidget(stage.surface)
            self.replaced.emit()

    def _apply_choice(self) -> None:
        """Let the chosen customers stand out, as soon as their counts are known."""
        self._choosing.cancel()
        chosen = None if self._members is None else self.stage.choosing(self._members)
        if callable(chosen):
            self._choosing.start(chosen)
        else:
            self.stage.chosen = chosen
            self.refresh()

    def _take_chosen(self, number: int, chosen: Any) -> None:
        if number == self._choosing.number:
            self.stage.chosen = chosen
            self.refresh()

    def _on_travel(self, share: float) -> None:
        self.stage.travel = share
        self.refresh()
