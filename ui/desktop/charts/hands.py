"""What pointer and keys do on a scatter: hover, pick, pin, draw a shape, go from mark to mark."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.desktop.charts.cursor import MarkCursor
from ui.desktop.charts.facts_panel import Facts, FactsPanel
from ui.desktop.charts.frame import Look
from ui.desktop.charts.lasso import How, Lasso, how_of
from ui.desktop.charts.nearest import mark_at
from ui.desktop.charts.spots import Seen, rows_inside

REACH = 10.0
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Hands(QObject):
    """Turns what the user does on a chart into what is meant by it.

    Parameters
    ----------
    chart
        The chart; the panel of facts stands on it.
    seen
        Gives the marks as they are seen at present.
    order
        Gives the codes of the segments in the order in which keys go through them.
    scale
        Gives the enlargement.

    Signals
    -------
    picked(customer, code)
        A mark was clicked or entered: its customer, and the segment.
    missed()
        A click met nothing.
    marked(customers, how)
        Marks were picked: rows of their customers, and what becomes of them.
    facts_wanted(customer), card_wanted(customer)
        Something is to be told about a customer.
    all_wanted()
        Everybody in a segment is to be picked.
    changed()
        Something looks different.
    """

    picked = Signal(int, int)
    missed = Signal()
    marked = Signal(object, object)
    facts_wanted = Signal(int)
    card_wanted = Signal(int)
    all_wanted = Signal()
    changed = Signal()

    def __init__(
        self,
        chart: QWidget,
        seen: Seen,
        order: Callable[[], Sequence[int]],
        look: Callable[[], Look],
    ) -> None:
        super().__init__(chart)
        self._chart = chart
        self._seen = seen
        self._look = look
        self.pinned: int | None = None
        self.cursor = MarkCursor(self, seen, order)
        self.lasso = Lasso(self)
        self.panel = FactsPanel(chart)
        self.cursor.moved.connect(self._on_moved)
        self.cursor.rested.connect(self._on_rested)
        self.lasso.changed.connect(self.changed)
        self.lasso.closed.connect(self._on_closed)
        self.panel.closed.connect(self.unpin)
        self.panel.card_wanted.connect(self._want_card)

    def forget(self) -> None:
        """Begin anew with other marks."""
        self.cursor.go(None)
        self.lasso.leave()
        self.unpin()

    def unpin(self) -> None:
        """Let the panel go."""
        self.pinned = None
        self.panel.hide()
        self.changed.emit()

    def hover(self, at: QPointF, *, on_label: bool) -> None:
        """Follow the pointer."""
        if self.lasso.drawing:
            return
        if on_label:
            self.cursor.go(None)
        else:
            self.cursor.go_to(at, self._look().px(REACH))
        over = on_label or self.cursor.place is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self._chart.setCursor(shape)

    def click(self, at: QPointF) -> None:
        """Pick the mark at a pixel; with Ctrl add it, with Alt or Shift take it away."""
        self.pick_one(at, how_of(QGuiApplication.keyboardModifiers()))

    def pick_one(self, at: QPointF, how: How) -> None:
        """Pick the mark at a pixel, or tell that there is none."""
        self.cursor.go_to(at, self._look().px(REACH))
        if self.cursor.place is None:
            self.unpin()
            self.missed.emit()
        elif how is How.REPLACE:
            self._pin()
        else:
            self._mark_cursor(how)

    def handle(self, event: QKeyEvent) -> bool:
        """Follow a key; say whether it meant something."""
        if self.lasso.handle(event) or self.cursor.handle(event):
            return True
        key, spots = Qt.Key(event.key()), self._seen()
        if spots is None:
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in ENTER or key == Qt.Key.Key_Space:
            self._enter(how_of(event.modifiers()))
        elif key == Qt.Key.Key_L:
            self.lasso.begin_by_corners(self.cursor.at() or spots.plot.center())
        elif control and key == Qt.Key.Key_A:
            self.all_wanted.emit()
        else:
            return key == Qt.Key.Key_Escape and self._leave()
        return True

    def _enter(self, how: How) -> None:
        if self.cursor.place is None:
            return
        if how is How.REPLACE:
            self._pin()
        else:
            self._mark_cursor(how)

    def _leave(self) -> bool:
        """Leave what is nearest at hand: the panel, then the mark; say whether there was one."""
        if self.pinned is not None:
            self.unpin()
        elif self.cursor.place is not None:
            self.cursor.go(None)
        else:
            return False
        return True

    def show_facts(self, customer: int, facts: Facts) -> None:
        """Show what was wanted, if it still is."""
        if customer in {self.pinned, self.cursor.customer()}:
            at = self._place_of(customer)
            if at is not None:
                self.panel.show_facts(facts, at, pinned=customer == self.pinned)

    def follow(self) -> None:
        """Keep the panel beside its mark while the view moves; a fleeting one goes."""
        if self.pinned is None:
            self.panel.hide()
            return
        at = self._place_of(self.pinned)
        if at is not None and self.panel.isVisible():
            self.panel.move_to(at)

    def draw(self, painter: QPainter) -> None:
        """Draw the shape that is being drawn."""
        self.lasso.draw(painter, self._look())

    def _place_of(self, customer: int) -> QPointF | None:
        spots = self._seen()
        if spots is None:
            return None
        marks = np.flatnonzero(spots.index == customer)
        if not len(marks):
            return None
        across, down = spots.places(marks[:1])
        return QPointF(float(across[0]), float(down[0]))

    def _on_moved(self, _place: int) -> None:
        if self.pinned is None:
            self.panel.hide()
        self.changed.emit()

    def _on_rested(self, customer: int) -> None:
        if self.pinned is None:
            self.facts_wanted.emit(customer)

    def _pin(self) -> None:
        customer, code = self.cursor.customer(), self.cursor.segment()
        if customer is None or code is None:
            return
        self.pinned = customer
        self.picked.emit(customer, code)
        self.facts_wanted.emit(customer)

    def _mark_cursor(self, how: How) -> None:
        customer = self.cursor.customer()
        if customer is not None:
            self.marked.emit(np.array([customer]), how)

    def _on_closed(self, corners: Sequence[QPointF], how: How) -> None:
        spots = self._seen()
        if spots is None:
            return
        if len(corners) == 1:
            place = mark_at(spots, corners[0], self._look().px(REACH))
            rows = np.zeros(0, dtype=np.int64) if place is None else np.array([place])
        else:
            rows = rows_inside(spots, corners)
        self.marked.emit(np.asarray(spots.index[rows]), how)

    def _want_card(self) -> None:
        if self.pinned is not None:
            self.card_wanted.emit(self.pinned)
