"""A small window that asks: a heading, a sentence, perhaps fields, and buttons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from ui.desktop.widgets.labels import button, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, px, row

WIDTH = 440


@dataclass(frozen=True)
class Way:
    """A button.

    Attributes
    ----------
    text, do
        What it says, and what it does.
    look
        ``primary`` or plain.
    stays
        Whether the dialog stays open, to close itself later.
    """

    text: str
    do: Callable[[], None]
    look: str = ""
    stays: bool = False


def nothing() -> None:
    """Do nothing: the dialog closes."""


class AskDialog(QDialog):
    """Asks one thing; every button closes it, except while a field is not filled as it should be.

    Parameters
    ----------
    parent
        The window in front of which it appears.
    title, text
        What is asked.
    """

    def __init__(self, parent: QWidget | None, title: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Nonagon")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "page")
        self.setModal(True)
        self.fields: list[QLineEdit] = []
        self._problem = wrapped("", "negative")
        self._box = column(8, (24, 20, 24, 20))
        self._box.addWidget(wrapped(title, "title"))
        self._box.addWidget(wrapped(text))
        self._box.addSpacing(px(4))
        self.setLayout(self._box)
        self.setMinimumWidth(px(WIDTH))

    def add(self, widget: QWidget) -> None:
        """Put something between the text and the buttons."""
        self._box.addWidget(widget)

    def add_field(self, name: str, value: str = "", *, secret: bool = False) -> QLineEdit:
        """Add a field with its name above it."""
        field = QLineEdit(value)
        field.setAccessibleName(name)
        if secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._box.addWidget(label(name, "note"))
        self._box.addWidget(field)
        self.fields.append(field)
        return field

    def show_ways(self, ways: Sequence[Way], check: Callable[[], str] | None = None) -> "AskDialog":
        """Add the buttons, and open.

        ``check`` tells what is wrong with the fields, "" for nothing; the primary button does
        nothing before that.
        """
        self._box.addWidget(self._problem)
        show_text(self._problem, "")
        buttons = row(8)
        buttons.addStretch(1)
        made = [button(way.text, partial(self._go, way, check), way.look) for way in ways]
        for one, way in zip(made, ways, strict=True):
            one.setDefault(way.look == "primary")
            buttons.addWidget(one)
        self._box.addSpacing(px(8))
        self._box.addStretch(1)
        self._box.addLayout(buttons)
        self.ensurePolished()
        width = self.minimumWidth()
        self.resize(width, self._box.totalHeightForWidth(width))  # Qt would ask for a narrow one
        self.open()
        (self.fields[0] if self.fields else made[0]).setFocus()
        return self

    def show_problem(self, text: str) -> None:
        """Say what is wrong; "" for nothing."""
        show_text(self._problem, text)

    def _go(self, way: Way, check: Callable[[], str] | None) -> None:
        wrong = check() if check is not None and way.look == "primary" else ""
        self.show_problem(wrong)
        if wrong:
            return
        if not way.stays:
            self.accept()
        way.do()


def ask(parent: QWidget | None, title: str, text: str, *ways: Way) -> AskDialog:
    """Ask one thing; the first way is the one that Enter takes."""
    return AskDialog(parent, title, text).show_ways(ways)
