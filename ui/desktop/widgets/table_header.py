"""The top of a table: small headings, a second strong line, the scale of a column of intervals."""

from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.desktop.numbers import number
from ui.desktop.theme.tokens import SEMIBOLD, tokens_of
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.cell_painting import PADDING, interval_place, row_height, small_font
from ui.desktop.widgets.cells import Heading, interval_scale
from ui.desktop.widgets.long_table_model import LongTableModel
from ui.desktop.widgets.metrics import px, scale
from ui.desktop.widgets.table_model import TableModel
from ui.desktop.widgets.ticks import tick_decimals

LINE = 16
ABOVE = 4
BELOW = 7


def heading_width(heading: Heading) -> int:
    """Give the width that a heading needs, in pixels."""
    plain = QFontMetrics(small_font())
    strong = QFontMetrics(small_font(SEMIBOLD)).horizontalAdvance(heading.strong)
    widths = [plain.horizontalAdvance(line) for line in heading.text.split("\n")]
    return max(*widths, strong) + px(2 * PADDING + 1)


def heading_lines(heading: Heading) -> int:
    """Give the number of lines that a heading takes."""
    return heading.text.count("\n") + 1 + bool(heading.strong)


class TableHeader(QHeaderView):
    """Draws the headings; the columns' widths are set by the table."""

    def __init__(self, model: TableModel | LongTableModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(px(16))
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Make room for the tallest heading."""
        lines = max((heading_lines(heading) for heading in self._model.headings), default=1)
        return QSize(0, px(lines * LINE + ABOVE + BELOW))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw one heading at the bottom of its place, above the rule."""
        self.paint_heading(painter, rect, logicalIndex)

    def paint_heading(self, painter: QPainter, rect: QRect, column: int) -> None:
        """Draw the heading of a column into a place."""
        tokens = tokens_of(self.palette())
        known = 0 <= column < len(self._model.headings)
        heading = self._model.headings[column] if known else Heading("")
        ground = tokens.selection if heading.tinted else tokens.surface
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.control))
        if heading.ticks:
            self._paint_ticks(painter, QRectF(rect), column)
        else:
            self._paint_lines(painter, rect, heading)

    def _paint_lines(self, painter: QPainter, rect: QRect, heading: Heading) -> None:
        tokens = tokens_of(self.palette())
        side = Qt.AlignmentFlag.AlignRight if heading.right else Qt.AlignmentFlag.AlignLeft
        room = rect.adjusted(px(PADDING), 0, -px(PADDING), -px(BELOW))
        lines = [(line, False) for line in heading.text.split("\n")]
        if heading.strong:
            lines.append((heading.strong, True))
        for place, (line, strong) in enumerate(reversed(lines)):
            line_room = room.adjusted(0, 0, 0, -place * px(LINE))
            painter.setFont(small_font(SEMIBOLD) if strong else small_font())
            painter.setPen(QColor(tokens.text if strong else tokens.text_2))
            text = painter.fontMetrics().elidedText(
                line, Qt.TextElideMode.ElideRight, room.width() + 1
            )
            painter.drawText(line_room, int(side | Qt.AlignmentFlag.AlignBottom), text)

    def _paint_ticks(self, painter: QPainter, rect: QRectF, column: int) -> None:
        ends = interval_scale(self._model.headings, column)
        painter.setFont(small_font())
        painter.setPen(QColor(tokens_of(self.palette()).text_2))
        ticks = self._model.headings[column].ticks
        decimals = tick_decimals(ticks)
        for tick in spaced_ticks(ticks, rect):
            place = interval_place(tick, ends, rect)
            text = number(tick, decimals)
            half = painter.fontMetrics().horizontalAdvance(text) / 2 + 1
            middle = min(max(place, rect.left() + half), rect.right() - half)
            room = QRectF(middle - half, rect.top(), 2 * half, rect.height() - px(BELOW))
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.drawText(room, int(flags), text)


def spaced_ticks(ticks: tuple[float, ...], rect: QRectF) -> tuple[float, ...]:
    """Leave out labels that would touch: every second, third … one counted from zero."""
    metrics, decimals = QFontMetrics(small_font()), tick_decimals(ticks)
    widest = max((metrics.horizontalAdvance(number(tick, decimals)) for tick in ticks), default=0)
    zero = ticks.index(0.0) if 0.0 in ticks else 0
    ends = (ticks[0], ticks[-1])
    for every in range(1, len(ticks)):
        kept = tuple(tick for place, tick in enumerate(ticks) if (place - zero) % every == 0)
        places = [interval_place(tick, ends, rect) for tick in kept]
        gaps = (right - left for left, right in pairwise(places))
        if all(gap > widest + px(4) for gap in gaps):
            return kept
    return (ticks[zero],)


class RowHeader(QHeaderView):
    """Names the rows, such as by their place in a file; stays when the table scrolls sideways."""

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(row_height(1))
        self.setDefaultSectionSize(row_height(1))
        self.setHighlightSections(False)
        self.setVisible(False)

    def sizeHint(self) -> QSize:
        """Make room for the longest name."""
        metrics = QFontMetrics(font(scale=scale()))
        widths = [metrics.horizontalAdvance(name) for name in self._model.row_names]
        return QSize(max(widths, default=0) + px(2 * PADDING), 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw the name of one row."""
        tokens = tokens_of(self.palette())
        painter.fillRect(rect, QColor(tokens.surface))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        if logicalIndex >= len(self._model.row_names):
            return
        painter.setFont(font(scale=scale()))
        painter.setPen(QColor(tokens.text_2))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        room = rect.adjusted(0, 0, -px(PADDING), -1)
        painter.drawText(room, int(flags), self._model.row_names[logicalIndex])
