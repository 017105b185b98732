"""The frame of a chart: where a value lies on screen, gridlines, base line and round labels."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.desktop.numbers import number
from ui.desktop.theme.tokens import SEMIBOLD, SMALL_PX, Tokens
from ui.desktop.theme.type_scale import font

Bounds = tuple[float, float, float, float]

WANTED_LABELS = 5
LOG_STEPS = ((1,), (1, 3), (1, 2, 5))
SHORT_LOG = 0.9
ROUND_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
MORE = "more"
LESS = "less"
ARROWS = {("x", MORE): "→", ("x", LESS): "←", ("y", MORE): "↑", ("y", LESS): "↓"}


@dataclass(frozen=True)
class ScatterAxis:
    """One axis in words.

    Attributes
    ----------
    label
        Name of the measure.
    unit
        Its unit or range, as "£" or "0 to 10"; may be empty.
    better
        ``more``, ``less``, or another short sentence that tells the direction; may be empty.
    log
        Whether the axis has a log scale, which its label then names.
    score
        Whether scores are shown, of which 1 is best, rather than values.
    """

    label: str
    unit: str = ""
    better: str = ""
    log: bool = False
    score: bool = False

    def name(self) -> str:
        """Write the name of the axis with its unit and scale."""
        name = f"{self.label}, {self.unit}" if self.unit else self.label
        return f"{name}, log scale" if self.log else name

    def caption(self, side: str) -> str:
        """Write the axis label, for side ``x`` or ``y``."""
        return f"{self.name()} ({self.direction(side)})" if self.better else self.name()

    def direction(self, side: str) -> str:
        """Write which way is better, with an arrow that points there."""
        arrow = ARROWS.get((side, self.better), "")
        if not arrow:
            return self.better
        sentence = f"{self.better} is better"
        return f"{arrow} {sentence}" if arrow == "←" else f"{sentence} {arrow}"


@dataclass(frozen=True)
class Look:
    """How to draw: the tokens of a theme and the enlargement."""

    tokens: Tokens
    scale: float = 1.0

    def px(self, length: float) -> float:
        """Enlarge a length."""
        return length * self.scale

    def area(self, plot: QRectF, ratio: float = 1.0) -> float:
        """Give the area of a plot in pixels at scale 1."""
        return plot.width() * plot.height() / (self.scale * ratio) ** 2


@dataclass(frozen=True)
class Frame:
    """Where values lie on screen.

    Attributes
    ----------
    plot
        The area of the marks, in pixels.
    view
        Left, right, bottom, top in drawing units (log10 on a log scale).
    """

    plot: QRectF
    view: Bounds

    def place_x(self, x: npt.NDArray[np.floating] | float) -> npt.NDArray[np.float64]:
        """Give the horizontal pixel of values in drawing units."""
        left, right, _, _ = self.view
        share = (np.asarray(x, dtype=np.float64) - left) / (right - left)
        return share * self.plot.width() + self.plot.left()

    def place_y(self, y: npt.NDArray[np.floating] | float) -> npt.NDArray[np.float64]:
        """Give the vertical pixel of values in drawing units."""
        _, _, bottom, top = self.view
        share = (top - np.asarray(y, dtype=np.float64)) / (top - bottom)
        return share * self.plot.height() + self.plot.top()

    def point(self, x: float, y: float) -> QPointF:
        """Give the pixel of one place in drawing units."""
        return QPointF(float(self.place_x(x)), float(self.place_y(y)))

    def rect(self, bounds: Bounds) -> QRectF:
        """Give the pixels of a rectangle in drawing units."""
        corner = self.point(bounds[0], bounds[3])
        return QRectF(corner, self.point(bounds[1], bounds[2]))

    def bounds(self, area: QRectF) -> Bounds:
        """Give the rectangle in drawing units under some pixels."""
        left, right, bottom, top = self.view
        across = (right - left) / self.plot.width()
        up = (top - bottom) / self.plot.height()
        return (
            left + (area.left() - self.plot.left()) * across,
            left + (area.right() - self.plot.left()) * across,
            top - (area.bottom() - self.plot.top()) * up,
            top - (area.top() - self.plot.top()) * up,
        )


def round_values(low: float, high: float, wanted: int = WANTED_LABELS) -> list[float]:
    """Choose four to six round values between two ends."""
    span = high - low
    rough = span / wanted
    unit = 10.0 ** math.floor(math.log10(rough))
    candidates = []
    for step in (unit * size for size in ROUND_STEPS):
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        candidates.append(
            (abs(last - first + 1 - wanted), [k * step for k in range(first, last + 1)])
        )
    return min(candidates, key=lambda candidate: candidate[0])[1]


def round_log_values(low: float, high: float) -> list[float]:
    """Choose round values (1, 3, 10 …) between two powers of ten; even steps within a decade."""
    if high - low < SHORT_LOG:
        return round_values(10**low, 10**high)
    decades = range(math.floor(low), math.ceil(high) + 1)
    candidates = [
        [10.0**decade for decade in decades if decade % every == 0]
        for every in range(1, 1 + max(1, len(decades) // WANTED_LABELS))
    ]
    candidates += [
        [step * 10.0**decade for decade in decades for step in steps] for steps in LOG_STEPS
    ]
    inside = [[v for v in values if low <= math.log10(v) <= high] for values in candidates]
    return min(inside, key=lambda values: abs(len(values) - WANTED_LABELS))


def axis_values(low: float, high: float, axis: ScatterAxis) -> tuple[list[float], list[str]]:
    """Give the places (drawing units) and texts of an axis's labels."""
    values = round_log_values(low, high) if axis.log else round_values(low, high)
    places = [math.log10(value) for value in values if value > 0] if axis.log else values
    smallest = min(np.diff(values)) if len(values) > 1 else 1.0
    return places, [number(value, _decimals(value, smallest, axis.log)) for value in values]


def _decimals(value: float, step: float, log: bool) -> int:
    size = abs(value) if log else step
    digits = 0
    while digits < 6 and abs(round(size, digits) - size) > 1e-6 * size:  # noqa: PLR2004
        digits += 1
    return digits


def margins(look: Look, widest: str = "100,000") -> tuple[float, float, float, float]:
    """Give the room around the plot for labels: left, top, right, bottom."""
    metrics = QFontMetricsF(font(SMALL_PX, scale=look.scale))
    left = metrics.horizontalAdvance(widest) + look.px(12)
    return left, metrics.height() + look.px(14), look.px(14), 2 * metrics.height() + look.px(18)


def draw_grid(
    painter: QPainter, frame: Frame, axes: tuple[ScatterAxis, ScatterAxis], look: Look
) -> None:
    """Draw gridlines, the base line, round labels and the two axis labels."""
    plot = frame.plot
    painter.setFont(font(SMALL_PX, scale=look.scale))
    metrics = QFontMetricsF(painter.font())
    across = axis_values(frame.view[0], frame.view[1], axes[0])
    up = axis_values(frame.view[2], frame.view[3], axes[1])
    xs = [float(frame.place_x(place)) for place in across[0]]
    ys = [float(frame.place_y(place)) for place in up[0]]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(QColor(look.tokens.grid), 1))
    painter.drawLines([QLineF(round(x), plot.top(), round(x), plot.bottom()) for x in xs])
    painter.drawLines([QLineF(plot.left(), round(y), plot.right(), round(y)) for y in ys])
    painter.setPen(QPen(QColor(look.tokens.control), 1))
    painter.drawLine(QLineF(plot.left(), plot.bottom(), plot.right(), plot.bottom()))
    painter.setPen(QColor(look.tokens.text_2))
    line = metrics.height()
    for x, text in zip(xs, across[1], strict=True):
        width = metrics.horizontalAdvance(text)
        at = min(max(x - width / 2, 0.0), plot.right() + look.px(12) - width)
        painter.drawText(QPointF(at, plot.bottom() + look.px(6) + metrics.ascent()), text)
    for y, text in zip(ys, up[1], strict=True):
        at = plot.left() - look.px(8) - metrics.horizontalAdvance(text)
        painter.drawText(QPointF(at, y + metrics.capHeight() / 2), text)
    below = QRectF(0, plot.bottom() + look.px(10) + line, plot.right(), line)
    _draw_caption(painter, below, Qt.AlignmentFlag.AlignRight, axes[0].caption("x"))
    above = QRectF(look.px(6), plot.top() - line - look.px(8), plot.right(), line)
    _draw_caption(painter, above, Qt.AlignmentFlag.AlignLeft, axes[1].caption("y"))


def _draw_caption(painter: QPainter, area: QRectF, side: Qt.AlignmentFlag, text: str) -> None:
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)


def draw_sentence(painter: QPainter, area: QRectF, sentence: str, look: Look) -> None:
    """Write a sentence in the middle of an empty chart."""
    painter.setFont(font(weight=SEMIBOLD - 200, scale=look.scale))
    painter.setPen(QColor(look.tokens.text_2))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    room = look.px(24)
    painter.drawText(area.adjusted(room, room, -room, -room), int(flags), sentence)
