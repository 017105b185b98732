"""Drawing of cells and of segment marks inside tables."""

import re
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.desktop.theme.tokens import BODY_PX, SEMIBOLD, SMALL_PX, Tokens, tokens_of
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.cells import Bar, Cell, Interval, interval_scale
from ui.desktop.widgets.icons import paint_icon
from ui.desktop.widgets.long_table_model import LongTableModel
from ui.desktop.widgets.metrics import px, row_units, scale
from ui.desktop.widgets.segment_marker import paint_marker
from ui.desktop.widgets.table_model import CELL_ROLE, TableModel

PADDING = 6
MARK = 12
MARK_ROOM = 20
LINE = 18
BELOW = 4
ICON = 14
INTERVAL_MARGIN = 14
BAR_HEIGHT = 10
COLOURS = {
    "": "text",
    "strong": "text",
    "quiet": "text_2",
    "negative": "negative",
    "accent": "accent",
}


def cell_font(cell: Cell, *, total: bool) -> QFont:
    """Give the font of a cell's text."""
    strong = (total and cell.look != "quiet") or cell.look in ("strong", "accent")
    return font(BODY_PX, SEMIBOLD if strong else QFont.Weight.Normal, scale())


def cell_width(cell: Cell, *, total: bool) -> int:
    """Give the width that a cell needs, in pixels."""
    if cell.icon:
        return px(ICON + 2 * PADDING)
    width = QFontMetrics(cell_font(cell, total=total)).horizontalAdvance(cell.text)
    if cell.note:
        width += px(8) + QFontMetrics(font(scale=scale())).horizontalAdvance(cell.note)
    if cell.below:
        width = max(width, QFontMetrics(small_font()).horizontalAdvance(cell.below))
    return width + px(2 * PADDING + 1) + (px(MARK_ROOM) if cell.mark is not None else 0)


def row_height(lines: int) -> int:
    """Give the height of a row whose cells have up to so many lines, in pixels."""
    return px(row_units() + (lines - 1) * LINE)


def broken(
    text: str, metrics: QFontMetrics, width: int, lines: int, *, hyphens: bool = False
) -> list[str]:
    """Break a text between words into at most so many lines; the last one is shortened.

    With ``hyphens`` it may also be broken after one.
    """
    made: list[str] = []
    parts = re.split(r"(?<=[ -])" if hyphens else r"(?<= )", text)
    while len(made) < lines - 1 and _shortened("".join(parts), metrics, width) != "".join(parts):
        fitting = [
            count
            for count in range(1, len(parts))
            if metrics.horizontalAdvance("".join(parts[:count]).rstrip()) <= width
        ]
        if not fitting:
            break
        made.append("".join(parts[: fitting[-1]]).rstrip())
        parts = parts[fitting[-1] :]
    return [*made, _shortened("".join(parts), metrics, width)]


def _shortened(text: str, metrics: QFontMetrics, width: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def lines_needed(cell: Cell, width: int, most: int, *, total: bool) -> int:
    """Tell how many lines a cell takes in a column of a width in pixels."""
    taken = cell_width(replace(cell, text="", note="", below=""), total=total)
    metrics = QFontMetrics(cell_font(cell, total=total))
    return len(with_note(cell, metrics, width - taken + 2, most)) + bool(cell.below)


def with_note(cell: Cell, metrics: QFontMetrics, width: int, lines: int) -> list[str]:
    """Break the text of a cell so that its note has room after the last line."""
    made = broken(cell.text, metrics, width, lines)
    if not cell.note:
        return made
    note = px(8) + QFontMetrics(font(scale=scale())).horizontalAdvance(cell.note)
    if metrics.horizontalAdvance(made[-1]) + note <= width:
        return made
    return broken(cell.text, metrics, width - note, lines)


def interval_place(value: float, ends: tuple[float, float], room: QRectF) -> float:
    """Give where a value stands across a column of intervals."""
    margin = px(INTERVAL_MARGIN)
    share = (value - ends[0]) / ((ends[1] - ends[0]) or 1.0)
    return room.left() + margin + share * (room.width() - 2 * margin)


def _paint_interval(
    painter: QPainter, shown: Interval, ends: tuple[float, float], room: QRectF, tokens: Tokens
) -> None:
    middle = room.center().y()
    zero = interval_place(0.0, ends, room)
    painter.setPen(QPen(QColor(tokens.control), 1))
    painter.drawLine(QPointF(zero, room.top()), QPointF(zero, room.bottom()))
    if shown.bar is not None:
        bar = interval_place(shown.bar, ends, room)
        painter.setPen(QPen(QColor(tokens.negative), 2 * scale()))
        painter.drawLine(QPointF(bar, middle - px(8)), QPointF(bar, middle + px(8)))
    colour = QColor(tokens.text if shown.decides else tokens.control)
    painter.setPen(QPen(colour, 1.5 * scale()))
    left, right = (interval_place(end, ends, room) for end in (shown.low, shown.high))
    painter.drawLine(QPointF(left, middle), QPointF(right, middle))
    for end in (left, right):
        painter.drawLine(QPointF(end, middle - px(4)), QPointF(end, middle + px(4)))
    painter.setBrush(colour if shown.decides else QColor(tokens.surface))
    dot = QPointF(interval_place(shown.middle, ends, room), middle)
    painter.drawEllipse(dot, px(3.4), px(3.4))


def _paint_bar(painter: QPainter, shown: Bar, room: QRectF, tokens: Tokens) -> None:
    span = (shown.high - shown.low) or 1.0
    zero, end = (
        room.left() + (value - shown.low) / span * room.width() for value in (0.0, shown.value)
    )
    left, right = min(zero, end), max(zero, end)
    bar = QRectF(left, room.center().y() - px(BAR_HEIGHT) / 2, right - left, px(BAR_HEIGHT))
    token = shown.token if shown.value >= 0 else "negative"
    painter.fillRect(bar, QColor(str(getattr(tokens, token))))
    if shown.low < 0:
        line = QRectF(round(zero), room.top() + px(4), 1, room.height() - px(8))
        painter.fillRect(line, QColor(tokens.control))


class CellDelegate(QStyledItemDelegate):
    """Draws cells: ruled rows, marks, intervals, numbers at the right."""

    hovered_row = -1
    lines = 1
    """Most lines of a cell."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the room that a cell needs."""
        model = index.model()
        assert isinstance(model, TableModel | LongTableModel)  # noqa: S101 - it serves no other
        cell = model.cell(index.row(), index.column())
        return QSize(cell_width(cell, total=model.is_total(index.row())), row_height(1))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a cell."""
        model = index.model()
        assert isinstance(model, TableModel | LongTableModel)  # noqa: S101 - it serves no other
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        tokens = tokens_of(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, room, index, tokens, selected=selected)
        cell = index.data(CELL_ROLE)
        inner = QRectF(room).adjusted(px(PADDING), 0, -px(PADDING), -1)
        if cell.interval is not None:
            ends = interval_scale(model.headings, index.column())
            _paint_interval(
                painter, cell.interval, ends, QRectF(room).adjusted(0, 0, 0, -1), tokens
            )
        elif cell.bar is not None:
            _paint_bar(painter, cell.bar, inner, tokens)
        elif cell.icon:
            self._paint_icon(painter, cell, inner, tokens)
        else:
            right = model.headings[index.column()].right
            self._paint_text(painter, cell, inner, tokens, (right, model.is_total(index.row())))
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        room: QRect,
        index: QModelIndex | QPersistentModelIndex,
        tokens: Tokens,
        *,
        selected: bool,
    ) -> None:
        model = index.model()
        assert isinstance(model, TableModel | LongTableModel)  # noqa: S101 - it serves no other
        if selected or model.headings[index.column()].tinted:
            painter.fillRect(room, QColor(tokens.selection))
        elif index.row() == self.hovered_row and not model.is_total(index.row()):
            painter.fillRect(room, QColor(tokens.band))
        if model.is_total(index.row()):
            return
        before_total = model.is_total(index.row() + 1)
        colour = tokens.control if before_total else tokens.line
        painter.fillRect(room.left(), room.bottom(), room.width(), 1, QColor(colour))

    def _paint_icon(self, painter: QPainter, cell: Cell, room: QRectF, tokens: Tokens) -> None:
        size = px(ICON)
        place = QRectF(room.left(), room.center().y() - size / 2, size, size)
        colour = str(getattr(tokens, COLOURS[cell.look]))
        paint_icon(painter, cell.icon, colour, place)

    def _paint_text(
        self,
        painter: QPainter,
        cell: Cell,
        room: QRectF,
        tokens: Tokens,
        kind: tuple[bool, bool],
    ) -> None:
        right, total = kind
        if cell.mark is not None:
            centre = QPointF(room.left() + px(MARK) / 2, room.center().y())
            paint_marker(painter, centre, px(MARK), cell.mark, tokens)
            room = room.adjusted(px(MARK_ROOM), 0, 0, 0)
        chosen = cell_font(cell, total=total)
        painter.setFont(chosen)
        painter.setPen(QColor(str(getattr(tokens, COLOURS[cell.look]))))
        metrics = QFontMetrics(chosen)
        if cell.below:
            room = self._paint_below(painter, cell.below, room, tokens, right=right)
            painter.setFont(chosen)
            painter.setPen(QColor(str(getattr(tokens, COLOURS[cell.look]))))
        lines = with_note(cell, metrics, int(room.width()) + 1, self.lines)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), "\n".join(lines))
        if cell.note:
            down = (len(lines) - 1) * metrics.lineSpacing() / 2
            after = room.translated(metrics.horizontalAdvance(lines[-1]) + px(8), down)
            painter.setFont(font(scale=scale()))
            painter.setPen(QColor(tokens.text_2))
            painter.drawText(after, int(Qt.AlignmentFlag.AlignVCenter), cell.note)

    def _paint_below(
        self, painter: QPainter, text: str, room: QRectF, tokens: Tokens, *, right: bool
    ) -> QRectF:
        """Write a small line at the bottom of a cell; return the room above it."""
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        lower = room.adjusted(0, room.height() - px(LINE + BELOW), 0, -px(BELOW))
        painter.setFont(small_font())
        painter.setPen(QColor(tokens.text_2))
        shown = _shortened(text, QFontMetrics(small_font()), int(room.width()) + 1)
        painter.drawText(lower, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        return room.adjusted(0, px(BELOW), 0, -px(LINE + BELOW))


def small_font(weight: int = QFont.Weight.Normal) -> QFont:
    """Give the font of headings, axis labels and notes."""
    return font(SMALL_PX, weight, scale())
