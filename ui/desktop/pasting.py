"""The clipboard as a source: a table that was copied elsewhere, or copied files."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from ui.desktop.session import Session

NOTHING = "The clipboard holds no table: copy some rows with their headings first."


class PasteFolder:
    """A private folder for tables that were pasted; it goes with the window."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._count = 0

    def keep(self, text: str) -> str:
        """Keep a pasted text as a file, exactly as it is, and return its path."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="nonagon-pasted-"))
        self._count += 1
        path = self._folder / f"Pasted table {self._count}.tsv"
        path.write_bytes(text.encode("utf-8"))
        return str(path)

    def wipe(self) -> None:
        """Delete everything that was pasted."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def paste_into(session: Session, folder: PasteFolder) -> None:
    """Open what is on the clipboard; say so if it is no table."""
    mime = QGuiApplication.clipboard().mimeData()
    files = copied_files(mime)
    table = copied_table(mime)
    if files:
        session.show(page="data")
        session.open_files(files)
    elif table:
        session.show(page="data")
        session.open_files([folder.keep(table)], remember=False)
    else:
        session.show(notice=NOTHING)


def copied_files(mime: QMimeData) -> list[str]:
    """Give the files that were copied in a file manager."""
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]


def copied_table(mime: QMimeData) -> str:
    """Give the text that was copied, "" unless it has several lines."""
    text = mime.text() if mime.hasText() else ""
    return text if len(text.strip().splitlines()) > 1 else ""
