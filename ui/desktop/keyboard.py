"""Going round the window by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget


def press_primary(page: QWidget) -> None:
    """Press the button of a page that leads on."""
    for made in page.findChildren(QPushButton):
        if made.property("look") == "primary" and made.isVisible() and made.isEnabled():
            made.click()
            return


def go_round(areas: Sequence[QWidget], step: int) -> None:
    """Take the keyboard from its area to another one, some steps on; one may lie in the next."""
    usable = [area for area in areas if area.isVisible() and first_focus(area) is not None]
    if not usable:
        return
    focus = QApplication.focusWidget()
    inside = [focus is not None and area.isAncestorOf(focus) for area in usable]
    # The innermost area that holds the keyboard counts, and those come first.
    place = inside.index(True) + step if True in inside else 0
    target = first_focus(usable[place % len(usable)])
    if target is not None:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def first_focus(area: QWidget) -> QWidget | None:
    """Return the first part of an area that can take the keyboard."""
    policy = Qt.FocusPolicy.TabFocus
    for part in area.findChildren(QWidget):
        if part.isVisible() and part.isEnabled() and part.focusPolicy() & policy:
            return part
    return None
