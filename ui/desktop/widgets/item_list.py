"""A short list of things with a name, a line below it and an icon."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.desktop.theme.tokens import BODY_PX, SEMIBOLD, SMALL_PX, Tokens, tokens_of
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.icons import paint_icon
from ui.desktop.widgets.labels import plain_tooltip
from ui.desktop.widgets.metrics import px, scale

ITEM_ROLE = Qt.ItemDataRole.UserRole
HEIGHT = 48
ICON = 14
ICON_LEFT = 8
TEXT_LEFT = 32
EDGE = 8
BARE_LEFT = 0


@dataclass(frozen=True)
class Item:
    """One entry; ``icon`` may be empty, ``token`` is its colour, ``tooltip`` plain text."""

    name: str
    line: str
    icon: str = ""
    token: str = "text"
    tooltip: str = ""


class _ItemDelegate(QStyledItemDelegate):
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(px(80), px(HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        tokens = tokens_of(option.palette)
        item: Item = index.data(ITEM_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(tokens.selection if chosen else tokens.band))
        if item.icon:
            place = QRectF(room.left() + px(ICON_LEFT), room.top() + px(8), px(ICON), px(ICON))
            paint_icon(painter, item.icon, str(getattr(tokens, item.token)), place)
        self._paint_words(painter, room, item, tokens, chosen=chosen)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRect(room.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_words(
        self, painter: QPainter, room: QRect, item: Item, tokens: Tokens, *, chosen: bool
    ) -> None:
        left = px(TEXT_LEFT if item.icon else BARE_LEFT)
        name = font(BODY_PX, SEMIBOLD if chosen else 400, scale())
        line = font(SMALL_PX, scale=scale())
        width = room.width() - left - px(EDGE)
        modes = Qt.TextElideMode
        for made, text, colour, top, elide in (
            (name, item.name, tokens.text, 5, modes.ElideMiddle),
            (line, item.line, tokens.text_2, 26, modes.ElideRight),
        ):
            painter.setFont(made)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(made).elidedText(text, elide, width)
            place = QRect(room.left() + left, room.top() + px(top), width, px(20))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            painter.drawText(place, int(flags), shown)


class ItemList(QListWidget):
    """Shows items; as high as they are, up to ``most`` of them."""

    picked = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, name: str, most: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._items: tuple[Item, ...] = ()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_ItemDelegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def show_items(self, items: tuple[Item, ...], chosen: int | None) -> None:
        """Show other items and mark one of them."""
        if items != self._items:
            self._items = items
            self.clear()
            for item in items:
                made = QListWidgetItem(self)
                made.setData(ITEM_ROLE, item)
                made.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.name}, {item.line}")
                made.setToolTip(plain_tooltip(item.tooltip or item.name))
            self.setFixedHeight(px(HEIGHT) * min(len(items), self._most))
        if chosen is not None and 0 <= chosen < len(items):
            self.setCurrentRow(chosen)
        else:
            self.clearSelection()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the item under the pointer."""
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        if row >= 0:
            self.picked.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows and Enter; remove with Delete."""
        before = self.currentRow()
        if event.key() == Qt.Key.Key_Delete and before >= 0:
            self.remove_wanted.emit(before)
            return
        super().keyPressEvent(event)
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        moved = self.currentRow() != before
        if self.currentRow() >= 0 and (moved or entered):
            self.picked.emit(self.currentRow())
