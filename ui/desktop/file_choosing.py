"""Asks the user for a file: a workbook to write or to read, or the tables of an earlier period."""

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desktop.file_actions import TABLES

ENDING = ".xlsx"
WORKBOOKS = f"Excel workbook (*{ENDING})"


def choose_target(window: QWidget, name: str, tell: Callable[[str], None]) -> None:
    """Let the user choose where a workbook goes; ``tell`` gets its path."""
    path, _ = QFileDialog.getSaveFileName(window, f"Save {name}", name, WORKBOOKS)
    if path:
        tell(path if path.lower().endswith(ENDING) else f"{path}{ENDING}")


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
