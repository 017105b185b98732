"""A field that opens over a text to change it, and closes when that is done."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget


class InPlaceField(QLineEdit):
    """Enter or leaving the field takes the text over, Esc leaves it as it was.

    Parameters
    ----------
    parent
        The widget over which it opens.
    place
        Where, in the parent's own coordinates.
    text
        What is to be changed.
    check
        Returns what is wrong with a text, "" if nothing.
    entered
        Called with the new text, if it is another one.
    """

    def __init__(
        self,
        parent: QWidget,
        place: QRect,
        text: str,
        check: Callable[[str], str],
        entered: Callable[[str], object],
    ) -> None:
        super().__init__(text, parent)
        self._before, self._check, self._entered = text, check, entered
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setGeometry(place)
        self.selectAll()
        self.returnPressed.connect(self.take)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Take the text over, or say what is wrong with it and stay open."""
        text = " ".join(self.text().split())
        wrong = self._check(text)
        if wrong:
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), wrong, self)
            return
        self.close()
        if text != self._before:
            self._entered(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave everything as it was on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the text over if it can be; an impossible one is forgotten."""
        super().focusOutEvent(event)
        if not self.isVisible():
            return
        text = " ".join(self.text().split())
        self.close()
        if text != self._before and not self._check(text):
            self._entered(text)
