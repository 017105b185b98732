"""The mark that pointer or keyboard stand on."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from ui.desktop.charts.nearest import mark_at, mark_in_middle, mark_towards
from ui.desktop.charts.spots import Seen

REST_MS = 150
STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MarkCursor(QObject):
    """The mark that is highlighted, if any: moved by pointer and keys.

    Parameters
    ----------
    parent
        The chart.
    seen
        Gives the marks as they are seen at present.
    order
        Gives the codes of the segments in the order in which keys go through them.

    Signals
    -------
    moved(place)
        The highlighted mark as a place among the marks, -1 for none.
    rested(customer)
        The cursor has stayed on the mark of a customer for a moment.
    """

    moved = Signal(int)
    rested = Signal(int)

    def __init__(self, parent: QObject, seen: Seen, order: Callable[[], Sequence[int]]) -> None:
        super().__init__(parent)
        self.place: int | None = None
        self._seen = seen
        self._order = order
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._rest)

    def go(self, place: int | None) -> None:
        """Highlight a mark, or none."""
        if place == self.place:
            return
        self.place = place
        self._timer.stop()
        if place is not None:
            self._timer.start()
        self.moved.emit(-1 if place is None else place)

    def go_to(self, at: QPointF, reach: float) -> None:
        """Highlight the mark nearest to a pixel."""
        spots = self._seen()
        self.go(None if spots is None else mark_at(spots, at, reach))

    def segment(self) -> int | None:
        """Give the code of the highlighted mark's segment."""
        spots = self._seen()
        return None if spots is None or self.place is None else int(spots.codes[self.place])

    def customer(self) -> int | None:
        """Give the customer of the highlighted mark."""
        spots = self._seen()
        return None if spots is None or self.place is None else int(spots.index[self.place])

    def at(self) -> QPointF | None:
        """Give the pixel of the highlighted mark."""
        spots = self._seen()
        if spots is None or self.place is None:
            return None
        across, down = spots.places(np.array([self.place]))
        return QPointF(float(across[0]), float(down[0]))

    def handle(self, event: QKeyEvent) -> bool:
        """Follow an arrow key; with Ctrl from segment to segment. Say whether it was one."""
        step, spots = STEPS.get(Qt.Key(event.key())), self._seen()
        if spots is None or step is None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.place is None:
            self._go_along(1 if sum(step) > 0 else -1)
        else:
            self.go(mark_towards(spots, self.place, step))
        return True

    def _go_along(self, step: int) -> None:
        """Go to the middle of the next or previous segment of the list."""
        spots, order = self._seen(), list(self._order())
        if spots is None or not order:
            return
        here = self.segment()
        start = order.index(here) if here in order else (-1 if step > 0 else 0)
        self.go(mark_in_middle(spots, order[(start + step) % len(order)]))

    def _rest(self) -> None:
        customer = self.customer()
        if customer is not None:
            self.rested.emit(customer)
