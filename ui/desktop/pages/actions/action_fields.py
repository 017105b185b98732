"""The fields of one action of the catalogue."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from core.answers import Analysis
from core.settings import Action, Evidence
from ui.desktop.pages.actions.conditions import ConditionList
from ui.desktop.widgets.fields import Choice, DecimalNumber, Form, WholeNumber
from ui.desktop.widgets.labels import label, plain_tooltip, wrapped
from ui.desktop.widgets.metrics import column, row
from ui.desktop.widgets.phrases import measure_title

FIELD = 120
DEAREST = 10_000_000.0
LONGEST_MONTHS = 120
EVIDENCES = tuple((one.value, one) for one in Evidence)
NO_DAY = ("not known", "")
NO_CHANNEL = "none"
Edit = Callable[[str, Action], None]


class ScoreRange(QWidget):
    """Lowest and highest score, in 100, of the customers that an action is meant for."""

    def __init__(self, measure: str, entered: Callable[[float, float], None]) -> None:
        super().__init__()
        self._entered = entered
        self._ends = [
            DecimalNumber(f"{word} {measure}", (0.0, 100.0), 5.0, self._read)
            for word in ("Lowest", "Highest")
        ]
        box = row(4)
        for place, field in enumerate(self._ends):
            field.setDecimals(0)
            if place:
                box.addWidget(label("to", "quiet"))
            box.addWidget(field, 1)
        self.setLayout(box)

    def show_range(self, low: float, high: float) -> None:
        """Show the two scores, 0 to 1."""
        for field, score in zip(self._ends, (low, high), strict=True):
            field.show_value(round(100 * score))

    def _read(self, _value: float) -> None:
        low, high = (round(field.value() / 100, 4) for field in self._ends)
        self._entered(min(low, high), max(low, high))


class ActionFields(QWidget):
    """Edits one action; each change is told with a name and the changed action."""

    def __init__(self, edit: Edit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._action: Action | None = None
        self._moves: dict[str, DecimalNumber] = {}
        self._needs: dict[str, ScoreRange] = {}
        self._make_words()
        self._make_numbers()
        self._who = ConditionList(lambda who: self._change("who may get it", who=who))
        self._arrange()

    def _make_words(self) -> None:
        self._title, self._description = QLineEdit(), QLineEdit()
        self._title.setAccessibleName("Name of the action")
        self._description.setAccessibleName("What is done")
        self._title.editingFinished.connect(lambda: self._read_text(self._title, "title"))
        self._description.editingFinished.connect(
            lambda: self._read_text(self._description, "description")
        )

    def _make_numbers(self) -> None:
        self._cost = DecimalNumber(
            "Cost each", (0.01, DEAREST), 1.0, lambda cost: self._change("cost", unit_cost=cost)
        )
        self._shares = [
            DecimalNumber(f"Works for, {word}", (0.0, 100.0), 1.0, self._read_shares)
            for word in ("lowest", "likely", "highest")
        ]
        for field in self._shares:
            field.setDecimals(1)
        self._evidence = Choice("Evidence", lambda one: self._change("evidence", evidence=one))
        self._sells = QCheckBox("Sells something: not to the unhappy")
        self._sells.toggled.connect(lambda on: self._change("selling", sells=on))
        self._cooling = WholeNumber(
            "Months before it may be repeated",
            (0, LONGEST_MONTHS),
            lambda months: self._change("cooling off", cooling_months=months),
        )
        self._done = Choice("Day it was done", lambda name: self._change("day", done_on=name))
        self._channel = QLineEdit()
        self._channel.setAccessibleName("Channel")
        self._channel.setPlaceholderText("such as calls")
        self._channel.editingFinished.connect(self._read_uses)
        self._takes = DecimalNumber(
            "Takes of it", (0.0, DEAREST), 1.0, lambda _v: self._read_uses()
        )

    def _arrange(self) -> None:
        self._words = Form(FIELD * 2)
        self._words.add("Name", self._title)
        self._words.add("What is done", self._description)
        self._numbers = Form(FIELD)
        self._numbers.add("Cost each", self._cost)
        for field, word in zip(self._shares, ("lowest", "likely", "highest"), strict=True):
            self._numbers.add(f"Works for, {word}, in 100", field)
        self._numbers.add("Evidence", self._evidence)
        self._numbers.add("Channel", self._channel)
        self._numbers.add("Takes of it", self._takes)
        self._numbers.add("Not again within, months", self._cooling)
        self._numbers.add("Day it was done", self._done)
        self._effects, self._meant = column(4), column(4)
        box = column(10)
        box.addWidget(self._words)
        box.addWidget(self._numbers)
        box.addWidget(label("What it changes, of 100 of score", "section"))
        box.addWidget(
            wrapped("100 lifts up to the ideal, below 0 costs as much, 0 changes nothing.", "note")
        )
        box.addLayout(self._effects)
        box.addWidget(label("Who may get it: score of 100", "section"))
        box.addLayout(self._meant)
        box.addWidget(self._sells)
        box.addWidget(self._who)
        self.setLayout(box)

    def show_action(self, action: Action, analysis: Analysis) -> None:
        """Show an action; the axes and columns of the analysis can be chosen."""
        self._action = action
        _put(self._title, action.title)
        _put(self._description, action.description)
        self._cost.show_value(action.unit_cost)
        shares = (action.success_low, action.success, action.success_high)
        for number_, share in zip(self._shares, shares, strict=True):
            number_.show_value(round(100 * share, 4))
        self._evidence.show_choices(EVIDENCES, action.evidence)
        with QSignalBlocker(self._sells):
            self._sells.setChecked(action.sells)
        columns = _columns(analysis)
        self._show_repeating(action, columns)
        self._show_channel(action)
        self._show_measures(action, _measures(analysis, action))
        self._who.show_conditions(action.who, columns)

    def _show_channel(self, action: Action) -> None:
        channel, takes = action.uses[0] if action.uses else ("", 0.0)
        _put(self._channel, channel)
        self._takes.show_value(takes)
        self._numbers.show_field(self._takes, shown=bool(channel))

    def _show_repeating(self, action: Action, columns: tuple[str, ...]) -> None:
        self._cooling.show_value(action.cooling_months)
        self._done.show_choices((NO_DAY, *((name, name) for name in columns)), action.done_on)
        self._numbers.show_field(self._done, shown=bool(action.cooling_months or action.done_on))

    def _show_measures(self, action: Action, measures: tuple[str, ...]) -> None:
        if tuple(self._moves) != measures:
            self._moves = {one: self._move_field(one) for one in measures}
            self._needs = {one: self._range_field(one) for one in measures}
            self._put_forms(measures)
        far = dict(action.moves)
        needs = {measure: (low, high) for measure, low, high in action.needs}
        for measure in measures:
            self._moves[measure].show_value(round(100 * far.get(measure, 0.0), 2))
            self._needs[measure].show_range(*needs.get(measure, (0.0, 1.0)))

    def _put_forms(self, measures: tuple[str, ...]) -> None:
        for place, fields in ((self._effects, self._moves), (self._meant, self._needs)):
            while place.count():
                taken = place.takeAt(0)
                old = taken.widget() if taken is not None else None
                if old is not None:
                    old.deleteLater()
            form = Form(FIELD if place is self._effects else FIELD * 1.3)
            for measure in measures:
                form.add(measure_title(measure), fields[measure])
            place.addWidget(form)

    def _move_field(self, measure: str) -> DecimalNumber:
        made = DecimalNumber(
            f"Change of {measure}", (-100.0, 100.0), 5.0, lambda far: self._read_move(measure, far)
        )
        made.setDecimals(0)
        return made

    def _range_field(self, measure: str) -> ScoreRange:
        return ScoreRange(measure, lambda low, high: self._read_need(measure, low, high))

    # What the user does

    def _change(self, what: str, **changes: Any) -> None:
        if self._action is not None:
            changed = replace(self._action, **changes)
            if changed != self._action:
                self._edit(f"{what} of {self._action.title}", changed)

    def _read_text(self, field: QLineEdit, name: str) -> None:
        text = field.text().strip()
        if text:
            self._change("name" if name == "title" else name, **{name: text})
        elif self._action is not None:
            field.setText(getattr(self._action, name))

    def _read_shares(self, _value: float) -> None:
        low, likely, high = sorted(round(field.value() / 100, 6) for field in self._shares)
        self._change("success", success_low=low, success=likely, success_high=high)

    def _read_uses(self) -> None:
        name, takes = self._channel.text().strip(), self._takes.value() or 1.0
        others = self._action.uses[1:] if self._action is not None else ()
        self._change("channel", uses=((name, takes), *others) if name else others)

    def _read_move(self, measure: str, far: float) -> None:
        if self._action is None:
            return
        moves = dict(self._action.moves)
        moves.pop(measure, None)
        if far:
            moves[measure] = round(far / 100, 4)
        self._change("what changes", moves=tuple(moves.items()))

    def _read_need(self, measure: str, low: float, high: float) -> None:
        if self._action is None:
            return
        needs = [one for one in self._action.needs if one[0] != measure]
        if (low, high) != (0.0, 1.0):
            needs.append((measure, low, high))
        self._change("who may get it", needs=tuple(needs))


def _put(field: QLineEdit, text: str) -> None:
    """Show a text from its beginning, unless it is there already; all of it in the tooltip."""
    if field.text() != text:
        field.setText(text)
        field.setCursorPosition(0)
    field.setToolTip(plain_tooltip(text))


def _measures(analysis: Analysis, action: Action) -> tuple[str, ...]:
    axes = analysis.axes.axes if analysis.axes is not None else ()
    named = [one[0] for one in action.moves] + [one[0] for one in action.needs]
    return tuple(dict.fromkeys([*(view.axis.measure for view in axes), *named]))


def _columns(analysis: Analysis) -> tuple[str, ...]:
    if analysis.customers is None:
        return ()
    return tuple(one.name for one in analysis.customers.measures)
