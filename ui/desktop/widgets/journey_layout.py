"""Where everything stands in the drawing of the journeys."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainterPath

from ui.desktop.theme.tokens import SEMIBOLD, SMALL_PX
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.metrics import px, scale

HEADING = 28
NODE_HEIGHT = 28
TALL_NODE_HEIGHT = 36
ROW = 60
DENSE_ROW = 36
CAPTION = 18
EDGE = 8
LEAST_GAP = 44
WIDEST_GAP = 200
LABEL_ROOM = 28
LEAST_BEND = 24
WIDEST_NODE = 208
LABEL_HEIGHT = 16
LABEL_SIDE = 4
PLACES = (0.5, 0.42, 0.34, 0.26, 0.2)
TOUCHES = 32
NAME_LEFT = 26
NAME_RIGHT = 10
NAME_SIDE = 4


@dataclass(frozen=True)
class Node:
    """A segment: code, style of its mark, name, and how many steps it is from the ideal.

    Style 0 is without a mark, for what is no segment.
    """

    code: int
    style: int
    name: str
    level: int
    ideal: bool = False


@dataclass(frozen=True)
class Arrow:
    """An action that leads from one segment to another; ``end`` 0 is nowhere yet."""

    start: int
    end: int
    label: str


def rows_of(nodes: tuple[Node, ...], arrows: tuple[Arrow, ...]) -> dict[int, float]:
    """Place the nodes of each column so that arrows cross little; give each a row by its code.

    A node stands near the one that its arrow leads to; within a column, one row apart.
    """
    target = {arrow.start: arrow.end for arrow in arrows}
    places: dict[int, float] = {}
    for level in sorted({node.level for node in nodes}):
        members = [node for node in nodes if node.level == level]
        wishes = {node.code: places.get(target.get(node.code, 0), 99.0) for node in members}
        members.sort(key=lambda node: (wishes[node.code], node.code))
        middle = (len(members) - 1) / 2
        places |= {node.code: place - middle for place, node in enumerate(members)}
    return places


@dataclass(frozen=True)
class JourneyLayout:
    """Places for nodes and arrows in a drawing of a given width, in pixels.

    ``headings`` name the columns by level, the ideal's first; ``rows`` are those of `rows_of`;
    ``row`` is how far they are apart. What takes measuring is worked out once, when it is first
    wanted, because everything else stands on it.
    """

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    headings: tuple[str, ...]
    rows: dict[int, float]
    width: int
    row: float = ROW

    @cached_property
    def height(self) -> int:
        """Height that the fullest column needs."""
        span = max(self.rows.values(), default=0.0) - min(self.rows.values(), default=0.0)
        return px(HEADING + EDGE + span * self.row + CAPTION + EDGE) + self.node_height

    @cached_property
    def node_height(self) -> int:
        """Height of a segment, of two lines where a name is too long for one."""
        room = self._node_width - px(NAME_LEFT + NAME_SIDE)
        cut = any(_width(node.name) > room for node in self.nodes)
        return px(TALL_NODE_HEIGHT if cut else NODE_HEIGHT)

    def node(self, code: int | None) -> Node | None:
        """Give the node of a segment."""
        return self._by_code.get(code)

    def rect(self, node: Node) -> QRectF:
        """Give where a node is drawn."""
        width = self._node_width
        columns = max(len(self.headings), 1)
        step = min((self.width - 2 - width) / max(columns - 1, 1), width + px(WIDEST_GAP))
        left = 1 + (columns - 1 - node.level) * step
        first = px(HEADING + EDGE) - min(self.rows.values(), default=0.0) * px(self.row)
        top = first + self.rows[node.code] * px(self.row)
        return QRectF(left, top, width, self.node_height)

    @cached_property
    def labels_fit(self) -> bool:
        """Whether the arrows are long enough for their labels."""
        gaps = max(len(self.headings) - 1, 1)
        gap = (self.width - 2 - (gaps + 1) * self._node_width) / gaps
        labels = [_width(arrow.label) for arrow in self.arrows if arrow.end]
        return gap >= max(labels, default=0) + px(LABEL_ROOM)

    def curve(self, arrow: Arrow) -> QPainterPath | None:
        """Give the line of an arrow; a short straight one where it leads nowhere."""
        start, end = self.node(arrow.start), self.node(arrow.end)
        if start is None:
            return None
        here = self.rect(start)
        path = QPainterPath(QPointF(here.right(), here.center().y()))
        if end is None:
            path.lineTo(here.right() + px(LEAST_GAP) / 2, here.center().y())
            return path
        there = self.rect(end)
        tip = QPointF(there.left() - px(1), there.center().y())
        bend = max((tip.x() - here.right()) * 0.5, px(LEAST_BEND))
        out, into = QPointF(bend, 0), QPointF(-bend, 0)
        path.cubicTo(path.currentPosition() + out, tip + into, tip)
        return path

    @cached_property
    def label_places(self) -> dict[int, QRectF]:
        """The plate of each arrow's label by the arrow's start.

        All stand equally far along their arrows, in the middle or nearer to the start, where
        arrows that meet are still apart.
        """
        tries = [
            {arrow.start: self._plate(arrow, along) for arrow in self.arrows if arrow.end}
            for along in PLACES
        ]
        return min(tries, key=self._clashes)

    def _clashes(self, places: dict[int, QRectF]) -> int:
        """Count how often a plate covers a plate, a segment, or the arrow of another."""
        solid = [*places.values(), *(self.rect(node) for node in self.nodes)]
        clashes = sum(TOUCHES * one.intersects(other) for one, other in combinations(solid, 2))
        for start, points in self._touched:
            others = [plate for other, plate in places.items() if other != start]
            clashes += sum(any(plate.contains(point) for point in points) for plate in others)
        return clashes

    @cached_property
    def _touched(self) -> list[tuple[int, list[QPointF]]]:
        """Points along each arrow, with its start."""
        paths = ((arrow.start, self.curve(arrow)) for arrow in self.arrows)
        steps = [step / TOUCHES for step in range(TOUCHES)]
        return [
            (start, [path.pointAtPercent(step) for step in steps])
            for start, path in paths
            if path is not None
        ]

    def _plate(self, arrow: Arrow, along: float) -> QRectF:
        plate = QRectF(0, 0, _width(arrow.label) + px(2 * LABEL_SIDE), px(LABEL_HEIGHT))
        path = self.curve(arrow)
        if path is not None:
            plate.moveCenter(path.pointAtPercent(path.percentAtLength(along * path.length())))
            start = path.pointAtPercent(0.0).x() + px(LABEL_SIDE)
            plate.moveLeft(max(plate.left(), start))
        return plate

    def neighbour(self, code: int | None, key: Qt.Key) -> int | None:
        """Give the segment that an arrow key leads to: along an arrow, back, or in the column."""
        node = self.node(code)
        if node is None:
            return self.nodes[0].code if self.nodes and key == Qt.Key.Key_Right else None
        following = (one.end for one in self.arrows if one.start == code and one.end)
        before = (one.start for one in self.arrows if one.end == code)
        if key == Qt.Key.Key_Right:
            return next(following, None)
        if key == Qt.Key.Key_Left:
            return next(before, None)
        step = {Qt.Key.Key_Up: -1.0, Qt.Key.Key_Down: 1.0}.get(key)
        places = {(one.level, self.rows[one.code]): one.code for one in self.nodes}
        return places.get((node.level, self.rows[node.code] + step)) if step else None

    @cached_property
    def _by_code(self) -> dict[int | None, Node]:
        return {node.code: node for node in self.nodes}

    @cached_property
    def _node_width(self) -> float:
        columns = max(len(self.headings), 1)
        names = [_width(node.name) for node in self.nodes]
        wanted = min(max(names, default=0) + px(NAME_LEFT + NAME_RIGHT), px(WIDEST_NODE))
        return min(wanted, (self.width - 2 - px(LEAST_GAP) * (columns - 1)) / columns)


def _width(text: str) -> float:
    return QFontMetricsF(font(SMALL_PX, SEMIBOLD, scale())).horizontalAdvance(text)
