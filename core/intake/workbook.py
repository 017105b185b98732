"""A sheet of a workbook to cells, as the workbook stores them and never as a guess of types."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import compress
from pathlib import Path

import numpy as np
import pandas as pd
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from core.errors import UserError
from core.intake.column import RawColumn
from core.intake.grid import Grid
from core.intake.header import header_place, repeats_of
from core.intake.package import Oddities, check_package, odd_cells, refuse_far_cells
from core.intake.stored_cells import ErrorCell, SheetRows, column_of_cells
from core.progress import Progress
from core.settings import Recipe

_SHOWN = 5
_FIRST_ROWS = 200
Row = list[object]


def read_workbook(content: bytes, path: Path, recipe: Recipe, progress: Progress) -> Grid:
    """The cells of one sheet.

    Parameters
    ----------
    content
        The workbook.
    path
        Where it is, for messages and the check of its package.
    recipe
        Sheet and header row, as far as they are known.
    progress
        Told how far the reading is.

    Raises
    ------
    UserError
        If the workbook cannot be opened, has no such sheet, or the sheet has no rows.
    """
    check_package(path)
    refuse_far_cells(content, path)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            return _read(book, content, path, recipe, progress)
    except PasswordError:
        raise UserError(
            f"‘{path.name}’ is protected with a password.",
            "Open it in Excel, remove the password under File > Info, save it and try again.",
        ) from None
    except (CalamineError, XmlError, ZipError, OSError, ValueError) as problem:
        raise UserError(
            f"‘{path.name}’ cannot be read as a workbook; part of it is damaged.",
            "Open it in Excel and save it as a new workbook, then choose that.",
        ) from problem


def _read(
    book: CalamineWorkbook, content: bytes, path: Path, recipe: Recipe, progress: Progress
) -> Grid:
    sheet, sheets, notes = _chosen(book, path, recipe.sheet)
    rows = _cells(sheet)
    progress.at(0.4)
    odd = odd_cells(content, sheet.name)
    _restore_errors(rows, odd)
    where = f"Sheet ‘{sheet.name}’ of {path.name}"
    place = _header(rows, recipe.header_row, where)
    last_header = repeats_of(rows, place)
    body = rows[last_header + 1 :]
    filled = np.array([any(cell != "" for cell in row) for row in body], bool)
    last = int(np.flatnonzero(filled)[-1]) + 1 if filled.any() else 0
    first_column, end = _used(rows[max(place, 0) : last_header + 1 + last])
    stated = _header_texts(rows[place][first_column:end]) if place >= 0 else ()
    columns = zip(*compress(body[:last], filled[:last]), strict=True)
    numbers = np.arange(last) + last_header + 2
    if place > 0:
        notes.append(f"{where}: the table begins in row {place + 1:,}; above it is only text.")
    made = tuple(map(column_of_cells, list(columns)[first_column:end]))
    made = made or (RawColumn(0),) * (end - first_column)
    kept = pd.Index(numbers[filled[:last]], name="row")
    empty = tuple(numbers[~filled[:last]].tolist())
    return Grid(
        header=stated or ("",) * (end - first_column),
        stated=tuple(
            " ".join([name] * (last_header - place + 1)) if name else "" for name in stated
        ),
        header_rows=last_header + 1,
        columns=made,
        rows=kept,
        empty_rows=empty,
        misfits=(),
        recipe=replace(recipe, sheet=sheet.name, header_row=place + 1),
        sheets=sheets,
        notes=(*notes, *_unsolved_note(odd, where)),
        raw=SheetRows(made, kept, empty),
    )


def _cells(sheet: CalamineSheet) -> list[Row]:
    rows: list[Row] = []
    rows.extend(sheet.to_python(skip_empty_area=False))  # type: ignore[arg-type]
    return rows


def _chosen(
    book: CalamineWorkbook, path: Path, wanted: str | None
) -> tuple[CalamineSheet, tuple[str, ...], list[str]]:
    tables = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    if wanted is not None:
        names = {meta.name.casefold(): meta.name for meta in tables}
        if wanted.casefold() not in names:
            listed = ", ".join(f"‘{meta.name}’" for meta in tables)
            raise UserError(
                f"{path.name} has no sheet ‘{wanted}’; its sheets are {listed}.",
                "Choose another sheet on the Data page"
                f" (on the command line: {path.name}#{tables[0].name})."
                if tables
                else "Choose another workbook.",
            )
    filled = {}
    for meta in tables:
        sheet = book.get_sheet_by_name(meta.name)
        if sheet.start is not None:
            filled[meta.name] = sheet
    if wanted is not None:
        name = names[wanted.casefold()]
        if name not in filled:
            raise UserError(f"Sheet ‘{name}’ of {path.name} is empty.", "Choose another sheet.")
        return filled[name], tuple(filled), []
    visible = [
        meta.name
        for meta in tables
        if meta.name in filled and meta.visible == SheetVisibleEnum.Visible
    ]
    if not visible:
        raise UserError(
            f"{path.name} has no visible sheet with cells.",
            "Put the table on a sheet of the workbook, or unhide the sheet that has it.",
        )
    # A cover or a remark is no table: that has a second row and a second column.
    tabular = [name for name in visible if min(filled[name].height, filled[name].width) > 1]
    name = (tabular or visible)[0]
    return filled[name], tuple(filled), _other_sheets(path, name, visible)


def _other_sheets(path: Path, chosen: str, visible: Sequence[str]) -> list[str]:
    others = [f"‘{name}’" for name in visible if name != chosen]
    if not others:
        return []
    more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    are = "are" if len(others) > 1 else "is"
    return [f"{path.name}: sheet ‘{chosen}’ is read; {', '.join(others[:_SHOWN])}{more} {are} not."]


def _restore_errors(rows: list[Row], odd: Oddities) -> None:
    for row, column, text in odd.errors:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = ErrorCell(text)


def _unsolved_note(odd: Oddities, where: str) -> list[str]:
    if not odd.unsolved:
        return []
    count = len(odd.unsolved)
    what = "1 formula has" if count == 1 else f"{count:,} formulas have"
    note = f"{where}: {what} no result and no value here, the first in {odd.unsolved[0]}."
    return [f"{note} Open the workbook in Excel and save it to have them worked out."]


def _header(rows: Sequence[Row], given: int | None, where: str) -> int:
    if given is None:
        return header_place([sum(cell != "" for cell in row) for row in rows[:_FIRST_ROWS]])
    if given and (given > len(rows) or not any(cell != "" for cell in rows[given - 1])):
        raise UserError(
            f"{where} has no column names in row {given:,}.", "Choose another header row."
        )
    return given - 1


def _used(rows: Sequence[Row]) -> tuple[int, int]:
    """First column with a cell, and the one after the last."""
    used = [any(cell != "" for cell in column) for column in zip(*rows, strict=True)]
    return used.index(True), len(used) - used[::-1].index(True)


def _header_texts(cells: Sequence[object]) -> tuple[str, ...]:
    column = column_of_cells(cells)
    return tuple(column.text_at(place) for place in range(column.rows))
