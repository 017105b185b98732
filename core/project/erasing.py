"""Taking a customer out of the copies of a project that lie about: versions and recovery."""

import contextlib
import os
from pathlib import Path

from core.errors import UserError
from core.project.forgetting import forget
from core.project.pool import TablePool
from core.project.saving import Place, UnreadableError, open_project, save_project


def erase(path: Path, password: str, customer: str, project: str, pool: TablePool) -> bool | None:
    """Take a customer out of a copy of a project; a copy that does not open is removed.

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

    Returns
    -------
    bool or None
        Whether it was written anew; False if it was removed instead, None if it is
        of another project.

    Raises
    ------
    UserError
        If the disk does not do its work.
    """
    times = path.stat()
    try:
        contents = open_project(path, password, pool)
    except UnreadableError:
        raise  # it may be whole, and would be lost
    except UserError:
        path.unlink()
        return False
    if contents.project != project:
        return None
    save_project(forget(contents, customer, pool).contents, pool, Place(path, password))
    with contextlib.suppress(OSError):
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    return True
