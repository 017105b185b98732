"""A segment's mark with its name."""

from PySide6.QtWidgets import QWidget

from ui.desktop.theme.tokens import SYMBOLS
from ui.desktop.widgets.labels import ElidedLabel, label
from ui.desktop.widgets.metrics import row
from ui.desktop.widgets.segment_marker import SegmentMarker


def style_of(code: int) -> int:
    """Give the style of a segment; beyond the nine there is only the grey dot."""
    return code if 1 <= code <= len(SYMBOLS) else 0


class SegmentLabel(QWidget):
    """The mark, then the name in the text colour, then a word such as "ideal"."""

    def __init__(self, look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = SegmentMarker()
        self._name = ElidedLabel("", look)
        self._word = label("", "quiet")
        box = row(6)
        box.addWidget(self._mark)
        box.addWidget(self._name)
        box.addWidget(self._word)
        box.addStretch(1)
        self.setLayout(box)

    def show_segment(self, code: int, name: str, word: str = "") -> None:
        """Show another segment."""
        self._mark.show_style(style_of(code))
        self._name.setText(name)
        self._word.setText(word)
        self.setAccessibleName(f"{name} {word}".strip())
