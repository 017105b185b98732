"""Who may get an action: one row for each condition, and a way to add another."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from core.settings import Comparison, Condition
from ui.desktop.widgets.fields import Choice
from ui.desktop.widgets.labels import button
from ui.desktop.widgets.metrics import column, px, row

TESTS = tuple((test.value, test) for test in Comparison)
WITHOUT_VALUE = (Comparison.KNOWN, Comparison.UNKNOWN)
TEST_WIDTH = 116
ADD = ("Add a condition…", "")
SEGMENT = ("Segment", "segment")


class ConditionRow(QWidget):
    """One condition: a column, how it is compared, and with what."""

    def __init__(self, changed: Callable[[Condition | None], None]) -> None:
        super().__init__()
        self._changed = changed
        self._condition = Condition("", Comparison.IS)
        self._column = Choice("Column", lambda name: self._edit(column=name))
        self._test = Choice("How it is compared", lambda test: self._edit(test=test))
        self._test.setFixedWidth(px(TEST_WIDTH))
        self._value = QLineEdit()
        self._value.setAccessibleName("Value")
        self._value.editingFinished.connect(self._read)
        drop = button("Remove", lambda: changed(None), "link")
        drop.setProperty("small", True)
        box = row(6)
        box.addWidget(self._column, 2)
        box.addWidget(self._test)
        box.addWidget(self._value, 2)
        box.addWidget(drop)
        self.setLayout(box)

    def show_condition(self, condition: Condition, columns: tuple[str, ...]) -> None:
        """Show a condition; ``columns`` can be chosen."""
        self._condition = condition
        names = dict.fromkeys((condition.column, *columns))
        choices = [SEGMENT if name == "segment" else (name, name) for name in names]
        self._column.show_choices(tuple(dict.fromkeys((SEGMENT, *choices))), condition.column)
        self._test.show_choices(TESTS, condition.test)
        self._value.setVisible(condition.test not in WITHOUT_VALUE)
        if self._value.text() != condition.value:
            self._value.setText(condition.value)
        several = condition.test is Comparison.ONE_OF
        self._value.setPlaceholderText("one; another" if several else "value")

    def _read(self) -> None:
        if self._value.text() != self._condition.value:
            self._edit(value=self._value.text())

    def _edit(self, **changes: Any) -> None:
        self._changed(replace(self._condition, **changes))


class ConditionList(QWidget):
    """All conditions of an action."""

    def __init__(self, changed: Callable[[tuple[Condition, ...]], None]) -> None:
        super().__init__()
        self._changed = changed
        self._conditions: tuple[Condition, ...] = ()
        self._rows: list[ConditionRow] = []
        self._more = Choice("Add a condition", self._add)
        self._list = column(4)
        box = column(4)
        box.addLayout(self._list)
        box.addWidget(self._more)
        self.setLayout(box)

    def show_conditions(self, conditions: tuple[Condition, ...], columns: tuple[str, ...]) -> None:
        """Show conditions; ``columns`` can be chosen."""
        self._conditions = conditions
        while len(self._rows) > len(conditions):
            gone = self._rows.pop()
            self._list.removeWidget(gone)
            gone.deleteLater()
        while len(self._rows) < len(conditions):
            place = len(self._rows)
            made = ConditionRow(lambda one, at=place: self._put(at, one))  # type: ignore[misc]
            self._rows.append(made)
            self._list.addWidget(made)
        for shown, condition in zip(self._rows, conditions, strict=True):
            shown.show_condition(condition, columns)
        self._more.show_choices((ADD, SEGMENT, *((name, name) for name in columns)), "")

    def _put(self, place: int, condition: Condition | None) -> None:
        kept = list(self._conditions)
        kept[place : place + 1] = [condition] if condition is not None else []
        self._changed(tuple(kept))

    def _add(self, name: object) -> None:
        if name:
            self._changed((*self._conditions, Condition(str(name), Comparison.KNOWN)))
