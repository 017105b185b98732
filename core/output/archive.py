"""From the drawn workbook to the file: values beside formulas, bulk rows, steady bytes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from core.output.cell_text import fitting
from core.output.page import Result

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


def write_archive(path: Path, book: Workbook, fillings: Mapping[str, Filling]) -> None:
    """Write a workbook with what is filled into its sheets, by title.

    The same content gives the same bytes: all times are the same, long ago.
    """
    drawn = BytesIO()
    book.save(drawn)
    parts = {
        f"xl/worksheets/sheet{number}.xml": fillings[sheet.title]
        for number, sheet in enumerate(book.worksheets, 1)
        if sheet.title in fillings
    }
    with ZipFile(drawn) as source, ZipFile(path, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name in parts:
                _write_part(archive, name, _filled(content.decode("utf-8"), parts[name]))
            else:
                _write_part(archive, name, [_TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z", content)])


def _write_part(archive: ZipFile, name: str, pieces: Iterable[str | bytes]) -> None:
    part = ZipInfo(name, LONG_AGO)
    part.compress_type = ZIP_DEFLATED
    part.create_system = 0
    with archive.open(part, "w", force_zip64=True) as file:
        for piece in pieces:
            file.write(piece.encode("utf-8") if isinstance(piece, str) else piece)


def _filled(xml: str, filling: Filling) -> Iterable[str]:
    """Yield the XML of a sheet with the values of its formulas and its further rows."""
    xml = _FORMULA.sub(lambda match: _with_result(match, filling.results), xml)
    if filling.extent:
        xml = _DIMENSION.sub(f'<dimension ref="{filling.extent}"/>', xml)
    head, tail = xml.split(_END)
    yield head
    yield from filling.rows
    yield _END + tail


def _with_result(match: re.Match[str], results: Mapping[str, Result]) -> str:
    cell, style, formula = match.groups()
    result = results[cell]
    if isinstance(result, str):
        kind, shown = ' t="str"', escape(fitting(result))
    else:
        kind, shown = "", repr(result)
    return f'<c r="{cell}"{style or ""}{kind}><f>{formula}</f><v>{shown}</v></c>'
