"""What the company wants to reach: objectives on the axes."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from core.settings import Axis, Objective
from ui.desktop.pages.axes import objective_wording as wording
from ui.desktop.session import Session
from ui.desktop.widgets.date_field import DateField
from ui.desktop.widgets.fields import Choice, DecimalNumber
from ui.desktop.widgets.labels import button, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.phrases import measure_title

LARGEST = 1e9
DECIMALS = 1
WIDTHS = (84, 84, 132)
UNITS = (("points", False), ("%", True))
HEADINGS = ("Measure", "Change", "In", "By")


class _Row:
    """The fields of one objective."""

    def __init__(self, panel: "ObjectivesPanel", place: int) -> None:
        edit = partial(panel.edit, place)
        name = f"Objective {place + 1}"
        self.measure = Choice(f"{name}, measure", lambda value: edit(measure=value))
        self.change = DecimalNumber(
            f"{name}, change", (-LARGEST, LARGEST), 1.0, lambda value: edit(change=value)
        )
        self.change.setDecimals(DECIMALS)
        self.unit = Choice(f"{name}, unit", lambda value: edit(relative=value))
        self.day = DateField(f"{name}, by when", lambda day: edit(by=day))
        self.remove = button("Remove", partial(panel.remove, place), "link")
        self.remove.setProperty("small", True)
        self.parts = (self.measure, self.change, self.unit, self.day, self.remove)
        for part, width in zip(self.parts[1:4], WIDTHS, strict=True):
            part.setFixedWidth(px(width))

    def show(self, objective: Objective, axes: tuple[Axis, ...]) -> None:
        """Show an objective; a measure that is no axis any more stays to be seen."""
        names = tuple(dict.fromkeys((*(axis.measure for axis in axes), objective.measure)))
        choices = [(measure_title(name), name) for name in names]
        self.measure.show_choices(choices, objective.measure)
        self.change.show_value(objective.change)
        self.unit.show_choices(UNITS, objective.relative)
        self.day.show_day(objective.by)


class ObjectivesPanel(QWidget):
    """A line of fields for each objective, and what it comes to from today."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._axes: tuple[Axis, ...] = ()
        self._grid = QGridLayout()
        self._headings = [label(heading, "note") for heading in HEADINGS]
        self._rows: list[_Row] = []
        self._comes_to = wrapped("", "note")
        self._add = button("Add an objective", self._append, "link")
        self._arrange()

    def _arrange(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(0, 1)
        for place, heading in enumerate(self._headings):
            self._grid.addWidget(heading, 0, place)
        box = column(6)
        box.addWidget(label("What you want to reach", "section"))
        box.addLayout(self._grid)
        box.addWidget(self._comes_to)
        box.addWidget(self._add)
        box.addStretch(1)
        self.setLayout(box)

    def show_objectives(self, axes: tuple[Axis, ...]) -> None:
        """Show the objectives in force, on the axes in force."""
        self._axes = axes
        objectives = self._session.settings.objectives
        while len(self._rows) < len(objectives):
            made = _Row(self, len(self._rows))
            self._rows.append(made)
            for place, part in enumerate(made.parts):
                self._grid.addWidget(part, len(self._rows), place)
        for place, line in enumerate(self._rows):
            for part in line.parts:
                part.setVisible(place < len(objectives))
            if place < len(objectives):
                line.show(objectives[place], axes)
        for heading in self._headings:
            heading.setVisible(bool(objectives))
        show_text(self._comes_to, wording.comes_to(objectives, self._session.analysis))
        self._add.setEnabled(bool(axes))

    def edit(self, place: int, **changes: Any) -> None:
        """Change one objective."""
        objectives = self._session.settings.objectives
        changed = replace(objectives[place], **changes)
        name = f"objective for {measure_title(changed.measure)}"
        self._put(name, (*objectives[:place], changed, *objectives[place + 1 :]))

    def remove(self, place: int) -> None:
        """Drop one objective."""
        objectives = self._session.settings.objectives
        self._put("removing an objective", (*objectives[:place], *objectives[place + 1 :]))

    def _append(self) -> None:
        objectives = self._session.settings.objectives
        self._put("adding an objective", (*objectives, wording.next_one(objectives, self._axes)))

    def _put(self, name: str, objectives: tuple[Objective, ...]) -> None:
        settings = self._session.settings
        self._session.edit(name, replace(settings, objectives=objectives))
