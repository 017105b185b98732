"""Where files can be dropped; the whole window takes them, this shows it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.desktop.theme.tokens import tokens_of
from ui.desktop.widgets.labels import button, label, wrapped
from ui.desktop.widgets.metrics import column, px

RADIUS = 4


class DropZone(QWidget):
    """A dashed field with a sentence and a link to choose files instead.

    Parameters
    ----------
    lines
        What can be dropped; the first line is a title if ``large``.
    large
        Whether the zone fills the page.
    """

    choose_wanted = Signal()

    def __init__(
        self, lines: tuple[str, ...], *, large: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._eager = False
        side = 32 if large else 16
        box = column(8 if large else 2, (side, side, side, side))
        box.addStretch(1)
        for place, line in enumerate(lines):
            titled = large and place == 0
            words = wrapped(line, "title" if titled else ("" if large else "quiet"))
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(words)
        if large:
            box.addSpacing(px(16))
            made = button("Choose files…", self.choose_wanted.emit, "primary")
        else:
            made = button("or choose files", self.choose_wanted.emit, "link")
        box.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        if large:
            box.addSpacing(px(8))
            note = label("Ctrl + O", "note")
            box.addWidget(note, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        self.setLayout(box)
        self.setAccessibleName("Drop files here")

    def show_eager(self, *, eager: bool) -> None:
        """Show that what is being dragged can be dropped."""
        self._eager = eager
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed border."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.accent if self._eager else tokens.control), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        if self._eager:
            painter.setBrush(QColor(tokens.selection))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(RADIUS), px(RADIUS)
        )
