"""What is worth telling about a table on a sheet, with the places where it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from core.intake.column import Mark, number_text
from core.intake.header import unique_names
from core.intake.masks import Mask
from core.intake.text.slab import Places
from core.intake.typing.number_text import number_text as as_number
from core.intake.workbook.formats import PLAIN, Format, Shown
from core.intake.workbook.places import letters, listed, listed_rows, place_of
from core.intake.workbook.tables import SheetTable

_KEPT_DIGITS = 1e15
_SHARES = {Shown.SCALED: "in thousands or millions", Shown.HIDDEN: "not at all"}


def notes_of(table: SheetTable, where: str, formats: Sequence[Format]) -> tuple[str, ...]:
    """What is worth telling about a table, as sentences.

    Parameters
    ----------
    table
        The table.
    where
        Name of the sheet and its workbook.
    formats
        For each style of cells its number format.
    """
    teller = _Teller(table, formats)
    found = [*teller.shape(), *teller.cells(), *teller.columns()]
    return tuple(f"{where}: {note}" for note in found)


@dataclass
class _Teller:
    """Tells about a table."""

    table: SheetTable
    formats: Sequence[Format]
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        stated = self.table.stated or ("",) * len(self.table.columns)
        self.names = unique_names(stated)

    def shape(self) -> Iterator[str]:
        """About rows, columns and areas."""
        table, cells = self.table, self.table.cells
        if table.first > 1:
            yield f"the table begins in row {table.first:,}; above it is only text."
        rows = [row for row in cells.hidden_rows if row > table.last]
        if rows:
            are = "is" if len(rows) == 1 else "are"
            yield f"{listed_rows(rows)} {are} hidden, and read like all others."
        hidden = [number for number in cells.hidden_columns if number in table.numbers]
        if hidden:
            names = [f"‘{self.names[number - table.numbers.start]}’" for number in hidden]
            are = "columns are" if len(names) > 1 else "column is"
            yield f"the {are} hidden but read: {listed(names)}."
        merged = [area for area in cells.merged if place_of(area.split(":")[0])[0] > table.last]
        if merged:
            yield (
                f"{_count(len(merged), 'area is', 'areas are')} merged ({listed(merged)}); only "
                "the first cell of each has the value, the others are empty."
            )

    def cells(self) -> Iterator[str]:
        """About cells that are no ordinary ones."""
        errors: list[tuple[str, str]] = []
        unsolved: list[tuple[str, str]] = []
        for number, column in zip(self.table.numbers, self.table.columns, strict=True):
            if not len(column.marks):
                continue
            wrong = column.spread(column.marks == Mark.ERROR, nothing=False)
            for at in np.flatnonzero(wrong).tolist():
                text = column.text_at(at)
                place = f"{letters(number)}{int(self.table.rows[at])}"
                (unsolved if text.startswith("=") else errors).append((place, text))
        if errors:
            shown = listed([f"{text} in {place}" for place, text in errors])
            yield f"{_count(len(errors), 'cell holds an error', 'cells hold errors')}: {shown}."
        if unsolved:
            yield (
                f"{_count(len(unsolved), 'formula has', 'formulas have')} no result "
                f"({listed([place for place, _ in unsolved])}). "
                "Open the workbook in Excel and save it to have them worked out."
            )

    def columns(self) -> Iterator[str]:
        """About what is shown otherwise than it is stored."""
        for place, number in enumerate(self.table.numbers):
            name = f"‘{self.names[place]}’"
            yield from (f"{name}: {note}" for note in self._shown(number))
            yield from (f"{name}: {note}" for note in self._stored(place, number))

    def _shown(self, number: int) -> Iterator[str]:
        """About the formats of a column's numbers."""
        column, cells = self.table.cells.columns.get(number), self.table.cells
        if column is None:
            return
        below = cells.rows[column.styled] > self.table.last
        styled, styles = column.styled[below], column.styles[below]
        for style in np.flatnonzero(np.bincount(styles)).tolist():
            form = self.formats[style] if style < len(self.formats) else PLAIN
            if form.shown is Shown.PLAIN:
                continue  # a currency changes no number
            rows = styled[styles == style]
            value = float(column.cells.stored[rows[0]])
            places = self._places(number, cells.rows[rows])
            yield f"{_as_shown(value, form)} ({places}); it is read as it is stored."

    def _stored(self, place: int, number: int) -> Iterator[str]:
        """About numbers that the workbook cannot store as they were meant."""
        column = self.table.columns[place]
        if len(column.stored):
            with np.errstate(invalid="ignore"):
                long = (np.abs(column.stored) >= _KEPT_DIGITS) & _whole(column.stored)
            long |= self._long_texts(place)
            if bool(long.any()):
                yield (
                    f"{_count(int(long.sum()), 'number has', 'numbers have')} more than 15 digits, "
                    "which is as many as Excel keeps; the last ones may have become zeros "
                    f"({self._places(number, self.table.rows[long])})."
                )
            written = self._number_texts(place)
            if bool(written.any()):
                yield (
                    f"{_count(int(written.sum()), 'number is', 'numbers are')} stored as text "
                    f"({self._places(number, self.table.rows[written])})."
                )
        twice = self.table.cells.columns.get(number)
        if twice is not None and len(twice.twice):
            yield f"{self._places(number, twice.twice)} stands twice; the last one counts."

    def _long_texts(self, place: int) -> Mask:
        column = self.table.columns[place]
        long = [len(text) > 15 and text.isdigit() for text in column.texts]  # noqa: PLR2004
        return column.spread(np.array(long, bool), nothing=False)

    def _number_texts(self, place: int) -> Mask:
        column = self.table.columns[place]
        plain = column.marks if len(column.marks) else np.zeros(len(column.texts), np.uint8)
        pairs = zip(column.texts.tolist(), plain.tolist(), strict=True)
        numbers = [mark == Mark.TEXT and as_number(text) is not None for text, mark in pairs]
        return column.spread(np.array(numbers, bool), nothing=False)

    def _places(self, number: int, rows: Places) -> str:
        return listed([f"{letters(number)}{int(row)}" for row in rows[:3]], len(rows))


def _whole(values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Mask:
    whole: Mask = np.rint(values) == values
    return whole


def _as_shown(value: float, form: Format) -> str:
    text = number_text(value)
    if form.shown is Shown.PERCENT:
        return f"{text} is shown as {number_text(round(value * 100, 10))} %"
    if form.dress is not None and value.is_integer():
        return f"{text} is shown as {form.dress.on(int(value))}"
    return f"{text} is shown {_SHARES.get(form.shown, 'in another way')}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
