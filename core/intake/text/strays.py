"""Records below the header that are no rows: the header again, or the seam of two files."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.intake.text.slab import Cells, Places

_MARK = codecs.BOM_UTF8
_SEAM = "it begins with a byte order mark, as if two files had been joined there"
_AGAIN = "it repeats the column names"


@dataclass(frozen=True)
class Stray:
    """A record that is no row: its place among the fitting ones, its cells and what it is."""

    place: int
    cells: tuple[str, ...]
    reason: str


def strays(columns: Sequence[Cells], header: Sequence[bytes]) -> tuple[Stray, ...]:
    """Find records that repeat the header or begin with a byte order mark.

    Parameters
    ----------
    columns
        The cells of the records that fit.
    header
        The names of the columns; none if there are none.
    """
    # Few texts have even the first byte of the mark, which is sooner seen.
    slab = columns[0].slab
    there = slab.most >= _MARK[0] and _MARK in slab.text
    marked = _marked(columns[0]) if there else np.zeros(0, np.int64)
    again = set(_repeated(columns, header).tolist())
    found = []
    for place in sorted({*marked.tolist(), *again}):
        cells = tuple(column.among(np.array([place])).texts()[0] for column in columns)
        same = place in again or (cells[0].removeprefix(_MARK), *cells[1:]) == tuple(header)
        decoded = tuple(cell.decode("utf-8") for cell in cells)
        found.append(Stray(place, decoded, _AGAIN if same else _SEAM))
    return tuple(found)


def _marked(cells: Cells) -> Places:
    """Cells that begin with a byte order mark."""
    word = int.from_bytes(_MARK, "little")
    return np.flatnonzero((cells.words() & np.uint64((1 << 24) - 1)) == np.uint64(word))


def _repeated(columns: Sequence[Cells], header: Sequence[bytes]) -> Places:
    """Rows that say the same as the header."""
    if len(header) != len(columns) or not any(header):
        return np.zeros(0, np.int64)
    place = next(place for place, name in enumerate(header) if name)
    word = int.from_bytes(header[place][:8], "little")
    cells = columns[place]
    alike: Places = np.flatnonzero(cells.sizes == len(header[place]))
    alike = alike[cells.among(alike).words() == word]
    for column, name in zip(columns, header, strict=True):
        same = [text == name for text in column.among(alike).texts()]
        alike = alike[np.array(same, bool)]
    return alike
