"""What is known of the customer under the pointer; it stays when it has been pinned."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton, QWidget

from ui.desktop.theme.tokens import tokens_of
from ui.desktop.widgets.icons import SIZE, icon
from ui.desktop.widgets.labels import ElidedLabel, button, label, show_text
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.segment_marker import SegmentMarker

WIDTH = 250
AWAY = 14
CLOSE = 24
CARD = "Open the card"


@dataclass(frozen=True)
class Facts:
    """A customer in a few words, all of it plain text.

    Attributes
    ----------
    title, subtitle
        Id, and name if there is one.
    style, segment
        The mark and the name of the segment; 0 and "Not scored" without one.
    lines
        What else is worth knowing: names and values.
    """

    title: str
    subtitle: str
    style: int
    segment: str
    lines: tuple[tuple[str, str], ...]


class FactsPanel(QFrame):
    """A raised panel beside a mark.

    Signals
    -------
    card_wanted, closed
        The user wants to know more, or has seen enough.
    """

    card_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "raised")
        self._title = ElidedLabel("", "section")
        self._subtitle = ElidedLabel("", "note")
        self._marker = SegmentMarker()
        self._segment = ElidedLabel("", "small")
        self._grid = QGridLayout()
        self._card = button(CARD, self.card_wanted.emit, "link")
        self._card.setProperty("small", True)
        self._close = QToolButton()
        self._close.setIcon(icon("close", tokens_of(self.palette()).text, px(SIZE)))
        self._close.setAccessibleName("Close")
        self._close.setProperty("look", "bare")
        self._close.setFixedSize(px(CLOSE), px(CLOSE))
        self._close.setIconSize(QSize(px(SIZE), px(SIZE)))
        self._close.clicked.connect(lambda _on: self.closed.emit())
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        box = column(4, (12, 8, 12, 10))
        top = row(8)
        names = column(0)
        names.addWidget(self._title)
        names.addWidget(self._subtitle)
        top.addLayout(names, 1)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(top)
        segment = row(6)
        segment.addWidget(self._marker)
        segment.addWidget(self._segment, 1)
        box.addLayout(segment)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(1))
        self._grid.setColumnStretch(0, 1)
        box.addLayout(self._grid)
        box.addWidget(self._card, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(box)
        self.setFixedWidth(px(WIDTH))

    def show_facts(self, facts: Facts, at: QPointF, *, pinned: bool) -> None:
        """Show what is known of a customer beside their mark."""
        self._title.setText(facts.title)
        show_text(self._subtitle, facts.subtitle)
        self._marker.show_style(facts.style)
        self._segment.setText(facts.segment)
        self._fill(facts.lines)
        self.setAccessibleName(facts.title)
        told = (facts.subtitle, facts.segment, *(f"{name}: {said}" for name, said in facts.lines))
        self.setAccessibleDescription(". ".join(part for part in told if part))
        for part in (self._card, self._close):
            part.setVisible(pinned)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=not pinned)
        self.show()
        self.adjustSize()
        self.move_to(at)
        self.raise_()

    def _fill(self, lines: tuple[tuple[str, str], ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        for place, (name, said) in enumerate(lines):
            self._grid.addWidget(ElidedLabel(name, "note"), place, 0)
            value = label(said, "small")
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(value, place, 1)

    def move_to(self, at: QPointF) -> None:
        """Stand beside a place, inside the chart and not over the place itself."""
        parent = self.parentWidget()
        room = parent.size() if parent is not None else QSize()
        away = px(AWAY)
        left = at.x() + away
        if left + self.width() > room.width():
            left = at.x() - away - self.width()
        top = min(max(at.y() - self.height() / 2, 4), room.height() - self.height() - 4)
        self.move(round(max(left, 4)), round(max(top, 4)))
