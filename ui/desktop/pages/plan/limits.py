"""The limits of the plan: budget, capacities, hold-out, contacts, and what it is best at."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QSlider, QWidget

from core.answers import Analysis
from core.settings import Aim, PlanSettings
from ui.desktop.session import Session
from ui.desktop.widgets.amount_field import AmountField
from ui.desktop.widgets.fields import Choice, DecimalNumber, Form
from ui.desktop.widgets.labels import label
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.phrases import capitalised

FIELD = 136
STEPS = 200
AIMS = (("Most gain", Aim.GAIN), ("Objectives", Aim.OBJECTIVES))
NO_COLUMN = ("not counted", "")
MOST_HELD = 90.0
NUDGE = 0.01


class BudgetSlider(QSlider):
    """A slider from no budget to all that can be spent."""

    def __init__(self, moved: Callable[[float], None], dropped: Callable[[float], None]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._most = 1.0
        self.setRange(0, STEPS)
        self.setPageStep(STEPS // 20)
        self.setAccessibleName("Budget")
        self.sliderMoved.connect(lambda place: moved(self._budget(place)))
        self.sliderReleased.connect(lambda: dropped(self._budget(self.value())))
        self.actionTriggered.connect(lambda _action: self._step(dropped))

    def _step(self, dropped: Callable[[float], None]) -> None:
        if not self.isSliderDown():
            dropped(self._budget(self.sliderPosition()))

    def _budget(self, place: int) -> float:
        return place / STEPS * self._most

    def show_budget(self, budget: float | None, most: float) -> None:
        """Show a budget among all that can be spent; no limit is all."""
        if self.isSliderDown():
            return
        self._most = max(most, budget or 0.0, 1.0)
        with QSignalBlocker(self):
            share = 1.0 if budget is None else budget / self._most
            self.setValue(round(share * STEPS))


class LimitsPanel(QWidget):
    """Fields for the limits; the budget can be dragged as well."""

    def __init__(
        self, session: Session, moved: Callable[[float], None], dropped: Callable[[float], None]
    ) -> None:
        super().__init__()
        self._session = session
        self._budget = AmountField("Budget", lambda budget: self._edit("budget", budget=budget))
        self._slider = BudgetSlider(moved, dropped)
        self._most = 0.0
        self._budget.nudged.connect(lambda step: dropped(self._nudged(step)))
        self._held = DecimalNumber("Hold-out, in 100", (0.0, MOST_HELD), 1.0, self._edit_held)
        self._held.setDecimals(1)
        self._aim = Choice("The plan aims at", lambda aim: self._edit("aim", aim=aim))
        self._cautious = QCheckBox("Count gains cautiously")
        self._cautious.setToolTip("As low as four times in five they will exceed")
        self._cautious.toggled.connect(lambda on: self._edit("caution", cautious=on))
        self._contacts = Choice(
            "Contacts so far", lambda name: self._edit("contact limit", contact_column=name)
        )
        self._enough = AmountField(
            "Contacts that are enough",
            lambda most: self._edit("contact limit", contact_limit=most),
        )
        self._form = Form(FIELD)
        self._channels: dict[str, AmountField] = {}
        self._arrange()

    def _arrange(self) -> None:
        self._form.add("&Budget", self._budget)
        self._more = Form(FIELD)
        self._more.add("&Hold-out, in 100", self._held)
        self._more.add("&Aim", self._aim)
        self._more.add("Contacts so far", self._contacts)
        self._more.add("Enough contacts", self._enough)
        box = column(4)
        box.addWidget(label("Limits", "section"))
        box.addWidget(self._form)
        box.addWidget(self._slider)
        self._capacities = column(0)
        self._limited = Form(FIELD)
        self._capacities.addWidget(self._limited)
        box.addLayout(self._capacities)
        box.addWidget(self._more)
        box.addWidget(self._cautious)
        self.setLayout(box)

    @property
    def budget_field(self) -> AmountField:
        """The field that has the keyboard first."""
        return self._budget

    def show_limits(self, plan: PlanSettings, analysis: Analysis, most: float) -> None:
        """Show the limits; ``most`` is all that can be spent."""
        self._most = most
        self._budget.show_amount(plan.budget)
        self._slider.show_budget(plan.budget, most)
        self._held.show_value(round(100 * plan.hold_out, 1))
        self._aim.show_choices(AIMS, plan.aim)
        with QSignalBlocker(self._cautious):
            self._cautious.setChecked(plan.cautious)
        names = _numeric_columns(analysis)
        self._contacts.show_choices(
            (NO_COLUMN, *((one, one) for one in names)), plan.contact_column
        )
        self._enough.show_amount(plan.contact_limit)
        self._more.show_field(self._enough, shown=bool(plan.contact_column))
        self._show_capacities(plan, _channels(analysis, plan))

    def preview(self, budget: float) -> None:
        """Show a budget that is being tried."""
        self._budget.show_amount(budget)

    def _nudged(self, step: int) -> float:
        """Give the budget, more or less by a hundredth of all that can be spent."""
        budget = self._session.settings.plan.budget
        before = self._most if budget is None else budget
        return max(before + step * NUDGE * self._most, 0.0)

    def _show_capacities(self, plan: PlanSettings, channels: tuple[str, ...]) -> None:
        if tuple(self._channels) != channels:
            self._channels = {name: self._field(name) for name in channels}
            form = Form(FIELD)
            for name, field in self._channels.items():
                form.add(capitalised(name), field)
            self._capacities.replaceWidget(self._limited, form)
            self._limited.deleteLater()
            self._limited = form
        known = dict(plan.capacities)
        for name, field in self._channels.items():
            field.show_amount(known.get(name))

    def _field(self, channel: str) -> AmountField:
        return AmountField(channel, lambda amount: self._edit_capacity(channel, amount))

    def _edit_capacity(self, channel: str, amount: float | None) -> None:
        known = dict(self._session.settings.plan.capacities)
        known.pop(channel, None)
        if amount is not None:
            known[channel] = amount
        self._edit(f"capacity of {channel}", capacities=tuple(known.items()))

    def _edit_held(self, per_cent: float) -> None:
        self._edit("hold-out", hold_out=round(per_cent / 100, 4))

    def _edit(self, name: str, **changes: Any) -> None:
        settings = self._session.settings
        self._session.edit(name, replace(settings, plan=replace(settings.plan, **changes)))

    def sizeHint(self) -> Any:
        """Be as high as the fields."""
        hint = super().sizeHint()
        hint.setWidth(px(FIELD * 2))
        return hint


def _channels(analysis: Analysis, plan: PlanSettings) -> tuple[str, ...]:
    named = [name for action in analysis.settings.catalogue for name, _ in action.uses]
    return tuple(dict.fromkeys([*named, *(name for name, _ in plan.capacities)]))


def _numeric_columns(analysis: Analysis) -> tuple[str, ...]:
    if analysis.customers is None:
        return ()
    return tuple(one.name for one in analysis.customers.measures if one.numeric)
