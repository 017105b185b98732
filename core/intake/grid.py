"""The cells of one sheet or text file as they stood, column by column, before any typing."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from core.intake.column import RawColumn
from core.settings import DayCount, Recipe
from core.tables.sources import RawRows


@dataclass(frozen=True)
class Misfit:
    """A row that does not fit under the header: its place, its cells and what is wrong."""

    row: int
    cells: tuple[str, ...]
    reason: str


class Doubt(StrEnum):
    """What cannot be told about a whole file."""

    SEPARATOR = "the separator"
    NAMES = "which field has no name"
    ENCODING = "the encoding"


@dataclass(frozen=True)
class FileDoubt:
    """Something that only the user can know before any row can be used.

    Attributes
    ----------
    doubt
        What it is about.
    text, detail
        The question, and what it rests on, as sentences.
    choices
        Each answer as it is shown, with the recipe that it leads to.
    hint
        What to write into a recipe.
    """

    doubt: Doubt
    text: str
    detail: str
    choices: tuple[tuple[str, Recipe], ...]
    hint: str


@dataclass(frozen=True, eq=False)
class Grid:
    """Rows under a header.

    Attributes
    ----------
    header
        The names of the columns as they stand; empty where there is none.
    stated
        The cells of the header row as they stood, joined if there are several rows of them.
    header_rows
        Rows of the file down to and with the header row.
    columns
        The cells of the rows that fit, column by column.
    rows
        Place in the file, from 1, of each row of ``columns``.
    empty_rows
        Places of lines and rows without any cell, which are not in ``columns``.
    misfits
        Rows that do not fit, in file order, which are not in ``columns``.
    recipe
        What was given and what was found out about the file so far.
    sheets
        Names of the worksheets with cells; empty for a text file.
    notes
        What else is worth knowing, as sentences.
    raw
        The rows as they stand in the file.
    doubts
        What has to be answered before any row can be used.
    day_count
        How the file counts its days; None if it does not say.
    """

    header: tuple[str, ...]
    stated: tuple[str, ...]
    header_rows: int
    columns: tuple[RawColumn, ...]
    rows: pd.Index
    empty_rows: tuple[int, ...]
    misfits: tuple[Misfit, ...]
    recipe: Recipe
    sheets: tuple[str, ...]
    notes: tuple[str, ...]
    raw: RawRows
    doubts: tuple[FileDoubt, ...] = ()
    day_count: DayCount | None = None

    @property
    def counting(self) -> DayCount | None:
        """How days are counted: as the file says, or else as the recipe does."""
        return self.day_count or self.recipe.day_count

    @property
    def rows_in(self) -> int:
        """All rows of the file, the header and the empty ones included."""
        return self.header_rows + len(self.rows) + len(self.empty_rows) + len(self.misfits)


@dataclass(frozen=True)
class Origin:
    """Where a grid comes from.

    Attributes
    ----------
    name, path
        Name and place of the file.
    digest
        Gives the SHA-256 of its content, which may take until everything else is done.
    """

    name: str
    path: str
    digest: Callable[[], str]
