"""A catalogue of actions as a workbook, written and read back exactly."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook

from core.actions.catalogue import FieldProblem, action_from, check_catalogue, entry_of
from core.errors import UserError
from core.output.archive import Filling, write_archive
from core.output.looks import ACCENT, BODY, HEADER, INPUT, Look
from core.output.page import Page
from core.output.sheet_cells import Cell, is_empty, sheet_cells, text_of
from core.output.writing import written_aside
from core.settings import Action

TITLE_OF_SHEET = "Catalogue"
HINT = "Correct that cell, save the workbook and import it again."
_PLAIN, _SHARE, _MONEY = "General", "0.######%", "0.######"
_TRUTH = {"yes": True, "no": False, "true": True, "false": False}


@dataclass(frozen=True)
class Column:
    """A column of the catalogue.

    Attributes
    ----------
    field
        Field of `core.settings.Action`.
    title
        What stands above it.
    width
        In characters.
    kind
        ``"text"``, ``"number"``, ``"truth"``, or ``"lines"`` for several lines of parts.
    format
        Number format.
    """

    field: str
    title: str
    width: float
    kind: str = "text"
    format: str = _PLAIN


COLUMNS = (
    Column("name", "Key", 20),
    Column("title", "Action", 26),
    Column("description", "What is done", 48),
    Column("unit_cost", "Cost each", 11, "number", _MONEY),
    Column("success_low", "Works for, lowest", 11, "number", _SHARE),
    Column("success", "Works for, likely", 11, "number", _SHARE),
    Column("success_high", "Works for, highest", 11, "number", _SHARE),
    Column("evidence", "Evidence", 12),
    Column("moves", "Moves (measure | score)", 28, "lines"),
    Column("sells", "Sells", 8, "truth"),
    Column("needs", "Meant for (measure | lowest | highest score)", 34, "lines"),
    Column("who", "Only if (column | test | value)", 34, "lines"),
    Column("after", "After (key)", 18, "lines"),
    Column("uses", "Takes of (channel | amount)", 24, "lines"),
    Column("cooling_months", "Not again within months", 12, "number"),
    Column("done_on", "Column with the day it was done", 22),
)
BY_TITLE = {column.title.casefold(): column for column in COLUMNS}
_PARTS = {"moves": 2, "needs": 3, "who": 3, "after": 1, "uses": 2}


def write_catalogue(path: Path, actions: tuple[Action, ...]) -> None:
    """Write a catalogue as a workbook; the same catalogue gives the same bytes.

    Raises
    ------
    UserError
        If the file cannot be written there.
    """
    written_aside(path, partial(_write, actions=actions), _check)


def _check(path: Path) -> None:
    with ZipFile(path) as archive:
        damaged = archive.testzip()
    if damaged is not None:
        raise BadZipFile(damaged)


def _write(path: Path, actions: tuple[Action, ...]) -> None:
    book = Workbook()
    book.properties.creator = "Nonagon"
    book.remove(book.worksheets[0])
    page = Page(book, TITLE_OF_SHEET)
    for at, column in enumerate(COLUMNS, 1):
        page.text(1, at, column.title, HEADER)
    for row, action in enumerate(actions, 2):
        entry = entry_of(action)
        for at, column in enumerate(COLUMNS, 1):
            _write_cell(page, (row, at), column, entry[column.field])
    page.widths(tuple(column.width for column in COLUMNS))
    page.sheet.freeze_panes = "C2"
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up("1:1")
    write_archive(path, book, {TITLE_OF_SHEET: Filling()})


def _write_cell(page: Page, place: tuple[int, int], column: Column, value: object) -> None:
    look: Look = replace(BODY, format=column.format, colour=ACCENT, fill=INPUT, wrap=True)
    if column.kind == "number" and isinstance(value, int | float):
        page.number(*place, float(value), replace(look, align="right"))
    elif column.kind == "truth":
        page.text(*place, "yes" if value else "no", look)
    elif column.kind == "lines":
        page.text(*place, _lines(value), look)
    else:
        page.text(*place, str(value), look)


def _lines(value: object) -> str:
    """Write what has several parts, one a line."""
    if isinstance(value, dict):
        rows = [
            (name, *(amount if isinstance(amount, list) else [amount]))
            for name, amount in value.items()
        ]
    else:
        assert isinstance(value, list)  # noqa: S101 - what an action's entry holds
        rows = [tuple(one) if isinstance(one, list) else (one,) for one in value]
    return "\n".join(" | ".join(_escaped(_written(part)) for part in row) for row in rows)


def _written(part: object) -> str:
    return repr(part) if isinstance(part, float) else str(part)


def _escaped(text: str) -> str:
    """Write a part so that what separates parts, and spaces at its ends, can be read back."""
    kept = text.strip(" ") if text.strip() else ""
    marks = {
        place: f"\\{ord(letter):04x}"
        for place, letter in enumerate(text)
        if letter in "\\|" or (letter.isspace() and (letter != " " or text != kept))
    }
    return "".join(marks.get(place, letter) for place, letter in enumerate(text))


def _plain(text: str) -> str:
    return re.sub(r"\\([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)


def read_catalogue_book(path: Path) -> tuple[Action, ...]:
    """Read a catalogue from a workbook.

    Raises
    ------
    UserError
        If it is no catalogue; names row and column.
    """
    rows = sheet_cells(path, TITLE_OF_SHEET)
    columns = _columns(path, rows[0] if rows else [])
    actions = tuple(
        _action(path.name, row, {at: cells[at] for at in columns if at < len(cells)}, columns)
        for row, cells in enumerate(rows[1:], 2)
        if not all(map(is_empty, cells))
    )
    if not actions:
        raise UserError(f"{path.name} has no action.", "Write at least one below the titles.")
    check_catalogue(actions)
    return actions


def _columns(path: Path, titles: list[Cell]) -> dict[int, Column]:
    found = {}
    for at, cell in enumerate(titles):
        if is_empty(cell):
            continue
        title = " ".join(text_of(cell).split())
        if title.casefold() not in BY_TITLE:
            raise UserError(
                f"{path.name}, row 1: ‘{title}’ is not a column of a catalogue.",
                "Export a catalogue to see which columns there are.",
            )
        found[at] = BY_TITLE[title.casefold()]
    there = {column.field for column in found.values()}
    lacking = [c.title for c in COLUMNS if c.field not in there and c.field in _NEEDED]
    if lacking:
        raise UserError(
            f"{path.name}, row 1: the column ‘{lacking[0]}’ is missing.",
            "Export a catalogue to see which columns there are.",
        )
    return found


_NEEDED = ("title", "unit_cost", "success_low", "success", "success_high")


def _action(name: str, row: int, cells: Mapping[int, Cell], columns: dict[int, Column]) -> Action:
    try:
        entry = {columns[at].field: _value(columns[at], cell) for at, cell in cells.items()}
        given = {field: value for field, value in entry.items() if value is not None}
        given.setdefault("name", str(given.get("title", "")).strip().lower().replace(" ", "_"))
        given.setdefault("description", given.get("title", ""))
        return action_from(given)
    except FieldProblem as problem:
        field = problem.field.split(" ")[0]
        title = next((column.title for column in COLUMNS if column.field == field), field)
        detail = problem.field.removeprefix(field).strip()
        what = f"‘{detail}’ {problem.what}" if detail else f"it {problem.what}"
        raise UserError(f"{name}, row {row}, column ‘{title}’: {what}.", HINT) from problem


def _value(column: Column, cell: Cell) -> object:
    """Give what a cell stands for; None if it is empty and may be."""
    if is_empty(cell):
        return None
    if column.kind == "number":
        return cell if isinstance(cell, int | float) else text_of(cell)
    if column.kind == "truth":
        word = text_of(cell).strip().casefold()
        return cell if isinstance(cell, bool) else _TRUTH.get(word, cell)
    if column.kind == "lines":
        return _parts(column.field, text_of(cell))
    return text_of(cell)


def _parts(field: str, text: str) -> object:
    rows = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        parts = [_plain(part.strip()) for part in line.split("|")]
        if len(parts) != _PARTS[field]:
            wanted = _PARTS[field]
            raise FieldProblem(
                field, f"has ‘{line.strip()}’, which has {len(parts)} parts instead of {wanted}"
            )
        rows.append(parts)
    if field == "who":
        return rows
    if field == "after":
        return [parts[0] for parts in rows]
    numbers = [[_number(field, part) for part in parts[1:]] for parts in rows]
    values = numbers if field == "needs" else [one[0] for one in numbers]
    return dict(zip([parts[0] for parts in rows], values, strict=True))


def _number(field: str, text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise FieldProblem(field, f"has ‘{text}’, where a number has to stand") from error
