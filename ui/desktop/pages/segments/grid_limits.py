"""The limits of the grid, which the user can move."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from core.answers import AxisView
from core.settings import Limit
from ui.desktop.pages.segments.trust_wording import limit_word
from ui.desktop.widgets.fields import DecimalNumber
from ui.desktop.widgets.labels import ElidedLabel, label
from ui.desktop.widgets.metrics import px
from ui.desktop.widgets.phrases import measure_title

LARGEST = 1e12
FIELD_WIDTH = 116
SIDES = {"good": "Good half", "ideal": "Ideal"}
STEPS = 40
COARSE, FINE = 30.0, 2.0


class GridLimits(QWidget):
    """Two fields for each axis: where it is good, and where the ideal begins."""

    def __init__(self, changed: Callable[[Limit], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changed = changed
        self._shown: tuple[object, ...] = ()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, px(4), 0, 0)
        self._grid.setHorizontalSpacing(px(6))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(0, 1)
        self.setLayout(self._grid)

    def show_limits(self, limits: tuple[Limit, ...], axes: tuple[AxisView, ...]) -> None:
        """Show the limits in force; no limits take no room."""
        wanted = (limits, tuple(axis.axis for axis in axes))
        self.setVisible(bool(limits))
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._grid.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.deleteLater()
        for place, heading in enumerate(SIDES.values(), 1):
            self._grid.addWidget(label(heading, "note"), 0, place)
        by_name = {axis.axis.measure: axis for axis in axes}
        for line, limit in enumerate(limits, 1):
            self._add(line, limit, by_name[limit.measure])

    def _add(self, line: int, limit: Limit, axis: AxisView) -> None:
        title = measure_title(limit.measure)
        self._grid.addWidget(ElidedLabel(title), line, 0)
        for place, (side, heading) in enumerate(SIDES.items(), 1):
            field = self._field(f"{title}, {heading}", axis, partial(self._enter, limit, side))
            field.show_value(float(getattr(limit, side) or 0.0))
            self._grid.addWidget(field, line, place)

    def _field(self, name: str, axis: AxisView, entered: Callable[[float], None]) -> DecimalNumber:
        span = axis.upper - axis.smallest
        decimals = 0 if span >= COARSE else 1 if span >= FINE else 2
        step = max(round(span / STEPS, decimals), 10.0**-decimals)
        field = DecimalNumber(name, (-LARGEST, LARGEST), step, entered)
        field.setDecimals(decimals)
        field.setPrefix(f"{limit_word(axis)} ")
        field.setFixedWidth(px(FIELD_WIDTH))
        return field

    def _enter(self, limit: Limit, side: str, value: float) -> None:
        good = value if side == "good" else limit.good
        ideal = value if side == "ideal" else limit.ideal
        self._changed(Limit(limit.measure, good, ideal))
