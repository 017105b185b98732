"""Who went where between two periods: two columns of bars with bands between them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.desktop.charts.flow_layout import Band, Flow, FlowLayout, FlowNode, flow_layout
from ui.desktop.numbers import number
from ui.desktop.theme.tokens import SEMIBOLD, SMALL_PX, Tokens, tokens_of
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.labels import plain_tooltip
from ui.desktop.widgets.metrics import px, scale
from ui.desktop.widgets.segment_marker import paint_marker

HEADER = 30
MARK = 12
MARK_ROOM = 20
GREY_OPACITY, FAINT_OPACITY = 0.16, 0.07
COLOUR_OPACITY = 0.72
FADED_OPACITY = 0.25
RING = 3

Pick = tuple[int | None, int | None]
"""Place of a node of the first and of the second period; None for any."""


@dataclass(frozen=True)
class FlowSide:
    """One period: its heading and its nodes."""

    heading: str
    nodes: tuple[FlowNode, ...]


class FlowChart(QWidget):
    """Shows the flows; nodes and bands can be picked with the mouse or the keyboard.

    Signals
    -------
    picked(pick)
        A node or a band was chosen; the same one again means nobody.
    table_wanted
        T was pressed.
    """

    picked = Signal(object)
    table_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sides = (FlowSide("", ()), FlowSide("", ()))
        self._flows: tuple[Flow, ...] = ()
        self._layout = FlowLayout(((), ()), ((), ()), ())
        self._chosen: Pick | None = None
        self._cursor = (0, 0)
        self.describe: Callable[[Pick], str] = lambda _pick: ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Moves between the segments")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_flows(self, before: FlowSide, after: FlowSide, flows: tuple[Flow, ...]) -> None:
        """Show other flows."""
        self._sides, self._flows = (before, after), flows
        self._cursor = (self._cursor[0], min(self._cursor[1], len(self._side()) - 1))
        told = [f"{side.heading}: {_listed(side.nodes)}" for side in self._sides]
        self.setAccessibleDescription(". ".join(told))
        self._place()

    def choose(self, pick: Pick | None) -> None:
        """Let the flows of a node, or one flow, stand out; None for none."""
        if pick != self._chosen:
            self._chosen = pick
            self.update()

    def bar(self, side: int, place: int) -> QRectF:
        """Give where a bar is drawn."""
        return self._layout.bars[side][place]

    def sizeHint(self) -> QSize:
        """Give the usual size."""
        return QSize(px(656), px(600))

    def minimumSizeHint(self) -> QSize:
        """Give the least size in which every name has its line."""
        most = max((len(side.nodes) for side in self._sides), default=0)
        return QSize(px(320), px(HEADER + max(most, 9) * 20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything for the new size."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        room = QRectF(self.rect()).adjusted(1, px(HEADER), -1, -px(4))
        nodes = (self._sides[0].nodes, self._sides[1].nodes)
        if all(nodes):
            self._layout = flow_layout(nodes, self._flows, room, scale())
        self.update()

    def _side(self) -> tuple[FlowNode, ...]:
        return self._sides[self._cursor[0]].nodes

    # What the user does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick what is under the pointer; nothing under it picks nobody."""
        pick = self._pick_at(event.position())
        if pick is not None and None in pick:
            side = 0 if pick[0] is not None else 1
            self._cursor = (side, pick[side] or 0)
        self._tell(pick)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be picked, and say how many they are."""
        pick = self._pick_at(event.position())
        shape = Qt.CursorShape.ArrowCursor if pick is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        text = self.describe(pick) if pick is not None else ""
        QToolTip.showText(event.globalPosition().toPoint(), plain_tooltip(text), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from node to node, between the periods, pick, or ask for the table."""
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                place = min(max(self._cursor[1] + step, 0), len(self._side()) - 1)
                self._go(self._cursor[0], place)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                side = int(event.key() == Qt.Key.Key_Right)
                self._go(side, min(self._cursor[1], len(self._sides[side].nodes) - 1))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._tell(self._cursor_pick())
            case Qt.Key.Key_T:
                self.table_wanted.emit()
            case _:
                super().keyPressEvent(event)

    def _cursor_pick(self) -> Pick:
        side, place = self._cursor
        return (place, None) if side == 0 else (None, place)

    def _go(self, side: int, place: int) -> None:
        self._cursor = (side, max(place, 0))
        text = self.describe(self._cursor_pick())
        self.setAccessibleName(text or "Moves between the segments")
        self.setToolTip(plain_tooltip(text))
        self.update()

    def _tell(self, pick: Pick | None) -> None:
        self.picked.emit(None if pick == self._chosen else pick)

    def _pick_at(self, at: QPointF) -> Pick | None:
        for side in (0, 1):
            places = zip(self._layout.bars[side], self._layout.labels[side], strict=True)
            for place, (bar, name) in enumerate(places):
                if bar.adjusted(-px(3), 0, px(3), 0).contains(at) or name.contains(at):
                    return (place, None) if side == 0 else (None, place)
        for band in reversed(self._layout.bands):  # the narrow ones lie on top
            if band.path().contains(at):
                return band.flow.start, band.flow.end
        return None

    def leaveEvent(self, event: QEvent) -> None:
        """Take the tooltip away."""
        super().leaveEvent(event)
        QToolTip.hideText()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bands, the coloured ones on top, then bars and names."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for band in self._layout.bands:
            self._paint_grey(painter, band, tokens)
        for band in self._layout.bands:
            self._paint_colour(painter, band, tokens)
        for side in (0, 1):
            self._paint_side(painter, side, tokens)

    def _stands_out(self, flow: Flow) -> bool:
        if self._chosen is None:
            return False
        start, end = self._chosen
        return start in (None, flow.start) and end in (None, flow.end)

    def _paint_grey(self, painter: QPainter, band: Band, tokens: Tokens) -> None:
        colour = QColor(tokens.control)
        colour.setAlphaF(GREY_OPACITY if self._chosen is None else FAINT_OPACITY)
        painter.fillPath(band.path(), colour)

    def _paint_colour(self, painter: QPainter, band: Band, tokens: Tokens) -> None:
        flow = band.flow
        stands_out = self._stands_out(flow)
        share = 1.0 if stands_out else flow.coloured / max(flow.count, 1)
        if not share:
            return
        style = self._sides[0].nodes[flow.start].style
        colour = QColor(tokens.control if style is None else tokens.segment(style).fill)
        fades = self._chosen is not None and not stands_out
        colour.setAlphaF(FADED_OPACITY if fades else COLOUR_OPACITY)
        painter.fillPath(band.path(share), colour)

    def _paint_side(self, painter: QPainter, side: int, tokens: Tokens) -> None:
        self._paint_heading(painter, side, tokens)
        shown = zip(
            self._sides[side].nodes,
            self._layout.bars[side],
            self._layout.labels[side],
            strict=False,
        )
        for place, (node, bar, name) in enumerate(shown):
            self._paint_bar(painter, node, bar, tokens)
            self._paint_name(painter, node, (name, bar), tokens)
            if self.hasFocus() and self._cursor == (side, place):
                painter.setPen(QPen(QColor(tokens.focus), 2 * scale()))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                ring = px(RING)
                painter.drawRoundedRect(bar.adjusted(-ring, -ring, ring, ring), ring, ring)

    def _paint_heading(self, painter: QPainter, side: int, tokens: Tokens) -> None:
        painter.setFont(font(SMALL_PX, scale=scale()))
        painter.setPen(QColor(tokens.text_2))
        bars = self._layout.bars[side]
        if not bars:
            return
        if side == 0:
            room = QRectF(0, 0, bars[0].right(), px(HEADER - 8))
            flags = Qt.AlignmentFlag.AlignRight
        else:
            room = QRectF(self.width() / 2, 0, self.width() / 2, px(HEADER - 8))
            flags = Qt.AlignmentFlag.AlignRight
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(
            self._sides[side].heading, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(flags | Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_bar(self, painter: QPainter, node: FlowNode, bar: QRectF, tokens: Tokens) -> None:
        look = tokens.segment(node.style or 0)
        painter.setPen(QPen(QColor(look.edge), 1))
        painter.setBrush(QColor(look.fill))
        painter.drawRect(bar)

    def _paint_name(
        self, painter: QPainter, node: FlowNode, places: tuple[QRectF, QRectF], tokens: Tokens
    ) -> None:
        """Write mark, name and count; where the name had to move, a line leads to its bar."""
        room, bar = places
        weight = SEMIBOLD if node.strong else 400
        if node.style is not None:
            at = QPointF(room.left() + px(MARK) / 2, room.center().y())
            paint_marker(painter, at, px(MARK), node.style, tokens)
        painter.setFont(font(SMALL_PX, weight, scale()))
        metrics = QFontMetricsF(painter.font())
        count = number(node.count)
        words = room.adjusted(px(MARK_ROOM), 0, -metrics.horizontalAdvance(count) - px(8), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(tokens.text))
        name = metrics.elidedText(node.name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(middle | Qt.AlignmentFlag.AlignLeft), name)
        painter.setPen(QColor(tokens.text if node.strong else tokens.text_2))
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignRight), count)
        if abs(room.center().y() - bar.center().y()) > room.height() / 2:
            self._paint_leader(painter, room, bar, tokens)

    def _paint_leader(self, painter: QPainter, room: QRectF, bar: QRectF, tokens: Tokens) -> None:
        left = room.center().x() < bar.center().x()
        start = QPointF(room.right() + px(1) if left else room.left() - px(1), room.center().y())
        end = QPointF(bar.left() if left else bar.right(), bar.center().y())
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(start, end)


def _listed(nodes: tuple[FlowNode, ...]) -> str:
    return ", ".join(f"{node.name} {number(node.count)}" for node in nodes)
