from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.desktop.crash_dialog import CrashDialog, show_crash
from ui.desktop.session import Session

REPORT = 'Traceback\n  File "page.py", line {line}, in show\nValueError: {what}\n'


def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_same_fault_is_told_once_and_another_one_joins_it(
    qtbot: QtBot, empty_session: Session
) -> None:
    parent = window(qtbot)
    first = show_crash(parent, REPORT.format(line=3, what="a"))
    assert show_crash(parent, REPORT.format(line=3, what="b")) is first
    assert len(first.reports) == 1
    assert show_crash(parent, REPORT.format(line=9, what="c")) is first
    assert len(first.reports) == 2
    assert len(parent.findChildren(CrashDialog)) == 1
    first.accept()


def test_the_report_can_be_copied(qtbot: QtBot, empty_session: Session) -> None:
    parent = window(qtbot)
    dialog = show_crash(parent, REPORT.format(line=3, what="a"))
    copy = next(made for made in dialog.findChildren(QPushButton) if made.text() == "Copy report")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "ValueError: a" in QGuiApplication.clipboard().text()
    dialog.accept()
