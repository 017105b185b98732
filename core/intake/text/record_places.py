"""Where the records of a text file went: rows, empty lines, and records that do not fit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from core.intake.grid import Misfit
from core.intake.text.opening import Opening
from core.intake.text.packing import Part
from core.intake.text.slow_blocks import Odd
from core.intake.text.strays import Stray

_SURPLUS = 100
_FEWEST_ROWS = 2


@dataclass(frozen=True, eq=False)
class Packed:
    """A block, packed; ``fitting`` has places among its records, from 0."""

    parts: tuple[Part, ...]
    fitting: pd.Index
    strays: tuple[Stray, ...]
    odd: tuple[Odd, ...]
    records: int
    lines: int


@dataclass
class RecordPlaces:
    """Where the records of all blocks went."""

    opening: Opening
    fitting: int = 0
    ragged: bool = False
    empty: list[int] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)
    places: list[pd.Index] = field(default_factory=list)
    records: int = 0
    lines: int = 0

    def add(self, block: Packed) -> None:
        """Add a block; odd records above the table are no rows."""
        above, first = self.opening.above, self.opening.first - self.records
        self.fitting += len(block.fitting)
        self.places.append(block.fitting + (self.records + above + 1))
        for odd in block.odd:
            if odd.record >= first:
                self._add_odd(odd)
        for stray in block.strays:
            row = self.records + above + stray.place + 1
            self.misfits.append(Misfit(row, stray.cells, stray.reason))
        self.records += block.records
        self.lines += block.lines

    def _add_odd(self, odd: Odd) -> None:
        row = self.records + self.opening.above + odd.record + 1
        if not any(odd.cells):
            self.empty.append(row)
            return
        line = self.lines + self.opening.above + odd.line + 1
        where = "" if line == row else f" (line {line:,} of the file)"
        reason = _reason(odd, self.opening.width) + where
        self.ragged |= odd.good and not odd.swallows
        self.misfits.append(Misfit(row, _within(odd.cells, self.opening.width), reason))

    def another_table(self) -> str:
        """What looks like another table at the end of the file, as a sentence; "" if nothing."""
        last = self.opening.above + self.records
        rows, width = last + 1, 0
        for misfit in reversed(self.misfits):
            if misfit.row != rows - 1 or (width and len(misfit.cells) != width):
                break
            rows, width = misfit.row, len(misfit.cells)
        if last - rows < _FEWEST_ROWS or width < 2:  # noqa: PLR2004 - remarks have one field
            return ""
        return (
            f"Rows {rows:,} to {last:,} have {width} fields each, like another table; they are set "
            "aside. Put each table into a file of its own."
        )

    def index(self) -> pd.Index:
        """The places of the rows in the file."""
        if not self.places:
            return pd.RangeIndex(0, name="row")
        return self.places[0].append(self.places[1:]).rename("row")


def _reason(odd: Odd, width: int) -> str:
    if not odd.good:
        return "a quotation mark is out of place or never closed"
    if odd.swallows:
        return "a pair of quotation marks runs over what look like several rows"
    fields = len(odd.cells)
    noun = "field" if fields == 1 else "fields"
    return f"{fields} {noun} where the header has {width}"


def _within(cells: Sequence[str], width: int) -> tuple[str, ...]:
    kept = tuple(cells[: width + _SURPLUS - 1])
    rest = cells[len(kept) :]
    return (*kept, " ".join(rest)) if rest else kept
