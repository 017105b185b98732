"""Workbooks that are protected with a password, opened in memory and never written down."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from core.errors import UserError
from core.intake.access import Access, locked
from core.intake.workbook.locked_open_document import decrypted_open_document
from core.intake.workbook.package import damaged, strange

_OPEN_TO_ALL = "VelvetSweatshop"
"""The password that Excel tries by itself, so that a file with it is open to everybody."""

_MOST_SPINS = 10_000_000
_FAULTS = (
    AssertionError,
    AttributeError,
    FileFormatError,
    IndexError,
    KeyError,
    OSError,
    ParseError,
    TypeError,
    ValueError,
)
"""What the library raises on a damaged file."""


def decrypted(path: Path, known_as: str, access: Access) -> BytesIO:
    """The content of a protected workbook.

    Parameters
    ----------
    path
        The file.
    known_as
        The path of the source that it belongs to.
    access
        Its password, if the user has given it.

    Raises
    ------
    UserError
        `core.errors.LockedError` if there is no password or a wrong one; another one if the file
        is damaged or protected in an unknown way.
    """
    if is_zipfile(path):
        return decrypted_open_document(path, known_as, access)
    given = access.passwords.get(known_as)
    try:
        with path.open("rb") as file:
            office: Any = OfficeFile(file)
            _check(office, path.name)
            if not (_opens(office, _OPEN_TO_ALL) or (given and _opens(office, given))):
                raise locked(known_as, Path(known_as).name, wrong=bool(given))
            content = BytesIO()
            office.decrypt(content)
    except DecryptionError as problem:
        raise UserError(
            f"‘{path.name}’ is protected in a way that cannot be opened here.",
            "Open it in Excel, remove the password under File > Info, save it and try again.",
        ) from problem
    except _FAULTS as problem:
        raise damaged(path.name) from problem
    content.seek(0)
    return content


def _check(office: Any, name: str) -> None:
    """Refuse a file whose password would take hours to try."""
    info = getattr(office, "info", None) or {}
    if int(info.get("spinValue", 0)) > _MOST_SPINS:
        raise strange(name)


def _opens(office: Any, password: str) -> bool:
    verified = {"verify_password": True} if office.format == "ooxml" else {}
    try:
        office.load_key(password=password, **verified)
    except InvalidKeyError:
        return False
    return True
