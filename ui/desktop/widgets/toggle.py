"""A few choices side by side, of which one is in force."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.desktop.widgets.metrics import row


class Toggle(QWidget):
    """Buttons side by side of which exactly one is pressed; arrows go from one to the next.

    Parameters
    ----------
    name
        What is chosen, for screen readers.
    choices
        The text of each button, and its tooltip.
    chosen
        Gets the place of the button that the user has pressed.
    """

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]], chosen: Callable[[int], object]
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._tooltips = tuple(tooltip for _text, tooltip in choices)
        box = row()
        for place, (text, tooltip) in enumerate(choices):
            made = QPushButton(text)
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.setToolTip(tooltip)
            last = place == len(choices) - 1
            look = "toggle-last" if last else "toggle" if place else "toggle-first"
            made.setProperty("look", look)
            self._group.addButton(made, place)
            box.addWidget(made)
        self.setLayout(box)
        self._group.idClicked.connect(chosen)

    def show_choice(self, place: int) -> None:
        """Press one of the buttons without telling anybody."""
        self._group.button(place).setChecked(True)

    def set_usable(self, place: int, *, usable: bool, why: str) -> None:
        """Say whether a choice can be made, and why not."""
        made = self._group.button(place)
        made.setEnabled(usable)
        made.setToolTip(self._tooltips[place] if usable else why)
