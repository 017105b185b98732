"""A look inside a workbook's package before any library opens it."""

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from core.errors import UserError

_MOST_RATIO = 200
_SMALL = 50 << 20
_MOST = 2 << 30
_HEAD = 2048
_FAR_CELLS = 50_000_000
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?\bt=\"e\"[^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb"\br=\"([A-Z]{1,3})([1-9]\d{0,6})\"")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_UNSOLVED = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(frozen=True)
class Oddities:
    """Cells of a sheet that a plain reader takes for empty ones.

    Attributes
    ----------
    errors
        Row and column, from 0, and text of each error cell, such as ``#N/A``.
    unsolved
        Place such as ``C5`` of each formula without a result.
    """

    errors: tuple[tuple[int, int, str], ...] = ()
    unsolved: tuple[str, ...] = ()


def check_package(path: Path) -> None:
    """Refuse a workbook that would harm the program that opens it.

    Raises
    ------
    UserError
        If a part declares a document type, leaves the package or unpacks to too much.
    """
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
            names = [member.filename.lower() for member in members]
            unpacked = sum(member.file_size for member in members)
            swollen = any(
                member.file_size > _SMALL
                and member.file_size > _MOST_RATIO * max(member.compress_size, 1)
                for member in members
            )
            strange = len(set(names)) < len(names) or any(".." in name for name in names)
            declared = any(_declares_type(archive, name.filename) for name in members)
    except (BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError):
        raise _damaged(path) from None
    if swollen or unpacked > _MOST:
        raise UserError(
            f"‘{path.name}’ would unpack to {unpacked / (1 << 20):,.0f} MB; "
            "no ordinary workbook does, so it was not opened.",
            "Open it in Excel and save the one sheet you need as a new workbook.",
        )
    if strange or declared:
        raise UserError(
            f"‘{path.name}’ holds parts that no ordinary workbook has, so it was not opened.",
            "Open it in Excel and save it as a new workbook, if you trust where it is from.",
        )


def _damaged(path: Path) -> UserError:
    return UserError(
        f"‘{path.name}’ is damaged and cannot be unpacked.",
        "Download or copy it again; it may have been cut off on the way.",
    )


def _declares_type(archive: ZipFile, name: str) -> bool:
    if not name.lower().endswith((".xml", ".rels")):
        return False
    with archive.open(name) as part:
        return b"<!DOCTYPE" in part.read(_HEAD).upper()


def odd_cells(content: bytes, sheet: str) -> Oddities:
    """The error cells and unsolved formulas of a sheet.

    Parameters
    ----------
    content
        The workbook.
    sheet
        Name of the sheet.
    """
    xml = _sheet_xml(content, sheet)
    errors = []
    if b't="e"' in xml:
        for cell in _CELL.finditer(xml):
            place, value = _PLACE.search(cell[1]), _VALUE.search(cell[2])
            if place:
                text = value[1].decode("utf-8") if value else "#ERROR!"
                errors.append((int(place[2]) - 1, _column(place[1]), text))
    unsolved = []
    if b"<f" in xml or b":f" in xml:
        places = (_PLACE.search(cell[1]) for cell in _UNSOLVED.finditer(xml))
        unsolved = [(place[1] + place[2]).decode() for place in places if place]
    return Oddities(tuple(errors), tuple(unsolved))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def refuse_far_cells(content: bytes, path: Path) -> None:
    """Refuse a workbook in which a few cells span an area too large to hold.

    Raises
    ------
    UserError
        If the rectangle from A1 to the furthest cell of some sheet has more than
        50 million cells though few are filled.
    """
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", name, re.IGNORECASE):
                continue
            info = archive.getinfo(name)
            with archive.open(name) as part:
                # A far cell is known from its row alone, and rows are in order.
                tail = part.read() if info.file_size < _SMALL else b""
            if _area(tail) > _FAR_CELLS:
                raise UserError(
                    f"‘{path.name}’ has a cell so far out that the sheet would not fit in memory.",
                    "In Excel, delete the empty rows and columns around the table and save it.",
                )


def _area(xml: bytes) -> int:
    letters = set(re.findall(rb'\br="([A-Z]+)\d', xml))
    digits = set(re.findall(rb'\br="[A-Z]*(\d+)"', xml))
    if not letters or not digits:
        return 0
    if max(map(len, letters)) > len("XFD") or max(map(len, digits)) > len("1048576"):
        # More than Excel has.
        return _FAR_CELLS + 1
    return max(map(int, digits)) * (max(map(_column, letters)) + 1)


def _sheet_xml(content: bytes, sheet: str) -> bytes:
    """The part that holds a sheet; nothing if it cannot be found."""
    with ZipFile(BytesIO(content)) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        book, links = names.get("xl/workbook.xml"), names.get("xl/_rels/workbook.xml.rels")
        if book is None or links is None:
            return b""
        target = _target(archive.read(book), archive.read(links), sheet)
        part = names.get(target.lower())
        return archive.read(part) if part else b""


def _target(book: bytes, links: bytes, sheet: str) -> str:
    wanted = _escaped(sheet)
    for tag in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book.decode("utf-8", "replace")):
        name = re.search(r'\bname="([^"]*)"', tag)
        link = re.search(r'\b\w+:id="([^"]*)"', tag)
        if name and link and _escaped(_plain(name[1])) == wanted:
            return _linked(links.decode("utf-8", "replace"), link[1])
    return ""


def _linked(links: str, wanted: str) -> str:
    for tag in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", links):
        found, target = re.search(r'\bId="([^"]*)"', tag), re.search(r'\bTarget="([^"]*)"', tag)
        if found and target and found[1] == wanted:
            place = target[1]
            return place.lstrip("/") if place.startswith("/") else f"xl/{place}"
    return ""


def _plain(text: str) -> str:
    for code, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        text = text.replace(code, sign)
    return text.replace("&amp;", "&")


def _escaped(text: str) -> str:
    return text.casefold()
