"""Where one customer stands on an axis, against their group above and the ideal below."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.theme.tokens import tokens_of
from ui.desktop.widgets.metrics import px
from ui.desktop.widgets.range_strip import share_between
from ui.desktop.widgets.segment_marker import paint_marker

WIDTH, LEAST_WIDTH, HEIGHT = 150, 70, 26
BAR, MARK, AWAY = 3, 11, 7

Ends = tuple[float, float]


@dataclass(frozen=True)
class StandingValues:
    """What a strip shows, in the measure's unit.

    Attributes
    ----------
    value
        The customer's own.
    everyone
        Ends of the line: most of everybody.
    here, ideal
        Where most of the customer's segment and of the ideal lie; None for no bar.
    here_style, ideal_style
        Styles of the two segments.
    log
        Whether the measure is shown on a log scale; needs values above zero.
    """

    value: float
    everyone: Ends
    here: Ends | None
    ideal: Ends | None
    here_style: int
    ideal_style: int
    log: bool = False


class StandingStrip(QWidget):
    """A line for everybody, a bar above for the segment, one below for the ideal, the customer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: StandingValues | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: StandingValues | None, description: str) -> None:
        """Show a customer; ``description`` says the same in words."""
        self._values = values
        self.setAccessibleName(description)
        self.setToolTip(description)
        self.update()

    def sizeHint(self) -> QSize:
        """Give the usual size at the present text size."""
        return QSize(px(WIDTH), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Give the least size that can still be read."""
        return QSize(px(LEAST_WIDTH), px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the strip."""
        values = self._values
        if values is None:
            return
        painter, tokens = QPainter(self), tokens_of(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, room = self.height() / 2, px(MARK)

        def place(value: float) -> float:
            share = share_between(value, values.everyone, log=values.log)
            return room / 2 + share * (self.width() - room)

        painter.setPen(QPen(QColor(tokens.line), px(2)))
        painter.drawLine(QLineF(room / 2, middle, self.width() - room / 2, middle))
        for ends, style, at in (
            (values.here, values.here_style, middle - px(AWAY)),
            (values.ideal, values.ideal_style, middle + px(AWAY)),
        ):
            if ends is not None:
                painter.setPen(QPen(QColor(tokens.segment(style).edge), px(BAR)))
                left, right = place(ends[0]), place(ends[1])
                painter.drawLine(QLineF(left, at, max(right, left + 1), at))
        if values.value == values.value:
            at_value = QPointF(place(values.value), middle)
            paint_marker(painter, at_value, px(MARK), values.here_style, tokens)
        painter.end()
