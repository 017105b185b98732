"""A field for a day that may be left open."""

from collections.abc import Callable

from PySide6.QtCore import QDate, QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit

from ui.desktop.widgets.fields import RAISED

FIRST = QDate(2000, 1, 1)
LAST = QDate(2099, 12, 31)
WRITTEN = "yyyy-MM-dd"


class DateField(QDateEdit):
    """A day, or "no date"; days are given and taken as YYYY-MM-DD, "" for none.

    Parameters
    ----------
    name
        What the field is for, for screen readers.
    entered
        Called with the new day.
    """

    def __init__(self, name: str, entered: Callable[[str], object]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDateRange(FIRST, LAST)
        self.setSpecialValueText("no date")
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(RAISED)
        self.dateChanged.connect(lambda _day: entered(self.day()))

    def day(self) -> str:
        """Return the day that is shown, "" for none."""
        return "" if self.date() == FIRST else self.date().toString(WRITTEN)

    def show_day(self, day: str) -> None:
        """Show a day without telling anybody."""
        with QSignalBlocker(self):
            found = QDate.fromString(day, WRITTEN)
            self.setDate(found if found.isValid() else FIRST)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def stepBy(self, steps: int) -> None:
        """Start from today where no day is set yet."""
        if self.date() == FIRST:
            self.setDate(QDate.currentDate())
            return
        super().stepBy(steps)
