"""A table as the design wants it: ruled rows, fitted columns, one row chosen, cells to copy."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView, QWidget

from ui.desktop.theme.tokens import tokens_of
from ui.desktop.widgets.cell_painting import CellDelegate, cell_width, lines_needed, row_height
from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.column_widths import shared_widths
from ui.desktop.widgets.metrics import px, scale
from ui.desktop.widgets.table_header import RowHeader, TableHeader, heading_width
from ui.desktop.widgets.table_model import Rows, TableModel

MEASURED_ROWS = 100
WIDEST = 360


class Table(QTableView):
    """Shows rows of cells; as high as its rows unless ``rows_shown`` limits it.

    Parameters
    ----------
    name
        What the table holds, for screen readers.
    rows_shown
        Rows seen at once; 0 for all of them.
    lines
        Most lines of a row; more than one are taken only where a text needs them.
    """

    picked = Signal(int)
    column_picked = Signal(int)

    def __init__(
        self, name: str, rows_shown: int = 0, parent: QWidget | None = None, *, lines: int = 1
    ) -> None:
        super().__init__(parent)
        self._rows_shown = rows_shown
        self._needs: tuple[int, ...] = ()
        self._cells = TableModel(self)
        self._painter = CellDelegate(self)
        self._painter.lines = lines
        self.header = TableHeader(self._cells, self)
        self.setModel(self._cells)
        self.setItemDelegate(self._painter)
        self.setHorizontalHeader(self.header)
        self.setVerticalHeader(RowHeader(self._cells, self))
        self.setAccessibleName(name)
        self._set_behaviour()
        self.header.setSectionsClickable(True)
        self.header.sectionClicked.connect(self.column_picked)

    def _set_behaviour(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.installEventFilter(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if not self._rows_shown:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(
        self,
        headings: tuple[Heading, ...],
        rows: Rows,
        *,
        totals: int = 0,
        row_names: tuple[str, ...] = (),
    ) -> None:
        """Show other rows; the chosen one is kept if nothing has changed."""
        shown = (self._cells.headings, self._cells.rows, self._cells.totals)
        if shown == (headings, rows, totals) and self._cells.row_names == row_names:
            return
        # Qt resizes the table in the middle of the reset, so the widths must be known before it.
        self._needs = needed_widths(headings, rows, totals)
        self._cells.show_rows(headings, rows, totals, row_names)
        self.verticalHeader().setVisible(bool(row_names))
        self._painter.hovered_row = -1
        self._fit()

    def choose(self, row: int | None) -> None:
        """Mark a row as the chosen one without telling anybody; None for no row."""
        if row is None or not 0 <= row < len(self._cells.rows):
            self.clearSelection()
            return
        if row in {index.row() for index in self.selectionModel().selectedRows()}:
            return
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        rows = QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._cells.index(row, 0), flags | rows)

    def copy(self) -> None:
        """Put the chosen rows, or all of them, on the clipboard as tab-separated text."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        columns = [
            column
            for column, heading in enumerate(self._cells.headings)
            if not (heading.ticks or heading.drawn)
        ]
        rows = chosen or list(range(len(self._cells.rows)))
        QGuiApplication.clipboard().setText(self._cells.as_text(columns, rows))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the corner over the rows' names like the headings beside it."""
        if event.type() != QEvent.Type.Paint or not isinstance(watched, QAbstractButton):
            return super().eventFilter(watched, event)
        tokens = tokens_of(self.palette())
        room = watched.rect()
        painter = QPainter(watched)
        painter.fillRect(room, QColor(tokens.surface))
        painter.fillRect(room.left(), room.bottom(), room.width(), 1, QColor(tokens.control))
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Take the tint away."""
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        super().mousePressEvent(event)
        self._tell(self.indexAt(event.position().toPoint()).row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, choose the next row, or leave the key to Qt."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        if self.currentIndex().row() != before:
            self._tell(self.currentIndex().row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard a row to stand on."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._cells.rows:
            self.selectionModel().setCurrentIndex(
                self._cells.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and a ring round the one that the keyboard stands on."""
        super().paintEvent(event)
        if not self.hasFocus() or not self.currentIndex().isValid():
            return
        ring_row(self)

    def _hover(self, row: int) -> None:
        if row != self._painter.hovered_row:
            self._painter.hovered_row = row
            self.viewport().update()

    def _tell(self, row: int) -> None:
        if 0 <= row < len(self._cells.rows) and not self._cells.is_total(row):
            self.picked.emit(row)

    def _fit(self) -> None:
        """Drop columns that have no room, then give each of the others its width."""
        room = self.viewport().width()
        kept = []
        for column, heading in enumerate(self._cells.headings):
            dropped = room < heading.drop_below * scale()
            self.setColumnHidden(column, dropped)
            if not dropped:
                kept.append(column)
        needs = {column: self._needs[column] for column in kept}
        widths = shared_widths(self._cells.headings, needs, room)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        if self._painter.lines > 1:
            self._fit_rows(widths)
        self._set_height()

    def _fit_rows(self, widths: dict[int, int]) -> None:
        """Make those rows higher whose texts need more than one line."""
        for row, cells in enumerate(self._cells.rows):
            total = self._cells.is_total(row)
            lines = (
                lines_needed(cells[column], width, self._painter.lines, total=total)
                for column, width in widths.items()
                if column < len(cells)
            )
            self.setRowHeight(row, row_height(max(lines, default=1)))

    def _set_height(self) -> None:
        rows = len(self._cells.rows)
        if self._rows_shown:
            rows = min(rows, self._rows_shown)
        body = sum(self.rowHeight(row) for row in range(rows))
        total = sum(self.columnWidth(column) for column in range(len(self._cells.headings)))
        sideways = total > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if sideways else 0
        self.setFixedHeight(self.header.sizeHint().height() + body + bar + 2)


def ring_row(table: QTableView) -> None:
    """Draw a ring round the row that the keyboard stands on."""
    row = table.currentIndex().row()
    top = table.rowViewportPosition(row)
    painter = QPainter(table.viewport())
    painter.setPen(QPen(QColor(tokens_of(table.palette()).focus), 2))
    painter.drawRect(1, top + 1, table.viewport().width() - 3, table.rowHeight(row) - 3)


def needed_widths(
    headings: tuple[Heading, ...], rows: Sequence[Sequence[Cell]], totals: int
) -> tuple[int, ...]:
    """Give the width that each column needs for its heading, its first rows and its totals."""
    body = [(cells, False) for cells in rows[: len(rows) - totals][:MEASURED_ROWS]]
    measured = [*body, *((cells, True) for cells in rows[len(rows) - totals :])]
    return tuple(
        min(
            max(
                px(heading.least),
                heading_width(heading),
                *(
                    cell_width(cells[column], total=total)
                    for cells, total in measured
                    if column < len(cells)
                ),
                0,
            ),
            px(WIDEST),
        )
        for column, heading in enumerate(headings)
    )
