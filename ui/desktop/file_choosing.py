"""Asks the user for a file, and takes those that are dropped."""

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desktop.file_actions import FILES, TABLES, FileActions
from ui.desktop.periods import add_period
from ui.desktop.session import Session

ENDING = ".xlsx"
WORKBOOKS = f"Excel workbook (*{ENDING})"


def choose_target(window: QWidget, name: str, tell: Callable[[str], None]) -> None:
    """Let the user choose where a workbook goes; ``tell`` gets its path."""
    path, _ = QFileDialog.getSaveFileName(window, f"Save {name}", name, WORKBOOKS)
    if path:
        tell(path if path.lower().endswith(ENDING) else path + ENDING)


def choose_workbook(window: QWidget, tell: Callable[[str], None]) -> None:
    """Let the user choose a workbook to read; ``tell`` gets its path."""
    path, _ = QFileDialog.getOpenFileName(window, "Open a workbook", "", WORKBOOKS)
    if path:
        tell(path)


def choose_earlier(window: QWidget, tell: Callable[[list[str]], None]) -> None:
    """Let the user choose the files of an earlier period; ``tell`` gets their paths."""
    kinds = f"Tables ({TABLES});;All files (*)"
    paths, _ = QFileDialog.getOpenFileNames(window, "Open files of an earlier period", "", kinds)
    if paths:
        tell(paths)


def choose_later(window: QWidget, tell: Callable[[list[str]], None]) -> None:
    """Let the user choose the files of a later period; ``tell`` gets their paths."""
    paths, _ = QFileDialog.getOpenFileNames(window, "Import a later period", "", FILES)
    if paths:
        tell(paths)


def take_dropped(session: Session, actions: FileActions, paths: list[str]) -> None:
    """Open files; on the Results page, as long as that waits, they are a later period."""
    waits = session.settings.previous is None and session.analysis.actions is not None
    if session.page == "results" and waits:
        add_period(session, paths)
        return
    session.show(page="data")
    actions.open_paths(paths)
