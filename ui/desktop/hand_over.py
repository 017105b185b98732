"""One window: a second start of the program hands its files to the first and ends.

No socket is opened for it. The first start holds a lock and watches a private folder; a second
one leaves a note there, and waits until the note is taken.
"""

import json
import time
import uuid
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

PATIENCE = 3.0
"""Seconds that a second start waits; if its note is not taken by then it opens a window itself."""

_PAUSE = 0.02
_ENDING = ".json"


class Door(QObject):
    """Where the files of later starts come in.

    Parameters
    ----------
    folder
        Folder for what the program keeps on this computer.

    Attributes
    ----------
    mine
        Whether this start is the first one.
    """

    handed = Signal(list)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._notes = folder / "hand-over"
        self._notes.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # however long it has been held, its holder may live
        self.mine = self._lock.tryLock(0)
        self._watcher = QFileSystemWatcher(self)
        if self.mine:
            self._watcher.addPath(str(self._notes))
            self._watcher.directoryChanged.connect(lambda _folder: self._take_notes())

    def hand_over(self, paths: list[str]) -> bool:
        """Give files to the first start; tell whether it has taken them."""
        note = self._notes / f"{uuid.uuid4().hex}{_ENDING}"
        fresh = note.with_suffix(".new")
        absolute = [str(Path(path).absolute()) for path in paths]
        fresh.write_text(json.dumps(absolute), encoding="ascii")
        fresh.replace(note)
        for _ in range(int(PATIENCE / _PAUSE)):
            if not note.exists():
                return True
            time.sleep(_PAUSE)
        note.unlink(missing_ok=True)
        return False

    def _take_notes(self) -> None:
        for note in sorted(self._notes.glob(f"*{_ENDING}")):
            try:
                paths = json.loads(note.read_text(encoding="ascii"))
                note.unlink()
            except (OSError, ValueError):
                continue  # its writer has taken it back
            self.handed.emit([str(path) for path in paths])

    def close(self) -> None:
        """Let the next start be the first one."""
        if self.mine:
            self._lock.unlock()
