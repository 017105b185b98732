"""Files are built aside, checked, and only then put in the place of what was there."""

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from itertools import combinations
from pathlib import Path

from core.errors import UserError
from core.output.holding import held_folder

CHUNK = 1 << 20
ACCESS_DENIED, SHARING_VIOLATION = 5, 32
HELD_OPEN = {ACCESS_DENIED, SHARING_VIOLATION}
"""What Windows answers when another program has the file open."""


class InUseError(UserError):
    """A file cannot be replaced because another program has it open."""


PAUSES = (0.01, 0.025, 0.05, *(0.1,) * 50)
"""Seconds to wait before each new attempt to replace a file that another program has open."""


def written_aside(
    path: Path,
    write: Callable[[Path], None],
    check: Callable[[Path], None] | None = None,
    before_swap: Callable[[Path], None] | None = None,
) -> None:
    """Write a file so that its place holds the old content or the new one, never a part.

    The new file is built in a private folder beside the target, read again, forced to the
    disk and put in the place of the old one in a single step. If anything fails on the
    way, the old file is as it was and nothing is left behind.

    Parameters
    ----------
    path
        Where the file goes.
    write
        Writes the file at the path that it is given.
    check
        Reads the file again and raises an error if it is not as it should be; without it,
        every byte is read once.
    before_swap
        Called with the file that is about to be replaced, if there is one, once the new one
        is safe on the disk.

    Raises
    ------
    UserError
        If the file cannot be written there: no such folder, no permission, a folder in
        its place, the disk full, the file open in another program.
    """
    try:
        target = check_target(path)
        with held_folder(target.parent, aside_prefix(target)) as folder:
            fresh = folder / target.name
            write(fresh)
            (check or _read_again)(fresh)
            _force_to_disk(fresh)
            if before_swap is not None and target.exists():
                before_swap(target)
            _swap_in(fresh, target)
        _force_folder_to_disk(target.parent)
    except OSError as error:
        raise problem_of(error, path) from error


def aside_prefix(target: Path) -> str:
    """Return how the names of the folders begin in which a file is built before it is swapped in.

    The name of the file itself might leave no room for more.
    """
    return f".nonagon-{sha256(target.name.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}-"


def keep_apart(outputs: Iterable[str], inputs: Iterable[str]) -> None:
    """Make sure that nothing is written over what was read, or over another output.

    Parameters
    ----------
    outputs, inputs
        Paths of files, which need not exist; "" for none.

    Raises
    ------
    UserError
        If an output is one of the inputs, or two outputs are the same file.
    """
    targets = [path for path in outputs if path]
    for target in targets:
        if any(_is_same(target, source) for source in inputs):
            raise UserError(
                f"{target} is one of the files that are read, and would be lost.",
                "Choose another name for what is written.",
            )
    for one, other in combinations(targets, 2):
        if _is_same(one, other):
            raise UserError(
                f"Two results are to be written to {other}.", "Give each a name of its own."
            )


def _is_same(one: str, other: str) -> bool:
    """Whether two paths lead to the same file, through links and other spellings too."""
    try:
        return Path(one).samefile(other)
    except OSError:
        return Path(one).resolve() == Path(other).resolve()


def check_target(path: Path) -> Path:
    """Return the file that is meant, after links.

    Raises
    ------
    UserError
        If it cannot be written there.
    """
    target = path.resolve()
    if target.is_dir():
        raise UserError(
            f"{path} is a folder.", "Give the file a name inside that folder, or choose another."
        )
    if not target.parent.is_dir():
        raise UserError(
            f"{path} cannot be written: there is no folder {target.parent}.",
            "Create the folder first, or choose one that exists.",
        )
    if target.exists():
        _ensure_replaceable(path, target)
    return target


def _ensure_replaceable(path: Path, target: Path) -> None:
    if not target.is_file():
        raise UserError(
            f"{path} is a device or a pipe, not a file.", "Choose an ordinary file instead."
        )
    if not os.access(target, os.W_OK):
        raise UserError(
            f"{path} cannot be replaced: the file is write-protected.",
            "Remove the protection, or choose another name.",
        )


def _read_again(path: Path) -> None:
    with path.open("rb") as file:
        while file.read(CHUNK):
            pass


def _force_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _swap_in(fresh: Path, target: Path) -> None:
    if target.exists():
        shutil.copymode(target, fresh)
    for pause in (*PAUSES, 0.0):
        try:
            fresh.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in HELD_OPEN or not pause:
                raise
            time.sleep(pause)  # virus scanners and sync programs let go after a moment
        else:
            return


def _force_folder_to_disk(folder: Path) -> None:
    """Make the new name last through a power cut; Windows does so by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def problem_of(error: OSError, path: Path) -> UserError:
    """Return what the system says about writing a file, in the user's words."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return UserError(
            f"{path} could not be written: the disk is full.",
            "Make room or choose another disk. What was there before is unchanged.",
        )
    if getattr(error, "winerror", None) == SHARING_VIOLATION or error.errno == errno.EBUSY:
        return InUseError(
            f"{path} could not be replaced: another program has it open.",
            "Close it there, or save under another name.",
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return UserError(
            f"{path} could not be written: there is no permission to write in {path.parent}.",
            "If the file is open in another program, close it; otherwise choose another folder.",
        )
    if error.errno == errno.ENAMETOOLONG:
        return UserError(f"The name of {path} is too long.", "Choose a shorter name.")
    return UserError(
        f"{path} could not be written: {error.strerror or 'the disk did not answer'}.",
        "Choose another folder. What was there before is unchanged.",
    )
