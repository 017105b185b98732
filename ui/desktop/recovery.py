"""Where recovery copies lie: a folder for each window, kept until its work is safe."""

import os
import shutil
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLockFile, QStandardPaths

ENDING = ".nonagon"


@dataclass(frozen=True)
class Recoverable:
    """Work that a window has left behind when it ended unexpectedly.

    Attributes
    ----------
    path
        The recovery copy.
    name
        What the project was called.
    saved
        When the copy was made, in local time.
    """

    path: Path
    name: str
    saved: datetime


def data_folder() -> Path:
    """Return the folder for what the program keeps on this computer."""
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place))


class RecoveryFolder:
    """The recovery copy of this window.

    Parameters
    ----------
    root
        Folder with the folders of all windows.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._lock: QLockFile | None = None

    def place_for(self, name: str) -> Path:
        """Return where the copy of a project of this name goes; others in the folder go away."""
        self._begin()
        place = self._folder / f"{name or 'Untitled'}{ENDING}"
        for other in self._folder.glob(f"*{ENDING}"):
            if other != place:
                other.unlink(missing_ok=True)
        return place

    def _begin(self) -> None:
        if self._lock is None:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock = _lock_of(self._folder)
            self._lock.tryLock(0)

    def clear(self) -> None:
        """Remove the copy: the work is safe, or is not wanted."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def left_behind(self) -> tuple[Recoverable, ...]:
        """Return what other windows have left that run no more, newest first."""
        found: list[Recoverable] = []
        folders = self._root.iterdir() if self._root.is_dir() else ()
        for folder in folders:
            if folder != self._folder and _is_abandoned(folder):
                found += map(_recoverable, folder.glob(f"*{ENDING}"))
        return tuple(sorted(found, key=lambda one: one.saved, reverse=True))


def discard(left: Recoverable) -> None:
    """Remove what a window has left behind."""
    left.path.unlink(missing_ok=True)
    shutil.rmtree(left.path.parent, ignore_errors=True)


def _recoverable(path: Path) -> Recoverable:
    saved = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone()
    return Recoverable(path, path.stem, saved)


def _is_abandoned(folder: Path) -> bool:
    lock = _lock_of(folder)
    taken = lock.tryLock(0)
    if taken:
        lock.unlock()
    return taken


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / "alive"))
    lock.setStaleLockTime(0)  # however long it has been held, its holder may live
    return lock
