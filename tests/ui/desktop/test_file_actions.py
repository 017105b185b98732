from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.chores import (
    CloseProject,
    ForgetCustomer,
    OpenProject,
    PasswordNeeded,
    SaveProject,
    SaveSettings,
)
from core.document import Document
from ui.desktop.main_window import MainWindow
from ui.desktop.projects import Projects
from ui.desktop.session import Session
from ui.desktop.versions_dialog import NONE
from ui.desktop.widgets.dialog import AskDialog


@pytest.fixture
def window(qtbot: QtBot, busy_free: Session, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(busy_free, Projects(busy_free, tmp_path / "data"))
    qtbot.addWidget(made)
    made.show()
    made.projects._saved = Document()  # what is open came after the last save
    yield made
    made._may_close = True
    made.close()


def dialog_of(window: MainWindow) -> AskDialog:
    [dialog] = [one for one in window.findChildren(AskDialog) if one.isVisible()]
    return dialog


def press(dialog: AskDialog, text: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == text).click()


def fill(dialog: AskDialog, *texts: str) -> None:
    for field, text in zip(dialog.findChildren(QLineEdit), texts, strict=True):
        field.setText(text)


def says(dialog: AskDialog) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))


def chores(session: Session) -> list[object]:
    return session._bridge.chores  # type: ignore[attr-defined, no-any-return]


def test_the_first_save_asks_where_and_gives_the_file_its_ending(
    window: MainWindow, busy_free: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, tmp_path / "a")
    window.actions_of_file.save()
    [chore] = chores(busy_free)
    assert isinstance(chore, SaveProject)
    assert chore.path == str(tmp_path / "a.nonagon")
    assert chore.expected is None


def test_nothing_is_saved_where_no_file_was_chosen(
    window: MainWindow, busy_free: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, "")
    actions = window.actions_of_file
    for do in (actions.save, actions.save_as, actions.save_copy, actions.save_settings):
        do()
    assert chores(busy_free) == []


def test_a_project_among_chosen_files_is_opened_once_nothing_can_be_lost(
    window: MainWindow, busy_free: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, tmp_path / "a.nonagon")
    window.actions_of_file.open()
    assert chores(busy_free) == []
    press(dialog_of(window), "Do not save")
    assert chores(busy_free) == [OpenProject(str(tmp_path / "a.nonagon"))]


def test_data_files_are_added_without_asking(
    window: MainWindow, busy_free: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, tmp_path / "more.csv")
    window.actions_of_file.open()
    assert busy_free.settings.sources[-1].path == str(tmp_path / "more.csv")


@pytest.mark.parametrize("action", ["new", "open_sample"])
def test_what_replaces_the_work_asks_first(
    window: MainWindow, busy_free: Session, action: str
) -> None:
    before = busy_free.settings.sources
    getattr(window.actions_of_file, action)()
    assert busy_free.settings.sources == before
    press(dialog_of(window), "Do not save")
    assert busy_free.settings.sources != before
    assert chores(busy_free) == [CloseProject()]


def test_recent_entries_open_as_what_they_are(
    window: MainWindow, busy_free: Session, tmp_path: Path
) -> None:
    window.projects.new()
    window.actions_of_file.open_recent(str(tmp_path / "a.nonagon"))
    assert chores(busy_free)[-1] == OpenProject(str(tmp_path / "a.nonagon"))
    window.actions_of_file.open_recent("one.csv|two.csv")
    assert [Path(source.path).name for source in busy_free.settings.sources] == [
        "one.csv",
        "two.csv",
    ]


def test_a_password_has_to_be_long_enough_and_the_same_twice(
    window: MainWindow, busy_free: Session, tmp_path: Path
) -> None:
    window.projects.path = str(tmp_path / "a.nonagon")
    window.actions_of_file.set_password()
    dialog = dialog_of(window)
    for texts, told in ((("short", "short"), "at least 8"), (("long enough", "other"), "same")):
        fill(dialog, *texts)
        press(dialog, "Protect")
        assert told in says(dialog)
    fill(dialog, "long enough", "long enough")
    press(dialog, "Protect")
    [chore] = chores(busy_free)
    assert isinstance(chore, SaveProject)
    assert chore.password == "long enough"
    window.actions_of_file.set_password()
    press(dialog_of(window), "Remove the password")
    assert window.projects.password == ""


def test_a_protected_project_is_asked_for_until_the_password_is_right(
    window: MainWindow, busy_free: Session, tmp_path: Path
) -> None:
    path = str(tmp_path / "a.nonagon")
    window.projects.password_wanted.emit(PasswordNeeded(path, wrong=False), None)
    dialog = dialog_of(window)
    assert "is protected" in says(dialog)
    press(dialog, "Open")
    assert "Enter the password" in says(dialog)
    fill(dialog, "secret")
    press(dialog, "Open")
    assert chores(busy_free) == [OpenProject(path, "secret")]
    window.projects.password_wanted.emit(PasswordNeeded(path, wrong=True), None)
    assert "does not open it" in says(dialog_of(window))


def test_a_customer_is_forgotten_only_once_named(window: MainWindow, busy_free: Session) -> None:
    window.actions_of_file.forget()
    dialog = dialog_of(window)
    press(dialog, "Forget")
    assert chores(busy_free) == []
    fill(dialog, " C-17 ")
    press(dialog, "Forget")
    [chore] = chores(busy_free)
    assert isinstance(chore, ForgetCustomer)
    assert chore.customer == "C-17"


def test_without_an_earlier_version_the_window_says_how_there_will_be_one(
    window: MainWindow,
) -> None:
    window.actions_of_file.versions()
    assert NONE in says(dialog_of(window))


def test_settings_are_exported_where_the_user_wants(
    window: MainWindow, busy_free: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, tmp_path / "s")
    window.actions_of_file.save_settings()
    assert chores(busy_free) == [SaveSettings(str(tmp_path / "s.json"), busy_free.settings)]


def test_the_menu_of_periods_names_what_can_be_done(window: MainWindow, busy_free: Session) -> None:
    menu = window._menu._period
    menu._fill()
    texts = {action.text(): action.isEnabled() for action in menu._menu.actions()}
    assert texts["&Add a period"]
    assert not texts["Re&move this period"]
    assert not texts["&Compare periods…"]
    menu._rename()
    fill(dialog_of(window), "Last year")
    press(dialog_of(window), "Rename")
    assert busy_free.work.present.periods[0].label == "Last year"
    assert "Last year" in menu.text()
    assert busy_free.undo_name == "renaming Period 1"


def test_the_list_of_recent_files_is_filled_when_it_is_opened(
    window: MainWindow, busy_free: Session
) -> None:
    window._menu._fill_recent(window.actions_of_file)
    assert [action.text() for action in window._menu._recent.actions()] == ["Nothing yet"]
    busy_free.kept.setValue("recent", ["/a/Larch & Lane.nonagon", "/a/one.csv|/a/two.csv"])
    window._menu._fill_recent(window.actions_of_file)
    texts = [action.text() for action in window._menu._recent.actions()]
    assert texts == ["Larch && Lane.nonagon", "one.csv and 1 more"]
