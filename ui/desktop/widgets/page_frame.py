"""What every page has: its finding as title, a line below, buttons at the top right, a body."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.desktop.widgets.labels import FlowingLabel, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, px, row, scale

WIDE = 1180
NARROW = 860
SIDE = 32
COMPACT_SIDE = 24
TOP = 20


class Content(QWidget):
    """What is scrolled: the height that goes with its width decides, not its parts' smallest."""

    def minimumSizeHint(self) -> QSize:
        """Allow any size."""
        return QSize(0, 0)


class PageFrame(QScrollArea):
    """A page that scrolls up and down, never sideways.

    Attributes
    ----------
    messages, body
        Where messages and the parts of the page go.

    Signals
    -------
    reshaped
        There is another width, or another height below the title.
    """

    reshaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room = 0
        self._content = Content()
        self._content.setProperty("look", "page")
        self._outer = column(16, (SIDE, TOP, SIDE, TOP))
        self._content.setLayout(self._outer)
        self._title = wrapped("", "title")
        self._line = FlowingLabel("quiet")
        self._links = row(12)
        self._buttons = row(8)
        self._outer.addLayout(self._make_top())
        self.messages: QVBoxLayout = column(0)
        self._outer.addLayout(self.messages)
        self.body: QVBoxLayout = column(24)
        self._outer.addLayout(self.body, 1)
        self.setWidget(self._content)

    def _make_top(self) -> QBoxLayout:
        self._top = row(24)
        self._words = words = column(2)
        words.addWidget(self._title)
        self._below_title = row(8)
        self._below_title.addWidget(self._line)
        self._below_title.addLayout(self._links)
        self._below_title.setAlignment(self._links, Qt.AlignmentFlag.AlignLeft)
        self._below_title.addStretch(1)
        words.addLayout(self._below_title)
        self._top.addLayout(words, 1)
        self._top.addLayout(self._buttons)
        return self._top

    def show_title(self, title: str, line: str, *, updating: bool = False) -> None:
        """Say what has been found, what else there is to know, and whether it is being renewed."""
        self._title.setText(title)
        show_text(self._line, f"{line} Updating.".lstrip() if updating else line)
        if self.isVisible():
            self._tell_room()

    def add_button(self, made: QPushButton) -> QPushButton:
        """Put a button at the top right; the primary one comes last."""
        self._buttons.addWidget(made)
        return made

    def add_link(self, made: QPushButton) -> QPushButton:
        """Put a link after the line below the title."""
        made.setProperty("small", True)
        self._links.addWidget(made)
        return made

    def logical_width(self) -> float:
        """Give the width of the page in units of the design."""
        return self.viewport().width() / scale()

    def room_below_title(self) -> int:
        """Give the height, in pixels, that a part below the title has without scrolling."""
        sides = self._outer.contentsMargins()
        width = self.viewport().width() - sides.left() - sides.right()
        for box in (self._links, self._buttons, self._below_title, self._words, self._top):
            box.invalidate()  # Qt keeps what inner boxes need until the page is laid out
        parts = (self._top, self.messages)
        above = sum(max(part.heightForWidth(width), 0) for part in parts)
        return self.viewport().height() - above - px(2 * TOP) - 2 * self._outer.spacing()

    @property
    def wide(self) -> bool:
        """Whether there is room for everything side by side."""
        return self.logical_width() >= WIDE

    @property
    def narrow(self) -> bool:
        """Whether there is room for one column only."""
        return self.logical_width() < NARROW

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapt the margins and tell the page."""
        super().resizeEvent(event)
        side = px(SIDE if self.wide else COMPACT_SIDE)
        self._outer.setContentsMargins(side, px(TOP), side, px(TOP))
        beside = not self.narrow
        direction = QBoxLayout.Direction
        for part in (self._top, self._below_title):
            part.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self._top.setAlignment(self._buttons, side | Qt.AlignmentFlag.AlignTop)
        self._room = self.room_below_title()
        self.reshaped.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell the page if its title has grown or shrunk while it was out of sight."""
        super().showEvent(event)
        self._tell_room()

    def _tell_room(self) -> None:
        room = self.room_below_title()
        if room != self._room:
            self._room = room
            self.reshaped.emit()

    def minimumSizeHint(self) -> QSize:
        """Allow any size; what does not fit is scrolled to."""
        return QSize(px(240), px(160))


class Beside(QWidget):
    """Parts beside one another where there is room, else one below the other."""

    def __init__(self, spacing: float = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = row(spacing)
        self.setLayout(self._box)

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Add a part with its share of the width."""
        self._box.addWidget(part, stretch)
        if not stretch:
            self._box.setAlignment(part, Qt.AlignmentFlag.AlignTop)

    def stack(self, *, below: bool) -> None:
        """Put the parts one below the other, or beside one another."""
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if below else direction.LeftToRight)


def group(title: str, spacing: float = 4) -> tuple[QWidget, QVBoxLayout]:
    """Make a part of a page with a section title."""
    part = QWidget()
    box = column(spacing)
    part.setLayout(box)
    if title:
        box.addWidget(label(title, "section"))
    return part, box
