"""Draw bars that lie across: parts of a whole, or what adds to and takes from a value."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.desktop.charts.frame import Look
from ui.desktop.charts.gridlines import small
from ui.desktop.theme.tokens import BODY_PX, SEMIBOLD
from ui.desktop.theme.type_scale import font

ROW, BAR, ABOVE, BELOW = 40.0, 22.0, 22.0, 4.0
GAP = 8.0
DARK = 140


@dataclass(frozen=True)
class Piece:
    """A part of a bar.

    Attributes
    ----------
    name
        Written over the piece in the first bar that has room for it.
    value
        Its length; below zero it lies to the left.
    text
        Written on it where there is room.
    token, strength
        Name of its colour, and how much of that it has, 0 to 1.
    """

    name: str
    value: float
    text: str
    token: str = "control"
    strength: float = 1.0


@dataclass(frozen=True)
class Stripe:
    """A bar: its name, its pieces from zero on, and what stands at its end."""

    name: str
    pieces: tuple[Piece, ...]
    end: str = ""


def bars_height(stripes: tuple[Stripe, ...]) -> float:
    """Give the height that bars need, in units of the design."""
    return ABOVE + ROW * len(stripes) + BELOW


def draw_bars(painter: QPainter, area: QRectF, look: Look, stripes: tuple[Stripe, ...]) -> None:
    """Draw bars one below the other on a common scale."""
    plot = _plot_of(area, look, stripes)
    low = min((_ends(stripe)[0] for stripe in stripes), default=0.0)
    high = max((_ends(stripe)[1] for stripe in stripes), default=1.0)
    unit = plot.width() / ((high - low) or 1.0)
    zero = plot.left() - low * unit
    for row, stripe in enumerate(stripes):
        top = plot.top() + row * look.px(ROW)
        _draw_stripe(painter, QRectF(zero, top, unit, look.px(BAR)), look, stripe)
        _draw_sides(painter, QRectF(area.left(), top, plot.right(), look.px(BAR)), look, stripe)
    if stripes:
        room = QRectF(plot.left(), area.top(), plot.width(), look.px(ABOVE))
        _draw_names(painter, room, _spans(stripes[0], QRectF(zero, 0, unit, 0)), look)
    if low < 0:
        painter.setPen(QPen(QColor(look.tokens.control), 1))
        end = plot.top() + (len(stripes) - 1) * look.px(ROW) + look.px(BAR)
        painter.drawLine(QLineF(zero, plot.top() - look.px(3), zero, end + look.px(3)))


def _plot_of(area: QRectF, look: Look, stripes: tuple[Stripe, ...]) -> QRectF:
    """Give the area of the bars, between their names and what stands at their ends."""
    plain = QFontMetricsF(font(BODY_PX, scale=look.scale))
    strong = QFontMetricsF(font(BODY_PX, SEMIBOLD, look.scale))
    left = max((plain.horizontalAdvance(stripe.name) for stripe in stripes), default=0.0)
    right = max((strong.horizontalAdvance(stripe.end) for stripe in stripes), default=0.0)
    room = look.px(2 * GAP)
    return area.adjusted(left + room, look.px(ABOVE), -right - (room if right else 2), 0)


def _ends(stripe: Stripe) -> tuple[float, float]:
    below = sum(piece.value for piece in stripe.pieces if piece.value < 0)
    above = sum(piece.value for piece in stripe.pieces if piece.value > 0)
    return min(below, 0.0), max(above, 0.0)


def _spans(stripe: Stripe, start: QRectF) -> list[tuple[Piece, QRectF]]:
    """Give where each piece lies; a start is zero, with the length of a unit as its width."""
    placed = []
    left = right = start.left()
    for piece in stripe.pieces:
        length = abs(piece.value) * start.width()
        if piece.value < 0:
            left -= length
            at = left
        else:
            at = right
            right += length
        placed.append((piece, QRectF(at, start.top(), length, start.height())))
    return placed


def _draw_stripe(painter: QPainter, start: QRectF, look: Look, stripe: Stripe) -> None:
    painter.setFont(small(look))
    metrics = QFontMetricsF(painter.font())
    for piece, place in _spans(stripe, start):
        colour = _colour(piece, look)
        painter.fillRect(place.adjusted(0, 0, -1, 0), colour)
        if metrics.horizontalAdvance(piece.text) + look.px(GAP) <= place.width():
            dark = colour.lightness() < DARK
            light_theme = QColor(look.tokens.surface).lightness() > DARK
            ink = look.tokens.surface if dark == light_theme else look.tokens.text
            painter.setPen(QColor(ink))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), piece.text)


def _colour(piece: Piece, look: Look) -> QColor:
    """Mix the colour of a piece with that of the ground."""
    full = QColor(str(getattr(look.tokens, piece.token)))
    ground = QColor(look.tokens.surface)
    parts = (
        piece.strength * one + (1 - piece.strength) * other
        for one, other in zip(full.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index] # Qt's stub says object
    )
    return QColor(*map(round, parts))


def _draw_sides(painter: QPainter, line: QRectF, look: Look, stripe: Stripe) -> None:
    """Write the name at the left, and what stands at the end at the right."""
    painter.setFont(font(BODY_PX, scale=look.scale))
    painter.setPen(QColor(look.tokens.text))
    painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), stripe.name)
    painter.setFont(font(BODY_PX, SEMIBOLD, look.scale))
    after = QRectF(line.width() + look.px(GAP), line.top(), look.px(200), line.height())
    painter.drawText(after, int(Qt.AlignmentFlag.AlignVCenter), stripe.end)


def _draw_names(
    painter: QPainter, room: QRectF, spans: list[tuple[Piece, QRectF]], look: Look
) -> None:
    """Write over the first bar what its pieces are; beside one another where they would touch."""
    painter.setFont(small(look))
    painter.setPen(QColor(look.tokens.text_2))
    metrics = QFontMetricsF(painter.font())
    named = [(piece, place) for piece, place in spans if piece.value]
    widths = [metrics.horizontalAdvance(piece.name) for piece, _ in named]
    lefts = [
        min(max(place.center().x() - width / 2, room.left()), room.right() - width)
        for (_, place), width in zip(named, widths, strict=True)
    ]
    ends = sorted(zip(lefts, widths, strict=True))
    if any(left + width + look.px(6) > after for (left, width), (after, _) in pairwise(ends)):
        _draw_key(painter, room, [piece for piece, _ in spans], look)
        return
    for (piece, _), left in zip(named, lefts, strict=True):
        painter.drawText(QPointF(left, room.bottom() - look.px(6)), piece.name)


def _draw_key(painter: QPainter, room: QRectF, pieces: list[Piece], look: Look) -> None:
    """Write what the colours mean, beside one another."""
    metrics, side = QFontMetricsF(painter.font()), look.px(9)
    left, line = room.left(), room.bottom() - look.px(6)
    for piece in pieces:
        patch = QRectF(left, line - side, side, side)
        painter.fillRect(patch, _colour(piece, look))
        painter.drawText(QPointF(patch.right() + look.px(5), line), piece.name)
        left = patch.right() + look.px(5 + 14) + metrics.horizontalAdvance(piece.name)
