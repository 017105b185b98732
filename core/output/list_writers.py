"""Writes lists of chosen customers and the numbers of groups, and tells what they would hold."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from core.export_kinds import BOOK, ExportPreviewed, FileWanted, FileWritten
from core.output.archive import hand_over_archive
from core.output.groups import groups_table
from core.output.handing import hand_over
from core.output.list_book import sheets_of, write_book
from core.output.list_text import (
    EXACT,
    TextForm,
    TextTable,
    check_text,
    for_excel,
    write_text,
)
from core.output.listed import CustomerList, list_of
from core.output.material import KindWriter, Material, held_out
from core.progress import Progress

ROWS_SHOWN = 3
"""Rows that a preview shows."""

GUARDED = "An apostrophe stands before text that Excel would change or run."
HIDDEN = (
    "Ids are replaced by pseudonyms. Whoever has the secret can find the ids again, so that these "
    "are still personal data."
)


def _write_text(
    form: Callable[[FileWanted], TextForm],
    material: Material,
    wanted: FileWanted,
    progress: Progress,
) -> FileWritten:
    listed = list_of(material.roster, wanted)
    place = hand_over_text(Path(wanted.path), _text_table(listed), form(wanted), progress)
    return _written(listed, wanted, place, form(wanted))


def hand_over_text(path: Path, table: TextTable, form: TextForm, progress: Progress) -> Path:
    """Write a table as text, read it again and compare it; return where it is.

    Raises
    ------
    UserError
        If it cannot be written there, or holds what text cannot hold.
    """
    return hand_over(
        path,
        lambda fresh: write_text(fresh, table, form, progress),
        lambda fresh: check_text(fresh, table, form, progress),
    )


def _write_book(material: Material, wanted: FileWanted, progress: Progress) -> FileWritten:
    listed = list_of(material.roster, wanted)
    path = Path(wanted.path)
    place = hand_over_archive(path, lambda fresh: write_book(fresh, listed, progress), progress)
    return _written(listed, wanted, place, EXACT)


def _written(listed: CustomerList, wanted: FileWanted, place: Path, form: TextForm) -> FileWritten:
    left_alone = held_out(listed.roster, listed.rows)
    return FileWritten(str(place), len(listed.rows), left_alone, _notes(listed, wanted, form))


def _preview_list(
    form: Callable[[FileWanted], TextForm], material: Material, wanted: FileWanted
) -> ExportPreviewed:
    listed = list_of(material.roster, wanted)
    titles, *rows = _first_rows(_text_table(listed), form(wanted))
    return ExportPreviewed(
        wanted,
        len(listed.rows),
        held_out(listed.roster, listed.rows),
        titles,
        tuple(rows),
        _notes(listed, wanted, form(wanted)),
    )


def _text_table(listed: CustomerList) -> TextTable:
    titles = tuple(column.title for column in listed.columns)
    kinds = tuple(column.kind for column in listed.columns)
    return TextTable(titles, kinds, len(listed.rows), listed.cells)


def _first_rows(table: TextTable, form: TextForm) -> list[tuple[str, ...]]:
    first = replace(table, size=min(table.size, ROWS_SHOWN))
    return [tuple(row) for rows in first.rows(form) for row in rows]


def _notes(listed: CustomerList, wanted: FileWanted, form: TextForm) -> tuple[str, ...]:
    sheets = len(tuple(sheets_of(len(listed.rows)))) if wanted.kind == BOOK else 1
    told = (
        *listed.left_out,
        HIDDEN if wanted.secret else "",
        GUARDED if form.guard else "",
        f"More customers than a sheet holds: they fill {sheets} sheets." if sheets > 1 else "",
    )
    return tuple(filter(None, told))


# Numbers of groups


def _write_groups(material: Material, wanted: FileWanted, progress: Progress) -> FileWritten:
    roster = material.roster
    rows = roster.rows(wanted.query)
    table, notes = groups_table(roster, rows)
    place = hand_over_text(Path(wanted.path), table, _excel(wanted), progress)
    return FileWritten(str(place), len(rows), 0, (*notes, GUARDED))


def _preview_groups(material: Material, wanted: FileWanted) -> ExportPreviewed:
    rows = material.roster.rows(wanted.query)
    table, notes = groups_table(material.roster, rows)
    titles, *first = _first_rows(table, _excel(wanted))
    return ExportPreviewed(wanted, len(rows), 0, titles, tuple(first), (*notes, GUARDED))


def _exact(_wanted: FileWanted) -> TextForm:
    return EXACT


def _excel(wanted: FileWanted) -> TextForm:
    return for_excel(decimal_comma=wanted.decimal_comma)


CRM_LIST = KindWriter(partial(_write_text, _exact), partial(_preview_list, _exact))
EXCEL_LIST = KindWriter(partial(_write_text, _excel), partial(_preview_list, _excel))
BOOK_LIST = KindWriter(_write_book, partial(_preview_list, _exact))
GROUP_NUMBERS = KindWriter(_write_groups, _preview_groups)
