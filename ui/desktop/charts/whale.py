"""The whale curve: drag the limits of the tiers, pick a tier or a stretch of customers."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.desktop.charts.canvas import Canvas
from ui.desktop.charts.frame import Frame, Look
from ui.desktop.charts.whale_drawing import Marked, Stretch, WhaleShape, draw_whale, frame_of
from ui.desktop.theme.tokens import tokens_of
from ui.desktop.theme.type_scale import scale_of

REACH = 6.0
LEAST_DRAG = 6.0
STEPS = 100
DRAGGED_STEPS = 200
ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
ENDS = {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: 1.0}
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
KEYS = (
    "Arrows move along the curve, Shift with arrows moves the nearer limit of a tier, Enter "
    "selects the tier."
)

Describe = Callable[[int, float], tuple[str, ...]]


class WhaleChart(QWidget):
    """Profit added up from the most to the least profitable customer.

    Signals
    -------
    tier_picked(place)
        A tier was clicked, or chosen with Enter: 0 for the top one.
    stretch_picked(first, last)
        Customers were chosen by dragging over them: places from the most profitable.
    limit_moved(limit, share)
        The top (0) or the bottom tier (1) is to hold this share of the customers.
    """

    tier_picked = Signal(int)
    stretch_picked = Signal(int, int)
    limit_moved = Signal(int, float)

    def __init__(self, height: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape: WhaleShape | None = None
        self._describe: Describe = lambda _customers, _profit: ()
        self._marked = Marked()
        self._pressed: QPointF | None = None
        self._moved: WhaleShape | None = None
        self._share = 0.0
        self.canvas = Canvas(height)
        self.canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.canvas)
        self.setLayout(box)

    def show_curve(self, shape: WhaleShape, describe: Describe, name: str, told: str) -> None:
        """Show a curve.

        Parameters
        ----------
        shape
            The curve.
        describe
            Gives the lines that stand at the cursor, from customers and their profit together.
        name, told
            What a screen reader says.
        """
        self._shape, self._describe, self._moved = shape, describe, None
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{told} {KEYS}")
        self.canvas.setAccessibleName(name)
        self._mark(grasped=None, cursor=self._marked.cursor)

    def show_stretch(self, stretch: Stretch | None) -> None:
        """Let some customers stand out."""
        self._mark(stretch=stretch)

    # What the user does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a limit, or begin a stretch."""
        if event.button() != Qt.MouseButton.LeftButton or self._shape is None:
            return
        self._pressed = event.position()
        self._mark(grasped=self._limit_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held, or follow the curve."""
        shape, at = self._moved or self._shape, event.position().x()
        if shape is None:
            return
        if self._marked.grasped is not None:
            self._move_limit(shape, self._marked.grasped, self._customers_at(at))
        elif self._pressed is not None and abs(at - self._pressed.x()) >= LEAST_DRAG:
            ends = sorted((self._customers_at(self._pressed.x()), self._customers_at(at)))
            self._mark(stretch=(ends[0], ends[1]), cursor=self._customers_at(at))
        else:
            near = self._limit_at(at) is not None
            self.setCursor(
                Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.PointingHandCursor
            )
            self._mark(cursor=self._customers_at(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say what was chosen."""
        pressed, grasped = self._pressed, self._marked.grasped
        self._pressed = None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        if grasped is not None:
            self._mark(grasped=None)
            self._tell_limit(grasped)
            return
        at = event.position().x()
        stretch = self._marked.stretch
        if abs(at - pressed.x()) < LEAST_DRAG:
            self._tell_tier(self._customers_at(at))
        elif stretch is not None and stretch[1] > stretch[0]:
            self.stretch_picked.emit(*stretch)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the cursor away."""
        if not self.hasFocus():
            self._mark(cursor=None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the curve, move a limit, or select a tier."""
        key, shape = Qt.Key(event.key()), self._shape
        if shape is None:
            return
        if key in ARROWS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._step_limit(shape, ARROWS[key])
        elif key in ARROWS:
            step = ARROWS[key] * max(1, round(shape.everybody / STEPS))
            self._go((self._marked.cursor or 0) + step)
        elif key in ENDS:
            self._go(round(ENDS[key] * shape.everybody))
        elif key in ENTER:
            self._tell_tier(self._marked.cursor or 0)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self._draw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the cursor away."""
        super().focusOutEvent(event)
        self._mark(cursor=None)

    # What follows from it

    def _go(self, customers: int) -> None:
        """Move the cursor, and have the value there read out."""
        shape = self._shape
        if shape is None:
            return
        self._mark(cursor=min(max(customers, 0), shape.everybody))
        self.setAccessibleDescription(". ".join(self._marked.words))
        changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(changed)

    def _step_limit(self, shape: WhaleShape, step: int) -> None:
        """Move the limit that is nearer to the cursor by 1 in 100 customers."""
        at = self._marked.cursor if self._marked.cursor is not None else shape.top
        limit = 0 if abs(at - shape.top) <= abs(at - shape.bottom) else 1
        share = (shape.top, shape.bottom)[limit] / shape.everybody
        self._move_limit(shape, limit, (round(share * STEPS) + step) / STEPS * shape.everybody)
        self._tell_limit(limit)

    def _move_limit(self, shape: WhaleShape, limit: int, customers: float) -> None:
        """Let a limit go along, to a round share of the customers and not beyond the other."""
        count = shape.everybody
        least, most = ((0, shape.bottom), (shape.top, count))[limit]
        inside = min(max(customers, least), most)
        before = round(inside / count * DRAGGED_STEPS) / DRAGGED_STEPS
        self._share = before if limit == 0 else 1.0 - before
        place = min(max(round(before * count), least), most)
        top, bottom = (place, shape.bottom) if limit == 0 else (shape.top, place)
        self._moved = replace(shape, top=top, bottom=bottom, top_words=())
        self._mark(cursor=place)

    def _tell_limit(self, limit: int) -> None:
        moved, shape = self._moved, self._shape
        self._moved = None
        self._draw()
        if moved is None or shape is None:
            return
        if (moved.top, moved.bottom) != (shape.top, shape.bottom):
            self.limit_moved.emit(limit, round(self._share, 3))

    def _tell_tier(self, customers: int) -> None:
        shape = self._shape
        if shape is not None:
            self.tier_picked.emit((customers >= shape.top) + (customers >= shape.bottom))

    # Where things are

    def _frame(self, shape: WhaleShape) -> Frame:
        look = Look(tokens_of(self.palette()), scale_of(QApplication.font()))
        return frame_of(shape, QRectF(self.canvas.rect()), look)

    def _customers_at(self, x: float) -> int:
        shape = self._shape
        if shape is None:
            return 0
        plot = self._frame(shape).plot
        share = (x - plot.left()) / max(plot.width(), 1.0)
        return round(min(max(share, 0.0), 1.0) * shape.everybody)

    def _limit_at(self, x: float) -> int | None:
        """Give the limit of a tier at a pixel, the nearer one if both are."""
        shape = self._shape
        if shape is None:
            return None
        frame = self._frame(shape)
        away = [abs(float(frame.place_x(limit)) - x) for limit in (shape.top, shape.bottom)]
        nearest = away.index(min(away))
        return nearest if away[nearest] <= REACH * scale_of(QApplication.font()) else None

    # Drawing

    def _mark(self, **marks: object) -> None:
        marked = replace(self._marked, **marks)  # type: ignore[arg-type] # fields by name
        shape = self._moved or self._shape
        words: tuple[str, ...] = ()
        if marked.cursor is not None and shape is not None:
            words = self._describe(marked.cursor, shape.profit_of(marked.cursor))
        self._marked = replace(marked, words=words)
        self._draw()

    def _draw(self) -> None:
        shape, marked = self._moved or self._shape, self._marked
        if shape is None:
            self.canvas.show_drawing(None, "", "")
            return

        def paint(painter: QPainter, area: QRectF, look: Look) -> None:
            draw_whale(painter, area, look, shape, marked)

        self.canvas.show_drawing(paint, self.accessibleName(), "", ringed=self.hasFocus())
