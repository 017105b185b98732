"""Fields with their names at the left, and choices from a list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMargins, QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from ui.desktop.numbers import MINUS
from ui.desktop.widgets.labels import label
from ui.desktop.widgets.metrics import px

FIELD_HEIGHT = 28
# Text that can be edited stands a pixel lower in Qt than the name beside it.
RAISED = QMargins(0, -1, 0, 1)


class Choice(QComboBox):
    """A list to choose one value from; the wheel scrolls the page, not the choice."""

    def __init__(self, name: str, chosen: Callable[[object], None]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Kept here, because Qt would give the words of an enumeration back as plain text.
        self._choices: tuple[tuple[str, object], ...] = ()
        self.activated.connect(lambda place: chosen(self._choices[place][1]))

    def show_choices(self, choices: Sequence[tuple[str, object]], value: object) -> None:
        """Offer (text, value) pairs; one of them is in force."""
        with QSignalBlocker(self):
            if self._choices != tuple(choices):
                self._choices = tuple(choices)
                self.clear()
                self.addItems([text for text, _data in choices])
            values = [data for _text, data in choices]
            self.setCurrentIndex(values.index(value) if value in values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class WholeNumber(QSpinBox):
    """A field for a whole number; tells when the user has finished."""

    def __init__(self, name: str, ends: tuple[int, int], entered: Callable[[int], None]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(*ends)
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(RAISED)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(entered)

    def show_value(self, value: int) -> None:
        """Show a value without telling anybody."""
        if self.value() != value:
            with QSignalBlocker(self):
                self.setValue(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class DecimalNumber(QDoubleSpinBox):
    """A field for a number with decimals; tells when the user has finished.

    Parameters
    ----------
    name
        What it is, for screen readers.
    ends, step
        Lowest and highest number, and by how much the arrow keys change it.
    entered
        Gets the new number.
    change
        Whether the number is a change, which is written with its sign.
    """

    def __init__(
        self,
        name: str,
        ends: tuple[float, float],
        step: float,
        entered: Callable[[float], None],
        *,
        change: bool = False,
    ) -> None:
        super().__init__()
        self._change = change
        self.setAccessibleName(name)
        self.setRange(*ends)
        self.setSingleStep(step)
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(RAISED)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(entered)

    def show_value(self, value: float) -> None:
        """Show a value without telling anybody."""
        if self.value() != value:
            with QSignalBlocker(self):
                self.setValue(value)

    def textFromValue(self, value: float) -> str:
        """Write the number, a change with its sign."""
        text = super().textFromValue(value)
        if self._change and value > 0:
            return f"+{text}"
        return text.replace("-", MINUS)

    def valueFromText(self, text: str) -> float:
        """Read what was written or typed."""
        return super().valueFromText(_typed(text))

    def validate(self, text: str, place: int) -> object:
        """Take a sign in front, of either kind."""
        state = super().validate(_typed(text), place)
        return (state[0] if isinstance(state, tuple) else state, text, place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


def _typed(text: str) -> str:
    return text.replace(MINUS, "-").removeprefix("+")


class Form(QWidget):
    """Names at the left, fields of one width at the right.

    Parameters
    ----------
    field_width
        Width of the fields, in units of the design.
    """

    def __init__(self, field_width: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = field_width
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(px(4))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setColumnStretch(0, 1)
        self._rows: dict[QWidget, tuple[int, QWidget]] = {}
        self.setLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add(self, name: str, field: QWidget) -> None:
        """Add a field; the & in its name marks its Alt key."""
        caption = label(name)
        caption.setBuddy(field)
        field.setFixedWidth(px(self._width))
        row = self._grid.rowCount()
        self._grid.setRowMinimumHeight(row, px(FIELD_HEIGHT))
        self._grid.addWidget(caption, row, 0)
        self._grid.addWidget(field, row, 1)
        self._rows[field] = (row, caption)

    def show_field(self, field: QWidget, *, shown: bool) -> None:
        """Leave out a field that means nothing here."""
        row, caption = self._rows[field]
        field.setVisible(shown)
        caption.setVisible(shown)
        self._grid.setRowMinimumHeight(row, px(FIELD_HEIGHT) if shown else 0)
        self.updateGeometry()
