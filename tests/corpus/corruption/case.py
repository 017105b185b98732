"""One way in which a text file goes wrong, and how to tell what became of it."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.errors import UserError
from core.intake.writing import accepted_rows_csv
from core.settings import Recipe
from core.tables.sources import ColumnType, SourceTable

MOST_QUESTIONS = 5
AS_FOUND = Recipe()
TYPES = {
    "text": ColumnType.TEXT,
    "whole": ColumnType.INTEGER,
    "decimal": ColumnType.DECIMAL,
    "date": ColumnType.DATE,
    "truth": ColumnType.TRUTH,
    "empty": ColumnType.EMPTY,
}

Rows = tuple[tuple[str, ...], ...]
Read = Callable[[bytes, Recipe], SourceTable]


class Verdict(StrEnum):
    """What became of a file; all but the last are good."""

    EXACT = "exact"
    ASKED = "asked"
    REJECTED = "rejected by name"
    REFUSED = "refused by name"
    SILENT = "silently wrong"


@dataclass(frozen=True)
class Case:
    """A file and what has to become of it.

    Attributes
    ----------
    name
        What goes wrong in it.
    content
        Its bytes.
    types, rows
        The truth: the type of each column, and the rows accepted in the end, as texts.
    asked, answers
        Part of the first question, and the place of the choice that leads to the truth for each
        question, 0 if not given.
    rejected
        Rows of the file that are set aside, with part of the reason.
    refused
        Part of the message, if the file is not to be read at all.
    told
        Part of a note.
    names
        The names of the columns, if they matter.
    """

    name: str
    content: bytes
    types: tuple[str, ...] = ()
    rows: Rows = ()
    asked: str = ""
    answers: tuple[int, ...] = ()
    rejected: tuple[tuple[int, str], ...] = ()
    refused: str = ""
    told: str = ""
    recipe: Recipe = AS_FOUND
    names: tuple[str, ...] = ()

    @property
    def expected(self) -> Verdict:
        """What has to become of it."""
        if self.refused:
            return Verdict.REFUSED
        if self.asked:
            return Verdict.ASKED
        return Verdict.REJECTED if self.rejected else Verdict.EXACT


@dataclass(frozen=True)
class Outcome:
    """What became of a file, and all that was said about it."""

    verdict: Verdict
    questions: tuple[str, ...] = ()
    rejected: tuple[tuple[int, str], ...] = ()
    message: str = ""
    notes: tuple[str, ...] = ()
    found: object = None


def judge(case: Case, read: Read) -> Outcome:
    """Read a file, answer what is asked, and hold what is accepted against the truth."""
    try:
        first = table = read(case.content, case.recipe)
        for answer in (*case.answers, *[0] * MOST_QUESTIONS):
            if table.questions:
                table = read(case.content, table.questions[0].choices[answer].recipe)
    except UserError as problem:
        return Outcome(Verdict.REFUSED, message=problem.message)
    return Outcome(
        _verdict(case, first, table),
        tuple(question.text for question in first.questions),
        tuple((entry.row, entry.reason) for entry in table.set_aside),
        notes=(*first.notes, *table.notes),
        found=(types_of(table), accepted(table)),
    )


def _verdict(case: Case, first: SourceTable, last: SourceTable) -> Verdict:
    true_types = tuple(TYPES[kind] for kind in case.types)
    names = tuple(column.name for column in last.columns)
    if (types_of(last), accepted(last)) != (true_types, case.rows) or case.names not in {(), names}:
        return Verdict.SILENT
    # What was accepted before the answer has to be true already.
    early = set(accepted(first)) if types_of(first) == true_types else set()
    if not early <= set(case.rows):
        return Verdict.SILENT
    if first.questions:
        return Verdict.ASKED
    return Verdict.REJECTED if last.set_aside else Verdict.EXACT


def types_of(table: SourceTable) -> tuple[ColumnType, ...]:
    return tuple(column.type for column in table.columns)


def accepted(table: SourceTable) -> Rows:
    """Give the accepted rows as they are written out."""
    written = csv.reader(io.StringIO("".join(accepted_rows_csv(table)), newline=""))
    return tuple(tuple(row) for row in written)[1:]


def told(outcome: Outcome, case: Case) -> bool:
    """Whether everything that has to be said about a file was said."""
    rows = tuple(row for row, _ in outcome.rejected) == tuple(row for row, _ in case.rejected)
    reasons = zip(outcome.rejected, case.rejected, strict=False)
    return (
        rows
        and all(part in reason for (_, reason), (_, part) in reasons)
        and case.asked in (outcome.questions or ("",))[0]
        and case.refused in outcome.message
        and (not case.told or any(case.told in note for note in outcome.notes))
    )


def rows_of(text: str) -> Rows:
    """Give the rows of a truth, written with semicolons and quotes where they are needed."""
    read = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    return tuple(tuple(row) for row in read if row)


def table(name: str, text: str | bytes, types: str, rows: str, **more: object) -> Case:
    """Give a case of a whole table; the truth is written with semicolons."""
    content = text if isinstance(text, bytes) else text.encode()
    return Case(name, content, tuple(types.split()), rows_of(rows), **more)  # type: ignore[arg-type]


def column(
    name: str,
    cells: Sequence[str],
    kind: str,
    truth: Sequence[str] | None = None,
    header: str = "Value",
    **more: object,
) -> Case:
    """Give a case of one column beside a key; the truth is the cells as they stand if not given."""
    text = f"Key;{header}\n" + "".join(f'a{n};"{cell}"\n' for n, cell in enumerate(cells))
    true = cells if truth is None else truth
    rows = tuple((f"a{n}", cell) for n, cell in enumerate(true))
    names = ("Key", header)
    return Case(name, text.encode(), ("text", kind), rows, names=names, **more)  # type: ignore[arg-type]
