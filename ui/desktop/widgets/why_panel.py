"""The small panel that answers "why?"."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.desktop.widgets.labels import wrapped
from ui.desktop.widgets.metrics import column, px

WIDTH = 340
WIDE = 560
BELOW = 4


class WhyPanel(QFrame):
    """A raised panel below the link that opened it; any click outside closes it."""

    def __init__(self, parent: QWidget, title: str, text: str, *, wide: bool) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "raised")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._box = column(4, (16, 12, 16, 14))
        self._box.addWidget(wrapped(title, "section"))
        self._box.addWidget(wrapped(text))
        self.setLayout(self._box)
        self.setFixedWidth(px(WIDE if wide else WIDTH))

    def fit(self) -> None:
        """Take the height that the text needs."""
        for part in (self, *self.findChildren(QWidget)):
            part.ensurePolished()
        self._box.invalidate()
        edges = 2 * self.frameWidth()
        self.setFixedHeight(self._box.heightForWidth(self.width() - edges) + edges)


def explain(beside: QWidget, title: str, text: str, *, wide: bool = False) -> WhyPanel:
    """Open the panel below a widget, wholly on its screen."""
    panel = WhyPanel(beside, title, text, wide=wide)
    panel.fit()
    place = beside.mapToGlobal(QPoint(0, beside.height() + px(BELOW)))
    room = beside.screen().availableGeometry()
    place.setX(max(room.left(), min(place.x(), room.right() - panel.width())))
    if place.y() + panel.height() > room.bottom():
        place.setY(max(room.top(), room.bottom() - panel.height()))
    panel.move(place)
    panel.show()
    return panel
