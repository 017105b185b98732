from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.desktop.main_window import MainWindow
from ui.desktop.pasting import NOTHING, PasteFolder, paste_into
from ui.desktop.session import Session

TABLE = "Customer\tAge\nc1\t5\nc2\tZoë\n"


@pytest.fixture
def folder(qtbot: QtBot) -> PasteFolder:
    return PasteFolder()


def test_a_pasted_table_becomes_a_source_exactly_as_it_is(
    empty_session: Session, folder: PasteFolder
) -> None:
    QGuiApplication.clipboard().setText(TABLE)
    paste_into(empty_session, folder)
    path = Path(empty_session.settings.sources[0].path)
    assert path.name == "Pasted table 1.tsv"
    assert path.read_bytes().decode("utf-8") == TABLE
    assert empty_session.recent == ()
    folder.wipe()
    assert not path.exists()


def test_copied_files_are_opened(
    empty_session: Session, folder: PasteFolder, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(mime)
    paste_into(empty_session, folder)
    assert [source.path for source in empty_session.settings.sources] == [str(path)]


@pytest.mark.parametrize("text", ["", "one word", "\n\n"])
def test_a_clipboard_without_a_table_is_told(
    empty_session: Session, folder: PasteFolder, text: str
) -> None:
    QGuiApplication.clipboard().setText(text)
    paste_into(empty_session, folder)
    assert empty_session.notice == NOTHING
    assert empty_session.settings.sources == ()


def test_the_keyboard_pastes_a_table_but_not_while_somebody_writes(
    qtbot: QtBot, empty_session: Session
) -> None:
    window = MainWindow(empty_session)
    qtbot.addWidget(window)
    window.show()
    QGuiApplication.clipboard().setText(TABLE)
    actions = [one for one in window.findChildren(type(window._menu._undo)) if one.text()]
    paste = next(one for one in actions if one.text() == "&Paste a table")
    paste.trigger()
    assert len(empty_session.settings.sources) == 1
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    QApplication.processEvents()
    field.paste()
    assert field.text()
    assert len(empty_session.settings.sources) == 1
    window.close()
