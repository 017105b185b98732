"""A field that takes one of some names, or a formula made of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMargins, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

MOST_SHOWN = 16
# Qt keeps these free inside a line that is edited, but not where a list shows its choice.
QT_MARGINS = QMargins(-2, -1, 0, 1)


class FormulaField(QComboBox):
    """Completes names while they are typed and says at once what is wrong.

    Parameters
    ----------
    name
        What the field is for, for screen readers.
    check
        Returns what is wrong with a text, "" if nothing.
    """

    entered = Signal(str)
    problem_changed = Signal(str)

    def __init__(self, name: str, check: Callable[[str], str]) -> None:
        super().__init__()
        self._check = check
        self._shown = ""
        self.setAccessibleName(name)
        self._line = QLineEdit()
        self._line.setTextMargins(QT_MARGINS)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(MOST_SHOWN)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.editTextChanged.connect(self._judge)
        self.activated.connect(lambda _place: self._finish())
        self._line.editingFinished.connect(self._finish)

    def show_text(self, names: Sequence[str], text: str) -> None:
        """Offer names and show a text, unless the user is just writing another one."""
        with QSignalBlocker(self):
            if [self.itemText(place) for place in range(self.count())] != list(names):
                written = self.currentText()
                self.clear()
                self.addItems(list(names))
                self.setEditText(written)
            if text != self._shown or not self._line.isModified():
                self._shown = text
                self.setEditText(text)
                self._line.setCursorPosition(0)
        self._judge(self.currentText())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _judge(self, text: str) -> None:
        problem = self._check(text.strip())
        self.setProperty("wrong", bool(problem))
        self.style().unpolish(self)
        self.style().polish(self)
        self.problem_changed.emit(problem)

    def _finish(self) -> None:
        text = self.currentText().strip()
        if text != self._shown and not self._check(text):
            self._shown = text
            self._line.setModified(False)
            self.entered.emit(text)
