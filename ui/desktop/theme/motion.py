"""How long what moves may take: nothing at all for people who want no motion."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

STILL = "reduce motion"


def reduce_motion(*, still: bool) -> None:
    """Say for the whole application that nothing is to move."""
    application = QApplication.instance()
    if application is not None:
        application.setProperty(STILL, still)


def duration(milliseconds: int) -> int:
    """Give how long a motion takes: 0 if the user or the system wants none."""
    application = QApplication.instance()
    wanted = application is not None and not application.property(STILL)
    moves = wanted and QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    return milliseconds if moves else 0
