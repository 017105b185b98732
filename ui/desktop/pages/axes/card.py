"""One axis: what it measures, from which column, which end is good, how much it weighs."""

from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtWidgets import QWidget

from core.answers import AxisView
from core.requests import Found
from core.segment_lookups import DriversOf
from core.settings import Axis, Direction, Missing
from core.tables.profile import Drivers
from ui.desktop.pages.axes import wording
from ui.desktop.session import Session
from ui.desktop.widgets.fields import Choice, DecimalNumber, Form
from ui.desktop.widgets.formula_field import FormulaField
from ui.desktop.widgets.histogram import Histogram
from ui.desktop.widgets.labels import button, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.phrases import measure_title, measure_words
from ui.desktop.widgets.why_panel import explain

FIELD = 208
FIELD_COMPACT = 184
LARGEST = 1e12


class AxisCard(QWidget):
    """Fields and distribution of one axis; every change is undoable."""

    def __init__(self, session: Session, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._place = place
        self._axis = Axis("", "")
        self._title = label("", "section")
        self._measure = FormulaField("Measure", self._check_measure)
        self._measure.entered.connect(self._edit_measure)
        self._formula = FormulaField("Column or formula", self._check_formula)
        self._formula.entered.connect(lambda text: self._edit("column", formula=text))
        self._problem = wrapped("", "negative")
        self._formula.problem_changed.connect(lambda text: show_text(self._problem, text))
        self._direction = Choice("Direction", self._edit_direction)
        self._target = DecimalNumber(
            "Target", (-LARGEST, LARGEST), 1.0, lambda value: self._edit("target", target=value)
        )
        self._weight = DecimalNumber(
            "Weight", (0.0, 2.0), 0.1, lambda value: self._edit("weight", weight=round(value, 2))
        )
        self._weight.setDecimals(1)
        self._absent = Choice("Without a value", self._edit_missing)
        self._histogram = Histogram()
        self._histogram.picked.connect(self._select)
        self._drivers = button("What goes with it?", self._ask_drivers, "link")
        self._drivers.setProperty("small", True)
        self._spread = wrapped("", "note")
        self._missing = wrapped("", "note")
        self._source = wrapped("", "note")
        self._arrange()

    def _arrange(self) -> None:
        self._form = Form(FIELD_COMPACT)
        self._form.add("Measure", self._measure)
        self._form.add("Column, formula", self._formula)
        self._form.add("Direction", self._direction)
        self._form.add("Target", self._target)
        self._form.add("Weight, 0 to 2", self._weight)
        self._form.add("Without a value", self._absent)
        box = column(6)
        box.addWidget(self._title)
        box.addWidget(self._form)
        box.addWidget(self._problem)
        box.addSpacing(px(12))
        box.addWidget(self._histogram)
        for part in (self._spread, self._missing, self._source, self._drivers):
            box.addWidget(part)
        box.addStretch(1)
        self.setLayout(box)

    def focus_first(self) -> None:
        """Give the keyboard to this axis."""
        self._measure.setFocus()

    def show_axis(self, axis: Axis, view: AxisView | None) -> None:
        """Show an axis, with its distribution if there is one."""
        self._axis = axis
        self._title.setText(wording.axis_name(axis, self._place + 1))
        known = [measure_title(name) for name in wording.WELL_KNOWN]
        self._measure.show_text(known, measure_title(axis.measure))
        names = wording.formulas(self._session.analysis.customers)
        self._formula.show_text(names, axis.formula)
        choices = [(text, direction) for direction, text in wording.DIRECTIONS.items()]
        self._direction.show_choices(choices, axis.direction)
        self._form.show_field(self._target, shown=axis.direction is Direction.TARGET)
        self._target.show_value(axis.target or 0.0)
        self._weight.show_value(axis.weight)
        lacking = view is not None and bool(view.missing)
        self._form.show_field(self._absent, shown=lacking or axis.missing is not Missing.LEAVE_OUT)
        self._absent.show_choices(wording.MISSING, axis.missing)
        self._show_distribution(view)

    def _show_distribution(self, view: AxisView | None) -> None:
        parts = (self._histogram, self._spread, self._missing, self._source, self._drivers)
        for part in parts:
            part.setVisible(view is not None)
        if view is None:
            return
        self._histogram.show_bars(wording.bars_of(view), wording.spread_sentence(view))
        self._spread.setText(wording.spread_sentence(view))
        self._missing.setText(wording.missing_sentence(view))
        self._source.setText(view.source)

    def _check_formula(self, text: str) -> str:
        return wording.formula_problem(self._session.analysis.customers, text)

    def _check_measure(self, text: str) -> str:
        return "" if text else "Give the measure a name."

    def _edit_measure(self, text: str) -> None:
        self._edit("measure", measure=wording.measure_key(text))

    def _edit_direction(self, direction: object) -> None:
        if isinstance(direction, Direction):
            target = self._axis.target
            if direction is Direction.TARGET and target is None:
                target = self._middle()
            self._edit("direction", direction=direction, target=target)

    def _edit_missing(self, missing: object) -> None:
        if isinstance(missing, Missing):
            self._edit("missing values", missing=missing)

    def _select(self, low: float, high: float) -> None:
        """Select the customers in a range of the distribution on every page."""
        view = self._session.analysis.segments
        if view is None:
            return
        values = np.load(view.values_file, mmap_mode="r", allow_pickle=False)[:, self._place]
        members = np.asarray((values >= low) & (values <= high))
        self._session.select(wording.range_name(self._axis, low, high), members)

    def _ask_drivers(self) -> None:
        lookup = DriversOf(self._session.analysis.serial, self._place)
        self._session.look_up(lookup, self._tell_drivers, self)

    def _tell_drivers(self, found: Found) -> None:
        if isinstance(found, Drivers):
            explain(self._drivers, *wording.drivers(found), wide=True)

    def _middle(self) -> float:
        """Propose the median as the target."""
        axes = self._session.analysis.axes
        if axes is None or self._place >= len(axes.axes):
            return 0.0
        return round(axes.axes[self._place].median, 2)

    def _edit(self, what: str, **changes: Any) -> None:
        session = self._session
        axis = replace(self._axis, **changes)
        name = f"{what} of {measure_words(self._axis.measure)}"
        session.edit(name, wording.with_axis(session.settings, session.analysis, self._place, axis))
