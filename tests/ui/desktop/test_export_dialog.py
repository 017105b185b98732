from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.answers import Problem
from core.customer_lookups import CustomerQuery
from core.export_kinds import (
    BOOK,
    CRM,
    GROUPS,
    KINDS,
    ORDERS,
    PLAN,
    QUERY,
    REPORT,
    SLIDES,
    Database,
    ExportKind,
    FileWanted,
    FileWritten,
    kind_of,
)
from core.requests import Broke, Export, Exported, Failed, Finished, Message, Progressed, Stopped
from core.tables.listing import CellKind, ListColumn
from ui.desktop.export_choices import IN_PLAN, LEFT_OUT
from ui.desktop.export_dialog import LOOKING, ExportDialog
from ui.desktop.export_words import BEHIND
from ui.desktop.list_store import ListStore
from ui.desktop.session import Session
from ui.starting import list_template


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def opened(qtbot: QtBot, window: QWidget, answered: Session) -> ExportDialog:
    return shown(qtbot, window, answered)


def shown(
    qtbot: QtBot, window: QWidget, session: Session, first: FileWanted | None = None
) -> ExportDialog:
    dialog = ExportDialog(window, session, first)
    qtbot.waitUntil(lambda: dialog.told.text() != LOOKING)
    return dialog


def choose(dialog: ExportDialog, key: str) -> None:
    place = [kind.key for kind in KINDS].index(key)
    dialog.kinds.setCurrentIndex(place)
    dialog.kinds.activated.emit(place)


def pick(choice: object, text: str) -> None:
    place = choice.findText(text)  # type: ignore[attr-defined]
    assert place >= 0
    choice.setCurrentIndex(place)  # type: ignore[attr-defined]
    choice.activated.emit(place)  # type: ignore[attr-defined]


def press(dialog: ExportDialog, text: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == text).click()


def wanted(session: Session) -> FileWanted:
    request = session._bridge.requests[-1]  # type: ignore[attr-defined]
    assert isinstance(request, Export)
    return request.files[0]


def test_it_begins_with_the_plan_about_everybody(opened: ExportDialog) -> None:
    assert opened._kind == kind_of(PLAN)
    assert opened.told.text().startswith("300 customers, 10 of them held out.")
    assert not opened.lists.columns.isVisible()
    assert opened.place.text().endswith("Action plan.xlsx")


def test_a_list_shows_whom_and_what_it_holds_before_it_is_written(
    qtbot: QtBot, opened: ExportDialog
) -> None:
    choose(opened, CRM)
    qtbot.waitUntil(lambda: opened.rows.model().rowCount() == 3)
    pick(opened.lists.who, "Those in the plan")
    assert opened._wanted().query == IN_PLAN
    qtbot.waitUntil(lambda: not opened.told.text().startswith("300 customers"))


def test_a_report_waits_until_there_is_something_to_report(
    qtbot: QtBot, window: QWidget, answered: Session
) -> None:
    dialog = shown(qtbot, window, answered, FileWanted(REPORT, ""))
    assert dialog.place.text().endswith("Results.xlsx")
    assert dialog.told.text().startswith("There is nothing to report")
    assert dialog.lists.who.findText("As listed on Customers") < 0
    press(dialog, "Export")
    assert dialog.isVisible()
    assert not any(isinstance(one, Export) for one in answered._bridge.requests)  # type: ignore[attr-defined]


def test_what_is_chosen_is_exported_and_nothing_else(
    qtbot: QtBot, opened: ExportDialog, answered: Session, tmp_path: Path
) -> None:
    choose(opened, BOOK)
    pick(opened.lists.columns, "Zoho CRM, contacts")
    opened.place.setText(str(tmp_path / "zoho"))
    qtbot.waitUntil(lambda: "‘Email’ is left out" in opened.told.text())
    press(opened, "Export")
    found = wanted(answered)
    assert (found.kind, found.path) == (BOOK, str(tmp_path / "zoho.xlsx"))
    assert found.template == list_template("zoho").strip()
    assert answered.busy == "Writing zoho.xlsx"
    assert not found.secret


def test_the_customers_picked_can_be_exported(
    qtbot: QtBot, window: QWidget, answered: Session
) -> None:
    members = np.zeros(300, bool)
    members[:7] = True
    answered.select("The first", members)
    dialog = shown(qtbot, window, answered)
    choose(dialog, GROUPS)
    pick(dialog.lists.who, "Picked: The first, 7 customers")
    qtbot.waitUntil(lambda: dialog.told.text().startswith("7 customers"))


def test_a_list_as_it_is_looked_at_comes_first(
    qtbot: QtBot, window: QWidget, answered: Session
) -> None:
    query = CustomerQuery(search="c00")
    first = FileWanted(CRM, "", query, columns=("customer", "segment"))
    dialog = shown(qtbot, window, answered, first)
    assert dialog.lists.who.currentText() == "As listed on Customers"
    assert dialog.told.text().startswith("10 customers in 2 columns")
    press(dialog, "Export")
    assert wanted(answered).query == query
    assert wanted(answered).columns == ("customer", "segment")


def test_columns_can_be_changed_and_are_kept(
    qtbot: QtBot, opened: ExportDialog, answered: Session
) -> None:
    choose(opened, CRM)
    press(opened, "Change the columns…")
    assert "Customer = {Customer}" in opened.lists.editor.toPlainText()
    opened.lists.editor.setPlainText("# Letters\nId = {Customer}\nDear = Dear {Name}")
    qtbot.waitUntil(lambda: "in 2 columns" in opened.told.text())
    press(opened, "Export")
    assert ListStore(answered.kept).templates()[0][0] == "Letters"


def test_columns_that_cannot_be_written_down_are_named(
    opened: ExportDialog, answered: Session
) -> None:
    others = ("Newsletter?", "# of orders", "a = b")
    columns = tuple(
        ListColumn(title, title, CellKind.TEXT, usual=True) for title in ("Customer", *others)
    )
    answered.analysis = replace(answered.analysis, columns=columns)
    choose(opened, CRM)
    press(opened, "Change the columns…")
    assert opened.lists.editor.toPlainText().splitlines() == [
        "# My columns",
        f"{LEFT_OUT} ‘# of orders’, ‘a = b’",
        "Customer = {Customer}",
        "Newsletter? = {Newsletter?}",
    ]


def test_a_mistake_in_the_columns_is_told_and_nothing_is_exported(
    qtbot: QtBot, opened: ExportDialog, answered: Session
) -> None:
    choose(opened, CRM)
    opened.lists.editor.setPlainText("Id = {Custmer}")
    qtbot.waitUntil(lambda: "Did you mean {Customer}?" in opened.told.text())
    press(opened, "Export")
    assert opened.isVisible()
    assert not any(isinstance(one, Export) for one in answered._bridge.requests)  # type: ignore[attr-defined]


def test_ids_can_be_hidden_with_a_secret_that_is_kept(
    qtbot: QtBot, opened: ExportDialog, answered: Session
) -> None:
    choose(opened, CRM)
    opened.lists.hide_ids.setChecked(True)
    qtbot.waitUntil(lambda: "‘Name’ is left out" in opened.told.text())
    secret = opened.lists.secret.text()
    assert len(secret) == 64
    press(opened, "Export")
    assert wanted(answered).secret == secret
    assert secret not in repr(wanted(answered))
    assert ListStore(answered.kept).secret() == secret


def test_a_file_of_that_name_is_told_before_it_is_replaced(
    opened: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.xlsx"
    path.touch()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    press(opened, "Choose…")
    assert opened.told.text().endswith("Replaces the file of this name.")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_kind_is_told_before_it_is_written(
    qtbot: QtBot, opened: ExportDialog, answered: Session, kind: ExportKind
) -> None:
    choose(opened, kind.key)
    qtbot.waitUntil(lambda: opened._found is not None and opened._found.wanted.kind == kind.key)
    assert opened.told.text()
    assert opened.place.text().endswith(kind.name)
    press(opened, "Export")
    if opened._found is not None and opened._found.problem:
        assert not any(isinstance(one, Export) for one in answered._bridge.requests)  # type: ignore[attr-defined]
    else:
        assert wanted(answered).kind == kind.key


def test_slides_say_what_each_of_them_says(qtbot: QtBot, opened: ExportDialog) -> None:
    choose(opened, SLIDES)
    qtbot.waitUntil(lambda: opened._found is not None and opened._found.wanted.kind == SLIDES)
    assert opened.rows.isVisible()
    assert opened.rows.model().rowCount() > 5
    assert not opened.lists.isVisible()
    assert not opened.query.isVisible()


def test_a_query_is_for_the_database_that_is_chosen(
    qtbot: QtBot, opened: ExportDialog, answered: Session
) -> None:
    choose(opened, QUERY)
    pick(opened.query.dialect, "BigQuery")
    opened.query.table.setText("crm.base")
    qtbot.waitUntil(lambda: "crm.base" in opened.told.text())
    assert not opened.query.last.isVisible()
    press(opened, "Export")
    assert wanted(answered).database == Database("bigquery", "crm.base")


def test_a_query_over_orders_waits_for_a_file_with_orders(
    qtbot: QtBot, opened: ExportDialog
) -> None:
    choose(opened, ORDERS)
    qtbot.waitUntil(lambda: "There is no file with orders" in opened.told.text())
    assert opened.query.last.isVisible()


def test_a_workbook_of_ones_own_is_chosen_and_filled(
    opened: ExportDialog, answered: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opened.plan.sheets.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("/x/ours.xlsx", ""))
    pick(opened.plan.workbook, "Fill a workbook of yours…")
    assert opened.plan.workbook.currentText() == "ours.xlsx"
    assert not opened.plan.sheets.isVisible()
    press(opened, "Export")
    assert wanted(answered).workbook == "/x/ours.xlsx"


def test_the_segments_with_a_sheet_of_their_own_are_chosen(
    opened: ExportDialog, answered: Session
) -> None:
    pick(opened.plan.sheets, "None")
    press(opened, "Export")
    assert wanted(answered).sheets == ()


def writing(dialog: ExportDialog, session: Session) -> None:
    """Have the dialog write, and see that it stays until an answer comes."""
    press(dialog, "Export")
    say(session, Progressed(1, "Writing the customers", 0.4))
    assert dialog.isVisible()
    assert dialog.told.text() == "Writing the customers… 40%"
    assert not dialog.place.isEnabled()


def say(session: Session, message: Message) -> None:
    session._bridge.received.emit(message)


def test_it_stays_until_the_file_is_there(opened: ExportDialog, answered: Session) -> None:
    writing(opened, answered)
    written = FileWritten("/x/Action plan.xlsx", 300, 10)
    say(answered, Finished(1, Exported(answered.analysis, "", (written,))))
    assert not opened.isVisible()
    assert answered.notice.startswith("Saved Action plan.xlsx: 300 customers")


def test_what_went_wrong_is_told_where_it_was_asked(
    opened: ExportDialog, answered: Session
) -> None:
    writing(opened, answered)
    say(answered, Failed(1, "The disk is full.", "Make room."))
    assert opened.isVisible()
    assert opened.place.isEnabled()
    assert opened._problem.text() == "The disk is full. Make room."
    assert answered.fault is None
    assert opened.told.text().startswith("300 customers")
    press(opened, "Export")
    assert not opened._problem.isVisible()


def test_cancel_stops_the_writing_first_and_closes_afterwards(
    opened: ExportDialog, answered: Session
) -> None:
    writing(opened, answered)
    press(opened, "Cancel")
    assert opened.isVisible()
    assert answered._bridge.cancelled == 1  # type: ignore[attr-defined]
    say(answered, Stopped(1))
    assert opened.isVisible()
    press(opened, "Cancel")
    assert not opened.isVisible()


def test_a_fault_of_the_program_leaves_what_was_chosen(
    opened: ExportDialog, answered: Session
) -> None:
    writing(opened, answered)
    say(answered, Broke(1, "Traceback…"))
    assert answered.report == "Traceback…"
    assert opened.isVisible()
    assert opened.place.isEnabled()
    assert opened.told.text().startswith("300 customers")


def test_a_file_that_is_dropped_for_a_change_is_told_and_can_be_asked_for_again(
    opened: ExportDialog, answered: Session
) -> None:
    writing(opened, answered)
    answered.rerun()
    assert opened.isVisible()
    assert opened._problem.text() == "Action plan.xlsx was not saved: something was changed."
    say(answered, Finished(2, replace(answered.analysis, serial=2)))
    press(opened, "Export")
    assert isinstance(answered._bridge.requests[-1], Export)  # type: ignore[attr-defined]


def test_nothing_is_exported_while_the_results_are_of_earlier_settings(
    qtbot: QtBot, opened: ExportDialog, answered: Session
) -> None:
    answered.rerun()
    say(answered, Stopped(1))
    assert opened.told.text() == BEHIND
    press(opened, "Export")
    assert opened._problem.text() == BEHIND
    assert not any(isinstance(one, Export) for one in answered._bridge.requests)  # type: ignore[attr-defined]
    answered.rerun()
    say(answered, Finished(2, replace(answered.analysis, serial=2)))
    qtbot.waitUntil(lambda: opened.told.text().startswith("300 customers"))
    press(opened, "Export")
    assert wanted(answered).kind == PLAN


def test_a_dialog_that_is_opened_too_early_says_so_at_once(
    window: QWidget, answered: Session
) -> None:
    answered.rerun()
    say(answered, Stopped(1))
    assert ExportDialog(window, answered).told.text() == BEHIND


def test_customers_who_are_no_longer_picked_are_not_exported(
    qtbot: QtBot, window: QWidget, answered: Session
) -> None:
    answered.select("The first", np.arange(300) < 7)
    dialog = shown(qtbot, window, answered)
    choose(dialog, CRM)
    pick(dialog.lists.who, "Picked: The first, 7 customers")
    customers = answered.analysis.customers
    assert customers is not None
    others = replace(answered.analysis, serial=2, customers=replace(customers, digest="others"))
    say(answered, Finished(2, others))
    assert dialog.lists.who.findText("Picked: The first, 7 customers") < 0
    assert dialog.lists.who.currentIndex() < 0  # nobody else is taken for them
    assert dialog._wanted().query.digest == customers.digest


def test_while_one_file_is_written_no_other_is_asked_for(
    opened: ExportDialog, answered: Session
) -> None:
    writing(opened, answered)
    asked = [*answered._bridge.requests]  # type: ignore[attr-defined]
    press(opened, "Export")
    assert asked == answered._bridge.requests  # type: ignore[attr-defined]
    assert opened.told.text() == "Writing the customers… 40%"


def test_a_problem_of_the_analysis_is_none_of_the_dialogs(
    opened: ExportDialog, answered: Session
) -> None:
    answered.tell_problem(Problem("", "Something else.", ""))
    assert answered.fault is not None
    assert opened.isVisible()


def test_there_has_to_be_a_place(opened: ExportDialog, answered: Session) -> None:
    opened.place.setText("  ")
    press(opened, "Export")
    assert opened.isVisible()
    assert not any(isinstance(one, Export) for one in answered._bridge.requests)  # type: ignore[attr-defined]
