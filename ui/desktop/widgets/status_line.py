"""The line at the bottom of the window: what was done, what is being done, Cancel."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.desktop.numbers import number
from ui.desktop.widgets.labels import ElidedLabel, button, label
from ui.desktop.widgets.metrics import px, row

HEIGHT = 28
BAR = (120, 4)
SHOWN_AFTER_MS = 400
OFFLINE = "Offline: nothing leaves this computer"


class StatusLine(QWidget):
    """Notice and selection at the left, progress once it has lasted, a promise at the right."""

    cancelled = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "frame")
        self.setAccessibleName("Status")
        self.setFixedHeight(px(HEIGHT))
        self._notice = ElidedLabel("", "note")
        self._selection = ElidedLabel("", "note")
        self._clear = button("Clear", self.clear_wanted.emit, "link")
        self._clear.setProperty("small", True)
        self._clear.setAccessibleName("Clear the selection")
        self._doing = ElidedLabel("", "note")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._bar.setFixedSize(px(BAR[0]), px(BAR[1]))
        self._bar.setAccessibleName("Progress")
        self._share = label("", "note")
        self._cancel = button("Cancel", self.cancelled.emit, "link")
        self._cancel.setProperty("small", True)
        self._cancel.setToolTip("Esc")
        self._parts = (self._doing, self._bar, self._share, self._cancel)
        self._arrange()
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._soon.timeout.connect(self._reveal)
        self._show_parts(shown=False)
        self.show_selection("")

    def _arrange(self) -> None:
        box = row(8, (16, 0, 16, 0))
        box.addWidget(self._notice)
        box.addWidget(self._selection)
        box.addWidget(self._clear)
        box.addSpacing(px(16))
        for part in self._parts:
            box.addWidget(part)
        box.addStretch(1)
        box.addWidget(label(OFFLINE, "note"))
        for part in (self._notice, self._selection, self._doing):
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setLayout(box)

    def show_selection(self, text: str) -> None:
        """Say how many customers are picked; "" for none."""
        self._selection.setText(f"{text} ·" if text else "")
        for part in (self._selection, self._clear):
            part.setVisible(bool(text))

    def show_status(self, notice: str, doing: str, fraction: float) -> None:
        """Say what was done last, what is being done ("" for nothing), and how much of it."""
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))
        self._doing.setText(doing)
        self._bar.setValue(round(fraction * 1000))
        self._share.setText(f"{number(100 * fraction)} %")
        if not doing:
            self._soon.stop()
            self._show_parts(shown=False)
        elif not self._soon.isActive() and self._bar.isHidden():
            self._soon.start()

    def _reveal(self) -> None:
        self._show_parts(shown=True)

    def _show_parts(self, *, shown: bool) -> None:
        for part in self._parts:
            part.setVisible(shown)
