"""The customers in nine fields, poor to good on two axes: how many, and which segments they are."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from ui.desktop.charts.export import Heading, clipboard_data, save_chart
from ui.desktop.charts.fields import THIRDS, Field
from ui.desktop.charts.frame import Look, draw_sentence
from ui.desktop.charts.lasso import how_of
from ui.desktop.charts.points import ScatterSegment
from ui.desktop.charts.stamps import draw_mark
from ui.desktop.numbers import number, shares
from ui.desktop.theme.tokens import BODY_PX, SEMIBOLD, SMALL_PX, tokens_of
from ui.desktop.theme.type_scale import font, scale_of

WORDS = ("poor", "middling", "good")
GAP, EDGE, BAR, LINE, INDENT = 6, 12, 8, 20, 16
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class NineFields(QWidget):
    """Nine fields to look at and to pick customers from.

    Signals
    -------
    picked(across, up, how)
        A field was clicked or entered: its thirds, and what becomes of its customers.
    """

    picked = Signal(int, int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: tuple[Field, ...] = ()
        self._segments: dict[int, ScatterSegment] = {}
        self._names = ("", "")
        self._note = ""
        self._here: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Nine fields of customers")

    def show_fields(
        self,
        fields: tuple[Field, ...],
        segments: tuple[ScatterSegment, ...],
        names: tuple[str, str],
        note: str = "",
    ) -> None:
        """Show other customers.

        ``names`` are those of the axis across and the axis up; ``note`` stands over the picture
        where it is copied or saved.
        """
        self._fields, self._names, self._note = fields, names, note
        self._segments = {segment.code: segment for segment in segments}
        self._describe()
        self.update()

    def field_at(self, at: QPointF) -> Field | None:
        """Give the field at a pixel."""
        return next((field for field in self._fields if self._room(field).contains(at)), None)

    def _look(self) -> Look:
        return Look(tokens_of(self.palette()), scale_of(QApplication.font()))

    def _room(self, field: Field) -> QRectF:
        """Give the place of a field; good is right and up."""
        look = self._look()
        line = QFontMetricsF(font(SMALL_PX, scale=look.scale)).height()
        left, top = look.px(76), line + look.px(10)
        width = (self.width() - left) / THIRDS
        height = (self.height() - top - 2 * line - look.px(14)) / THIRDS
        gap = look.px(GAP)
        row = THIRDS - 1 - field.up
        return QRectF(left + field.across * width, top + row * height, width - gap, height - gap)

    def copy_image(self, title: str = "") -> None:
        """Put the fields on the clipboard, in the light theme, under a title."""
        data = clipboard_data(self._draw_for_export, self.size(), Heading(title, self._note))
        QGuiApplication.clipboard().setMimeData(data)

    def save_image(self, path: Path, title: str = "") -> None:
        """Write the fields as PNG, SVG or PDF, as `SegmentScatter.save_image` does."""
        heading = Heading(title or self.accessibleName(), self._note)
        save_chart(self._draw_for_export, self.size(), path, shapes=True, heading=heading)

    def _draw_for_export(self, painter: QPainter, look: Look, _shapes: bool) -> None:
        self._draw(painter, Look(look.tokens, self._look().scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the fields and the names of the axes."""
        painter, look = QPainter(self), self._look()
        painter.fillRect(self.rect(), QColor(look.tokens.surface))
        self._draw(painter, look)
        painter.end()

    def _draw(self, painter: QPainter, look: Look) -> None:
        if not self._fields:
            draw_sentence(painter, QRectF(self.rect()), "Nobody is scored on both axes.", look)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        everybody = [field.customers for field in self._fields]
        for field, share in zip(self._fields, shares(everybody), strict=True):
            self._draw_field(painter, field, share, look)
        self._draw_axes(painter, look)

    def _draw_axes(self, painter: QPainter, look: Look) -> None:
        painter.setFont(font(SMALL_PX, scale=look.scale))
        painter.setPen(QColor(look.tokens.text_2))
        line = QFontMetricsF(painter.font()).height()
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 0, self.width(), line), middle, f"{self._names[1]} (better ↑)")
        below = self.height() - line
        room = QRectF(0, below, self.width() - look.px(GAP), line)
        side = Qt.AlignmentFlag.AlignRight
        painter.drawText(room, int(side | middle), f"{self._names[0]} (better →)")
        for field in self._fields:
            place = self._room(field)
            if field.across == 0:
                room = QRectF(0, place.top(), place.left() - look.px(10), place.height())
                painter.drawText(room, int(side | middle), WORDS[field.up])
            if field.up == 0:
                room = QRectF(place.left(), place.bottom() + look.px(4), place.width(), line)
                painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, WORDS[field.across])

    def _draw_field(self, painter: QPainter, field: Field, share: float, look: Look) -> None:
        room = self._room(field)
        here = self._here == (field.across, field.up)
        ground = look.tokens.selection if field.selected else look.tokens.band
        painter.setBrush(QColor(ground))
        ringed = here and self.hasFocus()
        edge = look.tokens.focus if ringed else look.tokens.control if here else ground
        painter.setPen(QPen(QColor(edge), 2))
        painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), look.px(4), look.px(4))
        inner = room.adjusted(look.px(EDGE), look.px(8), -look.px(EDGE), -look.px(8))
        painter.setFont(font(BODY_PX, SEMIBOLD, look.scale))
        painter.setPen(QColor(look.tokens.text))
        metrics = QFontMetricsF(painter.font())
        count = number(field.customers)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, count)
        painter.setFont(font(SMALL_PX, scale=look.scale))
        painter.setPen(QColor(look.tokens.text_2))
        told = f"{number(share, 1)} %"
        if field.selected:
            told = f"{number(field.selected)} selected"
        after = metrics.horizontalAdvance(count) + look.px(8)
        painter.drawText(inner.adjusted(after, look.px(2), 0, 0), Qt.AlignmentFlag.AlignLeft, told)
        top = inner.top() + metrics.height() + look.px(6)
        self._draw_bar(painter, field, QRectF(inner.left(), top, inner.width(), look.px(BAR)), look)
        below = QRectF(inner)
        below.setTop(top + look.px(BAR + 6))
        self._draw_parts(painter, field, below, look)

    def _draw_bar(self, painter: QPainter, field: Field, room: QRectF, look: Look) -> None:
        """Draw the segments' shares side by side."""
        left = room.left()
        for code, count in field.parts:
            width = room.width() * count / field.customers
            style = look.tokens.segment(self._style(code))
            painter.setPen(QPen(QColor(style.edge), 1))
            painter.setBrush(QColor(style.fill))
            painter.drawRect(QRectF(left, room.top(), max(width - 1, 0.5), room.height()))
            left += width

    def _draw_parts(self, painter: QPainter, field: Field, room: QRectF, look: Look) -> None:
        """Name the segments with most customers, as many as there is room for."""
        lines = int(room.height() / look.px(LINE))
        painter.setFont(font(SMALL_PX, scale=look.scale))
        metrics = QFontMetricsF(painter.font())
        largest = sorted(field.parts, key=lambda part: (-part[1], part[0]))[: max(lines, 0)]
        for line, (code, count) in enumerate(largest):
            segment = self._segments.get(code)
            if segment is None:
                continue
            place = QRectF(
                room.left(), room.top() + line * look.px(LINE), room.width(), look.px(LINE)
            )
            at = QPointF(place.left() + look.px(5), place.center().y())
            draw_mark(painter, at, look.px(9), look.px(1), look.tokens.segment(segment.style))
            painter.setPen(QColor(look.tokens.text_2))
            told = number(count)
            painter.drawText(
                place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), told
            )
            width = place.width() - look.px(INDENT + 8) - metrics.horizontalAdvance(told)
            painter.setPen(QColor(look.tokens.text))
            name = metrics.elidedText(segment.name, Qt.TextElideMode.ElideRight, width)
            painter.drawText(
                place.adjusted(look.px(INDENT), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name
            )

    def _style(self, code: int) -> int:
        return self._segments[code].style if code in self._segments else 0

    def _describe(self) -> None:
        """Say in words where the keyboard is, or what there is."""
        field = next((one for one in self._fields if (one.across, one.up) == self._here), None)
        if field is None:
            self.setAccessibleDescription(
                f"{self._names[0]} and {self._names[1]}, poor to good. Arrows go from field to "
                "field, Enter picks its customers."
            )
            return
        names = "; ".join(
            f"{self._segments[code].name}: {number(count)}"
            for code, count in field.parts
            if code in self._segments
        )
        self.setAccessibleDescription(
            f"{self._names[0]} {WORDS[field.across]}, {self._names[1]} {WORDS[field.up]}: "
            f"{number(field.customers)} customers. {names}"
        )

    def _go(self, place: tuple[int, int] | None) -> None:
        if place != self._here:
            self._here = place
            self._describe()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which field is under the pointer."""
        field = self.field_at(event.position())
        self._go(None if field is None else (field.across, field.up))
        shape = Qt.CursorShape.ArrowCursor if field is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the customers of the field."""
        field = self.field_at(event.position())
        if field is not None and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(field.across, field.up, how_of(event.modifiers()))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the field under the pointer."""
        super().leaveEvent(event)
        self._go(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from field to field, pick."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            across, up = self._here or (1, 1)
            last = THIRDS - 1
            self._go((min(max(across + step[0], 0), last), min(max(up + step[1], 0), last)))
        elif event.key() in ENTER and self._here is not None:
            self.picked.emit(*self._here, how_of(event.modifiers()))
        else:
            super().keyPressEvent(event)
