"""What a file is, told from its content and never from its name."""

import zlib
from enum import StrEnum
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from core.errors import UserError

_HEAD = 4096
_SAVE_AS = "In Excel, use Save As and choose Excel workbook (.xlsx) or CSV UTF-8."
_EXPORT = "Export the table as .xlsx or .csv from the program that made it."

_SIGNATURES = (
    (b"\x89PNG", "a PNG picture", "Choose the file with the table itself."),
    (b"\xff\xd8\xff", "a JPEG picture", "Choose the file with the table itself."),
    (b"GIF8", "a GIF picture", "Choose the file with the table itself."),
    (b"BM", "a BMP picture", "Choose the file with the table itself."),
    (b"II*\x00", "a TIFF picture", "Choose the file with the table itself."),
    (b"MM\x00*", "a TIFF picture", "Choose the file with the table itself."),
    (b"%PDF", "a PDF document", _EXPORT),
    (b"PAR1", "a Parquet file", "Export it as .csv first."),
    (b"\x1f\x8b", "a compressed (gzip) file", "Unpack it and choose the file inside."),
    (b"7z\xbc\xaf", "a compressed (7-Zip) file", "Unpack it and choose the file inside."),
    (b"Rar!", "a compressed (RAR) file", "Unpack it and choose the file inside."),
    (b"\xfd7zXZ", "a compressed (xz) file", "Unpack it and choose the file inside."),
    (b"SQLite format 3", "a SQLite database", _EXPORT),
    (b"{\\rtf", "a Word document (RTF)", _EXPORT),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1a\x1b\x08")


class Form(StrEnum):
    """The two forms of file that are read."""

    WORKBOOK = "workbook"
    TEXT = "text"


def recognise(path: Path) -> Form:
    """The form of a file, judged by its content.

    Raises
    ------
    UserError
        If it is not there, cannot be opened, is empty, or is something else than a
        workbook or a text file.
    """
    head = _head(path)
    if not head:
        raise UserError(f"‘{path.name}’ is empty.", "Export it again; the file has no content.")
    if head.startswith(b"PK"):
        return _zipped(path)
    if head.startswith(_OLE):
        raise _old_office(path)
    for signature, what, hint in _SIGNATURES:
        if head.startswith(signature) and not _is_text_after_all(head, signature):
            raise _not_a_workbook(path, what, hint)
    return _text(path, head)


def _is_text_after_all(head: bytes, signature: bytes) -> bool:
    # "BM" may begin a column name; a real bitmap holds zero bytes in its header.
    return signature == b"BM" and b"\x00" not in head[:32]


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise UserError(
            f"‘{path.name}’ is a folder, not a file.", "Choose the files inside the folder."
        )
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except FileNotFoundError:
        raise UserError(
            f"There is no file ‘{path.name}’ in {path.parent}.",
            "Check the name and the folder; the file may have been moved or renamed.",
        ) from None
    except PermissionError:
        raise UserError(
            f"‘{path.name}’ may not be opened: this account has no right to read it.",
            "Ask the owner for the right to read it, or copy it to a folder of yours.",
        ) from None
    except OSError as problem:
        raise UserError(
            f"‘{path.name}’ cannot be read: {problem.strerror or 'the disk gives no reason'}.",
            "Copy it to a folder of this computer and choose the copy.",
        ) from None


def _not_a_workbook(path: Path, what: str, hint: str) -> UserError:
    wanted = "a workbook" if path.suffix.lower().startswith(".xls") else "a table"
    return UserError(f"‘{path.name}’ is {what}, not {wanted}.", hint)


def _zipped(path: Path) -> Form:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            media = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError):
        raise UserError(
            f"‘{path.name}’ is damaged: it begins like a workbook but cannot be unpacked.",
            "Download or copy it again; it may have been cut off on the way.",
        ) from None
    if any(name.lower() == "xl/workbook.bin" for name in names):
        raise _not_a_workbook(path, "a binary workbook (.xlsb)", _SAVE_AS)
    if any(name.lower() == "[content_types].xml" for name in names) and any(
        name.lower().startswith("xl/") for name in names
    ):
        return Form.WORKBOOK
    raise _other_archive(path, names, media)


def _other_archive(path: Path, names: set[str], media: bytes) -> UserError:
    if b"opendocument.spreadsheet" in media:
        hint = "In LibreOffice, use Save As and choose Excel 2007-365 (.xlsx)."
        return _not_a_workbook(path, "an OpenDocument spreadsheet (.ods)", hint)
    if any(name.startswith("word/") for name in names):
        return _not_a_workbook(path, "a Word document", _EXPORT)
    if any(name.endswith(".iwa") for name in names):
        hint = "In Numbers, use Export To and choose Excel or CSV."
        return _not_a_workbook(path, "a Numbers document", hint)
    return _not_a_workbook(path, "a compressed (zip) file", "Unpack it and choose the file inside.")


def _old_office(path: Path) -> UserError:
    with path.open("rb") as file:
        content = file.read(1 << 22)
    if "EncryptedPackage".encode("utf-16-le") in content:
        return UserError(
            f"‘{path.name}’ is protected with a password.",
            "Open it in Excel, remove the password under File > Info, save it and try again.",
        )
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return _not_a_workbook(path, "an old Excel file (.xls)", _SAVE_AS)
    return _not_a_workbook(path, "an old Office document", _EXPORT)


def _text(path: Path, head: bytes) -> Form:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<meta")):
        raise _not_a_workbook(path, "a web page (HTML)", f"Open it in Excel. {_SAVE_AS}")
    if start.startswith((b"<?xml", b"mime-version:")):
        raise _not_a_workbook(path, "an XML document", f"Open it in Excel. {_SAVE_AS}")
    if head.startswith(_BYTE_ORDER_MARKS) or b"\x00" in head:
        return Form.TEXT
    strange = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in head)  # noqa: PLR2004
    if strange > len(head) // 50:
        raise _not_a_workbook(path, "neither a workbook nor text", _EXPORT)
    return Form.TEXT
