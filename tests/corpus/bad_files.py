"""Small files that are not what they seem, each made on the spot."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from core.tables.sources import SourceTable

Reader = Callable[..., SourceTable]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def raw_rows(table: SourceTable) -> dict[int, list[str]]:
    """Give all rows of a source as they stand, by their place in the file."""
    return {place: list(cells) for place, cells in table.raw.fetch(0, table.raw.total)}


def raw_column(table: SourceTable, name: str) -> list[str]:
    """Give the cells of a column as they stand, "" where a row has none."""
    place = [column.name for column in table.columns].index(name)
    return [cells[place] if place < len(cells) else "" for cells in raw_rows(table).values()]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part of a workbook's package, as only a strange program would."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def document(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
