"""The rate table: how long each activity takes, and what those who do it cost."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from core.answers import ValueView
from core.settings import CostBasis, CostPool, Rate, Settings, Valuation
from ui.desktop.pages.value import rates
from ui.desktop.session import Session
from ui.desktop.widgets.fields import Choice, DecimalNumber
from ui.desktop.widgets.labels import ElidedLabel, button, label, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.page_frame import Beside

LARGEST = 1e9
FIELD, WIDE_FIELD, BASIS_FIELD = 124, 128, 232
BASES = (
    ("as recorded, else by rates", CostBasis.AUTOMATIC),
    ("as recorded", CostBasis.RECORDED),
    ("by this table", CostBasis.RATES),
)
NOBODY = ("nobody", "")
NOTE = (
    "A minute costs what a group of people costs over the minutes that they can work, about 80 % "
    "of those that they are paid for. Time in which nobody was served is charged to no customer."
)


class RateTable(QWidget):
    """Fields for activities and for the groups of people who do them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: ValueView | None = None
        self._basis = Choice("Cost of service", self._edit_basis)
        self._add = button("Add a group", self._add_pool)
        self._activities = _Lines(("Activity", "Minutes each", "Done by"))
        self._pools = _Lines(("Group of people", "Cost in all", "Minutes they can work", ""))
        self._rate_lines: list[_RateLine] = []
        self._pool_lines: list[_PoolLine] = []
        self._beside = Beside(48)
        self._arrange()

    def _arrange(self) -> None:
        basis = row(12)
        caption = label("Cost of &service")
        caption.setBuddy(self._basis)
        self._basis.setFixedWidth(px(BASIS_FIELD))
        basis.addWidget(caption)
        basis.addWidget(self._basis)
        basis.addStretch(1)
        people, people_box = QWidget(), column(8)
        people_box.addWidget(self._pools)
        people_box.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        people_box.addStretch(1)
        people.setLayout(people_box)
        self._beside.add(self._activities, 1)
        self._beside.add(people, 1)
        box = column(8)
        box.addWidget(label("Rate table", "section"))
        box.addWidget(wrapped(NOTE, "note"))
        box.addLayout(basis)
        box.addWidget(self._beside)
        self.setLayout(box)

    def show_settings(self, settings: Settings, view: ValueView | None) -> None:
        """Show the table for the activities that there are."""
        self._view = view
        value = settings.value
        names = rates.activities(value, view)
        self.setVisible(bool(names))
        self._basis.show_choices(BASES, value.cost_basis)
        while len(self._rate_lines) < len(names):
            line = _RateLine(self._edit_rate)
            self._rate_lines.append(line)
            self._activities.add(line.name, line.minutes, line.pool)
        for place, line in enumerate(self._rate_lines):
            line.show_rate(names[place] if place < len(names) else "", value)
        self._show_pools(value.pools)

    def _show_pools(self, pools: tuple[CostPool, ...]) -> None:
        while len(self._pool_lines) < len(pools):
            line = _PoolLine(len(self._pool_lines), self._edit_pool, self._remove_pool)
            self._pool_lines.append(line)
            self._pools.add(line.name, line.cost, line.minutes, line.remove)
        for place, line in enumerate(self._pool_lines):
            line.show_pool(pools[place] if place < len(pools) else None)
        self._pools.setVisible(bool(pools))

    def focus_first(self) -> None:
        """Give the keyboard to the first thing that has to be filled in."""
        (self._pool_lines[0].cost if self._session.settings.value.pools else self._add).setFocus()

    def stack(self, *, below: bool) -> None:
        """Put the halves one below the other, or beside one another."""
        self._beside.stack(below=below)

    def _edit_basis(self, basis: object) -> None:
        self._edit("source of the cost to serve", cost_basis=basis)

    def _edit_rate(self, activity: str, minutes: float, pool: str) -> None:
        made = Rate(activity, minutes, pool)
        self._edit(f"rate of ‘{activity}’", rates=rates.with_rate(self._value, made))

    def _edit_pool(self, place: int, pool: CostPool) -> None:
        changed = rates.with_pool(self._value, place, pool)
        self._edit(f"group ‘{pool.name}’", pools=changed.pools, rates=changed.rates)

    def _remove_pool(self, place: int) -> None:
        changed = rates.without_pool(self._value, place)
        name = self._value.pools[place].name
        self._edit(f"removing group ‘{name}’", pools=changed.pools, rates=changed.rates)

    def _add_pool(self) -> None:
        changed = rates.with_new_pool(self._value, self._view)
        self._edit("adding a group", pools=changed.pools, rates=changed.rates)

    @property
    def _value(self) -> Valuation:
        return self._session.settings.value

    def _edit(self, name: str, **changes: Any) -> None:
        settings = self._session.settings
        self._session.edit(name, replace(settings, value=replace(settings.value, **changes)))


class _Lines(QWidget):
    """Fields in lines below their headings."""

    def __init__(self, headings: tuple[str, ...]) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(0, 1)
        for place, heading in enumerate(headings):
            self._grid.addWidget(label(heading, "note"), 0, place)
        self.setLayout(self._grid)

    def add(self, *fields: QWidget) -> None:
        line = self._grid.rowCount()
        for place, field in enumerate(fields):
            self._grid.addWidget(field, line, place)


class _RateLine:
    """One activity: how long it takes and who does it."""

    def __init__(self, changed: Callable[[str, float, str], None]) -> None:
        self._changed = changed
        self._rate = Rate("", 0.0, "")
        self.name = ElidedLabel()
        self.minutes = DecimalNumber("Minutes each", (0.0, 1e5), 1.0, self._edit_minutes)
        self.minutes.setDecimals(1)
        self.minutes.setSpecialValueText("as recorded")
        self.minutes.setFixedWidth(px(FIELD))
        self.pool = Choice("Done by", self._edit_pool)
        self.pool.setFixedWidth(px(WIDE_FIELD))

    def show_rate(self, activity: str, value: Valuation) -> None:
        for field in (self.name, self.minutes, self.pool):
            field.setVisible(bool(activity))
        self._rate = rates.rate_of(value, activity)
        self.name.setText(activity)
        self.minutes.setAccessibleName(f"Minutes each: {activity}")
        self.pool.setAccessibleName(f"Done by: {activity}")
        self.minutes.show_value(self._rate.minutes)
        pools = [(pool.name, pool.name) for pool in value.pools]
        self.pool.show_choices([NOBODY, *pools], self._rate.pool)
        self.pool.setEnabled(bool(pools))
        self.minutes.setEnabled(bool(self._rate.pool))

    def _edit_minutes(self, minutes: float) -> None:
        self._changed(self._rate.activity, round(minutes, 2), self._rate.pool)

    def _edit_pool(self, pool: object) -> None:
        self._changed(self._rate.activity, self._rate.minutes, str(pool))


class _PoolLine:
    """One group of people: what they cost and how long they can work."""

    def __init__(
        self,
        place: int,
        changed: Callable[[int, CostPool], None],
        removed: Callable[[int], None],
    ) -> None:
        self._place, self._changed = place, changed
        self._pool = CostPool("", 0.0, 1.0)
        self.name = QLineEdit()
        self.name.setAccessibleName("Group of people")
        self.name.editingFinished.connect(self._edit_name)
        self.cost = DecimalNumber("Cost in all", (0.0, LARGEST), 100.0, self._edit_cost)
        self.minutes = DecimalNumber("Minutes", (1.0, LARGEST), 100.0, self._edit_minutes)
        self.cost.setDecimals(0)
        self.minutes.setDecimals(0)
        for field in (self.cost, self.minutes):
            field.setFixedWidth(px(FIELD))
        self.remove: QPushButton = button("Remove", lambda: removed(place), "link")
        self.remove.setProperty("small", True)

    def show_pool(self, pool: CostPool | None) -> None:
        for field in (self.name, self.cost, self.minutes, self.remove):
            field.setVisible(pool is not None)
        if pool is None:
            return
        self._pool = pool
        if not self.name.isModified() or not self.name.hasFocus():
            self.name.setText(pool.name)
        self.cost.setAccessibleName(f"Cost in all: {pool.name}")
        self.minutes.setAccessibleName(f"Minutes they can work: {pool.name}")
        self.cost.show_value(pool.cost)
        self.minutes.show_value(pool.minutes)

    def _edit_name(self) -> None:
        name = " ".join(self.name.text().split())
        self.name.setModified(False)
        if name and name != self._pool.name:
            self._changed(self._place, replace(self._pool, name=name))
        else:
            self.name.setText(self._pool.name)

    def _edit_cost(self, cost: float) -> None:
        self._changed(self._place, replace(self._pool, cost=cost))

    def _edit_minutes(self, minutes: float) -> None:
        self._changed(self._place, replace(self._pool, minutes=minutes))
