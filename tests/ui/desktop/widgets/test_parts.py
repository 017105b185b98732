import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.settings import Kind
from ui.desktop.numbers import number
from ui.desktop.session import Session
from ui.desktop.widgets.amount_field import AmountField, amount_in
from ui.desktop.widgets.drop_zone import DropZone
from ui.desktop.widgets.fields import Choice, WholeNumber
from ui.desktop.widgets.formula_field import FormulaField
from ui.desktop.widgets.histogram import Bars, Histogram
from ui.desktop.widgets.item_list import Item, ItemList
from ui.desktop.widgets.labels import ElidedLabel, plain_tooltip, wrapped
from ui.desktop.widgets.phrases import counted, figure, listed, spelt
from ui.desktop.widgets.status_line import StatusLine
from ui.desktop.widgets.step_list import StepList, StepLook
from ui.desktop.widgets.why_panel import explain


def test_counts_are_written_as_people_do() -> None:
    assert spelt(9, "segment") == "nine segments"
    assert spelt(1, "axis", "axes") == "one axis"
    assert counted(8412, "customer") == f"{number(8412)} customers"
    assert listed(("a", "b", "c")) == "a, b and c"


def test_figures_have_the_decimals_that_their_span_needs() -> None:
    assert figure(4.56, 9.0) == "4.6"
    assert figure(1234.4, 5000.0) == number(1234)
    assert figure(0.456, 1.0) == "0.46"
    assert figure(6.0, 9.0) == "6"


def test_a_tooltip_shows_text_from_data_as_it_is() -> None:
    assert plain_tooltip("<b>Ann</b>") == "<qt>&lt;b&gt;Ann&lt;/b&gt;</qt>"
    assert plain_tooltip("") == ""


def test_a_sign_of_per_cent_never_begins_a_line(qtbot: QtBot) -> None:
    made = wrapped("The bottom takes 8 % away.")
    qtbot.addWidget(made)
    assert made.text() == "The bottom takes 8 % away."
    assert QLabel.text(made) == "The bottom takes 8\u00a0% away."


def test_the_height_of_a_text_follows_its_words_its_font_and_its_width(qtbot: QtBot) -> None:
    made = wrapped("One line of text that is long enough for two where it is narrow.")
    qtbot.addWidget(made)
    wide, narrow = made.heightForWidth(900), made.heightForWidth(200)
    assert (wide, narrow) == (made.heightForWidth(900), made.heightForWidth(200))
    assert wide < narrow
    made.setText("Short.")
    assert made.heightForWidth(200) == wide
    larger = made.font()
    larger.setPixelSize(40)
    made.setFont(larger)
    assert made.heightForWidth(200) > wide


def test_a_cut_label_has_its_whole_text_as_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("A long name & more of it")
    qtbot.addWidget(label)
    label.resize(40, 20)
    label.show()
    assert label.toolTip() == "<qt>A long name &amp; more of it</qt>"
    label.resize(600, 20)
    assert label.toolTip() == ""


def test_an_empty_amount_means_no_limit(qtbot: QtBot) -> None:
    entered: list[float | None] = []
    field = AmountField("Budget", entered.append)
    qtbot.addWidget(field)
    field.show_amount(500.0)
    field.clear()
    field.editingFinished.emit()
    assert entered == [None]


def test_an_amount_that_is_no_number_is_marked_and_not_taken(qtbot: QtBot) -> None:
    entered: list[float | None] = []
    field = AmountField("Budget", entered.append)
    qtbot.addWidget(field)
    for text in ("12,3O", "-5"):
        field.setText(text)
        field.editingFinished.emit()
        assert field.property("wrong") is True
        assert field.toolTip()
    field.setText("1200")
    field.editingFinished.emit()
    assert entered == [1200.0]


def test_showing_a_value_does_not_count_as_a_choice(qtbot: QtBot) -> None:
    told: list[object] = []
    choice = Choice("Rows are", told.append)
    number = WholeNumber("Header row", (0, 9), told.append)
    for field in (choice, number):
        qtbot.addWidget(field)
    choice.show_choices([("orders", 1), ("contacts", 2)], 2)
    number.show_value(4)
    assert choice.currentText() == "contacts"
    assert told == []


def test_a_wrong_formula_is_told_while_it_is_written_and_not_taken(qtbot: QtBot) -> None:
    field = FormulaField("Column", lambda text: "" if text == "Calls" else f"no {text}")
    qtbot.addWidget(field)
    problems: list[str] = []
    entered: list[str] = []
    field.problem_changed.connect(problems.append)
    field.entered.connect(entered.append)
    field.show_text(["Calls"], "Refunds")
    line = field.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "Cals")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert problems[-1] == "no Cals"
    assert entered == []
    field.setEditText("Calls")
    line.editingFinished.emit()
    assert entered == ["Calls"]


def test_the_delete_key_asks_to_remove_an_item(qtbot: QtBot, empty_session: Session) -> None:
    items = ItemList("Sources")
    qtbot.addWidget(items)
    items.show_items((Item("a.csv", "3 orders"), Item("b.csv", "4 orders")), 1)
    items.show()
    with qtbot.waitSignal(items.remove_wanted) as removed:
        qtbot.keyClick(items, Qt.Key.Key_Delete)
    assert removed.args == [1]


def test_arrow_keys_go_through_the_steps(qtbot: QtBot, empty_session: Session) -> None:
    looks = tuple(StepLook(key, key, key, "Ctrl + 1") for key in ("data", "axes"))
    steps = StepList(looks)
    qtbot.addWidget(steps)
    steps.show_steps("data", {"axes": "3 axes"})
    with qtbot.waitSignal(steps.chosen) as chosen:
        qtbot.keyClick(steps, Qt.Key.Key_Down)
    assert chosen.args == ["axes"]
    named = {step.accessibleName() for step in steps.findChildren(type(steps._steps["axes"]))}
    assert "axes: 3 axes" in named


def test_progress_appears_only_once_the_work_has_lasted(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    line.show_status("", "Reading orders.csv…", 0.4)
    (cancel,) = [made for made in line.findChildren(QPushButton) if made.text() == "Cancel"]
    assert not cancel.isVisible()
    qtbot.waitUntil(cancel.isVisible, timeout=2000)
    line.show_status("Saved plan.xlsx", "", 1.0)
    assert not cancel.isVisible()


def test_a_small_histogram_paints_without_values(qtbot: QtBot) -> None:
    histogram = Histogram()
    qtbot.addWidget(histogram)
    histogram.show()
    for bars in (
        None,
        Bars((1.0, 1.0), (5,), 1, 1, 1, "1", "1", "1"),
        Bars((0.0, 1.0, 2.0), (0, 0), 0, 1, 2, "0", "2", "1", target=1.5),
    ):
        histogram.show_bars(bars, "values")
        assert not histogram.grab().isNull()


def test_the_answer_to_why_is_plain_text(qtbot: QtBot, empty_session: Session) -> None:
    zone = DropZone(("Drop files",), large=True)
    qtbot.addWidget(zone)
    zone.show()
    panel = explain(zone, "Why?", "<b>Ann</b> is close.")
    assert panel.accessibleDescription() == "<b>Ann</b> is close."
    panel.close()


def test_a_choice_gives_back_the_very_value_that_was_offered(qtbot: QtBot) -> None:
    chosen: list[object] = []
    field = Choice("Rows are", chosen.append)
    qtbot.addWidget(field)
    field.show_choices([("orders", Kind.ORDERS), ("profiles", Kind.PROFILES)], Kind.ORDERS)
    field.activated.emit(1)
    assert chosen == [Kind.PROFILES]
    assert isinstance(chosen[0], Kind)


@pytest.mark.parametrize(
    ("text", "amount"), [("", None), ("20000", 20000.0), ("20,000", 20000.0), ("12.50", 12.5)]
)
def test_an_amount_is_read_as_it_is_written_here(text: str, amount: float | None) -> None:
    assert amount_in(text) == (amount, "")


@pytest.mark.parametrize("text", ["20.000", "abc", "-5"])
def test_an_amount_that_can_be_read_in_two_ways_or_in_none_is_told(text: str) -> None:
    assert amount_in(text)[0] is None
    assert amount_in(text)[1]


def test_undo_is_left_to_the_window_while_nothing_is_typed(qtbot: QtBot) -> None:
    field = AmountField("Budget", lambda _amount: None)
    qtbot.addWidget(field)
    undo = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    undo.ignore()
    field.event(undo)
    assert not undo.isAccepted()
    qtbot.keyClicks(field, "12")
    field.event(undo)
    assert undo.isAccepted()
