"""A table of any length: only the rows on screen are fetched, and drawn."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QTableView,
    QWidget,
)

from ui.desktop.widgets.cell_painting import CellDelegate, row_height
from ui.desktop.widgets.cells import Heading
from ui.desktop.widgets.column_widths import shared_widths
from ui.desktop.widgets.long_table_model import LongTableModel, Rows
from ui.desktop.widgets.long_table_names import NameHeader
from ui.desktop.widgets.metrics import px
from ui.desktop.widgets.table import needed_widths, ring_row
from ui.desktop.widgets.table_header import TableHeader

FETCH_AFTER_MS = 15
AHEAD = 40
MEASURED_ROWS = 60
MOST_COPIED = 50_000


class LongTable(QTableView):
    """Shows rows that somebody else fetches.

    Parameters
    ----------
    name
        What the table holds, for screen readers.
    rows_shown
        Rows seen at once, which give the table its height; 0 for as many as there is room.

    Signals
    -------
    rows_wanted(first, count)
        Rows are to be shown that are missing; `fill` takes them.
    order_wanted(column)
        The heading of a column was clicked or chosen with the keyboard.
    stood_on(row)
        The keyboard, or the pointer, has come to another row.
    entered(row)
        Enter was pressed on a row.
    copy_wanted
        The chosen rows are to be copied.
    chosen_changed
        Other rows are chosen.
    """

    rows_wanted = Signal(int, int)
    order_wanted = Signal(int)
    stood_on = Signal(int)
    entered = Signal(int)
    copy_wanted = Signal()
    chosen_changed = Signal()

    def __init__(self, name: str, rows_shown: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows_shown = rows_shown
        self._needs: tuple[int, ...] = ()
        self._quiet = False
        self._cells = LongTableModel(self)
        self._painter = CellDelegate(self)
        self.header = TableHeader(self._cells, self)
        self.names = NameHeader(self, self._cells)
        self.setModel(self._cells)
        self.setItemDelegate(self._painter)
        self.setHorizontalHeader(self.header)
        self.setVerticalHeader(self.names)
        self.names.hovered.connect(self.hover)
        self.setAccessibleName(name)
        self._set_behaviour()
        self._fetching = QTimer(self, singleShot=True, interval=FETCH_AFTER_MS)
        self._fetching.timeout.connect(self._fetch)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._fetching.start())
        self.header.setSectionsClickable(True)
        self.header.sectionClicked.connect(self.order_wanted)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())

    def _set_behaviour(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.clicked.disconnect()
            corner.clicked.connect(lambda _on: self.order_wanted.emit(0))
            corner.installEventFilter(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self._cells.rowCount()

    def restart(self, headings: tuple[Heading, ...], total: int, rows: Rows) -> None:
        """Begin anew with other rows, of which the first are known."""
        self._needs = needed_widths(headings, rows[:MEASURED_ROWS], 0)
        self._quiet = True
        self._cells.restart(headings, total, rows)
        self._quiet = False
        self.setColumnHidden(0, True)
        self.hover(-1)
        self.names.fit()
        self._fit()
        self.scrollToTop()
        self._fetching.start()

    def fill(self, first: int, rows: Rows) -> None:
        """Take in rows that were wanted."""
        self._cells.fill(first, rows)
        self.names.viewport().update()

    def stand_on(self, row: int | None, column: int | None = None) -> None:
        """Choose a row without telling anybody, and scroll to it; None for no row.

        ``column`` is the one to be seen; None for any.
        """
        self._quiet = True
        if row is None or not 0 <= row < self.total:
            self.clearSelection()
        elif row != self.currentIndex().row() or not self.chosen_rows():
            flags = QItemSelectionModel.SelectionFlag
            place = self._column_seen() if column is None else column
            index = self._cells.index(row, place)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            seen = self.viewport().rect().intersects(self.visualRect(index))
            hints = QAbstractItemView.ScrollHint
            self.scrollTo(index, hints.EnsureVisible if seen else hints.PositionAtCenter)
        self._quiet = False

    def _column_seen(self) -> int:
        """Give a column that is on screen now, so that choosing a row moves nothing sideways."""
        seen = self.columnAt(self.viewport().width() // 2)
        return seen if seen >= 0 else self.shown_columns()[-1]

    def chosen_rows(self) -> list[int]:
        """Give the chosen rows in order, `MOST_COPIED` at most."""
        rows: list[int] = []
        for span in self.selectionModel().selection().toList():
            rows += range(span.top(), min(span.bottom() + 1, span.top() + MOST_COPIED))
        return sorted(rows)[:MOST_COPIED]

    def chosen_count(self) -> int:
        """Give how many rows are chosen."""
        return sum(span.height() for span in self.selectionModel().selection().toList())

    def hover(self, row: int) -> None:
        """Tint a row, or none."""
        if row != self._painter.hovered_row:
            self.names.hovered_row = self._painter.hovered_row = row
            self.viewport().update()
            self.names.viewport().update()

    def _on_current(self, current: object, _before: object) -> None:
        row = self.currentIndex().row()
        if not self._quiet and current is not None and row >= 0:
            self.stood_on.emit(row)
        self.names.viewport().update()

    def _fetch(self) -> None:
        """Ask for the missing rows on screen and some beyond."""
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        last = self.total - 1 if last < 0 else last
        for start, count in self._cells.missing(first - AHEAD, last + AHEAD):
            self.rows_wanted.emit(start, count)

    def _fit(self) -> None:
        """Drop columns that have no room, then give each of the others its width."""
        room = self.viewport().width()
        needs = dict(list(enumerate(self._needs))[1:])
        for column in self._spare_columns():
            if sum(self._least(column) for column in needs) <= room:
                break
            del needs[column]
        for column in range(1, len(self._needs)):
            self.setColumnHidden(column, column not in needs)
        for column, width in shared_widths(self._cells.headings, needs, room).items():
            self.setColumnWidth(column, width)
        if self._rows_shown:
            self._set_height()

    def _set_height(self) -> None:
        """Take the height of the rows that are to be seen, and no more."""
        widths = sum(self.columnWidth(column) for column in range(1, len(self._needs)))
        sideways = widths > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if sideways else 0
        rows = max(min(self.total, self._rows_shown), 1) * row_height(1)
        self.setFixedHeight(self.header.sizeHint().height() + rows + bar)

    def _spare_columns(self) -> list[int]:
        """Give the columns that may be left out, in that order."""
        spare = {place: one.spare for place, one in enumerate(self._cells.headings) if one.spare}
        return sorted(spare, key=lambda place: -spare[place])

    def _least(self, column: int) -> int:
        """Give the least width of a column."""
        heading = self._cells.headings[column]
        shrinks = heading.stretch and not heading.firm
        return min(self._needs[column], px(heading.least)) if shrinks else self._needs[column]

    def shown_columns(self) -> list[int]:
        """Give the columns that there is room for, the names included."""
        columns = range(1, len(self._cells.headings))
        return [0, *(column for column in columns if not self.isColumnHidden(column))]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the corner over the names like the headings beside it."""
        if event.type() != QEvent.Type.Paint or not isinstance(watched, QAbstractButton):
            return super().eventFilter(watched, event)
        painter = QPainter(watched)
        self.header.paint_heading(painter, watched.rect(), 0)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns, and fetch what has come into view."""
        super().resizeEvent(event)
        self._fit()
        self._fetching.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the pointer."""
        super().mouseMoveEvent(event)
        self.hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Take the tint away."""
        super().leaveEvent(event)
        self.hover(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, enter, or leave the key to Qt."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.entered.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and a ring round the one that the keyboard stands on."""
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            ring_row(self)
