"""The project file itself: a zip whose every part is stored as it is and vouched for.

``manifest.sha256`` vouches for ``manifest.json``, which vouches for every other part. Nothing is
compressed by the zip (tables are compressed inside), so no small file can become a large one.
"""

import errno
import hashlib
import io
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from core.errors import UserError
from core.plain_values import made, plain
from core.project.pool import Part, TablePool, copied
from core.project.upgrades import FORMAT, upgraded
from core.version import VERSION

MANIFEST, SEAL = "manifest.json", "manifest.sha256"
LARGEST_TEXT = 256 << 20
"""Most bytes of a part that is text."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_ENCRYPTED = 1
_TOP_KEYS = {"nonagon", "format", "project", "parts"}
_FAULTS = (
    BadZipFile,
    struct.error,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What reading a damaged file, or one made up to do harm, may raise on the way."""


class NewerError(UserError):
    """The file was written by a newer version of the program."""


@dataclass(frozen=True)
class Contents:
    """What a project file holds.

    Attributes
    ----------
    project
        Name that the project keeps through all its versions, in hexadecimal.
    texts
        Parts that are text: objects of JSON by the name of their part.
    tables
        Parts that are tables; they lie in a pool.
    program
        Version of the program that wrote the file.
    written_as
        Number of the format in which the file was written.
    """

    project: str
    texts: Mapping[str, Any]
    tables: tuple[Part, ...] = ()
    program: str = field(default=VERSION)
    written_as: int = field(default=FORMAT)


def write_container(path: Path, contents: Contents, pool: TablePool) -> None:
    """Write a project file; the same contents give the same bytes.

    Parameters
    ----------
    path
        Where it goes; what is there is overwritten.
    contents
        What it holds.
    pool
        Where the tables lie.
    """
    texts = {name: _json(found) for name, found in contents.texts.items()}
    parts = [_text_part(name, content) for name, content in texts.items()]
    manifest = _json(
        {
            "nonagon": contents.program,
            "format": FORMAT,
            "project": contents.project,
            "parts": [plain(part) for part in (*parts, *contents.tables)],
        }
    )
    seal = f"{hashlib.sha256(manifest).hexdigest()}  {MANIFEST}\n".encode()
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for name, content in {MANIFEST: manifest, SEAL: seal, **texts}.items():
            archive.writestr(_member(name), content)
        for part in contents.tables:
            with pool.path(part).open("rb") as source, _opened(archive, part) as target:
                copied(source, target)


def _opened(archive: ZipFile, part: Part) -> IO[bytes]:
    return archive.open(_member(part.name), "w", force_zip64=True)


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, _LONG_AGO)
    member.create_system = 0
    return member


def _json(found: object) -> bytes:
    return json.dumps(found, separators=(",", ":"), allow_nan=False).encode("ascii")


def _text_part(name: str, content: bytes) -> Part:
    return Part(name, hashlib.sha256(content).hexdigest(), len(content))


def read_container(path: Path, pool: TablePool | None, name: str = "") -> Contents:
    """Return what a project file holds, once every byte has been found as it was written.

    Parameters
    ----------
    path
        The file.
    pool
        Where the tables are put; None to check them only.
    name
        What the user knows the file as; "" for its name.

    Raises
    ------
    UserError
        If it is no project, is damaged, or was written by a newer version.
    """
    try:
        with ZipFile(path) as archive:
            _check_members(archive.infolist(), path.stat().st_size)
            return _read(archive, name or path.name, pool)
    except _FAULTS as fault:
        raise damaged(name or path.name) from fault
    except OSError as fault:
        if fault.errno == errno.EINVAL:  # a place before the beginning of the file
            raise damaged(name or path.name) from fault
        raise


def damaged(name: str) -> UserError:
    """Return the problem of a file that is not as it was saved."""
    return UserError(
        f"‘{name}’ is damaged, or it is no Nonagon project.",
        "Open an earlier version: File > Versions.",
    )


def _read(archive: ZipFile, name: str, pool: TablePool | None) -> Contents:
    members = {member.filename: member for member in archive.infolist()}
    found = _manifest(archive, members)
    _check_format(found, name)
    if set(found) != _TOP_KEYS:
        raise KeyError(MANIFEST)
    parts = tuple(_part(entry) for entry in found["parts"])
    if [*members] != [MANIFEST, SEAL, *(part.name for part in parts)]:
        raise KeyError(SEAL)
    texts = {
        part.name: _text(archive, members[part.name], part) for part in parts if part.rows is None
    }
    tables = tuple(part for part in parts if part.rows is not None)
    for part in tables:
        _take_table(archive, members[part.name], part, pool)
    written = int(found["format"])
    return Contents(
        str(found["project"]), upgraded(texts, written), tables, str(found["nonagon"]), written
    )


def _check_members(members: list[ZipInfo], size: int) -> None:
    """Refuse what we never write: compressed, encrypted, repeated or overlapping parts."""
    names = [member.filename for member in members]
    plainly_stored = all(
        member.compress_type == ZIP_STORED
        and member.compress_size == member.file_size
        and not member.flag_bits & _ENCRYPTED
        for member in members
    )
    whole = sum(member.file_size for member in members)
    if not plainly_stored or len(set(names)) < len(names) or whole > size:
        raise BadZipFile


def _manifest(archive: ZipFile, members: Mapping[str, ZipInfo]) -> dict[str, Any]:
    if max(members[MANIFEST].file_size, members[SEAL].file_size) > LARGEST_TEXT:
        raise OverflowError
    content, seal = archive.read(MANIFEST), archive.read(SEAL)
    if seal.decode("ascii") != f"{hashlib.sha256(content).hexdigest()}  {MANIFEST}\n":
        raise ValueError(SEAL)
    found = json.loads(content)
    if not isinstance(found, dict):
        raise TypeError(MANIFEST)
    return found


def _check_format(found: Mapping[str, Any], name: str) -> None:
    written = found["format"]
    if isinstance(written, bool) or not isinstance(written, int) or written < 1:
        raise ValueError(MANIFEST)
    if written > FORMAT:
        version = str(found.get("nonagon"))[:20]
        raise NewerError(
            f"‘{name}’ was saved by Nonagon {version}, which is newer than this one ({VERSION}).",
            "Open it with that version, or have it saved as an older one there.",
        )


def _part(entry: object) -> Part:
    try:
        part = made(Part, entry, MANIFEST)
    except UserError as error:
        raise ValueError(MANIFEST) from error
    expected = f"tables/{part.sha256}.parquet"
    if part.rows is not None and (part.rows < 0 or part.name != expected):
        raise ValueError(part.name)
    return part


def _text(archive: ZipFile, member: ZipInfo, part: Part) -> Any:
    if member.file_size != part.size or part.size > LARGEST_TEXT:
        raise OverflowError(part.name)
    content = io.BytesIO()
    with archive.open(member) as source:
        _check_digest(part, *copied(source, content))
    return json.loads(content.getvalue())


def _take_table(archive: ZipFile, member: ZipInfo, part: Part, pool: TablePool | None) -> None:
    """Copy a table into the pool, and keep it only if it is the one that was promised."""
    with archive.open(member) as source:
        if pool is None:
            _check_digest(part, *copied(source, None))
            return
        fresh = pool.fresh()
        with fresh.open("wb") as target:
            _check_digest(part, *copied(source, target))
        pool.take(fresh, part.sha256, part.rows)


def _check_digest(part: Part, digest: str, size: int) -> None:
    if digest != part.sha256 or size != part.size:
        raise ValueError(part.name)
