"""A workbook of the company's own, filled with what an analysis has found.

Cells of the template name what they want in double braces, by the names of the JSON contract:
``{{plan.gain}}``. A name that leads through a list, ``{{segments.name}}``, fills one cell for each
of its entries, downwards. Everything else in the template stays.
"""

import json
import re
from collections.abc import Iterator
from copy import copy
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from core.errors import UserError
from core.output.archive import Digests, hand_over_archive, write_archive
from core.output.cell_text import fitting
from core.output.contents import PlanContents
from core.output.contract import analysis_json
from core.output.sheet_cells import refuse_harm

ENDING = ".xlsx"
_WANTED = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_LIST = "names a list in the middle of a text"
Value = str | float | bool | None


def fill_template(template: Path, path: Path, contents: PlanContents) -> Path:
    """Fill a template, and return where it is; the same template and contents give the same bytes.

    Raises
    ------
    UserError
        If the template cannot be read, names what there is not, or has no room for a list.
    """
    return hand_over_archive(path, lambda fresh: _write(fresh, template, contents))


def _write(path: Path, template: Path, contents: PlanContents) -> Digests:
    book = _opened(template)
    known = json.loads(analysis_json(contents))
    found = 0
    for sheet in book.worksheets:
        for cell in _asking(sheet):
            _fill(sheet, cell, known)
            found += 1
    if not found:
        raise UserError(
            f"{template.name} asks for nothing.",
            "Write what a cell wants in double braces, such as {{plan.gain}} or {{segments.name}}.",
        )
    return write_archive(path, book, {})


def _opened(template: Path) -> Workbook:
    problem = UserError(
        f"{template.name} cannot be used as a template.",
        f"Choose a workbook that ends in {ENDING} and opens without a password.",
    )
    if template.suffix.lower() != ENDING:
        raise problem
    try:
        content = template.read_bytes()
    except OSError as error:
        raise UserError(
            f"{template} cannot be read: {error.strerror or 'the disk did not answer'}.",
            "Check its name and that you may read it.",
        ) from error
    refuse_harm(content, template.name)
    try:
        return load_workbook(BytesIO(content))
    except (InvalidFileException, KeyError, ValueError, OSError) as error:
        raise problem from error


def _asking(sheet: Worksheet) -> list[Cell]:
    """Return the cells that want something, as they are before any is filled."""
    return [
        cell
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell) and isinstance(cell.value, str) and _WANTED.search(cell.value)
    ]


def _fill(sheet: Worksheet, cell: Cell, known: object) -> None:
    text = str(cell.value)
    where = f"{sheet.title}, cell {cell.coordinate}"
    alone = _WANTED.fullmatch(text)
    if alone is None:
        _put(cell, _WANTED.sub(lambda match: _words(match[1], known, where), text))
        return
    found = _found(alone[1], known, where)
    if not isinstance(found, list):
        _put(cell, _single(found, alone[1], where))
        return
    _put(cell, None)
    for place, value in enumerate(_flat(found, alone[1], where)):
        _put(_below(sheet, cell, place), value)


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
    """Return the cell so many rows below, looking like the first; it has to be empty."""
    if not place:
        return cell
    below = sheet.cell(cell.row + place, cell.column)
    if not isinstance(below, Cell) or below.value is not None:
        raise UserError(
            f"The template has no room: {sheet.title}, cell {below.coordinate}, is not empty.",
            f"Leave the cells below {cell.coordinate} empty, or put the list at the end.",
        )
    for part in ("font", "fill", "border", "alignment"):
        setattr(below, part, copy(getattr(cell, part)))
    below.number_format = cell.number_format
    return below


def _put(cell: Cell, value: Value) -> None:
    """Put a value into a cell; text stays text, whatever it looks like."""
    if isinstance(value, str):
        cell.value = fitting(value)
        cell.data_type = "s"
    else:
        cell.value = value


def _refused(name: str, where: str, why: str) -> UserError:
    return UserError(f"{where}: {{{{{name}}}}} {why}.", "Correct the template and export again.")
