"""What writes each kind of file, what it would hold, and what is told afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from core.customers.columns import ARM
from core.customers.order import Places
from core.customers.roster import Roster
from core.export_kinds import (
    BOOK,
    CRM,
    EXCEL,
    GROUPS,
    PLAN,
    REPORT,
    SCORES,
    ExportPreviewed,
    FileWanted,
    FileWritten,
)
from core.output.archive import hand_over_archive
from core.output.contents import PlanContents
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
from core.output.lists import check_customers_csv, customers_csv
from core.output.results_report import check_report, write_report
from core.output.template import fill_template
from core.output.workbook import write_plan
from core.progress import Progress
from core.tables.actions import Arm

ROWS_SHOWN = 3
"""Rows that a preview shows."""

GUARDED = "An apostrophe stands before text that Excel would change or run."
HIDDEN = (
    "Ids are replaced by pseudonyms. Whoever has the secret can find the ids again, so that these "
    "are still personal data."
)


@dataclass(frozen=True, eq=False)
class Material:
    """What files are made from.

    Attributes
    ----------
    roster
        The customers as a list.
    contents
        Gives the whole analysis.

        Raises `UserError` if it does not get as far as a plan.
    """

    roster: Roster
    contents: Callable[[], PlanContents]


Writer = Callable[[Material, FileWanted, Progress], FileWritten]
Teller = Callable[[Material, FileWanted], ExportPreviewed]


@dataclass(frozen=True)
class KindWriter:
    """How a kind of file is written, and what is told of it beforehand."""

    write: Writer
    preview: Teller


def write_file(material: Material, wanted: FileWanted, progress: Progress) -> FileWritten:
    """Write a file that is wanted.

    Raises
    ------
    UserError
        If it cannot be written, for a reason that the user can do something about.
    Cancelled
        If the progress says so; what was there before is as it was.
    """
    progress.begin(f"Writing {Path(wanted.path).name}", 0.0, 1.0)
    written = WRITERS[wanted.kind].write(material, wanted, progress)
    progress.at(1.0)
    return written


def preview_of(material: Material, wanted: FileWanted) -> ExportPreviewed:
    """Return what a file would hold.

    Raises
    ------
    UserError
        If it cannot be written, for a reason that the user can do something about.
    """
    return WRITERS[wanted.kind].preview(material, wanted)


# Files about everybody


def _write_plan(material: Material, wanted: FileWanted, progress: Progress) -> FileWritten:
    contents, path = material.contents(), Path(wanted.path)
    if wanted.workbook:
        place = fill_template(Path(wanted.workbook), path, contents)
    else:
        place = write_plan(path, contents, progress, wanted.sheets)
    return replace(_about_all(material), path=str(place))


def _write_report(material: Material, wanted: FileWanted, _progress: Progress) -> FileWritten:
    place = write_report(Path(wanted.path), material.contents())
    return replace(_about_all(material), path=str(place))


def _preview_report(material: Material, wanted: FileWanted) -> ExportPreviewed:
    check_report(material.contents())
    return _preview_all(material, wanted)


def _write_scores(material: Material, wanted: FileWanted, _progress: Progress) -> FileWritten:
    contents = material.contents()
    write = partial(customers_csv, contents=contents)
    place = hand_over(Path(wanted.path), write, partial(check_customers_csv, contents=contents))
    return replace(_about_all(material), path=str(place))


def _about_all(material: Material) -> FileWritten:
    everybody = np.arange(material.roster.size, dtype=np.int32)
    return FileWritten("", len(everybody), _held_out(material.roster, everybody))


def _preview_all(material: Material, wanted: FileWanted) -> ExportPreviewed:
    told = _about_all(material)
    return ExportPreviewed(wanted, told.customers, told.held_out)


# Lists of chosen customers


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
    place = hand_over_archive(Path(wanted.path), lambda fresh: write_book(fresh, listed, progress))
    return _written(listed, wanted, place, EXACT)


def _written(listed: CustomerList, wanted: FileWanted, place: Path, form: TextForm) -> FileWritten:
    held_out = _held_out(listed.roster, listed.rows)
    return FileWritten(str(place), len(listed.rows), held_out, _notes(listed, wanted, form))


def _preview_list(
    form: Callable[[FileWanted], TextForm], material: Material, wanted: FileWanted
) -> ExportPreviewed:
    listed = list_of(material.roster, wanted)
    titles, *rows = _first_rows(_text_table(listed), form(wanted))
    return ExportPreviewed(
        wanted,
        len(listed.rows),
        _held_out(listed.roster, listed.rows),
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


def _held_out(roster: Roster, rows: Places) -> int:
    if ARM not in roster.columns:
        return 0
    return int(np.count_nonzero(roster.cells(ARM)[rows] == Arm.HOLD_OUT))


# Numbers of groups


def _write_groups(material: Material, wanted: FileWanted, progress: Progress) -> FileWritten:
    roster = material.roster
    rows = roster.rows(wanted.query)
    table, notes = groups_table(roster, rows)
    place = hand_over_text(Path(wanted.path), table, EXACT, progress)
    return FileWritten(str(place), len(rows), 0, notes)


def _preview_groups(material: Material, wanted: FileWanted) -> ExportPreviewed:
    rows = material.roster.rows(wanted.query)
    table, notes = groups_table(material.roster, rows)
    titles, *first = _first_rows(table, EXACT)
    return ExportPreviewed(wanted, len(rows), 0, titles, tuple(first), notes)


def _exact(_wanted: FileWanted) -> TextForm:
    return EXACT


def _excel(wanted: FileWanted) -> TextForm:
    return for_excel(decimal_comma=wanted.decimal_comma)


WRITERS: Mapping[str, KindWriter] = {
    PLAN: KindWriter(_write_plan, _preview_all),
    REPORT: KindWriter(_write_report, _preview_report),
    SCORES: KindWriter(_write_scores, _preview_all),
    CRM: KindWriter(partial(_write_text, _exact), partial(_preview_list, _exact)),
    EXCEL: KindWriter(partial(_write_text, _excel), partial(_preview_list, _excel)),
    BOOK: KindWriter(_write_book, partial(_preview_list, _exact)),
    GROUPS: KindWriter(_write_groups, _preview_groups),
}
"""What writes each of `core.export_kinds.KINDS`."""
