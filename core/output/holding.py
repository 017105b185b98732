"""The private folder in which a file is built beside its place, and what is left of earlier ones.

Whoever builds in a folder holds the system's own lock in it, which goes with the process. So it can
be told whether somebody still builds there, or was ended on the way.
"""

import contextlib
import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

HELD = ".nonagon-in-use"
"""Name of the file that is locked while something is built beside it."""

_OURS = re.compile(r"\.nonagon-[0-9a-f]{12}-\w+")
TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
"""What systems answer when somebody else holds a lock."""

if sys.platform == "win32":
    import msvcrt

    def try_lock(handle: int) -> None:
        """Take the lock on a file, or raise `OSError` at once."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def try_lock(handle: int) -> None:
        """Take the lock on a file, or raise `OSError` at once."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def held_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """Give a folder to build something in, whose name begins so; it is gone afterwards."""
    with TemporaryDirectory(prefix=prefix, dir=parent) as folder:
        handle = os.open(Path(folder) / HELD, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            with contextlib.suppress(OSError):  # not every shared folder knows locks
                try_lock(handle)
            yield Path(folder)
        finally:
            os.close(handle)


def remove_leftovers(parent: Path, prefix: str) -> None:
    """Remove what was being built in folders when that was cut short, for it holds data.

    What somebody still builds stays.

    Parameters
    ----------
    parent
        Where the folders are.
    prefix
        How the names begin of those that are removed also where it cannot be told.
    """
    for left in parent.glob(".nonagon-*"):
        ours = _OURS.fullmatch(left.name) and left.is_dir() and not left.is_symlink()
        if ours and _is_left(left, unknown=left.name.startswith(prefix)):
            shutil.rmtree(left, ignore_errors=True)


def _is_left(folder: Path, *, unknown: bool) -> bool:
    """Tell whether nobody builds in a folder; where that cannot be told, it is ``unknown``."""
    try:
        handle = os.open(folder / HELD, os.O_RDWR)
    except FileNotFoundError:
        return unknown
    except OSError:
        return False
    try:
        try_lock(handle)
    except OSError as error:
        return unknown and error.errno not in TAKEN
    else:
        return True
    finally:
        os.close(handle)
