"""Asks for the password of a file, and has it read again."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from core.chores import Done, Unlock
from ui.desktop.session import Session
from ui.desktop.widgets.dialog import AskDialog, Way, nothing


def ask_password(session: Session, path: str) -> AskDialog:
    """Ask for the password of a file; whether it opens the file is told when that is read."""

    def read_again(_done: Done) -> None:
        session.rerun()

    dialog = AskDialog(
        QApplication.activeWindow(),
        f"The password of ‘{Path(path).name}’",
        "It is kept until you close the program, and nowhere else.",
    )
    field = dialog.add_field("Password", secret=True)
    return dialog.show_ways(
        (
            Way(
                "Open",
                lambda: session.errands.do(Unlock(path, field.text()), read_again),
                "primary",
            ),
            Way("Cancel", nothing),
        ),
        lambda: "" if field.text() else "Enter the password.",
    )
