"""A field for an amount of money that may be left empty."""

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolTip

from ui.desktop.numbers import number
from ui.desktop.widgets.fields import RAISED

THOUSANDS_OR_DECIMALS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
UNREADABLE = "Enter an amount of 0 or more in figures, or leave this empty."


class AmountField(QLineEdit):
    """A field for an amount that may be left empty, which means that there is no limit.

    ``nudged`` tells that the amount is to become more (1) or less (-1) by the arrow keys.
    """

    nudged = Signal(int)

    def __init__(self, name: str, entered: Callable[[float | None], None]) -> None:
        super().__init__()
        self._entered = entered
        self._shown: float | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText("no limit")
        self.setTextMargins(RAISED)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self._read)

    def show_amount(self, amount: float | None) -> None:
        """Show an amount, or that there is no limit."""
        self._shown = amount
        self._mark("")
        text = "" if amount is None else number(amount, 0 if amount == round(amount) else 2)
        if text != self.text():
            self.setText(text)

    def event(self, event: QEvent) -> bool:
        """Leave undo and the program's other shortcuts to the window while nothing is typed."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and not self.isModified()
            and _is_for_window(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of the arrow keys up and down."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.nudged.emit(step)

    def _read(self) -> None:
        text = self.text().strip()
        amount, wrong = amount_in(text)
        self._mark(wrong)
        if wrong:
            return
        self.setModified(False)
        if amount != self._shown:
            self._entered(amount)

    def _mark(self, wrong: str) -> None:
        self.setProperty("wrong", bool(wrong))
        self.setToolTip(wrong)
        self.style().unpolish(self)
        self.style().polish(self)
        if wrong:
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), wrong, self)


def _is_for_window(event: QKeyEvent) -> bool:
    undo = event.matches(QKeySequence.StandardKey.Undo)
    redo = event.matches(QKeySequence.StandardKey.Redo)
    export = event.key() == Qt.Key.Key_E and bool(
        event.modifiers() & Qt.KeyboardModifier.ControlModifier
    )
    return undo or redo or export


def amount_in(text: str) -> tuple[float | None, str]:
    """Return the amount that was typed, None for none, and what is wrong with it, or "".

    ``20.000`` is twenty thousand to some and twenty to others, so it is asked about, unless
    the sign can only group thousands in this locale.
    """
    if not text:
        return None, ""
    locale = QLocale()
    if THOUSANDS_OR_DECIMALS.fullmatch(text) and locale.decimalPoint() in text:
        plain = re.sub(r"[.,]", "", text)
        return (
            None,
            f"Is that {plain} or {text[:-4]}? Write it without the sign.",
        )
    amount, readable = locale.toDouble(text)
    if not readable or amount < 0:
        return None, UNREADABLE
    return amount, ""
