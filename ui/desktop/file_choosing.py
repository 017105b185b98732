"""Asks the user for a file, and takes those that are dropped."""

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desktop.exports import export_report, export_slides, fill_workbook
from ui.desktop.file_actions import FILES, TABLES, FileActions
from ui.desktop.periods import add_period
from ui.desktop.session import Session

ENDING = ".xlsx"
WORKBOOKS = f"Excel workbook (*{ENDING})"
SLIDES = "Slides (*.pptx)"
DOCUMENTS = "PDF (*.pdf);;Web page (*.html)"
_ENDING_OF = re.compile(r"\*(\.\w+)")


def choose_target(
    window: QWidget, name: str, tell: Callable[[str], None], kinds: str = WORKBOOKS
) -> None:
    """Let the user choose where a file goes; ``tell`` gets its path.

    A name without one of the endings of ``kinds`` gets that of the kind that was chosen.
    """
    path, kind = QFileDialog.getSaveFileName(window, f"Save {name}", name, kinds)
    if not path:
        return
    known = path.lower().endswith(tuple(_ENDING_OF.findall(kinds)))
    tell(path if known else path + _ENDING_OF.findall(kind or kinds)[0])


def choose_slides(window: QWidget, session: Session) -> None:
    """Let the user choose where the slides go, and have them written."""
    choose_target(window, "Slides.pptx", partial(export_slides, session), SLIDES)


def choose_document(window: QWidget, session: Session) -> None:
    """Let the user choose where the report to read goes, and have it written."""
    choose_target(window, "Report.pdf", partial(export_report, session), DOCUMENTS)


def choose_template(window: QWidget, session: Session) -> None:
    """Let the user choose a workbook of theirs and where it goes, and have it filled."""

    def fill(template: str) -> None:
        choose_target(window, "Action plan.xlsx", partial(fill_workbook, session, template))

    choose_workbook(window, fill)


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
