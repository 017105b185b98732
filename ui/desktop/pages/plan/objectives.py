"""The objectives: a field for each, how far it is reached, and what all of them would take."""

from dataclasses import replace

from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from core.answers import Analysis
from core.settings import COST_TO_SERVE, LIFETIME_VALUE, Objective
from core.tables.plan import Plan, Reached, Takes
from ui.desktop.numbers import number
from ui.desktop.pages.plan import wording
from ui.desktop.session import Session
from ui.desktop.widgets.fields import Choice, DecimalNumber
from ui.desktop.widgets.labels import ElidedLabel, button, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.phrases import measure_title
from ui.desktop.widgets.target_bar import TargetBar
from ui.desktop.widgets.why_panel import explain

WIDEST = 1_000_000.0
FIELD = 76
UNIT = 92
UNITS = (("points", False), ("%", True))
ADD = ("Add an objective…", "")
USUAL = {COST_TO_SERVE: (-5.0, True), LIFETIME_VALUE: (5.0, True)}
"""What is proposed for a measure; half a point for others."""

ROUND_UP = 100.0


class ObjectiveRow(QWidget):
    """One objective: how much of which measure, and how far the plan reaches it."""

    def __init__(self, session: Session, place: int) -> None:
        super().__init__()
        self._session = session
        self._place = place
        self._name = ElidedLabel()
        self._change = DecimalNumber(
            "Change", (-WIDEST, WIDEST), 0.1, self._edit_change, change=True
        )
        self._change.setFixedWidth(px(FIELD))
        self._change.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self._unit = Choice("Unit", self._edit_unit)
        self._unit.setFixedWidth(px(UNIT))
        self._remove = button("Remove", self._drop, "link")
        self._remove.setProperty("small", True)
        self._bar = TargetBar("How far it is reached")
        self._state = wrapped("", "note")
        top, below = row(8), row(8)
        top.addWidget(self._name, 1)
        top.addWidget(self._change)
        top.addWidget(self._unit)
        below.addWidget(self._state, 1)
        below.addWidget(self._remove)
        box = column(2)
        box.addLayout(top)
        box.addWidget(self._bar)
        box.addLayout(below)
        self.setLayout(box)

    def show_objective(self, objective: Objective, reached: Reached | None) -> None:
        """Show an objective, and how far the plan reaches it if that is known."""
        self._name.setText(measure_title(objective.measure))
        self._change.setAccessibleName(f"Change of {objective.measure}")
        self._change.setDecimals(1 if objective.relative else 2)
        self._change.show_value(objective.change)
        self._unit.show_choices(UNITS, objective.relative)
        known = reached is not None and reached.measure == objective.measure
        self._bar.setVisible(known)
        state = wording.objective_state(reached) if reached is not None and known else ""
        show_text(self._state, state)
        if reached is not None and known:
            towards = 1.0 if reached.change > 0 else -1.0
            self._bar.show_reached(abs(reached.change), towards * reached.reached, state)

    def _edit_change(self, change: float) -> None:
        if change:
            self._put(replace(self._now, change=change))

    def _edit_unit(self, relative: object) -> None:
        self._put(replace(self._now, relative=bool(relative)))

    @property
    def _now(self) -> Objective:
        return self._session.settings.objectives[self._place]

    def _put(self, objective: Objective | None) -> None:
        settings = self._session.settings
        kept = list(settings.objectives)
        name = f"objective {measure_title(kept[self._place].measure).lower()}"
        kept[self._place : self._place + 1] = [objective] if objective is not None else []
        self._session.edit(name, replace(settings, objectives=tuple(kept)))

    def _drop(self) -> None:
        self._put(None)


class ObjectivesPanel(QWidget):
    """All objectives, the choice of another one, and what they would take."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: list[ObjectiveRow] = []
        self._takes: Takes | None = None
        self._more = Choice("Add an objective", self._add)
        self._list = column(12)
        self._heading = label("What would it take?", "section")
        self._words = wrapped()
        self._try = button("", self._try_least)
        self._set = button("", self._set_most)
        self._why = button("Why not with this budget?", self._explain, "link")
        self._why.setProperty("small", True)
        buttons = row(12)
        buttons.addWidget(self._try)
        buttons.addWidget(self._set)
        buttons.addStretch(1)
        heading = label("&Objectives", "section")
        heading.setBuddy(self._more)
        box = column(8)
        box.addWidget(heading)
        box.addLayout(self._list)
        box.addWidget(self._more)
        box.addSpacing(px(8))
        box.addWidget(self._heading)
        box.addWidget(self._words)
        box.addLayout(buttons)
        box.addWidget(self._why)
        self.setLayout(box)

    def show_objectives(self, analysis: Analysis, plan: Plan | None, takes: Takes | None) -> None:
        """Show the objectives, how far a plan reaches them, and what they would take."""
        objectives = self._session.settings.objectives
        self._takes = takes
        while len(self._rows) > len(objectives):
            gone = self._rows.pop()
            self._list.removeWidget(gone)
            gone.deleteLater()
        while len(self._rows) < len(objectives):
            made = ObjectiveRow(self._session, len(self._rows))
            self._rows.append(made)
            self._list.addWidget(made)
        reached = plan.objectives if plan is not None else ()
        for place, objective in enumerate(objectives):
            found = reached[place] if place < len(reached) else None
            self._rows[place].show_objective(objective, found)
        self._show_choices(analysis)
        self._show_takes(plan, takes)

    def _show_choices(self, analysis: Analysis) -> None:
        taken = {objective.measure for objective in self._session.settings.objectives}
        axes = analysis.axes.axes if analysis.axes is not None else ()
        free = [view.axis.measure for view in axes if view.axis.measure not in taken]
        choices = (ADD, *((measure_title(measure), measure) for measure in free))
        self._more.show_choices(choices, "")
        self._more.setVisible(bool(free))

    def _show_takes(self, plan: Plan | None, takes: Takes | None) -> None:
        words = wording.takes_words(plan, takes) if plan is not None else ""
        short = plan is not None and any(not one.met for one in plan.objectives)
        self._heading.setVisible(bool(words))
        show_text(self._words, words)
        least = self._least()
        self._try.setVisible(bool(words) and short and least is not None)
        self._why.setVisible(bool(words) and short)
        if least is not None:
            self._try.setText(f"Try {number(least)}")
        most = self._most()
        self._set.setVisible(bool(words) and most is not None)
        if most is not None:
            words = wording.change_words(most.change, relative=most.relative)
            self._set.setText(f"Set {words}")

    def _least(self) -> float | None:
        """Give the budget, rounded up, that reaches all objectives."""
        if self._takes is None or self._takes.least_cost is None:
            return None
        return -(-self._takes.least_cost // ROUND_UP) * ROUND_UP

    def _try_least(self) -> None:
        least, settings = self._least(), self._session.settings
        if least is not None:
            plan = replace(settings.plan, budget=least)
            self._session.edit("budget", replace(settings, plan=plan))

    def _most(self) -> Objective | None:
        """Give the objective that no plan reaches, as far as it can be reached."""
        takes = self._takes
        if takes is None or takes.breaks_first is None:
            return None
        return wording.as_far(takes.each[takes.breaks_first])

    def _set_most(self) -> None:
        most, settings = self._most(), self._session.settings
        if most is not None:
            objectives = tuple(
                replace(one, change=most.change) if one.measure == most.measure else one
                for one in settings.objectives
            )
            name = f"objective {measure_title(most.measure).lower()}"
            self._session.edit(name, replace(settings, objectives=objectives))

    def _explain(self) -> None:
        if self._takes is not None:
            text = wording.why_not(self._takes)
            explain(self._why, "Why not all of them?", text, wide=True)

    def _add(self, measure: object) -> None:
        if not measure:
            return
        change, relative = USUAL.get(str(measure), (0.5, False))
        settings = self._session.settings
        objective = Objective(str(measure), change, relative)
        name = f"objective {measure_title(str(measure)).lower()}"
        self._session.edit(name, replace(settings, objectives=(*settings.objectives, objective)))
