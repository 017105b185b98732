"""The first thing on the screen: a bare window, there before the analysis is loaded."""

import os
import sys

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel

from ui.desktop.theme.appearance import palette_of, tokens_for

USUAL_SIZE = QSize(1280, 800)


def lacks_screen() -> bool:
    """Whether Qt would find no display here; only Linux and its kin can be without one."""
    if sys.platform in {"win32", "darwin"} or "QT_QPA_PLATFORM" in os.environ:
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_first() -> QLabel:
    """Start Qt and show a window that says that the program is opening.

    Loading everything else takes a second or two; a person who sees nothing in that time
    clicks again.

    Returns
    -------
    QLabel
        The window, to be closed once the real one is there.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Nonagon")
    application.setApplicationDisplayName("Nonagon")
    application.setOrganizationName("Nonagon")
    first = QLabel("Opening …", alignment=Qt.AlignmentFlag.AlignCenter)
    first.setWindowTitle("Nonagon")
    first.setAutoFillBackground(True)
    first.setPalette(palette_of(tokens_for("system", application.styleHints().colorScheme())))
    first.resize(USUAL_SIZE.boundedTo(application.primaryScreen().availableSize()))
    first.show()
    application.processEvents()
    return first
