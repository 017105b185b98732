"""One save at a time for each file, also between computers that share a folder.

The system's own lock is used: it goes with the process that holds it, so that nothing is left
to be cleared away after a crash. Where a shared folder has no locks, saving goes on without one;
what is about to be replaced is looked at in any case.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from core.errors import UserError
from core.output.holding import TAKEN, try_lock
from core.output.writing import aside_prefix

PATIENCE = 10.0
"""Seconds to wait for another save to end."""

_PAUSE = 0.05


@contextlib.contextmanager
def locked(target: Path) -> Iterator[None]:
    """Hold the right to save a file.

    Raises
    ------
    UserError
        If another program of this kind keeps it for long.
    OSError
        If nothing can be written beside the file.
    """
    path = target.with_name(f"{aside_prefix(target)}lock")
    handle = _acquired(path)
    try:
        yield
    finally:
        # First the name, then the lock: whoever waits for it sees that it was for nothing.
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)


def _acquired(path: Path) -> int:
    for _ in range(int(PATIENCE / _PAUSE)):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try_lock(handle)
        except OSError as error:
            if error.errno not in TAKEN:
                return handle  # this folder knows no locks
        else:
            if _is_at(handle, path):
                return handle
        os.close(handle)
        time.sleep(_PAUSE)
    raise UserError(
        "Another Nonagon is saving this project at the moment.",
        "Try again in a minute, or save under another name.",
    )


def _is_at(handle: int, path: Path) -> bool:
    """Tell whether the file that was locked is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False
