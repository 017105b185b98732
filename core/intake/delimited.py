"""Delimited text to cells, strictly: every record has the header's fields or is set aside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np

from core.errors import UserError
from core.intake.encoding import decode
from core.intake.grid import Grid, Mask, Misfit, Texts
from core.intake.quoting import Layout, Quoting, lay_out, plain_columns, records
from core.intake.rows import header_place
from core.progress import Progress
from core.settings import Recipe

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
MOST_COLUMNS = 16_384
"""As many as a sheet of a workbook has."""

_CHUNK = 20_000
_POOL = 50_000
_SURPLUS = 100
_ENOUGH = 0.5


def read_delimited(data: bytes, name: str, recipe: Recipe, progress: Progress) -> Grid:
    """The cells of a text file.

    Parameters
    ----------
    data
        Content of the file.
    name
        Name of the file, for messages.
    recipe
        Encoding, delimiter and header row, as far as they are known.
    progress
        Told how far the reading is.

    Raises
    ------
    UserError
        If there are no rows, or the separator or the header do not fit the rows.
    """
    decoded = decode(data, recipe.encoding, name)
    stated = re.match(rb"sep=([^\r\n])(?:\r\n|\r|\n|\Z)", decoded.utf8)
    text = decoded.utf8[stated.end() :] if stated else decoded.utf8
    if not text.strip():
        raise UserError(f"{name} has no rows.", "Export it again; there is nothing in it.")
    given = recipe.delimiter or (stated[1].decode() if stated else None)
    layout = _given_layout(text, given, name) if given else _best_layout(text, name)
    notes = [decoded.note] if decoded.note else []
    above = 1 if stated else 0
    _check_width(int(layout.fields.max(initial=0)), name)
    place = _header(layout, recipe.header_row, above, name)
    table = _Table(name, layout, above, place)
    table.read(text, progress)
    if place > 0:
        notes.append(f"{_rows_text(above + 1, above + place)} of {name}: text above the table.")
    found = replace(
        recipe,
        encoding=decoded.encoding,
        delimiter=layout.delimiter,
        header_row=above + place + 1 if place >= 0 else 0,
    )
    return table.grid(found, tuple(notes))


def _check_width(columns: int, name: str) -> None:
    if columns > MOST_COLUMNS:
        raise UserError(
            f"{name} has {columns:,} columns; at most {MOST_COLUMNS:,} can be read.",
            "Leave out the columns that are not needed, or choose another separator.",
        )


def _rows_text(first: int, last: int) -> str:
    return f"Row {first:,}" if first == last else f"Rows {first:,} to {last:,}"


def _given_layout(text: bytes, delimiter: str, name: str) -> Layout:
    if len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n':
        raise UserError(
            f"{name}: ‘{delimiter}’ cannot separate fields.",
            "Use a comma, a semicolon, a tab or a bar.",
        )
    return lay_out(text, delimiter)


def _best_layout(text: bytes, name: str) -> Layout:
    """The layout that gives most records the same number of fields, the header among them."""
    present = [sign for sign in DELIMITERS if sign.encode() in text]
    ranked = []
    for sign in present:
        layout = lay_out(text, sign)
        usual, share, heads = _evidence(layout)
        if usual > 1:
            ranked.append(((heads, share, layout.quoting is Quoting.EXACT, usual), layout))
    if not ranked:
        free = next((sign for sign in DELIMITERS if sign not in present), ",")
        return lay_out(text, free)
    ranked.sort(key=lambda pair: pair[0], reverse=True)
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        first, second = (DELIMITERS[layout.delimiter] for _, layout in ranked[:2])
        raise UserError(
            f"{name} can be divided at every {first} or at every {second}; both fit all rows.",
            "Choose the separator yourself.",
        )
    return ranked[0][1]


def _evidence(layout: Layout) -> tuple[int, float, bool]:
    fields = layout.fields[layout.fields != 0]
    good = fields[fields > 0]
    if not len(good):
        return 0, 0.0, False
    counts = np.bincount(good)
    usual = int(np.flatnonzero(counts == counts.max())[-1])
    return usual, float(counts[usual]) / len(fields), bool(fields[0] == usual)


def _header(layout: Layout, given: int | None, above: int, name: str) -> int:
    """Index of the header record; −1 if there is none."""
    if given is None:
        return header_place(layout.fields[: 10 * _CHUNK].tolist())
    place = given - 1 - above
    if given == 0:
        return -1
    if not 0 <= place < len(layout.fields) or layout.fields[place] <= 0:
        raise UserError(
            f"{name} has no column names in row {given:,}.", "Choose another header row."
        )
    return place


@dataclass
class _Table:
    """Columns in the making."""

    name: str
    layout: Layout
    above: int
    header_index: int
    header: list[str] = field(default_factory=list)
    columns: list[Texts] = field(default_factory=list)
    filled: int = 0
    misfits: list[Misfit] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    keep: list[Mask] = field(default_factory=list)

    def read(self, text: bytes, progress: Progress) -> None:
        fields, start = self.layout.fields, self.header_index + 1
        skipped = list(islice(records(text, self.layout), start))
        width = len(skipped[-1]) if skipped else int(fields[fields > 0][0])
        self.header = skipped[-1] if skipped else [""] * width
        self._check_width(width)
        fitting = int(np.count_nonzero(fields[start:] == width))
        self.columns = [np.empty(fitting, dtype=object) for _ in range(width)]
        pools: list[dict[str, str] | None] = [{} for _ in range(width)]
        if self.layout.quoting is Quoting.NONE:
            self._read_blocks(text, width, pools, progress)
        else:
            self._read_records(text, width, pools, progress)

    def _read_blocks(
        self, text: bytes, width: int, pools: list[dict[str, str] | None], progress: Progress
    ) -> None:
        """Read plain lines many at once, and one by one where some do not fit."""
        fields = self.layout.fields
        for start in range(self.header_index + 1, len(fields), _CHUNK):
            progress.at(start / len(fields) / 2)
            end = min(start + _CHUNK, len(fields))
            columns = plain_columns(text, self.layout, start, end)
            if columns is not None and len(columns) == width:
                self.keep.append(np.ones(end - start, bool))
                self._add(columns, pools)
                continue
            stop = int(self.layout.starts[end]) if end < len(fields) else len(text)
            block = text[int(self.layout.starts[start]) : stop]
            self._take(start, list(records(block, self.layout)), width, pools)

    def _read_records(
        self, text: bytes, width: int, pools: list[dict[str, str] | None], progress: Progress
    ) -> None:
        start = self.header_index + 1
        found = islice(records(text, self.layout), start, None)
        while chunk := list(islice(found, _CHUNK)):
            progress.at(start / len(self.layout.fields) / 2)
            self._take(start, chunk, width, pools)
            start += len(chunk)

    def _take(
        self, start: int, chunk: list[list[str]], width: int, pools: list[dict[str, str] | None]
    ) -> None:
        good = self._sort(start, chunk, width)
        rows = [row for row, fits in zip(chunk, good, strict=True) if fits]
        if rows:
            self._add(list(zip(*rows, strict=True)), pools)

    def _check_width(self, width: int) -> None:
        below = self.layout.fields[self.header_index + 1 :]
        full = below[below != 0]
        good = full[full > 0]
        if not len(good) or np.count_nonzero(full == width) >= _ENOUGH * len(full):
            return
        usual = int(np.bincount(good).argmax())
        raise UserError(
            f"{self.name}: row {self.above + self.header_index + 1:,} names {width} columns, "
            f"but most rows below it have {usual} fields.",
            "Complete the column names in the file, or choose another separator or header row.",
        )

    def _sort(self, start: int, chunk: list[list[str]], width: int) -> Mask:
        """Which records of a chunk fit; the others go where they belong."""
        fields = self.layout.fields[start : start + len(chunk)]
        good: Mask = fields == width
        if self.layout.spans_lines:
            self._find_swallowed(start, chunk, good)
        for place in np.flatnonzero(~good):
            row, cells = self.above + start + int(place) + 1, chunk[place]
            if not any(cells):
                self.empty.append(row)
            else:
                reason = self._reason(start + int(place), int(fields[place]), width)
                self.misfits.append(Misfit(row, self._within(cells, width), reason))
        self.keep.append(good)
        return good

    def _find_swallowed(self, start: int, chunk: list[list[str]], good: Mask) -> None:
        lines = self.layout.lines[start : start + len(chunk) + 1]
        tall = np.flatnonzero(np.diff(lines, append=lines[-1] + 2)[: len(chunk)] > 1)
        sign, width = self.layout.delimiter, len(self.header)
        for place in tall:
            parts = sign.join(chunk[place]).splitlines()
            # Two good records with a stray mark in each look like one with a line break.
            if width > 1 and len(parts) > 1 and all(p.count(sign) + 1 == width for p in parts):
                good[place] = False

    def _reason(self, place: int, fields: int, width: int) -> str:
        row, line = self.above + place + 1, self.above + int(self.layout.lines[place])
        where = "" if line == row else f" (line {line:,} of the file)"
        if fields < 0:
            return f"a quotation mark is out of place or never closed{where}"
        if fields == width:
            return f"a pair of quotation marks runs over what look like several rows{where}"
        noun = "field" if fields == 1 else "fields"
        return f"{fields} {noun} where the header has {width}{where}"

    @staticmethod
    def _within(cells: list[str], width: int) -> tuple[str, ...]:
        kept = cells[: width + _SURPLUS - 1]
        rest = cells[len(kept) :]
        return (*kept, " ".join(rest)) if rest else tuple(kept)

    def _add(self, columns: Sequence[Sequence[str]], pools: list[dict[str, str] | None]) -> None:
        """Add rows to the columns, with one object for equal cells of a column of few values."""
        end = self.filled + len(columns[0])
        for place, values in enumerate(columns):
            pool = pools[place]
            if pool is None:
                self.columns[place][self.filled : end] = values
                continue
            shared = list(map(pool.setdefault, values, values))
            self.columns[place][self.filled : end] = shared
            if len(pool) > _POOL:
                pools[place] = None
        self.filled = end

    def grid(self, recipe: Recipe, notes: tuple[str, ...]) -> Grid:
        first = self.above + self.header_index + 2
        kept = np.concatenate(self.keep) if self.keep else np.zeros(0, bool)
        # A pair of stray marks may have taken rows away after the columns were laid out.
        cells = [column[: self.filled] for column in self.columns]
        return Grid(
            header=tuple(self.header),
            header_rows=first - 1,
            cells=tuple(cells),
            marks=(None,) * len(cells),
            rows=np.flatnonzero(kept).astype(np.int64) + first,
            empty_rows=np.array(self.empty, np.int64),
            misfits=tuple(self.misfits),
            recipe=recipe,
            sheets=(),
            notes=notes,
        )
