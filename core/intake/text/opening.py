"""The beginning of a text file: its encoding, its dialect, the row that names the columns."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import UserError
from core.intake.grid import FileDoubt
from core.intake.header import header_place, repeats_of
from core.intake.headless import LOOK_AT, is_data
from core.intake.text.dialect import Dialect
from core.intake.text.encodings import Encoding, find_encoding, utf8_pieces
from core.intake.text.evidence import Reading, best_with, divided_by_blanks, readings
from core.intake.text.file_doubts import (
    dialect_notes,
    encoding_doubt,
    encoding_notes,
    names_doubt,
    no_separator_doubt,
    separator_doubt,
)
from core.intake.text.gathering import column_of
from core.intake.text.scanner import Record
from core.intake.typing.types import writing_of
from core.settings import Names, Recipe

MOST_COLUMNS = 16_384
"""As many as a sheet of a workbook has."""

_SAMPLE = 1 << 20
_STATED = re.compile(r"sep=([^\r\n])(?:\r\n|\r|\n|\Z)")
_ENOUGH = 0.5


@dataclass(frozen=True)
class Opening:
    """What the beginning of a text file tells.

    Attributes
    ----------
    encoding, dialect
        How it is written.
    skipped
        Bytes of the text, as UTF-8, in front of the first record: a line such as ``sep=;``.
    above
        Lines in front of the first record.
    first
        Records down to and with the last one that names columns.
    header
        The names, as many as there are fields; empty ones if there are none.
    stated
        The cells of the header as they stood.
    width
        Fields of an ordinary record.
    recipe
        The recipe with what was found out.
    doubts, notes
        What has to be asked, and what is worth telling.
    """

    encoding: Encoding
    dialect: Dialect
    skipped: int
    above: int
    first: int
    header: tuple[str, ...]
    stated: tuple[str, ...]
    width: int
    recipe: Recipe
    doubts: tuple[FileDoubt, ...]
    notes: tuple[str, ...]


def open_text(path: Path, recipe: Recipe, *, whole: bool = True) -> Opening:
    """Read the beginning of a text file, as far as the recipe leaves it open.

    Parameters
    ----------
    path
        The file.
    recipe
        What is known of it.
    whole
        Whether to make sure of the encoding of a large file; see `find_encoding`.

    Raises
    ------
    UserError
        If there are no rows, or what the recipe says does not fit.
    """
    encoding = find_encoding(path, recipe.encoding, whole=whole)
    sample = _sample(path, encoding)
    stated = _STATED.match(sample)
    text = sample[stated.end() :] if stated else sample
    if not text.strip():
        raise UserError(f"{path.name} has no rows.", "Export it again; there is nothing in it.")
    given = recipe.delimiter or (stated[1] if stated else None)
    reading, doubts = _reading(text, given, path.name, recipe)
    doubts = (*encoding_doubt(encoding, path.name, recipe), *doubts)
    notes = encoding_notes(encoding, path.name)
    start = _Start(path.name, reading, 1 if stated else 0, recipe)
    skipped = len(stated.group().encode()) if stated else 0
    opened = start.opening(encoding, skipped)
    return replace(opened, doubts=(*doubts, *opened.doubts), notes=(*notes, *opened.notes))


def _sample(path: Path, encoding: Encoding) -> str:
    """The first lines of the text; all of it if it is short.

    Raises
    ------
    UserError
        If its first line is longer than any row of a table.
    """
    sample = b""
    for piece in utf8_pieces(path, encoding):
        if len(sample) + len(piece) > _SAMPLE:
            sample += piece[: _SAMPLE - len(sample)]
            end = max(sample.rfind(b"\n"), sample.rfind(b"\r", 0, len(sample) - 1)) + 1
            if not end:
                raise UserError(
                    f"The first line of {path.name} does not end within {_SAMPLE >> 10:,} KiB, "
                    "so it is no table.",
                    "Export it again, with one row in each line.",
                )
            return sample[:end].decode("utf-8")
        sample += piece
    return sample.decode("utf-8")


def _reading(
    text: str, given: str | None, name: str, recipe: Recipe
) -> tuple[Reading, tuple[FileDoubt, ...]]:
    if given is not None:
        return best_with(text, _checked(given, name)), ()
    found = readings(text)
    if not found:
        return divided_by_blanks(text) or _one_column(text), ()
    best, others = found[0], found[1:]
    ties = [reading for reading in others if reading.rank == best.rank]
    if ties:
        return best, (separator_doubt((best, *ties), name, recipe),)
    if best.share < _ENOUGH and not best.heads:
        return _one_column(text), (no_separator_doubt(found, name, recipe),)
    return best, ()


def _one_column(text: str) -> Reading:
    free = next((sign for sign in ("\t", "|", ";", ",") if sign not in text), "\x1f")
    return best_with(text, free)


def _checked(delimiter: str, name: str) -> str:
    if len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n':
        raise UserError(
            f"{name}: ‘{delimiter}’ cannot separate fields.",
            "Use a comma, a semicolon, a tab or a bar.",
        )
    return delimiter


@dataclass(frozen=True)
class _Start:
    """The first records of a text in its dialect."""

    name: str
    reading: Reading
    above: int
    recipe: Recipe

    def opening(self, encoding: Encoding, skipped: int) -> Opening:
        place = self._header_place()
        records = self.reading.records
        cells = [record.cells for record in records]
        last = repeats_of(cells, place)
        stated = cells[place] if place >= 0 else ()
        below = [record for record in records[last + 1 :] if record.cells]
        self._check_width(max((len(row) for row in cells), default=0))
        width = self._width(stated, below)
        header = self._names(stated, width)
        found = replace(
            self.recipe,
            encoding=encoding.name,
            delimiter=self.reading.dialect.delimiter,
            header_row=self.above + place + 1 if place >= 0 else 0,
        )
        return Opening(
            encoding=encoding,
            dialect=self.reading.dialect,
            skipped=skipped,
            above=self.above,
            first=last + 1,
            header=header,
            stated=_joined(stated, last - place + 1),
            width=width,
            recipe=found,
            doubts=names_doubt(stated, width, self.above + place + 1, self.name, self.recipe),
            notes=self._notes(place, last),
        )

    def _header_place(self) -> int:
        """Index of the record that names the columns; -1 if there is none."""
        given = self.recipe.header_row
        if given is None:
            place = header_place([filled(record) for record in self.reading.records])
            return -1 if place == 0 and self._begins_with_data() else place
        place = given - 1 - self.above
        if given == 0:
            return -1
        records = self.reading.records
        if not 0 <= place < len(records) or not records[place].cells:
            raise UserError(
                f"{self.name} has no column names in row {given:,}.", "Choose another header row."
            )
        return place

    def _begins_with_data(self) -> bool:
        """Whether the first record is surely data and names no columns."""
        first, *others = (record.cells for record in self.reading.records if record.cells)
        below = [cells for cells in others[:LOOK_AT] if len(cells) == len(first)]
        columns = (column_of(cells) for cells in zip(*below, strict=True))
        return is_data(first, columns, writing_of(self.recipe))

    def _check_width(self, columns: int) -> None:
        if columns > MOST_COLUMNS:
            raise UserError(
                f"{self.name} has {columns:,} columns; at most {MOST_COLUMNS:,} can be read.",
                "Leave out the columns that are not needed, or choose another separator.",
            )

    @staticmethod
    def _width(stated: Sequence[str], below: Sequence[Record]) -> int:
        """Fields of an ordinary record: as the header has, unless most rows have others."""
        counts = Counter(len(record.cells) for record in below if record.good)
        if stated and counts[len(stated)] >= _ENOUGH * len(below):
            return len(stated)
        return max(counts, key=lambda fields: (counts[fields], fields), default=len(stated) or 1)

    def _names(self, stated: Sequence[str], width: int) -> tuple[str, ...]:
        if self.recipe.names is Names.RIGHT:
            return (*[""] * (width - len(stated)), *stated[max(len(stated) - width, 0) :])
        return (*stated[:width], *[""] * (width - len(stated)))

    def _notes(self, place: int, last: int) -> tuple[str, ...]:
        notes = [*dialect_notes(self.reading.dialect, self.name)]
        if place > 0:
            first, end = self.above + 1, self.above + place
            rows = f"Row {first:,}" if first == end else f"Rows {first:,} to {end:,}"
            notes.append(f"{rows} of {self.name}: text above the table.")
        if last > place >= 0:
            notes.append(
                f"{self.name} repeats its column names down to row {self.above + last + 1:,}."
            )
        if place >= 0 and not self.reading.records[place].good:
            row = self.above + place + 1
            notes.append(f"Row {row:,} of {self.name} has a quotation mark out of place.")
        return tuple(notes)


def filled(record: Record) -> int:
    """How many cells of a record hold more than blanks."""
    return sum(bool(cell) and not cell.isspace() for cell in record.cells)


def _joined(cells: Sequence[str], times: int) -> tuple[str, ...]:
    """The names as they stand, joined where they stand in several rows."""
    return tuple(" ".join([cell] * times) if cell else cell for cell in cells)
