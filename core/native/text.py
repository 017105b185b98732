"""Loops over text: the cells of its records, and the numbers and letters in them.

Each function gives None where the loops are not compiled or the case is not an ordinary one; the
caller then has another way. A text is an array of bytes, followed by at least `PADDING` zeros;
cells are given by their first byte in it and their size, arrays of 64-bit integers of one shape.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.native import library
from core.native.library import at, in_a_row

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Shapes = npt.NDArray[np.uint16]

PADDING = 64
"""Zero bytes behind every text."""

_MOST_ODD = 1_000
_MOST_SHAPES, _LANES = 64, 19
_LINE_END = ord("\n")


@dataclass(frozen=True, eq=False)
class Division:
    """The records of a piece of text.

    Attributes
    ----------
    starts, sizes
        Shape (fields, rows): the cells of the records that have all fields, in order.
    odd
        Shape (others, 3): of every other record its place among all, its first byte and its end.
    records
        How many records there are.
    """

    starts: Places
    sizes: Places
    odd: Places
    records: int


def divide(text: Bytes, size: int, delimiter: int, quote: int, width: int) -> Division | None:
    """Find the cells of all records of a text.

    Parameters
    ----------
    text
        The text with the zeros behind it, beginning with a record; no other byte is zero.
    size
        How many bytes it has without them.
    delimiter
        The byte between two fields.
    quote
        The byte around a quoted field; 0 if no field is quoted.
    width
        How many fields a record should have.

    Returns
    -------
    Division or None
        None also if a quoted field holds a line break or a mark, a mark breaks the rules, a
        carriage return stands alone, or many records do not have the fields.
    """
    loops = library.compiled()
    if loops is None:
        return None
    # A record with all its fields has a byte for each of them, separators and its end.
    most = min(int(np.count_nonzero(text[:size] == _LINE_END)), size // width) + 2
    starts, sizes = np.empty((2, width, most), np.int64)
    odd, counts = np.empty((_MOST_ODD, 3), np.int64), np.empty(2, np.int64)
    signs, room = (delimiter, quote, width, most), (*at(starts, sizes), _MOST_ODD)
    if loops.divide(*at(text), size, *signs, *room, *at(odd, counts)) < 0:
        return None
    records, others = counts.tolist()
    rows = records - others
    return Division(starts[:, :rows], sizes[:, :rows], odd[:others], records)


def read_plain(text: Bytes, starts: Places, sizes: Places) -> tuple[Places, Shapes] | None:
    """Read the cells that are plain numbers, as `core.intake.text.digits.read_plain` does.

    Returns
    -------
    tuple or None
        All digits of each cell as one whole number, and how it is written.
    """
    loops = library.compiled()
    if loops is None:
        return None
    starts, sizes = in_a_row(np.int64, starts, sizes)
    wholes, shapes = np.empty(len(starts), np.int64), np.empty(len(starts), np.uint16)
    loops.read_plain(*at(text, starts, sizes), len(starts), *at(wholes, shapes))
    return wholes, shapes


def place_sums(
    text: Bytes, starts: Places, sizes: Places, shapes: Shapes
) -> dict[int, list[int]] | None:
    """Add up the digits of plain numbers place by place: all units, all tens, and so on.

    Returns
    -------
    dict or None
        For each shape that some cell has the sum of the last digits, of those before them, and so
        on; None also if there are very many shapes.
    """
    loops = library.compiled()
    if loops is None:
        return None
    starts, sizes = in_a_row(np.int64, starts, sizes)
    codes, lanes = np.empty(_MOST_SHAPES, np.uint16), np.empty((_MOST_SHAPES, _LANES), np.int64)
    (shapes,) = in_a_row(np.uint16, shapes)
    cells = (*at(text, starts, sizes, shapes), len(starts))
    found = loops.place_sums(*cells, _MOST_SHAPES, *at(codes, lanes))
    if found < 0:
        return None
    return dict(zip(codes[:found].tolist(), lanes[:found].tolist(), strict=True))


def words(text: Bytes, starts: Places, sizes: Places, depth: int) -> Words | None:
    """Give the letters of each cell eight at a time, zero where it ends; shape (depth, cells)."""
    loops = library.compiled()
    if loops is None:
        return None
    starts, sizes = in_a_row(np.int64, starts, sizes)
    found = np.empty((depth, len(starts)), np.uint64)
    loops.words(*at(text, starts, sizes), len(starts), depth, *at(found))
    return found
