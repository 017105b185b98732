"""A workbook to a grid, whatever form it has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd

from core.intake.grid import Grid, Misfit
from core.intake.stored_cells import SheetRows
from core.intake.workbook.book import Book
from core.intake.workbook.choosing import Chooser, Chosen
from core.intake.workbook.notes import notes_of
from core.intake.workbook.places import listed, quoted
from core.intake.workbook.sheet import SheetCells
from core.intake.workbook.tables import SheetTable, has_names, table_of, widened
from core.intake.workbook.together import Together, put_together
from core.progress import Progress
from core.settings import ALIKE_SHEETS, DayCount, Recipe

_READ = 0.4


def read_workbook(book: Book, recipe: Recipe, progress: Progress) -> Grid:
    """The cells of one sheet, or of several that have the same columns.

    Parameters
    ----------
    book
        The workbook.
    recipe
        Sheet and header row, as far as they are known.
    progress
        Told how far the reading is.

    Raises
    ------
    UserError
        If the workbook cannot be read, has no such sheet, or the sheet has no rows.
    """
    reader = _Reader(book, recipe)
    chosen = Chooser(book.name, book.sheets, reader.peek).choose(recipe.sheet)
    tables = reader.tables(chosen.names, progress)
    return _Assembler(book, chosen, tables, recipe).grid()


@dataclass(frozen=True)
class _Reader:
    """Reads the tables on the sheets of a workbook."""

    book: Book
    recipe: Recipe

    def where(self, sheet: str) -> str:
        return f"Sheet ‘{sheet}’ of {self.book.name}"

    def peek(self, sheet: str) -> SheetTable | None:
        """The table at the beginning of a sheet; None if the sheet has no cells."""
        cells = self.book.peek(sheet)
        return table_of(cells, None, self.where(sheet)) if len(cells.rows) else None

    def tables(self, names: Sequence[str], progress: Progress) -> tuple[SheetTable, ...]:
        """All of the tables; those after the first one if they turn out to be like it."""
        found: list[SheetTable] = []
        for place, name in enumerate(names):
            cells = self.book.read(name, partial(_tell, progress, place, len(names)))
            if not found:
                found.append(table_of(cells, self.recipe.header_row, self.where(name)))
            elif (table := self._like(found[0], cells)) is not None:
                found.append(table)
        width = max(len(table.columns) for table in found)
        return tuple(widened(table, width) for table in found)

    def _like(self, first: SheetTable, cells: SheetCells) -> SheetTable | None:
        """The table on a sheet that has the column names of the first one, in whatever row."""
        rows = (None, first.first) if has_names(cells, first.first) else (None,)
        tables = (table_of(cells, row, self.where(cells.name)) for row in rows)
        return next((table for table in tables if table.is_like(first)), None)


def _tell(progress: Progress, place: int, count: int, share: float) -> None:
    progress.at(_READ * (place + min(share, 1.0)) / count)


@dataclass(frozen=True)
class _Assembler:
    """Puts a grid together from the tables that were read."""

    book: Book
    chosen: Chosen
    tables: tuple[SheetTable, ...]
    recipe: Recipe

    def grid(self) -> Grid:
        whole = put_together(self.tables)
        first = self.tables[0]
        rows = pd.Index(whole.rows, name="row")
        empty = tuple(whole.empty.tolist())
        aside = self._set_aside(whole)
        kept = np.ones(len(rows), bool)
        kept[list(aside)] = False
        columns, used = whole.columns, rows
        if aside:
            columns = tuple(column.among(kept) for column in columns)
            used = rows[kept]
        return Grid(
            header=first.stated or ("",) * len(columns),
            stated=_joined(first),
            header_rows=whole.header_rows,
            columns=columns,
            rows=used,
            empty_rows=empty,
            misfits=self._misfits(whole, aside),
            recipe=replace(self.recipe, sheet=self._sheet(), header_row=first.first),
            sheets=self.chosen.filled,
            notes=(*self.chosen.notes, *self._notes(whole), *self.book.notes),
            raw=SheetRows(whole.columns, rows, empty),
            day_count=DayCount.FROM_1904 if self.book.from_1904 else DayCount.FROM_1900,
        )

    def _sheet(self) -> str:
        """What the recipe says about the sheet."""
        together = len(self.chosen.names) > 1 or self.recipe.sheet == ALIKE_SHEETS
        return ALIKE_SHEETS if together else self.chosen.names[0]

    def _set_aside(self, whole: Together) -> dict[int, str]:
        """Rows that are no rows of their own, by their place among all, and why."""
        aside = dict.fromkeys(np.flatnonzero(whole.repeats).tolist(), "it repeats the column names")
        for place, other in whole.seams().items():
            sheet = whole.sheet_of(other)
            row = int(whole.rows[other]) - whole.offset_of(other)
            aside.setdefault(place, f"it repeats row {row:,} at the end of sheet ‘{sheet}’")
        return aside

    @staticmethod
    def _misfits(whole: Together, aside: Mapping[int, str]) -> tuple[Misfit, ...]:
        return tuple(
            Misfit(
                int(whole.rows[place]),
                tuple(column.text_at(place) for column in whole.columns),
                aside[place],
            )
            for place in sorted(aside)
        )

    def _notes(self, whole: Together) -> Iterator[str]:
        if len(self.tables) > 1:
            names = listed(quoted([table.cells.name for table in self.tables]))
            yield f"{self.book.name}: sheets {names} have the same columns and are one table."
            starts = [
                f"row 1 of ‘{table.cells.name}’ counts as row {offset + 1:,}"
                for table, offset in zip(self.tables, whole.offsets, strict=True)
            ]
            yield f"{self.book.name}: {listed(starts[1:])}."
        for table in self.tables:
            where = f"Sheet ‘{table.cells.name}’ of {self.book.name}"
            yield from notes_of(table, where, self.book.formats)


def _joined(table: SheetTable) -> tuple[str, ...]:
    """The names as they stand, joined where they stand in several rows."""
    times = table.last - table.first + 1
    return tuple(" ".join([name] * times) if name else name for name in table.stated)
