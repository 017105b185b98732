from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.corpus.locked_books import PASSWORD, locked_book
from ui.desktop.engine_bridge import EngineBridge
from ui.desktop.message_bar import messages_of
from ui.desktop.session import Session
from ui.desktop.widgets.dialog import AskDialog

PATIENCE = 60_000


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Any:
    made = Session(EngineBridge(), QSettings(str(tmp_path / "k.ini"), QSettings.Format.IniFormat))
    yield made
    made.close()


def enter(qtbot: QtBot, session: Session, password: str, told: Callable[[], bool]) -> None:
    """Give a password in the dialog that the message leads to."""
    (message,) = messages_of(session)
    offer = next(offer for offer in message.offers if offer.text == "Enter the password…")
    offer.do()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, AskDialog))
    dialog.fields[0].setText(password)
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Open")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(told, timeout=PATIENCE)


def problem(session: Session) -> str:
    found = session.analysis.problem
    return found.message if found is not None else ""


def test_a_protected_workbook_is_asked_about_and_opened(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path = locked_book(tmp_path / "base.xlsx")
    session.open_files([str(path)])
    qtbot.waitUntil(lambda: "protected with a password" in problem(session), timeout=PATIENCE)
    before = session.work
    enter(qtbot, session, "battery staple", lambda: "does not open" in problem(session))
    enter(qtbot, session, PASSWORD, lambda: session.analysis.sources[0] is not None)
    view = session.analysis.sources[0]
    assert view is not None
    assert view.receipt.accepted == 60
    assert problem(session) == ""
    assert session.work is before  # what was entered is in no history
    assert PASSWORD not in repr(replace(session.settings))
