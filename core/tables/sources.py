"""What intake hands on: sources as they were read, with their receipt."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import pandas as pd

from core.settings import Kind, Recipe, Role


class ColumnType(StrEnum):
    """What the cells of a column were read as."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TRUTH = "yes or no"
    EMPTY = "empty"
    UNREAD = "left in the file"


class Confidence(StrEnum):
    """How sure a guess about a source is."""

    GIVEN = "you said so"
    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Column:
    """One column of a source, how it was read and why.

    Attributes
    ----------
    name
        Its header, made unique within the source.
    type
        What its cells were read as.
    role
        What it is used for.
    reason
        Why it has this role, in a sentence.
    filled
        Cells that are not empty, among the accepted and waiting rows.
    confidence
        How sure the role is.
    unit
        Currency or per cent sign that its numbers are written with; "" if there is none.
    maybe_missing
        Texts that people write where there is nothing, such as ``n/a`` or ``999``, and how many
        cells have each; they are kept as they stand unless the recipe says otherwise.
    """

    name: str
    type: ColumnType
    role: Role
    reason: str
    filled: int
    confidence: Confidence = Confidence.LIKELY
    unit: str = ""
    maybe_missing: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class ColumnReceipt:
    """Where every filled cell of a column went, in all rows but blank ones and totals.

    Attributes
    ----------
    column
        Its name.
    filled
        Cells that are not empty; the sum of the next three.
    typed, failed, waiting
        Cells that have a value, that are not of the column's type, and that wait for an answer.
    raw_sum, typed_sum
        What the typed cells of a column of numbers add up to, as they stand in the file and as they
        were read, in exact decimals; "" for other columns.
    first_day, last_day
        The earliest and the latest day of a column of dates, as ISO 8601; "" for other columns.
    """

    column: str
    filled: int
    typed: int
    failed: int
    waiting: int
    raw_sum: str = ""
    typed_sum: str = ""
    first_day: str = ""
    last_day: str = ""

    @property
    def balances(self) -> bool:
        """Whether every cell is accounted for, and nothing has changed on the way."""
        cells = self.filled == self.typed + self.failed + self.waiting
        return cells and self.raw_sum == self.typed_sum


@dataclass(frozen=True)
class Receipt:
    """Where every row of a source went; ``rows_in`` is the sum of all the others.

    ``waiting`` rows need an answer, ``rejected`` ones are set aside by name,
    ``totals`` are rows that add up the ones above them. ``columns`` says the same of the cells.
    """

    source: str
    rows_in: int
    header: int
    accepted: int
    waiting: int
    rejected: int
    blank: int
    totals: int
    columns: tuple[ColumnReceipt, ...] = ()

    @property
    def balances(self) -> bool:
        """Whether every row and every cell is accounted for."""
        parts = (self.header, self.accepted, self.waiting, self.rejected, self.blank, self.totals)
        return self.rows_in == sum(parts) and all(column.balances for column in self.columns)


@dataclass(frozen=True)
class SideBySide:
    """A row as it stands in the file and as it was read, cell by cell; "" where nothing is."""

    row: int
    raw: tuple[str, ...]
    typed: tuple[str, ...]


@dataclass(frozen=True)
class SetAside:
    """A row that is not used, with its place in the file (from 1) and the reason."""

    row: int
    reason: str


@dataclass(frozen=True)
class Choice:
    """One answer to a question: what the button says and the recipe that it leads to."""

    label: str
    recipe: Recipe


@dataclass(frozen=True)
class Question:
    """Something about a source that only the user can know.

    Attributes
    ----------
    source
        Name of the source.
    column
        Name of the column; "" if it is about the whole source.
    text
        The question, with a real value, as one sentence.
    detail
        How many rows it concerns and where the first is.
    choices
        The possible answers, none preferred.
    hint
        How to answer it, in the window and on the command line.
    proofs
        Some rows that it concerns, each with its cell and what each choice makes of it, if
        that can be said.
    """

    source: str
    column: str
    text: str
    detail: str
    choices: tuple[Choice, ...]
    hint: str
    proofs: tuple[tuple[int, str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Offer:
    """Something that can be read otherwise if the user wants; nothing waits for it.

    Attributes
    ----------
    source, column
        What it is about.
    text
        What it is, as a sentence.
    choice
        What the button says, and the recipe that it leads to.
    row
        The first row that it concerns.
    """

    source: str
    column: str
    text: str
    choice: Choice
    row: int


class RawRows(Protocol):
    """The rows of a source as they stand in its file, fetched when somebody asks for them."""

    @property
    def total(self) -> int:
        """All rows after the header, those without any cell included."""

    def fetch(self, first: int, count: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Give some rows, from place ``first`` on: place in the file, from 1, and cells.

        Raises
        ------
        UserError
            If the file is not what it was when it was read.
        """


@dataclass(frozen=True, eq=False)
class SourceTable:
    """One source, read.

    Attributes
    ----------
    name
        File name, with ``#sheet`` if the file has several sheets.
    path
        Where the file is.
    digest
        SHA-256 of the file's content, in hexadecimal.
    recipe
        How it was read, nothing left open: what the user gave and what was found out.
    sheets
        Names of the worksheets with cells, in file order; empty for a text file.
    kind, kind_reason
        What a row stands for, and why.
    columns
        The columns in file order.
    raw
        The rows exactly as they stood, all after the header row.
    table
        The accepted rows, typed: text and yes or no as categories of ``str``, numbers as
        ``float64`` or ``int64`` / ``Int64``, dates as ``datetime64[us]``; empty cells are
        missing. One column for each of `columns` that was read, indexed by row in the file.
    receipt
        Where every row went.
    set_aside
        The rejected rows, in file order.
    questions
        What has to be answered before the waiting rows can be used.
    offers
        What can be read otherwise.
    notes
        What else is worth knowing, as sentences.
    header
        The cells of the header row as they stood.
    side_by_side
        The first and the last accepted rows, raw and typed.
    kind_confidence
        How sure the kind is.
    """

    name: str
    path: str
    digest: str
    recipe: Recipe
    sheets: tuple[str, ...]
    kind: Kind
    kind_reason: str
    columns: tuple[Column, ...]
    raw: RawRows
    table: pd.DataFrame
    receipt: Receipt
    set_aside: tuple[SetAside, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    header: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    side_by_side: tuple[SideBySide, ...] = ()
    kind_confidence: Confidence = Confidence.LIKELY

    def column_with(self, role: Role) -> str | None:
        """Name of the first column with this role; None if there is none."""
        return next((column.name for column in self.columns if column.role is role), None)
