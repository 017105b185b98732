"""From the drawn workbook to the file: values beside formulas, bulk rows, steady bytes."""

import errno
import os
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from openpyxl import Workbook

from core.output.cell_text import fitting
from core.output.handing import hand_over, spoilt
from core.output.page import Result
from core.progress import Progress

FAST = 1
"""How hard the archive is packed: a million rows take a third of the time and a third more room."""

Digests = dict[str, bytes]
"""SHA-256 of each part of an archive, by its name."""

CHUNK = 1 << 20

LONG_AGO = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"( s="\d+")?><f>(.*?)</f>(?:<v ?/>|<v></v>)</c>')
_DIMENSION = re.compile(r'<dimension ref="[^"]*" ?/>')
_END = "</sheetData>"


@dataclass(frozen=True, eq=False)
class Filling:
    """What is put into the XML of a sheet after it has been drawn.

    Attributes
    ----------
    results
        What each formula amounts to, by cell.
    rows
        Further rows, as pieces of XML, written below those that are there.
    extent
        The cells of the whole sheet, such as ``"A1:N9"``, if there are further rows.
    """

    results: Mapping[str, Result] = field(default_factory=dict)
    rows: Iterable[str] = ()
    extent: str = ""


def write_archive(path: Path, book: Workbook, fillings: Mapping[str, Filling]) -> Digests:
    """Write a workbook with what is filled into its sheets, by title; return what was written.

    The same content gives the same bytes: all times are the same, long ago.
    """
    drawn = BytesIO()
    book.save(drawn)
    parts = {
        f"xl/worksheets/sheet{number}.xml": fillings[sheet.title]
        for number, sheet in enumerate(book.worksheets, 1)
        if sheet.title in fillings
    }
    with ZipFile(drawn) as source:
        contents = (
            (name, _content(source.read(name), parts.get(name))) for name in source.namelist()
        )
        return write_parts(path, contents)


def write_parts(path: Path, parts: Iterable[tuple[str, Iterable[bytes]]]) -> Digests:
    """Write an archive of parts, each with its name and its pieces; return what was written."""
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=FAST) as archive:
        return {name: _write_part(archive, name, pieces) for name, pieces in parts}


def hand_over_archive(path: Path, write: Callable[[Path], Digests], progress: Progress) -> Path:
    """Write an archive, read it again and compare it; return where it is.

    Parameters
    ----------
    path
        Where it goes.
    write
        Writes it at the path that it is given, and returns what was written.
    progress
        Asked whether to stop while it is read again.

    Raises
    ------
    UserError
        If it cannot be written there, or does not come back as it was written.
    Cancelled
        If the progress says so.
    """
    digests: Digests = {}
    return hand_over(
        path,
        lambda fresh: digests.update(write(fresh)),
        lambda fresh: _check_parts(fresh, digests, progress),
    )


def _check_parts(path: Path, digests: Digests, progress: Progress) -> None:
    """Read the whole file again, and compare every part of it with what was written.

    Raises
    ------
    UserError
        If it is not the same.
    """
    try:
        with ZipFile(path) as archive:
            found = {name: _digest_of(archive, name, progress) for name in archive.namelist()}
    except (BadZipFile, zlib.error, EOFError) as error:
        raise spoilt(path) from error
    if found != digests:
        raise spoilt(path)


def _digest_of(archive: ZipFile, name: str, progress: Progress) -> bytes:
    digest = sha256()
    with archive.open(name) as file:
        while piece := file.read(CHUNK):
            progress.at(1.0)
            digest.update(piece)
    return digest.digest()


def _content(drawn: bytes, filling: Filling | None) -> Iterable[bytes]:
    if filling is None:
        return [_TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z", drawn)]
    return (piece.encode("utf-8") for piece in _filled(drawn.decode("utf-8"), filling))


def _write_part(archive: ZipFile, name: str, pieces: Iterable[bytes]) -> bytes:
    """Write a part, each piece while the next one is being made; return its digest."""
    digest = sha256()
    with archive.open(name, "w", force_zip64=True) as file, ThreadPoolExecutor(1) as packer:

        def pack(piece: bytes) -> None:
            digest.update(piece)
            file.write(piece)

        packing: Future[None] | None = None
        for piece in pieces:
            if packing is not None:
                packing.result()
            packing = packer.submit(pack, piece)
        if packing is not None:
            packing.result()
    part = archive.getinfo(name)
    part.create_system, part.date_time = 0, LONG_AGO  # the same on every system, at any time
    return digest.digest()


def _filled(xml: str, filling: Filling) -> Iterable[str]:
    """Yield the XML of a sheet with the values of its formulas and its further rows."""
    xml = _FORMULA.sub(lambda match: _with_result(match, filling.results), xml)
    if filling.extent:
        xml = _DIMENSION.sub(f'<dimension ref="{filling.extent}"/>', xml)
    head, ended, tail = xml.partition(_END)
    if not ended:  # the library does not tell if the disk refused a part of it
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    yield head
    yield from filling.rows
    yield ended + tail


def _with_result(match: re.Match[str], results: Mapping[str, Result]) -> str:
    cell, style, formula = match.groups()
    result = results[cell]
    if isinstance(result, str):
        kind, shown = ' t="str"', escape(fitting(result))
    else:
        kind, shown = "", repr(result)
    return f'<c r="{cell}"{style or ""}{kind}><f>{formula}</f><v>{shown}</v></c>'
