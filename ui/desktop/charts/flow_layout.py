"""Where the bars, bands and names of a flow chart lie."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

BAR = 10
GAP = 8
NAME_ROOM, NARROW_NAME_ROOM = 0.335, 0.4
NARROW = 480
WIDEST_NAME = 220
LEAST_LINE = 19
LEAST_BAR = 1.5
BEND = 0.5


@dataclass(frozen=True)
class FlowNode:
    """A group of customers in one of the two periods.

    Attributes
    ----------
    name
        As it is shown.
    count
        Its customers.
    style
        Its segment's style; None for those without a segment, who have no mark.
    strong
        Whether it is the one to bring everybody to.
    """

    name: str
    count: int
    style: int | None
    strong: bool = False


@dataclass(frozen=True)
class Flow:
    """Customers who went from a node of the first period to one of the second.

    Attributes
    ----------
    start, end
        Places of the nodes, from 0.
    count
        How many.
    coloured
        How many of them are drawn in the colour of the start.
    """

    start: int
    end: int
    count: int
    coloured: int = 0


@dataclass(frozen=True)
class Band:
    """A flow on screen: where it leaves and arrives, and how thick it is, in pixels."""

    flow: Flow
    leaves: QPointF
    arrives: QPointF
    thick: float

    def path(self, share: float = 1.0) -> QPainterPath:
        """Give the outline of the upper share of the band."""
        thick = max(self.thick * share, 0.75)
        bend = (self.arrives.x() - self.leaves.x()) * BEND
        path = QPainterPath(self.leaves)
        path.cubicTo(self.leaves + QPointF(bend, 0), self.arrives - QPointF(bend, 0), self.arrives)
        down = QPointF(0, thick)
        path.lineTo(self.arrives + down)
        path.cubicTo(
            self.arrives + down - QPointF(bend, 0),
            self.leaves + down + QPointF(bend, 0),
            self.leaves + down,
        )
        path.closeSubpath()
        return path


@dataclass(frozen=True)
class FlowLayout:
    """Everything in its place.

    Attributes
    ----------
    bars
        The bars of the first and of the second period.
    labels
        The places of their names, as high as a line.
    bands
        The flows, widest first.
    """

    bars: tuple[tuple[QRectF, ...], tuple[QRectF, ...]]
    labels: tuple[tuple[QRectF, ...], tuple[QRectF, ...]]
    bands: tuple[Band, ...]


def flow_layout(
    sides: tuple[Sequence[FlowNode], Sequence[FlowNode]],
    flows: Sequence[Flow],
    room: QRectF,
    scale: float,
) -> FlowLayout:
    """Place a chart in a room.

    A customer takes the same height on both sides. Names stand beside their bars and give way
    to one another; bands leave and arrive in the order of the nodes at their other end, so that
    as few as possible cross.

    Parameters
    ----------
    sides
        The nodes of both periods.
    flows
        From nodes of the first to nodes of the second.
    room
        Where to draw, in pixels.
    scale
        Enlargement.
    """
    most = max(len(side) for side in sides)
    total = max(*(sum(node.count for node in side) for side in sides), 1)
    height = max(room.height() - (most - 1) * GAP * scale, 1.0) / total
    share = NARROW_NAME_ROOM if room.width() < NARROW * scale else NAME_ROOM
    names = min(WIDEST_NAME * scale, share * room.width())
    lefts = (room.left() + names, room.right() - names - BAR * scale)
    bars = tuple(
        _bars(side, left, room.top(), (height, scale))
        for side, left in zip(sides, lefts, strict=True)
    )
    edges = (
        QRectF(room.left(), room.top(), names - 8 * scale, room.height()),
        QRectF(room.right() - names + 8 * scale, room.top(), names - 8 * scale, room.height()),
    )
    labels = tuple(
        _labels(side, edge, LEAST_LINE * scale) for side, edge in zip(bars, edges, strict=True)
    )
    bands = _bands(flows, (bars[0], bars[1]), height)
    return FlowLayout((bars[0], bars[1]), (labels[0], labels[1]), bands)


def _bars(
    nodes: Sequence[FlowNode], left: float, top: float, sizes: tuple[float, float]
) -> tuple[QRectF, ...]:
    height, scale = sizes
    found = []
    for node in nodes:
        bar = QRectF(left, top, BAR * scale, max(node.count * height, LEAST_BAR * scale))
        found.append(bar)
        top = bar.bottom() + GAP * scale
    return tuple(found)


def _labels(bars: Sequence[QRectF], edge: QRectF, line: float) -> tuple[QRectF, ...]:
    """Lines beside the middle of each bar, moved apart where they would touch."""
    middles = [bar.center().y() for bar in bars]
    for place in range(1, len(middles)):
        middles[place] = max(middles[place], middles[place - 1] + line)
    lowest = max(edge.bottom(), edge.top() + line * len(middles)) - line / 2
    for place in reversed(range(len(middles))):
        limit = lowest if place == len(middles) - 1 else middles[place + 1] - line
        middles[place] = min(middles[place], limit)
    return tuple(QRectF(edge.left(), at - line / 2, edge.width(), line) for at in middles)


def _bands(
    flows: Sequence[Flow], bars: tuple[Sequence[QRectF], Sequence[QRectF]], height: float
) -> tuple[Band, ...]:
    leaving = [bar.top() for bar in bars[0]]
    arriving = [bar.top() for bar in bars[1]]
    found: dict[tuple[int, int], Band] = {}
    for flow in sorted(flows, key=lambda flow: (flow.start, flow.end)):
        at = QPointF(bars[0][flow.start].right(), leaving[flow.start])
        leaving[flow.start] += flow.count * height
        found[flow.start, flow.end] = Band(flow, at, at, flow.count * height)
    for flow in sorted(flows, key=lambda flow: (flow.end, flow.start)):
        at = QPointF(bars[1][flow.end].left(), arriving[flow.end])
        arriving[flow.end] += flow.count * height
        band = found[flow.start, flow.end]
        found[flow.start, flow.end] = replace(band, arrives=at)
    return tuple(sorted(found.values(), key=lambda band: -band.thick))
