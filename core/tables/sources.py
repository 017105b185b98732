"""What intake hands on: sources as they were read, with their receipt."""

from dataclasses import dataclass
from enum import StrEnum

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
    """

    name: str
    type: ColumnType
    role: Role
    reason: str
    filled: int


@dataclass(frozen=True)
class Receipt:
    """Where every row of a source went; ``rows_in`` is the sum of all the others.

    ``waiting`` rows need an answer, ``rejected`` ones are set aside by name,
    ``totals`` are rows that add up the ones above them.
    """

    source: str
    rows_in: int
    header: int
    accepted: int
    waiting: int
    rejected: int
    blank: int
    totals: int

    @property
    def balances(self) -> bool:
        """Whether every row is accounted for."""
        parts = (self.header, self.accepted, self.waiting, self.rejected, self.blank, self.totals)
        return self.rows_in == sum(parts)


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
        Name of the column.
    text
        The question, with a real value, as one sentence.
    detail
        How many rows it concerns and where the first is.
    choices
        The possible answers, none preferred.
    hint
        How to answer it, in the window and on the command line.
    """

    source: str
    column: str
    text: str
    detail: str
    choices: tuple[Choice, ...]
    hint: str


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
        The cells exactly as they stood, as text, all rows after the header row; one
        column per column of the file, labelled by name; indexed by row in the file, from 1.
        Missing cells are "". Rows with more fields than the header lead to further
        columns, which `columns` does not have.
    table
        The accepted rows, typed: text and yes or no as ``str``, numbers as ``float64`` or
        ``int64`` / ``Int64``, dates as ``datetime64[us]``; empty cells are missing. One
        column for each of `columns`, indexed by row in the file.
    receipt
        Where every row went.
    set_aside
        The rejected rows, in file order.
    questions
        What has to be answered before the waiting rows can be used.
    notes
        What else is worth knowing, as sentences.
    header
        The cells of the header row as they stood.
    """

    name: str
    path: str
    digest: str
    recipe: Recipe
    sheets: tuple[str, ...]
    kind: Kind
    kind_reason: str
    columns: tuple[Column, ...]
    raw: pd.DataFrame
    table: pd.DataFrame
    receipt: Receipt
    set_aside: tuple[SetAside, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    header: tuple[str, ...] = ()

    def column_with(self, role: Role) -> str | None:
        """Name of the first column with this role; None if there is none."""
        return next((column.name for column in self.columns if column.role is role), None)
