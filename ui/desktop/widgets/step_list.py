"""The steps of the work, at the left of the window."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from ui.desktop.theme.tokens import SEMIBOLD, SMALL_PX, tokens_of
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.icons import SIZE, paint_icon
from ui.desktop.widgets.labels import plain_tooltip
from ui.desktop.widgets.metrics import column, px, scale

TALL, LOW = 56, 40
WIDE, SLIM = 192, 144
MARK = 3
ICON_LEFT = 16
TEXT_LEFT = 44
SLIM_TEXT_LEFT = 40


@dataclass(frozen=True)
class StepLook:
    """Name, icon and shortcut of a step."""

    key: str
    name: str
    icon: str
    shortcut: str


class StepButton(QAbstractButton):
    """One step: icon, name and one line of state."""

    def __init__(self, look: StepLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._state = ""
        self._compact = False
        self._hovered = False
        self.setText(look.name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, state: str) -> None:
        """Say how far this step is."""
        self._state = state
        self.setAccessibleName(f"{self._look.name}: {state}" if state else self._look.name)
        self.setToolTip(plain_tooltip(f"{state} ({self._look.shortcut})"))
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Show one line instead of two."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the room of a step."""
        return QSize(px(SLIM), px(LOW if self._compact else TALL))

    def event(self, event: QEvent) -> bool:
        """Note whether the pointer is over the step."""
        if isinstance(event, QEnterEvent) or event.type() == QEvent.Type.Leave:
            self._hovered = isinstance(event, QEnterEvent)
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the step; the current one stands on the page's ground with a mark."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self._hovered:
            ground = tokens.surface if self.isChecked() else tokens.band
            painter.fillRect(self.rect(), QColor(ground))
        if self.isChecked():
            painter.fillRect(0, 0, px(MARK), self.height(), QColor(tokens.accent))
        first = QRectF(px(ICON_LEFT), 0, px(SIZE), px(SIZE))
        first.moveTop((self.height() - px(SIZE)) / 2 if self._compact else px(11))
        colour = tokens.accent if self.isChecked() else tokens.text_2
        paint_icon(painter, self._look.icon, colour, first)
        self._paint_words(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRect(self.rect().adjusted(2, 2, -2, -2))

    def _paint_words(self, painter: QPainter) -> None:
        tokens = tokens_of(self.palette())
        left = px(SLIM_TEXT_LEFT if self._compact else TEXT_LEFT)
        room = QRectF(left, 0, self.width() - left - px(8), self.height())
        painter.setFont(font(weight=SEMIBOLD if self.isChecked() else 400, scale=scale()))
        painter.setPen(QColor(tokens.text))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        if self._compact:
            painter.drawText(room, middle, self._look.name)
            return
        painter.drawText(room.adjusted(0, px(9), 0, -px(27)), middle, self._look.name)
        small = font(SMALL_PX, scale=scale())
        painter.setFont(small)
        painter.setPen(QColor(tokens.text_2))
        shown = QFontMetrics(small).elidedText(
            self._state, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room.adjusted(0, px(28), 0, -px(10)), middle, shown)


class StepList(QWidget):
    """All steps; exactly one is the current one."""

    chosen = Signal(str)

    def __init__(self, looks: tuple[StepLook, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Steps")
        self.setProperty("look", "frame")
        self._steps = {look.key: StepButton(look, self) for look in looks}
        self._group = QButtonGroup(self)
        box = column(0, (0, 8, 0, 8))
        for key, step in self._steps.items():
            box.addWidget(step)
            self._group.addButton(step)
            step.clicked.connect(lambda _on, key=key: self.chosen.emit(key))
        box.addStretch(1)
        self.setLayout(box)

    def show_steps(self, current: str, states: dict[str, str]) -> None:
        """Mark the current step and say how far each one is."""
        for key, step in self._steps.items():
            step.show_state(states.get(key, ""))
            step.setChecked(key == current)

    def set_compact(self, *, narrow: bool, low: bool) -> None:
        """Become narrower with one line for each step, or only lower."""
        for step in self._steps.values():
            step.set_compact(compact=narrow or low)
        self.setFixedWidth(px(SLIM if narrow else WIDE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down among the steps."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        keys = list(self._steps)
        current = next((key for key in keys if self._steps[key].isChecked()), keys[0])
        place = keys.index(current) + step
        if step and 0 <= place < len(keys):
            self._steps[keys[place]].setFocus()
            self.chosen.emit(keys[place])
        else:
            super().keyPressEvent(event)
