"""Taking a customer out of the copies of a project that lie about: versions and recovery."""

import contextlib
import os
from enum import Enum, auto
from pathlib import Path

from core.errors import UserError
from core.project.container import NewerError
from core.project.encryption import WrongPasswordError
from core.project.forgetting import forget
from core.project.pool import TablePool
from core.project.saving import Place, UnreadableError, open_project, save_project


class Erased(Enum):
    """What became of a copy."""

    CLEANED = auto()
    """It was written anew, without the customer."""

    REMOVED = auto()
    """It does not open, and is gone."""

    OTHERS = auto()
    """It is of another project, and was left as it is."""

    CLOSED = auto()
    """It does not open here, may be of another project, and was left as it is."""


def erase(
    path: Path, password: str, customer: str, project: str, pool: TablePool, *, ours: bool
) -> Erased:
    """Take a customer out of a copy of a project.

    Parameters
    ----------
    path
        The copy.
    password
        What protects it.
    customer
        The customer's id.
    project
        Name that the project keeps through all its versions.
    pool
        Where its tables are put meanwhile.
    ours
        Whether it can only be a copy of this project, which is removed if it does not open. One
        that may be of another project is removed only if nobody can open it.

    Raises
    ------
    UserError
        If the disk does not do its work.
    """
    if not path.exists():
        return Erased.OTHERS  # another window has put it away by now
    times = path.stat()
    try:
        contents = open_project(path, password, pool)
    except UnreadableError:
        raise  # it may be whole, and would be lost
    except UserError as error:
        if not ours and isinstance(error, WrongPasswordError | NewerError):
            return Erased.CLOSED
        path.unlink(missing_ok=True)
        return Erased.REMOVED
    if contents.project != project:
        return Erased.OTHERS
    save_project(forget(contents, customer, pool).contents, pool, Place(path, password))
    with contextlib.suppress(OSError):
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    return Erased.CLEANED
