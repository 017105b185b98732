"""A text file to a grid, strictly: every record has the header's fields or is set aside by name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from core.errors import UserError
from core.intake.column import RawColumn
from core.intake.grid import Doubt, Grid
from core.intake.in_order import by_column, in_order
from core.intake.masks import how_many
from core.intake.text.blocks import divide
from core.intake.text.cutting import Piece, cut
from core.intake.text.dialect import DOUBLE, Dialect
from core.intake.text.encodings import NotAsItBegins, utf8_pieces
from core.intake.text.file_doubts import ends_in_separator, separator_note
from core.intake.text.gathering import Gathering
from core.intake.text.opening import Opening, open_text
from core.intake.text.packing import Choice, Packing, Part, choose, pack
from core.intake.text.raw_rows import Mark, TextRows, signature_of
from core.intake.text.record_places import Packed, RecordPlaces
from core.intake.text.slab import Places, Slab
from core.intake.text.slow_blocks import Block, divide_slowly
from core.intake.text.strays import strays
from core.progress import Progress
from core.settings import Recipe

READ_SHARE = 0.5
"""Share of the reading of a source after which its cells are known."""

_ENOUGH = 0.5
_ROOM = 1.02
"""Rows that a column has room for, of those that the file has if it goes on as it began."""

_JUDGED = 20_000
"""Rows from which it is judged whether somebody needs a column."""

Needs = Callable[[tuple[str, ...], tuple[RawColumn, ...]], tuple[bool, ...]]
"""From the names and first cells of the columns to which of them somebody needs."""


def read_delimited(
    path: Path,
    recipe: Recipe,
    progress: Progress,
    needs: Needs | None = None,
    idle: Callable[[], object] = lambda: None,
) -> Grid:
    """The cells of a text file.

    Parameters
    ----------
    path
        The file.
    recipe
        Encoding, delimiter and header row, as far as they are known.
    progress
        Told how far the reading is.
    needs
        Which columns of a very large file somebody needs; the others stay in the file.
    idle
        Called as soon as not all processors are needed any more.

    Raises
    ------
    UserError
        If there are no rows, or what the recipe says does not fit them.
    """
    try:
        table = _read(path, open_text(path, recipe, whole=False), progress, needs)
    except NotAsItBegins:  # what a large file is in was only assumed, to read it but once
        table = _read(path, open_text(path, recipe), progress, needs)
    idle()
    return table.grid()


def _read(path: Path, opening: Opening, progress: Progress, needs: Needs | None) -> "_Table":
    table = _Table(path, opening, needs)
    table.read(progress)
    if table.quotes_otherwise:
        other = "" if opening.dialect.quote else DOUBLE
        opening = replace(opening, dialect=replace(opening.dialect, quote=other))
        table = _Table(path, opening, needs)
        table.read(progress)
    return table


@dataclass
class _Table:
    """A text file on its way to a grid."""

    path: Path
    opening: Opening
    needs: Needs | None
    rows: RecordPlaces = field(init=False)
    signature: tuple[int, int] = field(init=False)
    columns: tuple[Gathering, ...] = field(init=False)
    marks: list[Mark] = field(default_factory=list)
    exact: bool = True
    quotes: bool = False

    def __post_init__(self) -> None:
        self.rows = RecordPlaces(self.opening)
        self.signature = signature_of(self.path)
        self.columns = tuple(Gathering() for _ in range(self.opening.width))

    @property
    def quotes_otherwise(self) -> bool:
        """Whether the whole file shows that its marks quote, or do not, unlike its beginning."""
        if not self.opening.dialect.quote:
            return self.quotes and not self.opening.dialect.runs
        plain = self.opening.dialect == Dialect(self.opening.dialect.delimiter)
        return plain and not self.exact and not self.quotes

    def read(self, progress: Progress) -> None:
        size = self.signature[0] or 1
        done = 0
        with ThreadPoolExecutor(1) as beside:
            gathered: Future[None] | None = None
            for packed, length in in_order(self._jobs()):
                self.marks.append(Mark(self.rows.records, self.opening.skipped + done, length))
                self.rows.add(packed)
                done += length
                if gathered is not None:
                    gathered.result()
                expected = int(_ROOM * self.rows.fitting * max(size / done, 1.0))
                gathered = beside.submit(self._gather, packed.parts, expected)
                progress.at(READ_SHARE * done / size)
            if gathered is not None:
                gathered.result()

    def _gather(self, parts: Sequence[Part], expected: int) -> None:
        for column, part in zip(self.columns, parts, strict=True):
            column.add(part, expected)

    def _jobs(self) -> Iterator["partial[tuple[Packed, int]]"]:
        """Give what packs each piece of the text, and tells how long it is."""
        opening = self.opening
        header = tuple(name.encode() for name in opening.header) if opening.stated else ()
        choices: tuple[Choice, ...] = ()
        skip = opening.first
        for piece in self._pieces():
            self.exact &= piece.exact
            self.quotes |= piece.quotes
            records = 0
            if not choices:
                block = _divided(piece, opening.dialect, opening.width)
                choices, records = self._choices(block), block.records
            yield partial(_pack, piece, opening.dialect, choices, header, skip)
            # The header lies within the first piece, but for a last line without an end.
            skip = max(skip - records, 0)

    def _pieces(self) -> Iterator[Piece]:
        texts = _without_start(utf8_pieces(self.path, self.opening.encoding), self.opening.skipped)
        return cut(texts, self.opening.dialect)

    def _choices(self, block: Block) -> tuple[Choice, ...]:
        """Choose how to pack each column, from the first rows below the header."""
        below = np.flatnonzero(block.fitting >= self.opening.first)
        first = [cells.among(below) for cells in block.columns]
        choices = tuple(map(choose, first))
        if self.needs is None:
            return choices
        judged = [cells.among(np.arange(min(len(cells), _JUDGED))) for cells in first]
        columns = tuple(Gathering() for _ in choices)
        for column, cells, choice in zip(columns, judged, choices, strict=True):
            column.add(pack(cells, choice))
        needed = self.needs(self.opening.header, tuple(column.column() for column in columns))
        return tuple(
            choice if wanted else Choice(Packing.LEFT)
            for choice, wanted in zip(choices, needed, strict=True)
        )

    def grid(self) -> Grid:
        opening, rows = self.opening, self.rows
        self._check()
        columns = tuple(by_column((partial(_column, one) for one in self.columns), rows.fitting))
        notes, doubts = (*opening.notes, *filter(None, [rows.another_table()])), opening.doubts
        if ends_in_separator(opening.stated, columns):
            notes = (*notes, separator_note(self.path.name))
            doubts = tuple(doubt for doubt in doubts if doubt.doubt is not Doubt.NAMES)
        return Grid(
            header=opening.header,
            stated=opening.stated,
            header_rows=opening.above + opening.first,
            columns=columns,
            rows=rows.index(),
            empty_rows=tuple(rows.empty),
            misfits=tuple(rows.misfits),
            recipe=opening.recipe,
            sheets=(),
            notes=notes,
            raw=TextRows(self.path, self.signature, opening, tuple(self.marks), rows.records),
            doubts=doubts,
        )

    def _check(self) -> None:
        fitting, others = self.rows.fitting, len(self.rows.misfits)
        if fitting >= _ENOUGH * (fitting + others) or not self.rows.ragged:
            return
        raise UserError(
            f"{self.path.name}: most rows do not have the {self.opening.width} fields that "
            "its first rows have.",
            "Choose another separator or header row, or export the file again.",
        )


def _column(gathering: Gathering) -> RawColumn:
    """Give a column, with which cells say something found out on the same thread."""
    column = gathering.column()
    how_many(column.said)  # the column keeps it
    return column


def _without_start(texts: Iterable[bytes], skipped: int) -> Iterator[bytes]:
    for text in texts:
        if skipped < len(text):
            yield text[skipped:]
        skipped = max(skipped - len(text), 0)


def _divided(piece: Piece, dialect: Dialect, width: int) -> Block:
    if piece.exact:
        return divide(Slab(*piece.parts), dialect, width)
    return divide_slowly(b"".join(piece.parts), dialect, width)


def _pack(
    piece: Piece,
    dialect: Dialect,
    choices: Sequence[Choice],
    header: Sequence[bytes],
    skip: int,
) -> tuple[Packed, int]:
    """Divide and pack a piece, without its first records and those that are no rows.

    Also gives how long the piece is.
    """
    block = _divided(piece, dialect, len(choices))
    columns, fitting = block.columns, block.fitting
    kept = fitting >= skip
    found = [stray for stray in strays(columns, header) if kept[stray.place]]
    kept[[stray.place for stray in found]] = False
    moved = tuple(replace(stray, place=int(fitting[stray.place])) for stray in found)
    if not bool(kept.all()):
        columns = tuple(cells.among(kept) for cells in columns)
        fitting = fitting[kept]
    parts = tuple(pack(cells, choice) for cells, choice in zip(columns, choices, strict=True))
    packed = Packed(parts, _index(fitting), moved, block.odd, block.records, block.lines)
    return packed, sum(map(len, piece.parts))


def _index(places: Places) -> pd.Index:
    """Places in order, in as little room as they need."""
    if len(places) and int(places[-1]) - int(places[0]) + 1 == len(places):
        return pd.RangeIndex(int(places[0]), int(places[-1]) + 1)
    return pd.Index(places)
