"""The panel that says which segments the chart shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QWidget

from ui.desktop.numbers import number
from ui.desktop.widgets.labels import button, label, wrapped
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.segment_marker import SegmentMarker

WIDTH = 320
BELOW = 4
TITLE = "What the chart shows"
NOTE = "What you keep is also selected on the other pages, unless you have picked customers there."


@dataclass(frozen=True)
class Entry:
    """A segment in the legend: its code, name and mark, its customers and how many are shown."""

    code: int
    name: str
    style: int
    customers: int
    shown: int


class LegendPanel(QFrame):
    """A raised panel with one tick box for each segment; any click outside closes it.

    Signals
    -------
    toggled(code, shown)
        A segment is to be shown or left out.
    only(code)
        A segment is to be shown alone.
    all_wanted, selected_only, selected_out
        Everybody is to be shown; only those selected; all but those.
    """

    toggled = Signal(int, bool)
    only = Signal(int)
    all_wanted = Signal()
    selected_only = Signal()
    selected_out = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("look", "raised")
        self.setAccessibleName(TITLE)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(6))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        self._ticks: dict[int, QCheckBox] = {}
        self._counts: dict[int, QWidget] = {}
        self._all = button("Show all", self.all_wanted.emit, "link")
        self._only = button("", self.selected_only.emit, "link")
        self._out = button("", self.selected_out.emit, "link")
        box = column(6, (16, 12, 16, 14))
        box.addWidget(label(TITLE, "section"))
        box.addLayout(self._grid)
        box.addWidget(wrapped(NOTE, "note"))
        for link in (self._all, self._only, self._out):
            box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(box)
        self.setFixedWidth(px(WIDTH))

    def show_entries(self, entries: Sequence[Entry], selected: int) -> None:
        """Show the segments, and how many customers are selected."""
        if [entry.code for entry in entries] != list(self._ticks):
            self._fill(entries)
        for entry in entries:
            tick = self._ticks[entry.code]
            state = Qt.CheckState.PartiallyChecked
            if entry.shown in {0, entry.customers}:
                state = Qt.CheckState.Checked if entry.shown else Qt.CheckState.Unchecked
            tick.blockSignals(True)
            tick.setCheckState(state)
            tick.blockSignals(False)
        self._all.setEnabled(any(entry.shown < entry.customers for entry in entries))
        for link, words in ((self._only, "Only"), (self._out, "Without")):
            link.setText(f"{words} the {number(selected)} selected")
            link.setVisible(selected > 0)
        self.setFixedHeight(self.sizeHint().height())

    def _fill(self, entries: Sequence[Entry]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.deleteLater()
        self._ticks = {}
        for place, entry in enumerate(entries):
            tick = QCheckBox(entry.name)
            tick.setAccessibleName(f"{entry.name}, {number(entry.customers)} customers")
            tick.clicked.connect(lambda on, code=entry.code: self.toggled.emit(code, on))
            alone = button("only", partial(self.only.emit, entry.code), "link")
            alone.setProperty("small", True)
            alone.setAccessibleName(f"Show only {entry.name}")
            count = label(number(entry.customers), "quiet")
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            parts = (SegmentMarker(entry.style), tick, count, alone)
            for column_number, part in zip((0, 1, 2, 3), parts, strict=True):
                self._grid.addWidget(part, place, column_number)
            self._ticks[entry.code] = tick

    def open_below(self, link: QWidget) -> None:
        """Open below a link, wholly on its screen."""
        place = link.mapToGlobal(QPoint(link.width() - self.width(), link.height() + px(BELOW)))
        room = link.screen().availableGeometry()
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        place.setY(max(room.top(), min(place.y(), room.bottom() - self.height())))
        self.move(place)
        self.show()
