"""The picture of the customers on the clipboard and in files."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from core.answers import Problem
from ui.desktop.session import Session

PICTURES = "Picture (*.png);;Scalable picture (*.svg);;Document (*.pdf)"
ENDINGS = (".png", ".svg", ".pdf")


class Picture(Protocol):
    """What can be written as a picture, under a title."""

    def save_image(self, path: Path, title: str) -> None:
        """Write it as PNG, SVG or PDF by the file's ending."""


def save_picture(
    parent: QWidget, session: Session, picture: Picture, title: str, name: str = "Segments.png"
) -> None:
    """Ask for a file and write a picture; what becomes of it is said in the window."""
    path, chosen = QFileDialog.getSaveFileName(parent, "Save chart", name, PICTURES)
    if not path:
        return
    named = Path(path).suffix.lower() in ENDINGS
    target = Path(path if named else path + _ending_of(chosen))
    try:
        picture.save_image(target, title)
    except OSError:
        hint = "Choose another folder, or close the file if it is open somewhere."
        session.fault = Problem("", f"{target.name} could not be written.", hint)
    else:
        session.notice = f"Saved {target.name}"
    session.changed.emit()


def _ending_of(kind: str) -> str:
    """Give the ending that goes with a kind of file in the dialog."""
    return next((ending for ending in ENDINGS if ending in kind), ENDINGS[0])
