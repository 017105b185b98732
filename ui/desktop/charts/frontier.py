"""What other budgets would earn, with a point that can be dragged along the curve."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.charts.canvas import Printed
from ui.desktop.charts.frame import Look
from ui.desktop.charts.labels import Wish, draw_leader, draw_plate, label_size, place_labels
from ui.desktop.charts.levels import LEFT, LINE, WANTED, Levels
from ui.desktop.charts.scales import round_ticks
from ui.desktop.theme.tokens import SMALL_PX, Tokens, tokens_of
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.metrics import px, scale
from ui.desktop.widgets.phrases import figure

HEIGHT = 300
ABOVE, BELOW, RIGHT = 12, 40, 12
DOT = 5
REACH = 18
LINE_STEP = 4
ONWARD = 1.12
"""The curve goes on flat beyond the last point, by this share of it."""

KEY_STEP = 0.01


@dataclass(frozen=True)
class Mark:
    """A point beside the curve: spend, gain and what it is called."""

    spend: float
    gain: float
    label: str


@dataclass(frozen=True)
class Curve:
    """The curve, and where the plan stands on it.

    Attributes
    ----------
    spends, gains
        Points of the curve, ascending.
    plan
        The plan.
    others
        Other plans, drawn as open dots.
    unit
        What amounts are divided by before they are written at the axes.
    caption
        What the budget axis is called.
    """

    spends: tuple[float, ...] = ()
    gains: tuple[float, ...] = ()
    plan: Mark | None = None
    others: tuple[Mark, ...] = ()
    unit: float = 1.0
    caption: str = "Budget"

    def gain_at(self, spend: float) -> float:
        """Give what a budget earns."""
        return float(np.interp(spend, self.spends, self.gains))


class Frontier(QWidget):
    """Draws the curve; dragging its point, or the arrow keys, ask for another budget.

    ``printed`` copies and saves it.
    """

    dragged = Signal(float)
    dropped = Signal(float)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve = Curve()
        self._dragging: float | None = None
        self.printed = Printed(self, self._draw)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_curve(self, curve: Curve, description: str) -> None:
        """Show another curve; the description is for screen readers."""
        self._curve = curve
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:
        """Give the usual size."""
        return QSize(px(300), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow chart."""
        return QSize(px(220), px(HEIGHT))

    # What the user does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the point, or bring it under the pointer."""
        if self._curve.spends and event.button() == Qt.MouseButton.LeftButton:
            self._drag(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the point along the curve."""
        if self._dragging is not None:
            self._drag(event.position())
        elif self._curve.plan is not None and self._curve.spends:
            near = abs(event.position().x() - self._drawn().at(self._curve.plan.spend, 0.0).x())
            shape = Qt.CursorShape.SizeHorCursor if near < px(REACH) else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: the budget is the one under the pointer."""
        if self._dragging is not None:
            budget, self._dragging = self._dragging, None
            self.dropped.emit(budget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the budget by a hundredth with the arrow keys."""
        step = {Qt.Key.Key_Left: -KEY_STEP, Qt.Key.Key_Right: KEY_STEP}.get(Qt.Key(event.key()))
        plan = self._plan()
        if step is None or plan is None or not self._curve.spends:
            super().keyPressEvent(event)
            return
        most = self._curve.spends[-1]
        self.dropped.emit(min(max(plan.spend + step * most, 0.0), most))

    def _drag(self, at: QPointF) -> None:
        self._dragging = self._drawn().spend_at(at.x())
        self.dragged.emit(self._dragging)
        self.update()

    # Drawing

    def _drawn(self) -> "_Drawn":
        plot = QRectF(
            px(LEFT),
            px(ABOVE),
            self.width() - px(LEFT + RIGHT),
            self.height() - px(ABOVE + BELOW),
        )
        return _Drawn(self._curve, plot)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart in the theme in force, and a ring if the keyboard is here."""
        painter, tokens = QPainter(self), tokens_of(self.palette())
        self._draw(painter, Look(tokens, scale()), shapes=True)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _draw(self, painter: QPainter, look: Look, shapes: bool) -> None:
        """Draw gridlines, the curve, the plan and the others, then their names."""
        if not self._curve.spends:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = look.tokens
        drawn = self._drawn()
        drawn.levels.draw(painter, tokens)
        self._paint_budgets(painter, drawn, tokens)
        painter.setPen(QPen(QColor(tokens.text), 2 * scale()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(drawn.path())
        self._paint_others(painter, drawn, tokens)
        plan = self._plan()
        if plan is not None:
            self._paint_plan(painter, drawn, plan, tokens)
        self._paint_names(painter, drawn, plan, tokens)

    def _plan(self) -> Mark | None:
        """Give the plan, or where it is being dragged to."""
        if self._dragging is None or self._curve.plan is None:
            return self._curve.plan
        return Mark(self._dragging, self._curve.gain_at(self._dragging), self._curve.plan.label)

    def _paint_budgets(self, painter: QPainter, drawn: "_Drawn", tokens: Tokens) -> None:
        """Write round budgets below the chart."""
        painter.setFont(font(SMALL_PX, scale=scale()))
        painter.setPen(QColor(tokens.text_2))
        plot, width = drawn.plot, px(LEFT + RIGHT)
        ticks = round_ticks(0.0, drawn.most, WANTED + 1)
        for tick in ticks:
            if tick <= drawn.most:
                middle = min(drawn.at(tick, 0.0).x(), self.width() - width / 2)
                room = QRectF(middle - width / 2, plot.bottom() + px(5), width, px(LINE))
                written = figure(tick / self._curve.unit, ticks[1] / self._curve.unit)
                painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), written)
        room = QRectF(plot.left(), plot.bottom() + px(22), plot.width() + px(RIGHT), px(LINE))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight), self._curve.caption)

    def _paint_others(self, painter: QPainter, drawn: "_Drawn", tokens: Tokens) -> None:
        painter.setPen(QPen(QColor(tokens.text), 1.5 * scale()))
        painter.setBrush(QColor(tokens.surface))
        for mark in self._curve.others:
            painter.drawEllipse(drawn.at(mark.spend, mark.gain), px(DOT), px(DOT))

    def _paint_plan(self, painter: QPainter, drawn: "_Drawn", plan: Mark, tokens: Tokens) -> None:
        at = drawn.at(plan.spend, plan.gain)
        painter.setPen(QPen(QColor(tokens.accent), 1.5 * scale(), Qt.PenStyle.DotLine))
        painter.drawLine(at, drawn.at(plan.spend, 0.0))
        painter.setPen(QPen(QColor(tokens.surface), 1.5 * scale()))
        painter.setBrush(QColor(tokens.accent))
        painter.drawEllipse(at, px(DOT + 1), px(DOT + 1))

    def _paint_names(
        self, painter: QPainter, drawn: "_Drawn", plan: Mark | None, tokens: Tokens
    ) -> None:
        """Write the names beside their points; one for which there is no room is left out."""
        marks = [mark for mark in (plan, *self._curve.others) if mark is not None]
        look = Look(tokens, scale())
        wishes = [
            Wish(
                place,
                drawn.at(mark.spend, mark.gain),
                label_size(mark.label, look, marked=False),
                1.0 if mark is plan else 0.0,
                beside=True,
            )
            for place, mark in enumerate(marks)
        ]
        dots = [_around(one.anchor, px(DOT + 2)) for one in wishes]
        lines = drawn.along() + ([drawn.below(plan)] if plan is not None else [])
        for found in place_labels(wishes, drawn.room(), [*dots, *lines]):
            if found.led:
                draw_leader(painter, found, look)
            draw_plate(painter, found.plate, marks[found.code].label, look)


def _around(place: QPointF, reach: float) -> QRectF:
    return QRectF(-reach, -reach, 2 * reach, 2 * reach).translated(place)


class _Drawn:
    """Where everything stands."""

    def __init__(self, curve: Curve, plot: QRectF) -> None:
        self.plot = plot
        self._curve = curve
        self._last = curve.spends[-1]
        marks = [mark for mark in (curve.plan, *curve.others) if mark is not None]
        self.most = max(self._last * ONWARD, *(mark.spend for mark in marks), 1e-9)
        self.levels = Levels(plot, [*curve.gains, *(mark.gain for mark in marks)], curve.unit)

    def at(self, spend: float, gain: float) -> QPointF:
        """Give where a budget and its gain stand."""
        across = self.plot.left() + min(spend / self.most, 1.0) * self.plot.width()
        return QPointF(across, self.levels.up(gain))

    def path(self) -> QPainterPath:
        """Give the curve, which goes on flat beyond all that can be spent."""
        curve = self._curve
        points = [*zip(curve.spends, curve.gains, strict=True), (self.most, curve.gains[-1])]
        path = QPainterPath(self.at(*points[0]))
        for point in points[1:]:
            path.lineTo(self.at(*point))
        return path

    def along(self) -> list[QRectF]:
        """Give small places along the curve, which names keep clear of."""
        path = self.path()
        count = max(int(path.length() / px(LINE_STEP)), 1)
        places = (path.pointAtPercent(step / count) for step in range(count + 1))
        return [_around(place, px(1)) for place in places]

    def below(self, mark: Mark) -> QRectF:
        """Give the place of the line from a point down to the axis."""
        top, half = self.at(mark.spend, mark.gain), px(1)
        return QRectF(top.x() - half, top.y(), 2 * half, self.plot.bottom() - top.y())

    def room(self) -> QRectF:
        """Give where names may stand."""
        return self.plot.adjusted(0, -px(ABOVE), px(RIGHT), 0)

    def spend_at(self, place: float) -> float:
        """Give the budget at a place, no more than can be spent."""
        share = (place - self.plot.left()) / self.plot.width()
        return min(max(share, 0.0) * self.most, self._last)
