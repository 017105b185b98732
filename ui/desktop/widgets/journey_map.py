"""A drawing of how each segment gets to the ideal: columns by steps, one arrow for each action."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.theme.tokens import SEMIBOLD, SMALL_PX, Tokens, tokens_of
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.cell_painting import broken
from ui.desktop.widgets.journey_layout import (
    CAPTION,
    DENSE_ROW,
    LEAST_GAP,
    NAME_LEFT,
    NAME_RIGHT,
    NAME_SIDE,
    ROW,
    Arrow,
    JourneyLayout,
    Node,
    rows_of,
)
from ui.desktop.widgets.metrics import px, scale
from ui.desktop.widgets.segment_marker import paint_marker

MARK = 12
HEAD = 8


class JourneyMap(QWidget):
    """Shows the journeys; a segment can be chosen with the mouse or the arrow keys.

    ``joined`` tells that the pointer was dragged from one node to another. A dense map has its
    nodes close together and leaves out the actions on its arrows.
    """

    picked = Signal(int)
    joined = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        self._row = DENSE_ROW if dense else ROW
        self._shown = JourneyLayout((), (), (), {}, 0)
        self._chosen: int | None = None
        self._from: Node | None = None
        self._pointer = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_journeys(
        self, nodes: tuple[Node, ...], arrows: tuple[Arrow, ...], headings: tuple[str, ...]
    ) -> None:
        """Show nodes and arrows; ``headings`` name the columns by level, the ideal's first."""
        rows = rows_of(nodes, arrows)
        self._shown = JourneyLayout(nodes, arrows, headings, rows, self.width(), self._row)
        names = {node.code: node.name for node in nodes}
        told = [
            f"{names[arrow.start]}: {arrow.label}, {names.get(arrow.end, 'no further')}"
            for arrow in arrows
        ]
        self.setAccessibleDescription("; ".join(told))
        self.updateGeometry()
        self.update()

    def choose(self, code: int | None) -> None:
        """Let one segment and its action stand out."""
        self._chosen = code
        self.update()

    def sizeHint(self) -> QSize:
        """Be as high as the fullest column."""
        return QSize(px(480), self._shown.height)

    def minimumSizeHint(self) -> QSize:
        """Allow any width."""
        return QSize(px(240), self._shown.height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything for the new width."""
        super().resizeEvent(event)
        self._shown = replace(self._shown, width=self.width())
        if self._shown.height != self.height():
            self.updateGeometry()  # names may take two lines now, or one again

    def node_rect(self, code: int) -> QRectF:
        """Give where a segment is drawn; empty if it is not."""
        node = self._shown.node(code)
        return self._shown.rect(node) if node is not None else QRectF()

    def _node_at(self, at: QPointF) -> Node | None:
        shown = self._shown
        return next((node for node in shown.nodes if shown.rect(node).contains(at)), None)

    # What the user does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the segment under the pointer."""
        self._from = node = self._node_at(event.position())
        self._pointer = event.position()
        if node is not None:
            self.picked.emit(node.code)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Join the node where the drag began with the one where it ends."""
        start, end = self._from, self._node_at(event.position())
        self._from = None
        self.update()
        if start is not None and end is not None and start != end:
            self.joined.emit(start.code, end.code)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be chosen, and where a drag would lead."""
        node = self._node_at(event.position())
        self._pointer = event.position()
        if self._from is not None:
            self.update()
        shape = Qt.CursorShape.ArrowCursor if node is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the arrow with Right, go back with Left, stay in the column with Up and Down."""
        found = self._shown.neighbour(self._chosen, Qt.Key(event.key()))
        if found is None:
            super().keyPressEvent(event)
        else:
            self.picked.emit(found)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw headings, arrows, nodes, then the arrows' labels."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_headings(painter, tokens)
        ordered = sorted(self._shown.arrows, key=lambda arrow: arrow.start == self._chosen)
        for arrow in ordered:
            self._paint_arrow(painter, arrow, tokens)
        if self._from is not None and self._row == DENSE_ROW:
            painter.setPen(QPen(QColor(tokens.accent), 1.5 * scale(), Qt.PenStyle.DashLine))
            painter.drawLine(self._shown.rect(self._from).center(), self._pointer)
        for node in self._shown.nodes:
            self._paint_node(painter, node, tokens)
        plates = self._shown.label_places if self._shown.labels_fit else {}
        for arrow in ordered if self._row == ROW else ():
            if arrow.start in plates:
                self._paint_label(painter, arrow, plates[arrow.start], tokens)
            else:
                self._paint_caption(painter, arrow, tokens)

    def _paint_headings(self, painter: QPainter, tokens: Tokens) -> None:
        painter.setFont(font(SMALL_PX, scale=scale()))
        painter.setPen(QColor(tokens.text_2))
        for level, heading in enumerate(self._shown.headings):
            node = next((one for one in self._shown.nodes if one.level == level), None)
            if node is not None:
                room = self._shown.rect(node)
                room.setTop(0)
                room.setHeight(px(20))
                painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), heading)

    def _paint_arrow(self, painter: QPainter, arrow: Arrow, tokens: Tokens) -> None:
        path = self._shown.curve(arrow)
        if path is None:
            return
        chosen = arrow.start == self._chosen
        colour = QColor(tokens.text if chosen else tokens.control)
        pen = QPen(colour, (2 if chosen else 1) * scale())
        if not arrow.end:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        if arrow.end:
            tip, head = path.pointAtPercent(1.0), px(HEAD)
            corners = [tip, tip + QPointF(-head, -head / 2), tip + QPointF(-head, head / 2)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF(corners))

    def _paint_label(self, painter: QPainter, arrow: Arrow, place: QRectF, tokens: Tokens) -> None:
        chosen = arrow.start == self._chosen
        ground = QColor(tokens.surface)
        ground.setAlphaF(0.92)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(place, px(4), px(4))
        painter.setFont(font(SMALL_PX, SEMIBOLD if chosen else 400, scale()))
        painter.setPen(QColor(tokens.text))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), arrow.label)

    def _paint_caption(self, painter: QPainter, arrow: Arrow, tokens: Tokens) -> None:
        """Write an action below its segment where the arrow is too short for it."""
        node = self._shown.node(arrow.start)
        if node is None:
            return
        chosen = arrow.start == self._chosen
        room = self._caption_rect(node)
        made = font(SMALL_PX, SEMIBOLD if chosen else 400, scale())
        painter.setFont(made)
        painter.setPen(QColor(tokens.text if chosen else tokens.text_2))
        metrics = QFontMetricsF(made)
        shown = metrics.elidedText(arrow.label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _caption_rect(self, node: Node) -> QRectF:
        room = self._shown.rect(node).translated(0, self._shown.node_height + px(1))
        room.setHeight(px(CAPTION))
        room.setWidth(room.width() + px(LEAST_GAP) / 2)
        return room

    def _paint_node(self, painter: QPainter, node: Node, tokens: Tokens) -> None:
        room = self._shown.rect(node)
        chosen = node.code == self._chosen
        painter.setBrush(QColor(tokens.selection if chosen else tokens.surface))
        edge = QPen(QColor(tokens.text if node.ideal else tokens.control), 2 if node.ideal else 1)
        if chosen and self.hasFocus():
            edge = QPen(QColor(tokens.focus), 2)
        painter.setPen(edge)
        painter.drawRoundedRect(room, px(4), px(4))
        if node.style:
            centre = QPointF(room.left() + px(14), room.center().y())
            paint_marker(painter, centre, px(MARK), node.style, tokens)
        made = font(SMALL_PX, SEMIBOLD if chosen or node.ideal else 400, scale())
        painter.setFont(made)
        painter.setPen(QColor(tokens.text))
        left = NAME_LEFT if node.style else NAME_RIGHT
        words = room.adjusted(px(left), 0, -px(NAME_SIDE), 0)
        shown = broken(node.name, QFontMetrics(made), int(words.width()) + 1, 2)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), "\n".join(shown))
