"""A workbook of the company's own, filled with what an analysis has found.

Cells of the template name what they want in double braces, by the names of the JSON contract:
``{{plan.gain}}``. A name that leads through a list, ``{{segments.name}}``, fills one cell for each
of its entries, downwards. Everything else in the template stays, byte by byte: sheets are changed
where values are put, and formulas are worked out anew when the workbook is opened.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from core.errors import UserError
from core.intake.workbook.contents import contents_of
from core.intake.workbook.package import opened, plain_part
from core.output.archive import Digests, hand_over_archive, write_parts
from core.output.cell_edits import Edits, Place, Value, calculated_anew, with_values
from core.output.contents import PlanContents
from core.output.contract import analysis_json
from core.output.markup_places import UnreadableError
from core.output.sheet_cells import refuse_harm
from core.progress import Progress

ENDING = ".xlsx"
_WANTED = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_LIST = "names a list in the middle of a text"


def fill_template(template: Path, path: Path, contents: PlanContents, progress: Progress) -> Path:
    """Fill a template, and return where it is; the same template and contents give the same bytes.

    Raises
    ------
    UserError
        If the template cannot be read, names what there is not, or has no room for a list.
    """
    return hand_over_archive(path, lambda fresh: _write(fresh, template, contents), progress)


def _write(path: Path, template: Path, contents: PlanContents) -> Digests:
    content = _content(template)
    book = _opened(template, content)
    known = json.loads(analysis_json(contents))
    edits = {sheet.title: _edits(sheet, known) for sheet in book.worksheets}
    if not any(edits.values()):
        raise UserError(
            f"{template.name} asks for nothing.",
            "Write what a cell wants in double braces, such as {{plan.gain}} or {{segments.name}}.",
        )
    try:
        return write_parts(path, _parts(template.name, content, edits))
    except UnreadableError as error:
        raise _unusable(template) from error


def _parts(
    name: str, content: bytes, edits: Mapping[str, Edits]
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield all parts of a workbook: its sheets with what is put into their cells, others as is."""
    with ZipFile(BytesIO(content)) as archive, opened(BytesIO(content), name) as package:
        told = contents_of(package)
        sheets = {plain_part(sheet.part): edits.get(sheet.name, {}) for sheet in told.sheets}
        for member in archive.infolist():
            part, own = archive.read(member), plain_part(member.filename)
            if own in sheets:
                part = with_values(part, sheets[own])
            elif own == plain_part(told.book):
                part = calculated_anew(part)
            yield member.filename, [part]


def _unusable(template: Path) -> UserError:
    return UserError(
        f"{template.name} cannot be used as a template.",
        f"Choose a workbook that ends in {ENDING} and opens without a password.",
    )


def _content(template: Path) -> bytes:
    if template.suffix.lower() != ENDING:
        raise _unusable(template)
    try:
        return template.read_bytes()
    except OSError as error:
        raise UserError(
            f"{template} cannot be read: {error.strerror or 'the disk did not answer'}.",
            "Check its name and that you may read it.",
        ) from error


def _opened(template: Path, content: bytes) -> Workbook:
    refuse_harm(content, template.name)
    try:
        return load_workbook(BytesIO(content))
    except (InvalidFileException, KeyError, ValueError, OSError) as error:
        raise _unusable(template) from error


def _edits(sheet: Worksheet, known: object) -> Edits:
    """Return what is put into the cells of a sheet, each with the cell that it is to look like."""
    edits: dict[Place, tuple[Value, Place]] = {}
    for asking in _asking(sheet):
        like = asking.row, asking.column
        for cell, value in _filled(sheet, asking, known):
            cell.value = True  # it is taken now
            edits[cell.row, cell.column] = value, like
    return edits


def _asking(sheet: Worksheet) -> list[Cell]:
    """Return the cells that want something, as they are before any is filled."""
    return [
        cell
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell) and cell.data_type == "s" and _WANTED.search(str(cell.value))
    ]


def _filled(sheet: Worksheet, cell: Cell, known: object) -> Iterator[tuple[Cell, Value]]:
    """Yield what a cell asks for, and the cells below it if that is a list."""
    text = str(cell.value)
    where = f"{sheet.title}, cell {cell.coordinate}"
    alone = _WANTED.fullmatch(text)
    if alone is None:
        yield cell, _WANTED.sub(lambda match: _words(match[1], known, where), text)
        return
    found = _found(alone[1], known, where)
    if not isinstance(found, list):
        yield cell, _single(found, alone[1], where)
        return
    yield cell, None
    for place, value in enumerate(_flat(found, alone[1], where)):
        yield _below(sheet, cell, place), value


def _words(name: str, known: object, where: str) -> str:
    found = _found(name, known, where)
    if isinstance(found, list):
        raise _refused(name, where, _LIST)
    value = _single(found, name, where)
    return "" if value is None else str(value)


def _found(name: str, known: object, where: str) -> object:
    """Follow a name through the analysis; through a list it leads to a list."""
    value = known
    for part in name.split("."):
        value = _step(value, part.strip(), (name, where))
    return value


def _step(value: object, part: str, asked: tuple[str, str]) -> object:
    if isinstance(value, list):
        return [_step(one, part, asked) for one in value]
    if isinstance(value, dict):
        if part in value:
            return value[part]
        names = ", ".join(list(value)[:12])
        raise _refused(*asked, f"is not known; there are {names}")
    raise _refused(*asked, "is not known")


def _single(value: object, name: str, where: str) -> Value:
    if isinstance(value, dict):
        raise _refused(name, where, f"holds several values: {', '.join(list(value)[:12])}")
    assert value is None or isinstance(value, str | int | float | bool)  # noqa: S101 - it is JSON
    return value


def _flat(found: list[object], name: str, where: str) -> Iterator[Value]:
    for value in found:
        if isinstance(value, list):
            yield from _flat(value, name, where)
        else:
            yield _single(value, name, where)


def _below(sheet: Worksheet, cell: Cell, place: int) -> Cell:
    """Return the cell so many rows below; it has to be empty."""
    if not place:
        return cell
    below = sheet.cell(cell.row + place, cell.column)
    if not isinstance(below, Cell) or below.value is not None:
        raise UserError(
            f"The template has no room: {sheet.title}, cell {below.coordinate}, is not empty.",
            f"Leave the cells below {cell.coordinate} empty, or put the list at the end.",
        )
    return below


def _refused(name: str, where: str, why: str) -> UserError:
    return UserError(f"{where}: {{{{{name}}}}} {why}.", "Correct the template and export again.")
