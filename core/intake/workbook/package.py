"""The zip package that a workbook is, looked at before anything is unpacked."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from core.errors import UserError
from core.intake.limits import (
    MOST_MARKUP,
    MOST_PARTS,
    MOST_RATIO,
    MOST_UNPACKED,
    SMALL_PART,
)
from core.intake.workbook.markup import MarkupError

_ENCRYPTED = 1
ZIP_FAULTS = (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError)
"""What reading a damaged package raises."""


class Package:
    """The parts of a package, found by their names without regard to case.

    Attributes
    ----------
    name
        Name of the file, for messages.
    """

    def __init__(self, archive: ZipFile, name: str) -> None:
        self._archive = archive
        self.name = name
        self._members = {plain_part(info.filename): info for info in archive.infolist()}

    def __contains__(self, part: str) -> bool:
        return plain_part(part) in self._members

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, in lower case."""
        return tuple(self._members)

    def size(self, part: str) -> int:
        """How many bytes a part unpacks to, as the package says."""
        return self._members[plain_part(part)].file_size

    def open(self, part: str) -> IO[bytes]:
        """Open a part to be read in pieces."""
        return self._archive.open(self._members[plain_part(part)])

    def read(self, part: str, most: int = MOST_MARKUP) -> bytes:
        """Unpack a part of at most so many bytes, to be held in memory as a whole.

        Raises
        ------
        UserError
            If it is too large for that.
        """
        with self.open(part) as stream:
            content = stream.read(most + 1)
        if len(content) > most:
            raise strange(self.name)
        return content


def plain_part(part: str) -> str:
    """Return the name of a part as names are compared."""
    return part.replace("\\", "/").lstrip("/").lower()


@contextmanager
def opened(file: Path | IO[bytes], name: str) -> Iterator[Package]:
    """Open a package, if nothing about it would harm the computer.

    Parameters
    ----------
    file
        The file, or its content.
    name
        Name of the file, for messages.

    Raises
    ------
    UserError
        If it is damaged, unpacks to too much, or has parts that no ordinary one has; also while
        it is read.
    """
    try:
        with ZipFile(file) as archive:
            check(archive.infolist(), name)
            yield Package(archive, name)
    except ZIP_FAULTS as problem:
        raise damaged(name) from problem
    except MarkupError as problem:
        raise (strange if problem.declared else damaged)(name) from problem


def check(members: list[ZipInfo], name: str) -> None:
    """Refuse a package by what its list of parts says.

    Raises
    ------
    UserError
        If it unpacks to too much, or has parts that no ordinary package has.
    """
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or any(map(_swells, members)):
        raise UserError(
            f"‘{name}’ would unpack to {unpacked / (1 << 20):,.0f} MB; "
            "no ordinary file does, so it was not opened.",
            "If you trust where it is from, unpack it, or save the sheet you need as a new file.",
        )
    names = [plain_part(member.filename) for member in members]
    twice = len(set(names)) < len(names)
    if twice or len(names) > MOST_PARTS or any(_leads_out(member.filename) for member in members):
        raise strange(name)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise UserError(
            f"The parts of ‘{name}’ are protected with a password.",
            "Unpack it with the program that packed it and choose the file inside.",
        )


def _swells(member: ZipInfo) -> bool:
    large = member.file_size > SMALL_PART
    return large and member.file_size > MOST_RATIO * max(member.compress_size, 1)


def _leads_out(name: str) -> bool:
    """Whether the name of a part leads out of the folder that it would be unpacked into."""
    plain = name.replace("\\", "/")
    return ".." in plain.split("/") or plain.startswith("/") or ":" in plain.split("/")[0]


def strange(name: str) -> UserError:
    """The refusal of a file with parts that no ordinary workbook has."""
    return UserError(
        f"‘{name}’ holds parts that no ordinary workbook has, so it was not opened.",
        "Open it in Excel and save it as a new workbook, if you trust where it is from.",
    )


def damaged(name: str, what: str = "") -> UserError:
    """The refusal of a file that is damaged; ``what`` says where, as the end of a sentence."""
    return UserError(
        f"‘{name}’ is damaged{what or ' and cannot be read to its end'}.",
        "Download or copy it again; if that does not help, open it in Excel and save it anew.",
    )
