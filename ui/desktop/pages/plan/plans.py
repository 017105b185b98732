"""The plan in force and those it is compared with: which one is looked at, all side by side."""

from dataclasses import replace
from itertools import chain, count

from PySide6.QtWidgets import QWidget

from core.answers import Analysis
from core.settings import PlanSettings, Scenario
from ui.desktop.numbers import number
from ui.desktop.pages.plan import tables
from ui.desktop.session import Session
from ui.desktop.widgets.labels import button, label
from ui.desktop.widgets.metrics import column, row
from ui.desktop.widgets.table import Table
from ui.desktop.widgets.toggle import Toggle

LONGEST_NAME = 18


class PlansPanel(QWidget):
    """Chooses between the plan in force and the scenarios, and compares them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._names: tuple[str, ...] = ()
        self._toggle: Toggle | None = None
        self._use = button("Make it the plan", self._take, "link")
        self._drop = button("Remove it", self._remove, "link")
        for made in (self._use, self._drop):
            made.setProperty("small", True)
        self._compared = Table("Plans side by side")
        self._compared.picked.connect(lambda place: session.show(scenario=place))
        self._top = row(12)
        self._top.addWidget(label("Who gets what, best return first", "section"))
        self._top.addStretch(1)
        self._top.addWidget(self._use)
        self._top.addWidget(self._drop)
        box = column(8)
        box.addWidget(self._compared)
        box.addLayout(self._top)
        self.setLayout(box)

    def show_plans(self, analysis: Analysis) -> None:
        """Show the plans of an analysis; without scenarios there is nothing to choose."""
        plan, scenarios = analysis.plan, analysis.scenarios
        if plan is None:
            return
        chosen = self._session.scenario if self._session.scenario <= len(scenarios) else 0
        self._compared.setVisible(bool(scenarios))
        self._compared.show_rows(tables.SIDE_BY_SIDE, tables.side_by_side(plan, scenarios))
        self._compared.choose(chosen)
        self._show_toggle(("This plan", *(one.name for one in scenarios)))
        if self._toggle is not None:
            self._toggle.show_choice(chosen)
        for made in (self._use, self._drop):
            made.setVisible(chosen > 0)

    def add(self) -> None:
        """Keep the plan in force as a scenario."""
        settings = self._session.settings
        name = _name_of(settings.plan)
        taken = {scenario.name for scenario in settings.scenarios}
        names = chain([name], (f"{name} ({n})" for n in count(2)))
        unique = next(one for one in names if one not in taken)
        added = Scenario(unique, settings.plan, settings.objectives)
        scenarios = (*settings.scenarios, added)
        self._session.edit(f"scenario {unique}", replace(settings, scenarios=scenarios))

    def _show_toggle(self, names: tuple[str, ...]) -> None:
        if names == self._names:
            return
        self._names = names
        if self._toggle is not None:
            self._top.removeWidget(self._toggle)
            self._toggle.deleteLater()
            self._toggle = None
        if len(names) > 1:
            looks = [(_short(name), name) for name in names]
            self._toggle = Toggle("Which plan", looks, lambda at: self._session.show(scenario=at))
            self._top.addWidget(self._toggle)

    def _take(self) -> None:
        """Put the scenario's limits and objectives in force."""
        settings, place = self._session.settings, self._session.scenario
        chosen = settings.scenarios[place - 1]
        self._session.scenario = 0
        self._session.edit(
            f"plan {chosen.name}",
            replace(settings, plan=chosen.plan, objectives=chosen.objectives),
        )

    def _remove(self) -> None:
        settings, place = self._session.settings, self._session.scenario
        gone = settings.scenarios[place - 1]
        kept = tuple(one for one in settings.scenarios if one is not gone)
        self._session.scenario = 0
        self._session.edit(f"scenario {gone.name}", replace(settings, scenarios=kept))


def _name_of(plan: PlanSettings) -> str:
    name = "No limit" if plan.budget is None else number(plan.budget)
    return f"{name}, cautious" if plan.cautious else name


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
