"""Distances at the enlargement in force, and boxes that keep to them."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from ui.desktop.theme.type_scale import scale_of

ROW, COMFORTABLE_ROW = 28, 32
COMFORTABLE = "comfortable rows"
FIRST_SIZE = QSize(1280, 800)
FRAME = QSize(8, 40)

Sides = tuple[float, float, float, float]


def scale() -> float:
    """Tell the enlargement that the application runs at, 1 and up."""
    return scale_of(QApplication.font())


def px(distance: float) -> int:
    """Turn a distance of the design into pixels of the screen."""
    return round(distance * scale())


def first_size() -> QSize:
    """Give the size that the window opens at, which fits on the screen."""
    # the title bar and the border come on top of the size that is asked for
    room = QGuiApplication.primaryScreen().availableGeometry().size() - FRAME
    return FIRST_SIZE.boundedTo(room) if scale() == 1 else room * 0.9


def set_comfortable(*, comfortable: bool) -> None:
    """Say for the whole application whether rows of tables are a little higher."""
    application = QApplication.instance()
    if application is not None:
        application.setProperty(COMFORTABLE, comfortable)


def row_units() -> int:
    """Give the height of a table's row, in units of the design."""
    application = QApplication.instance()
    high = application is not None and bool(application.property(COMFORTABLE))
    return COMFORTABLE_ROW if high else ROW


def column(spacing: float = 0, sides: Sides = (0, 0, 0, 0)) -> QVBoxLayout:
    """Make a box whose parts stand one below the other."""
    box = QVBoxLayout()
    box.setSpacing(px(spacing))
    box.setContentsMargins(*(px(side) for side in sides))
    return box


def row(spacing: float = 0, sides: Sides = (0, 0, 0, 0)) -> QHBoxLayout:
    """Make a box whose parts stand beside one another."""
    box = QHBoxLayout()
    box.setSpacing(px(spacing))
    box.setContentsMargins(*(px(side) for side in sides))
    return box
