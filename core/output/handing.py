"""The one way in which a result leaves the program: written aside, read again, swapped in.

A file that somebody has open in another program is left alone; the new one stands beside it.
"""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from core.errors import UserError
from core.output.holding import remove_leftovers
from core.output.writing import InUseError, aside_prefix, check_target, written_aside

SIGNS_OF_USE = ("~${}", ".~lock.{}#")
"""Files that Excel and LibreOffice put beside one that they have open."""


def hand_over(path: Path, write: Callable[[Path], None], check: Callable[[Path], None]) -> Path:
    """Write a file so that its place holds the old content or the new one; return where it is.

    Parameters
    ----------
    path
        Where it goes. If that file is open in another program, it goes beside it, as
        ``name (2)``.
    write
        Writes the file at the path that it is given.
    check
        Reads it again, and raises an error unless it is as it should be.

    Raises
    ------
    UserError
        If it cannot be written there, or does not come back as it was written.
    """
    asked = target = check_target(path)
    remove_leftovers(asked.parent, aside_prefix(asked))
    if in_use(asked):
        target = beside(asked)
    try:
        written_aside(target, write, check)
    except InUseError:
        target = beside(asked)
        written_aside(target, write, check)
    return path if target == asked else target


def hand_over_bytes(path: Path, make: Callable[[], bytes]) -> Path:
    """Make a file, read it again and compare it; return where it is.

    Parameters
    ----------
    path
        Where it goes.
    make
        Makes its content; what the disk refuses to libraries meanwhile is told like all else.

    Raises
    ------
    UserError
        If it cannot be written there, or does not come back as it was written.
    """
    made: list[bytes] = []

    def write(fresh: Path) -> None:
        made[:] = [make()]
        fresh.write_bytes(made[0])

    def compare(fresh: Path) -> None:
        if fresh.read_bytes() != made[0]:
            raise spoilt(fresh)

    return hand_over(path, write, compare)


def in_use(path: Path) -> bool:
    """Whether a file is open in a program that leaves a sign of it."""
    signs = (path.with_name(sign.format(path.name)) for sign in SIGNS_OF_USE)
    return path.exists() and any(sign.exists() for sign in signs)


def beside(path: Path) -> Path:
    """Return the first free name beside a file, such as ``Plan (2).xlsx``."""
    names = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
    return next(name for name in names if not name.exists())


def spoilt(path: Path) -> UserError:
    """Return the problem that a file, read again, is not what was written."""
    return UserError(
        f"{path.name} did not come back from the disk as it was written.",
        "Try again, or choose another disk. What was there before is unchanged.",
    )
