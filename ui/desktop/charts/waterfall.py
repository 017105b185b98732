"""What a plan earns: one bar on top of the other, the cost taken off, what is left."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.charts.canvas import Printed
from ui.desktop.charts.frame import Look
from ui.desktop.charts.levels import LEFT, LINE, Levels
from ui.desktop.theme.tokens import SEMIBOLD, SMALL_PX, Tokens, tokens_of
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.cell_painting import broken
from ui.desktop.widgets.metrics import px, scale

HEIGHT = 300
ABOVE = 24
BELOW = 54
WIDEST_BAR = 72
CAP = 8
FILL = 0.8
LABEL_LINES = 3
SMALLEST_PX = SMALL_PX - 1


@dataclass(frozen=True)
class Step:
    """A bar of the waterfall.

    Attributes
    ----------
    label
        What it stands for.
    amount
        By how much it rises, below 0 if it falls; for the last one, how high it stands.
    written
        The amount as it is to be written.
    kind
        ``"part"``, ``"cost"`` or ``"total"``.
    """

    label: str
    amount: float
    written: str
    kind: str = "part"


@dataclass(frozen=True)
class Falls:
    """All bars, and what the axis says.

    Attributes
    ----------
    steps
        From left to right; the last one is the total.
    interval
        Lowest and highest of the total; None if it has none.
    unit
        What an amount is divided by before it is written at the axis, such as 1,000.
    """

    steps: tuple[Step, ...] = ()
    interval: tuple[float, float] | None = None
    unit: float = 1.0


class Waterfall(QWidget):
    """Draws the bars; numbers stand on them, labels below. A part can be picked by its place.

    ``printed`` copies and saves it.
    """

    picked = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._falls = Falls()
        self.printed = Printed(self, self._draw)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_falls(self, falls: Falls, description: str) -> None:
        """Show other bars; the description is for screen readers."""
        self._falls = falls
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:
        """Give the usual size."""
        return QSize(px(420), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow chart."""
        return QSize(px(240), px(HEIGHT))

    # What the user does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the part under the pointer."""
        place = self._part_at(event.position())
        if place is not None:
            self.picked.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be picked, and its whole name."""
        place = self._part_at(event.position())
        shape = Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        self.setToolTip("" if place is None else self._falls.steps[place].label)

    def _part_at(self, at: QPointF) -> int | None:
        if not self._falls.steps:
            return None
        drawn = self._drawn()
        places = (
            place
            for place, step in enumerate(self._falls.steps)
            if step.kind == "part" and drawn.bar(place, drawn.spans[place]).contains(at)
        )
        return next(places, None)

    # Drawing

    def _drawn(self) -> "_Drawn":
        plot = QRectF(
            px(LEFT), px(ABOVE), self.width() - px(LEFT), self.height() - px(ABOVE + BELOW)
        )
        return _Drawn(self._falls, plot)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart in the theme in force."""
        self._draw(QPainter(self), Look(tokens_of(self.palette())), shapes=True)

    def _draw(self, painter: QPainter, look: Look, shapes: bool) -> None:
        """Draw gridlines, bars, numbers and labels."""
        if not self._falls.steps:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = look.tokens
        drawn = self._drawn()
        drawn.levels.draw(painter, tokens)
        for place, (low, high) in enumerate(drawn.spans):
            self._paint_bar(painter, drawn, place, (low, high), tokens)
        self._paint_interval(painter, drawn, tokens)
        self._paint_words(painter, drawn, tokens)

    def _paint_bar(
        self,
        painter: QPainter,
        drawn: "_Drawn",
        place: int,
        span: tuple[float, float],
        tokens: Tokens,
    ) -> None:
        step = self._falls.steps[place]
        colours = {"part": tokens.control, "cost": tokens.negative, "total": tokens.accent}
        bar = drawn.bar(place, span)
        painter.fillRect(bar, QColor(colours[step.kind]))
        if place + 1 < len(self._falls.steps):
            level = span[0] if step.kind == "cost" else span[1]
            if self._falls.steps[place + 1].kind == "total":
                level = self._falls.steps[place + 1].amount
            following = drawn.bar(place + 1, span)
            painter.setPen(QPen(QColor(tokens.control), 1))
            height = drawn.levels.up(level)
            painter.drawLine(QPointF(bar.right(), height), QPointF(following.left(), height))

    def _paint_interval(self, painter: QPainter, drawn: "_Drawn", tokens: Tokens) -> None:
        if self._falls.interval is None:
            return
        place = len(self._falls.steps) - 1
        middle = drawn.bar(place, (0, 0)).center().x()
        low, high = (drawn.levels.up(end) for end in self._falls.interval)
        painter.setPen(QPen(QColor(tokens.text), 1.5 * scale()))
        painter.drawLine(QPointF(middle, low), QPointF(middle, high))
        for end in (low, high):
            half = px(CAP) / 2
            painter.drawLine(QPointF(middle - half, end), QPointF(middle + half, end))

    def _paint_words(self, painter: QPainter, drawn: "_Drawn", tokens: Tokens) -> None:
        for place, step in enumerate(self._falls.steps):
            total = step.kind == "total"
            made = font(SMALL_PX, SEMIBOLD, scale())
            painter.setFont(made)
            painter.setPen(QColor(tokens.text))
            column = drawn.column(place)
            top = drawn.top(place) - px(LINE) - px(2)
            room = QRectF(column.left(), top, column.width(), px(LINE))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), step.written)
            painter.setPen(QColor(tokens.text if total else tokens.text_2))
            top = drawn.plot.bottom() + px(6)
            below = QRectF(column.left() + px(1), top, column.width() - px(2), px(BELOW - 6))
            self._paint_label(painter, below, step.label, SEMIBOLD if total else 400)

    def _paint_label(self, painter: QPainter, room: QRectF, text: str, weight: int) -> None:
        """Write a label, a little smaller if one of its words needs it."""
        width = int(room.width())
        for size, hyphens in ((SMALL_PX, False), (SMALLEST_PX, False), (SMALLEST_PX, True)):
            painter.setFont(font(size, weight, scale()))
            metrics = QFontMetrics(painter.font())
            lines = broken(text, metrics, width, LABEL_LINES, hyphens=hyphens)
            if not lines[-1].endswith("…"):
                break
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(room, int(flags), "\n".join(lines))


class _Drawn:
    """Where everything stands."""

    def __init__(self, falls: Falls, plot: QRectF) -> None:
        self._falls = falls
        self.plot = plot
        self.spans: list[tuple[float, float]] = []
        height = 0.0
        for step in falls.steps:
            start = 0.0 if step.kind == "total" else height
            end = step.amount if step.kind == "total" else height + step.amount
            self.spans.append((min(start, end), max(start, end)))
            height = end
        ends = [end for span in self.spans for end in span] + list(falls.interval or ())
        self.levels = Levels(plot, ends, falls.unit)

    def column(self, place: int) -> QRectF:
        """Room of a bar with its labels."""
        width = self.plot.width() / len(self._falls.steps)
        left = self.plot.left() + place * width
        return QRectF(left, self.plot.top(), width, self.plot.height())

    def bar(self, place: int, span: tuple[float, float]) -> QRectF:
        """Where a bar is drawn."""
        column = self.column(place)
        width = min(column.width() * FILL, px(WIDEST_BAR))
        top, bottom = self.levels.up(span[1]), self.levels.up(span[0])
        return QRectF(column.center().x() - width / 2, top, width, bottom - top)

    def top(self, place: int) -> float:
        """Height above which the number of a bar stands."""
        ends = [self.spans[place][1]]
        if self._falls.steps[place].kind == "total":
            ends += list(self._falls.interval or ())
        return self.levels.up(max(ends))
