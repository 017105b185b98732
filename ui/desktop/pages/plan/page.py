"""The Plan page."""

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from core.answers import Analysis
from core.chores import ChangesFound, ReadBack, Result
from core.plan_questions import TakesShown, WhatItTakes
from core.tables.plan import Plan, Takes
from ui.desktop.chart_saving import tell_of
from ui.desktop.charts.box import ChartBox
from ui.desktop.charts.frontier import Frontier
from ui.desktop.charts.waterfall import Waterfall
from ui.desktop.pages.plan import pictures, tables, wording
from ui.desktop.pages.plan.changes import ChangesPanel
from ui.desktop.pages.plan.limits import LimitsPanel
from ui.desktop.pages.plan.objectives import ObjectivesPanel
from ui.desktop.pages.plan.picking import Picking
from ui.desktop.pages.plan.plans import PlansPanel
from ui.desktop.pages.plan.trying import Trying
from ui.desktop.session import Session
from ui.desktop.widgets.labels import button, rule, show_text, wrapped
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.page_frame import Beside, PageFrame
from ui.desktop.widgets.table import Table

SIDE_WIDTH = 276
ROUNDING = 400
"""A dragged budget is rounded to about a part of this of all that can be spent."""


class PlanPage(QWidget):
    """Limits and objectives at the left; what the plan earns, and who gets what."""

    export_wanted = Signal()
    read_back_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self._arriving = False
        self._tried: Plan | None = None
        self._takes: tuple[int, Takes | None] = (0, None)
        self._trying = Trying(session, self._show_tried, self)
        self._picking = Picking(session)
        self._plans = PlansPanel(session)
        self.frame = PageFrame()
        self._read = self.frame.add_link(
            button("Read a workbook back…", self.read_back_wanted.emit, "link")
        )
        self._keep = self.frame.add_button(button("Add scenario", self._plans.add))
        self._export = self.frame.add_button(
            button("Export plan…", self.export_wanted.emit, "primary")
        )
        self._back = self.frame.add_button(
            button("Go to Actions", lambda: session.show(page="actions"), "primary")
        )
        self._make_parts()
        self._arrange()
        keys = QShortcut(QKeySequence("Ctrl+D"), self, self._plans.add)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.frame.reshaped.connect(self._reshape)
        session.changed.connect(self.show_session)
        self.show_session()

    def _make_parts(self) -> None:
        self._limits = LimitsPanel(self._session, self._drag, self._drop)
        self._objectives = ObjectivesPanel(self._session)
        self._changes = ChangesPanel(self._session)
        self._waterfall = Waterfall("What the plan earns")
        self._waterfall.picked.connect(self._pick_part)
        self._frontier = Frontier("What other budgets would earn")
        self._frontier.dragged.connect(self._drag)
        self._frontier.dropped.connect(self._drop)
        waterfall, frontier = self._waterfall, self._frontier
        self._earns = ChartBox("waterfall", waterfall, waterfall.printed, links_below=True)
        self._budgets = ChartBox("frontier", frontier, frontier.printed, links_below=True)
        for box in (self._earns, self._budgets):
            tell_of(box, self._session)
        self._table = Table("Who gets what, best return first")
        self._table.picked.connect(self._pick)
        self._note = wrapped("", "note")

    def _arrange(self) -> None:
        left, left_box = QWidget(), column(16)
        left_box.addWidget(self._limits)
        left_box.addWidget(self._objectives)
        left_box.addStretch(1)
        left.setLayout(left_box)
        self._left = left
        self._charts = Beside(32)
        self._charts.add(self._earns, 5)
        self._charts.add(self._budgets, 3)
        right, right_box = QWidget(), column(16)
        right_box.addWidget(self._changes)
        right_box.addWidget(self._charts)
        right_box.addWidget(rule())
        who = column(4)
        for part in (self._plans, self._table, self._note):
            who.addWidget(part)
        right_box.addLayout(who)
        right_box.addStretch(1)
        right.setLayout(right_box)
        self._parts = Beside(32)
        self._parts.add(left)
        self._parts.add(right, 1)
        self.frame.body.addWidget(self._parts)
        self.frame.body.addStretch(1)
        box = column()
        box.addWidget(self.frame)
        self.setLayout(box)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the budget at the first visit."""
        super().showEvent(event)
        if self._arriving:
            self._limits.budget_field.setFocus()
            self._arriving = False

    # What the user does

    def _drag(self, budget: float) -> None:
        budget, settings = self._rounded(budget), self._session.settings
        self._limits.preview(budget)
        self._trying.ask(replace(settings.plan, budget=budget), settings.objectives)

    def _drop(self, budget: float) -> None:
        settings = self._session.settings
        plan = replace(settings.plan, budget=self._rounded(budget))
        if plan == settings.plan:
            self._forget_tried()
            self._show_plan(self._session.analysis)
        self._session.edit("budget", replace(settings, plan=plan))

    def _forget_tried(self) -> None:
        self._trying.stop()
        self._tried = None

    def _rounded(self, budget: float) -> float:
        """Give a round budget near one that was dragged to."""
        step = 10.0 ** np.floor(np.log10(max(self._most() / ROUNDING, 1.0)))
        return float(round(budget / step) * step)

    def _most(self) -> float:
        """Give all that can be spent."""
        plan = self._session.analysis.plan
        return plan.frontier[-1].spend if plan is not None and plan.frontier else 0.0

    def _pick(self, place: int) -> None:
        """Select the customers of a row on every page."""
        plan = self._plan()
        if plan is not None and self._in_force():
            self._picking.pick_line(plan, place)

    def _pick_part(self, place: int) -> None:
        """Select the customers of a bar on every page."""
        plan = self._plan()
        if plan is not None and self._in_force():
            self._picking.pick_action(plan, pictures.falls_of(plan).steps[place].label)

    def _in_force(self) -> bool:
        """Tell whether the plan in force is shown; of others the customers are not known."""
        return not self._session.scenario and self._tried is None

    def read_back(self, path: str) -> None:
        """Find what was changed in an exported plan."""
        session = self._session
        session.errands.ask(ReadBack(path, session.settings), self._show_found, self)

    def _show_found(self, found: Result) -> None:
        if isinstance(found, ChangesFound):
            words = "" if found.changes else f"Nothing was changed in {found.name}"
            self._session.show(changes=found if found.changes else None, notice=words)

    # Showing

    def _plan(self) -> Plan | None:
        """Give the plan to show: one that is tried, a scenario, or the one in force."""
        session = self._session
        if self._tried is not None:
            return self._tried
        scenarios = session.analysis.scenarios
        if 0 < session.scenario <= len(scenarios):
            return scenarios[session.scenario - 1].plan
        return session.analysis.plan

    def _show_tried(self, plan: Plan) -> None:
        self._tried = plan
        self._show_plan(self._session.analysis)

    def show_session(self) -> None:
        """Show what is to be seen now, if this is the page that is looked at."""
        session = self._session
        selected = session.scenario, session.changes, session.busy != ""
        wanted = (session.analysis, session.settings, *selected)
        if session.page != "plan" or wanted == self._shown:
            return
        arriving = not self._shown
        if arriving or self._shown[0] is not session.analysis:
            self._forget_tried()
        self._shown = wanted
        analysis = session.analysis
        there = wording.can_be_planned(analysis)
        for part in (self._parts, self._keep, self._export, self._read):
            part.setVisible(there)
        self._back.setVisible(not there)
        idle = not session.busy
        for part in (self._export, self._keep, self._read):
            part.setEnabled(idle)
        self._ask_what_it_takes(analysis)
        self._limits.show_limits(session.settings.plan, analysis, self._most())
        changes = session.changes
        self._changes.show_changes(
            changes.name if changes else "", changes.changes if changes else ()
        )
        self._plans.show_plans(analysis)
        self._show_plan(analysis)
        if session.updating and wording.differs_in_plan(session.settings, analysis.settings):
            self._trying.ask(session.settings.plan, session.settings.objectives)
        self._arriving = arriving and there

    def _ask_what_it_takes(self, analysis: Analysis) -> None:
        if not analysis.settings.objectives or analysis.plan is None:
            self._takes = (analysis.serial, None)
        elif self._takes[0] != analysis.serial:
            self._takes = (analysis.serial, None)
            serial = analysis.serial
            self._session.look_up(
                WhatItTakes(serial), lambda found: self._hear_takes(serial, found), self
            )

    def _hear_takes(self, serial: int, found: Any) -> None:
        if isinstance(found, TakesShown) and serial == self._session.analysis.serial:
            self._takes = (serial, found.takes)
            self._show_plan(self._session.analysis)

    def _show_plan(self, analysis: Analysis) -> None:
        """Show everything that depends on which plan is looked at."""
        plan = self._plan()
        updating = self._session.updating or self._tried is not None
        self.frame.show_title(*wording.title(analysis, plan), updating=updating)
        takes = None if self._session.scenario else self._takes[1]
        self._objectives.show_objectives(analysis, plan, takes)
        if plan is None:
            return
        falls = pictures.falls_of(plan)
        months = analysis.settings.economics.horizon_months
        earns = wording.earns_title(falls.unit, months)
        self._earns.show_words(earns, wording.earns_note(plan))
        self._waterfall.setAccessibleName(earns)
        self._earns.show_numbers(partial(tables.waterfall_table, falls), totals=1)
        self._waterfall.show_falls(falls, pictures.falls_words(falls))
        self._budgets.show_words(wording.FRONTIER, wording.frontier_note(plan))
        names = ["This plan", *(one.name for one in analysis.scenarios)]
        others = [
            one
            for place, one in enumerate(analysis.scenarios, 1)
            if place != self._session.scenario
        ]
        name = names[min(self._session.scenario, len(names) - 1)]
        curve = pictures.curve_of(plan, name, others, takes)
        self._budgets.show_numbers(partial(tables.frontier_table, curve))
        self._frontier.setAccessibleName(wording.frontier_name(curve.unit))
        self._frontier.show_curve(curve, pictures.curve_words(curve))
        self._table.show_rows(tables.HEADINGS, tables.rows(analysis, plan), totals=1)
        show_text(self._note, tables.table_note(plan))

    def _reshape(self) -> None:
        below = self.frame.narrow
        self._parts.stack(below=below)
        self._charts.stack(below=self.frame.logical_width() < SIDE_WIDTH + 560)
        self._left.setMinimumWidth(0 if below else px(SIDE_WIDTH))
        self._left.setMaximumWidth(px(4000) if below else px(SIDE_WIDTH))
