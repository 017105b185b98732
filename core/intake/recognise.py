"""What a file is, told from its content and never from its name."""

from enum import StrEnum
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import olefile

from core.errors import UserError
from core.intake.limits import MOST_MARKUP, MOST_PARTS
from core.intake.workbook.package import ZIP_FAULTS

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
    (b"\x1f\x8b", "a compressed (gzip) file", "Unpack it and choose the file inside."),
    (b"7z\xbc\xaf", "a compressed (7-Zip) file", "Unpack it and choose the file inside."),
    (b"Rar!", "a compressed (RAR) file", "Unpack it and choose the file inside."),
    (b"\xfd7zXZ", "a compressed (xz) file", "Unpack it and choose the file inside."),
    (b"SQLite format 3", "a SQLite database", _EXPORT),
    (b"{\\rtf", "a Word document (RTF)", _EXPORT),
)
_ZIP, _PARQUET = b"PK", b"PAR1"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCK = 0x2F
_DOCUMENTS = (
    ("word/", "a Word document", _EXPORT),
    ("ppt/", "a PowerPoint presentation", _EXPORT),
    (".iwa", "a Numbers document", "In Numbers, use Export To and choose Excel or CSV."),
    ("opendocument.text", "a Writer document", _EXPORT),
    ("opendocument.presentation", "an Impress presentation", _EXPORT),
)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1a\x1b\x08")


class Form(StrEnum):
    """The forms of file that are read."""

    TEXT = "text"
    MARKUP_BOOK = "workbook (.xlsx, .xlsm)"
    OTHER_BOOK = "workbook (.xls, .xlsb, .ods)"
    LOCKED_BOOK = "workbook protected with a password"
    PARQUET = "Parquet file"
    PACKED = "zip with one file inside"


def recognise(path: Path) -> Form:
    """The form of a file, judged by its content.

    Raises
    ------
    UserError
        If it is not there, cannot be opened, is empty, or is nothing that holds a table.
    """
    head = _head(path)
    if not head:
        raise UserError(f"‘{path.name}’ is empty.", "Export it again; the file has no content.")
    if head.startswith(_ZIP):
        return _zipped(path)
    if head.startswith(_OLE):
        return _old_office(path)
    if head.startswith(_PARQUET):
        return Form.PARQUET
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


def is_markup_book(content: BytesIO) -> bool:
    """Whether a workbook that was decrypted is one of markup (.xlsx, .xlsm)."""
    if not content.getvalue().startswith(_ZIP):
        return False
    try:
        with ZipFile(content) as archive:
            names = [_plain(name) for name in archive.namelist()]
    except ZIP_FAULTS:
        return True  # which tells that it is damaged
    content.seek(0)  # whoever reads it next begins at its beginning
    return not any(name.endswith(("workbook.bin", "content.xml")) for name in names)


def _zipped(path: Path) -> Form:
    try:
        with ZipFile(path) as archive:
            names = [_plain(name) for name in archive.namelist()]
            media = archive.read("mimetype")[:80] if "mimetype" in names else b""
            locked = any(map(partial(_says_locked, archive), archive.infolist()))
    except (*ZIP_FAULTS, OSError):
        raise UserError(
            f"‘{path.name}’ is damaged: it begins like a workbook but cannot be unpacked.",
            "Download or copy it again; it may have been cut off on the way.",
        ) from None
    if b"opendocument.spreadsheet" in media:
        return Form.LOCKED_BOOK if locked else Form.OTHER_BOOK
    for sign, what, hint in _DOCUMENTS:
        if any(sign in name for name in names) or sign.encode() in media:
            raise _not_a_workbook(path, what, hint)
    if "[content_types].xml" in names:
        binary = any(name.endswith("workbook.bin") for name in names)
        return Form.OTHER_BOOK if binary else Form.MARKUP_BOOK
    return _packed(path, names)


def _says_locked(archive: ZipFile, part: ZipInfo) -> bool:
    """Whether a part is the list of an OpenDocument and says that others are encrypted."""
    if _plain(part.filename) != "meta-inf/manifest.xml":
        return False
    with archive.open(part) as stream:
        return b"encryption-data" in stream.read(MOST_MARKUP)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()


def _packed(path: Path, names: list[str]) -> Form:
    files = [name for name in names if is_content(name)]
    if len(files) == 1 and len(names) <= MOST_PARTS:
        return Form.PACKED
    holds = f"holds {len(files):,} files" if files else "holds no file"
    raise UserError(
        f"‘{path.name}’ is a compressed (zip) file that {holds}.",
        "Unpack it and choose the files inside." if files else "Choose the file with the table.",
    )


def is_content(name: str) -> bool:
    """Whether an entry of a zip is a file of its own: no folder, and nothing that macOS adds."""
    parts = _plain(name).split("/")
    return bool(parts[-1]) and not parts[-1].startswith(".") and "__macosx" not in parts


def _old_office(path: Path) -> Form:
    try:
        with olefile.OleFileIO(path) as streams:
            if streams.exists("EncryptedPackage"):
                return Form.LOCKED_BOOK
            book = next(filter(streams.exists, ("Workbook", "Book")), None)
            if book is not None:
                locked = _is_locked(streams.openstream(book).read(_HEAD))
                return Form.LOCKED_BOOK if locked else Form.OTHER_BOOK
            word = streams.exists("WordDocument")
    except (OSError, ValueError, IndexError, TypeError, AttributeError, MemoryError) as problem:
        raise UserError(
            f"‘{path.name}’ is damaged: it begins like an old Excel file but cannot be read.",
            "Download or copy it again; it may have been cut off on the way.",
        ) from problem
    raise _not_a_workbook(path, "a Word document" if word else "an old Office document", _EXPORT)


def _is_locked(records: bytes) -> bool:
    """Whether one of the first records of an old workbook says that the others are encrypted."""
    at = 0
    while at + 4 <= len(records):
        kind = int.from_bytes(records[at : at + 2], "little")
        if kind == _LOCK:
            return True
        at += 4 + int.from_bytes(records[at + 2 : at + 4], "little")
    return False


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
