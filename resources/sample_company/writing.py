"""CSV files and workbooks whose bytes depend on their content alone."""

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

FIXED_DATE = (2026, 10, 1, 0, 0, 0)
FIXED_STAMP = b"2026-10-01T00:00:00Z"
STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_text(file: Path, lines: Iterable[str]) -> None:
    """Write lines as UTF-8 with a line feed after each, on every system."""
    file.write_bytes("".join(f"{line}\n" for line in lines).encode())


def write_workbook(
    file: Path, sheet: str, header: Sequence[str], rows: Iterable[Sequence[str | datetime]]
) -> None:
    """Write a workbook of one sheet.

    Every text stays text, also one that looks like a formula or a number; dates are real dates;
    an empty row stays empty.
    """
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    page.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGH"[: len(header)], (14, 34, 16, 14, 14, 22), strict=False):
        page.column_dimensions[letter].width = width
    page.append([_cell(page, title, bold=True) for title in header])
    for row in rows:
        page.append([_cell(page, value) for value in row])
    content = BytesIO()
    book.save(content)
    file.write_bytes(_without_clock(content.getvalue()))


def _cell(page: WriteOnlyWorksheet, value: str | datetime, *, bold: bool = False) -> Cell:
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, datetime):
        cell.number_format = "dd/mm/yyyy"
    else:
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _without_clock(content: bytes) -> bytes:
    # The time of writing stands in the document properties and beside every part of the archive.
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        for name in sorted(old.namelist()):
            part = zipfile.ZipInfo(name, FIXED_DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 3
            text = STAMPS.sub(rb"\g<1>" + FIXED_STAMP, old.read(name))
            new.writestr(part, text, compresslevel=9)
    return result.getvalue()
