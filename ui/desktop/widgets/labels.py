"""Labels and buttons; text is always plain, so that data cannot dress itself up."""

import html
from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

LEAST_WIDTH = 24
PER_CENT, BOUND = " %", "\u00a0%"
"""The sign with the blank before it, and with one at which no line is broken."""


def label(text: str = "", look: str = "") -> QLabel:
    """Make a label of one line."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("look", look)
    return made


class WrappedLabel(QLabel):
    """Text broken into lines; as high as its width asks for, and no higher.

    It keeps the heights that it was asked for: Qt would set the whole text each time, and boxes
    ask dozens of times while a page is laid out.
    """

    def __init__(self, text: str, look: str) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self.setText(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show another text; a sign of per cent never begins a line."""
        self._heights.clear()
        super().setText(text.replace(PER_CENT, BOUND))

    def text(self) -> str:
        """Give the text as it was put in."""
        return super().text().replace(BOUND, PER_CENT)

    def heightForWidth(self, width: int) -> int:
        """Give the height of the lines at a width."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        self._heights.clear()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Ask for one line; Qt would ask for the height at the smallest width."""
        return QSize(LEAST_WIDTH, self.fontMetrics().height())


def wrapped(text: str = "", look: str = "") -> WrappedLabel:
    """Make a label that breaks its text into lines and lets it be copied."""
    return WrappedLabel(text, look)


def set_look(widget: QWidget, look: str) -> None:
    """Give a widget another look of the style sheet."""
    if widget.property("look") == look:
        return
    widget.setProperty("look", look)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def plain_tooltip(text: str) -> str:
    """Escape text so that a tooltip shows it as it is, wrapped."""
    return f"<qt>{html.escape(text)}</qt>" if text else ""


def show_text(target: QLabel, text: str) -> None:
    """Put text into a label that takes no room while it is empty."""
    target.setText(text)
    target.setVisible(bool(text))


def button(text: str, slot: Callable[[], object], look: str = "") -> QPushButton:
    """Make a push button: ``primary``, ``link`` or plain."""
    made = QPushButton(text)
    made.setProperty("look", look)
    made.clicked.connect(lambda _on: slot())
    made.setAutoDefault(False)
    if look == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def small_link(text: str, slot: Callable[[], object]) -> QPushButton:
    """Make a link in the size of notes."""
    made = button(text, slot, "link")
    made.setProperty("small", True)
    return made


def rule() -> QFrame:
    """Make a thin line between two parts of a page."""
    made = QFrame()
    made.setProperty("look", "rule")
    made.setFixedHeight(1)
    return made


class ElidedLabel(QLabel):
    """One line that is shortened with an ellipsis where it does not fit, with a tooltip."""

    def __init__(self, text: str = "", look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Allow the label to become narrow."""
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._explain()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether the text still fits."""
        super().resizeEvent(event)
        self._explain()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as fits."""
        room = self.contentsRect()
        shown = self._shortened()
        painter = QPainter(self)
        flags = int(self.alignment()) | int(Qt.TextFlag.TextSingleLine)
        self.style().drawItemText(
            painter, room, flags, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )

    def _shortened(self) -> str:
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)

    def _explain(self) -> None:
        cut = self._shortened() != self.text()
        self.setToolTip(plain_tooltip(self.text()) if cut else "")


class FlowingLabel(QLabel):
    """Text as wide as it needs, broken into lines only where there is no room for that."""

    def __init__(self, look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + LEAST_WIDTH // 4
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Allow several lines."""
        return QSize(LEAST_WIDTH, self.fontMetrics().height())
