"""The names of the rows of a long table."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.desktop.theme.tokens import tokens_of
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.cell_painting import COLOURS, PADDING, row_height
from ui.desktop.widgets.cells import Heading
from ui.desktop.widgets.long_table_model import LongTableModel
from ui.desktop.widgets.metrics import px, scale
from ui.desktop.widgets.table_header import heading_width

WIDEST_NAME = 220


class NameHeader(QHeaderView):
    """The first column: it stays when the table is scrolled sideways.

    Attributes
    ----------
    sought
        A text whose first occurrence in each name is marked; "" for none.
    hovered_row
        The row that is tinted; -1 for none.

    Signals
    -------
    hovered(row)
        The pointer has come to a row.
    """

    hovered = Signal(int)

    def __init__(self, table: QTableView, model: LongTableModel) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self.sought = ""
        self.hovered_row = -1
        self._table = table
        self._cells = model
        self._width = 0
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(row_height(1))
        self.setDefaultSectionSize(row_height(1))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)

    def fit(self) -> None:
        """Take the width that the names at the top of the list need."""
        metrics = QFontMetrics(font(scale=scale()))
        names = (cells[0].text for cells in self._cells.first_rows())
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        heading = self._cells.headings[0] if self._cells.headings else Heading("")
        head = max(heading_width(heading), px(heading.least))
        room = min(widest + px(2 * PADDING + 4), px(WIDEST_NAME))
        self._width = max(room, head)
        self.setFixedWidth(self._width)

    def sizeHint(self) -> QSize:
        """Ask for the width of the names."""
        return QSize(self._width, 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw the name of one row."""
        tokens = tokens_of(self.palette())
        table = self._table
        chosen = table.selectionModel().isRowSelected(logicalIndex, table.rootIndex())
        hovered = self.hovered_row == logicalIndex
        ground = tokens.selection if chosen else tokens.band if hovered else tokens.surface
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        cell = self._cells.cell(logicalIndex, 0)
        painter.setFont(font(scale=scale()))
        room = rect.adjusted(px(PADDING), 0, -px(PADDING), -1)
        metrics = painter.fontMetrics()
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
        start = text.casefold().find(self.sought.casefold()) if self.sought else -1
        if start >= 0:
            left = room.left() + metrics.horizontalAdvance(text[:start])
            wide = metrics.horizontalAdvance(text[start : start + len(self.sought)])
            line = metrics.height()
            marked = QRect(left, room.center().y() - line // 2, wide, line)
            painter.fillRect(marked, QColor(tokens.raised if chosen else tokens.selection))
        painter.setPen(QColor(getattr(tokens, COLOURS[cell.look])))
        right = self._cells.headings[0].right
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which row is under the pointer."""
        super().mouseMoveEvent(event)
        self.hovered.emit(self.logicalIndexAt(event.position().toPoint()))
