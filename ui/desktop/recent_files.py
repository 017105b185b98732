"""The sets of files that were opened before, remembered from one start to the next."""

from PySide6.QtCore import QSettings

KEPT = 8
SEPARATOR = "|"
"""Between the paths of one set of recent files; no file system allows it on Windows, and
elsewhere a path that has one is left out of the list."""


def recent_files(kept: QSettings) -> tuple[str, ...]:
    """Give the sets of files opened before, newest first, paths joined by ``SEPARATOR``."""
    found = kept.value("recent", [])
    return tuple(found) if isinstance(found, list) else (str(found),)


def remember_files(kept: QSettings, paths: tuple[str, ...]) -> None:
    """Put a set of files at the head of those opened before."""
    if any(SEPARATOR in path for path in paths):
        return
    entry = SEPARATOR.join(paths)
    others = [known for known in recent_files(kept) if known != entry]
    kept.setValue("recent", [entry, *others][:KEPT])
