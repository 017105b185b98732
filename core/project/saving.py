"""Saving and opening: the one way in which project files come to the disk and from it."""

import contextlib
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from core.errors import UserError
from core.output.writing import aside_prefix, check_target, problem_of, written_aside
from core.project.container import SEAL, Contents, read_container, write_container
from core.project.encryption import MAGIC, is_sealed, seal, unseal
from core.project.lock import locked
from core.project.pool import TablePool
from core.project.versions import keep_version, thin

_HEADER_BYTES = 64


class UnreadableError(UserError):
    """The disk does not give the file, or has no room for what it holds."""


class ChangedByOthersError(UserError):
    """The file is not the one that was opened or saved last."""


@dataclass(frozen=True)
class Place:
    """Where a project is saved.

    Attributes
    ----------
    path
        The file.
    password
        What protects it; "" for nothing.
    expected
        Identity of the file when it was opened or saved last; None to replace whatever is there.
    versions
        Folder for the version that is replaced; None to keep none.
    now
        The time, for thinning the versions.
    """

    path: Path
    password: str = ""
    expected: str | None = None
    versions: Path | None = None
    now: datetime | None = None


def identity_of(path: Path) -> str:
    """Return what is different for every save: the seal of a project, or what it is locked by.

    Returns
    -------
    str
        In hexadecimal; "" if there is no file. Of a file that is no project only its
        beginning and its size count.
    """
    if not path.exists():
        return ""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if not header.startswith(MAGIC):
        no_project = (BadZipFile, KeyError, ValueError, NotImplementedError, EOFError, OSError)
        with contextlib.suppress(*no_project), ZipFile(path) as archive:
            header = archive.read(SEAL)
    return hashlib.sha256(header + str(path.stat().st_size).encode()).hexdigest()


def open_project(path: Path, password: str, pool: TablePool) -> Contents:
    """Return what a project file holds, its tables copied into the pool.

    Raises
    ------
    WrongPasswordError
        If the file is protected and the password does not open it.
    UnreadableError
        If the disk does not do its work.
    UserError
        If it is no project, is damaged, or was written by a newer version.
    """
    try:
        if not path.is_file():
            raise UserError(
                f"There is no file {path}.", "It may have been moved or renamed; look for it there."
            )
        if not is_sealed(path):
            return read_container(path, pool)
        plain = pool.fresh()
        try:
            unseal(path, plain, password)
            return read_container(plain, pool, path.name)
        finally:
            plain.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or "the disk gives no reason"
        raise UnreadableError(
            f"‘{path.name}’ cannot be read: {reason}.",
            "Copy it to a folder of this computer and open the copy.",
        ) from error


def save_project(contents: Contents, pool: TablePool, place: Place) -> str:
    """Save a project so that its place holds the old state or the new one, whatever happens.

    The new file is built beside the old one, read again, forced to the disk and swapped in; the
    old one is kept as a version.

    Returns
    -------
    str
        Identity of the file that was saved.

    Raises
    ------
    ChangedByOthersError
        If the file is there and not the one that is expected.
    UserError
        If the file cannot be written there.
    """
    target = check_target(place.path)
    try:
        with locked(target):
            _remove_leftovers(target)
            _check_unchanged(target, place)
            written_aside(
                target,
                _writer(contents, pool, place.password),
                _checker(pool, place.password),
                lambda path: _replace(path, place),
            )
            _leave_nothing_open(place)
            return identity_of(target)
    except OSError as error:
        raise problem_of(error, place.path) from error


def _writer(contents: Contents, pool: TablePool, password: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        if not password:
            write_container(path, contents, pool)
            return
        plain = pool.fresh()
        try:
            write_container(plain, contents, pool)
            seal(plain, path, password)
        finally:
            plain.unlink(missing_ok=True)

    return write


def _checker(pool: TablePool, password: str) -> Callable[[Path], None]:
    def check(path: Path) -> None:
        if not password:
            read_container(path, None)
            return
        plain = pool.fresh()
        try:
            unseal(path, plain, password)
            read_container(plain, None)
        finally:
            plain.unlink(missing_ok=True)

    return check


def _replace(target: Path, place: Place) -> None:
    """Look once more whether nobody else has saved, then keep what is about to be replaced."""
    _check_unchanged(target, place)
    if place.versions is None:
        return
    with contextlib.suppress(OSError):  # a full disk elsewhere must not keep this from being saved
        if not place.password or is_sealed(target):
            keep_version(target, place.versions)
        if place.now is not None:
            thin(place.versions, place.now)


def _leave_nothing_open(place: Place) -> None:
    """Remove the versions that can be read without a password, once the project has one.

    Not before the new file is in its place: until then they are all that there is.
    """
    if place.versions is None or not place.password:
        return
    for kept in place.versions.glob("*"):
        with contextlib.suppress(OSError):
            if not is_sealed(kept):
                kept.unlink()


def _check_unchanged(target: Path, place: Place) -> None:
    if place.expected is None:
        return
    there = identity_of(target)
    if there not in {"", place.expected}:
        raise ChangedByOthersError(
            f"‘{target.name}’ has been changed by someone else since you opened it.",
            "Save your work as a copy, then compare the two.",
        )


def _remove_leftovers(target: Path) -> None:
    """Remove what saves of this file have left beside it when they were cut short."""
    for left in target.parent.glob(f"{aside_prefix(target)}*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)


def tidy(path: Path) -> None:
    """Remove what saves that were cut short have left beside a project, if nobody is saving it."""
    target = path.resolve()
    with contextlib.suppress(OSError, UserError):
        if any(target.parent.glob(f"{aside_prefix(target)}*")):
            with locked(target):
                _remove_leftovers(target)
