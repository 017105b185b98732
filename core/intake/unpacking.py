"""A zip with one file inside, unpacked to a private folder that is removed with its last user."""

import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from core.errors import UserError
from core.intake.recognise import is_content
from core.intake.workbook.package import ZIP_FAULTS, check, damaged
from core.tables.sources import RawRows

_BLOCK = 1 << 20
_LONGEST_NAME = 100


class Folder:
    """A private folder that is removed as soon as nobody holds it any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="unpacked-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


@dataclass(frozen=True, eq=False)
class UnpackedRows:
    """Rows of a file that lies in a private folder, which they hold."""

    rows: RawRows
    folder: Folder

    @property
    def total(self) -> int:
        """All rows after the header."""
        return self.rows.total

    def fetch(self, first: int, count: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Give some rows, from place ``first`` on: place in the file, from 1, and cells."""
        return self.rows.fetch(first, count)


def unpack(path: Path, folder: Folder) -> Path:
    """Unpack the one file that a zip holds.

    Returns
    -------
    Path
        Where it is now: in the folder, under its own name.

    Raises
    ------
    UserError
        If the zip is damaged, unpacks to too much, or there is no room for it.
    """
    try:
        with ZipFile(path) as archive:
            check(archive.infolist(), path.name)
            member = next(info for info in archive.infolist() if is_content(info.filename))
            target = folder.path / _file_name(member.filename)
            with archive.open(member) as packed, target.open("wb") as file:
                shutil.copyfileobj(packed, file, _BLOCK)
    except ZIP_FAULTS as problem:
        raise damaged(path.name) from problem
    except OSError as problem:
        raise UserError(
            f"‘{path.name}’ cannot be unpacked: {problem.strerror or 'the disk does not answer'}.",
            "Make room on the disk for temporary files, or unpack it and choose the file inside.",
        ) from problem
    return target


def _file_name(name: str) -> str:
    """The name of an entry without its folders, and without what some system has no letter for."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(sign if sign.isalnum() or sign in " .-_()#" else "_" for sign in last)
    return kept[-_LONGEST_NAME:].strip() or "table"
