"""Loops over text: the cells of its records, and the numbers and letters in them.

Unless something else is said, each gives None where the loops are not compiled or the case is not
an ordinary one; the caller then has another way. A text is an array of bytes, followed by at least
`PADDING` zeros; cells are given by their first byte in it and their size, arrays of integers of one
shape.
"""

import ctypes
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.native import library
from core.native.library import at, in_a_row

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.integer]
Wholes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Words = npt.NDArray[np.uint64]
Shapes = npt.NDArray[np.uint16]
Codes = npt.NDArray[np.int32]

PADDING = 64
"""Zero bytes behind every text."""

_LONGEST = int(np.iinfo(np.int32).max)
_MOST_ODD = 1_000
_MOST_SHAPES, _LANES = 64, 19


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


def _loops_for(text: Bytes) -> ctypes.CDLL | None:
    """The loops, but for a text that is so long that the place of a cell takes more bits."""
    return library.compiled() if len(text) <= _LONGEST else None


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
    loops = _loops_for(text)
    if loops is None:
        return None
    # A record with all its fields has a byte for each of them, separators and its end.
    most = min(loops.line_ends(*at(text), size), size // width) + 2
    starts, sizes = np.empty((2, width, most), np.int32)
    odd, counts = np.empty((_MOST_ODD, 3), np.int64), np.empty(2, np.int64)
    signs, room = (delimiter, quote, width, most), (*at(starts, sizes), _MOST_ODD)
    if loops.divide(*at(text), size, *signs, *room, *at(odd, counts)) < 0:
        return None
    records, others = counts.tolist()
    rows = records - others
    return Division(starts[:, :rows], sizes[:, :rows], odd[:others], records)


def read_plain(text: Bytes, starts: Places, sizes: Places) -> tuple[Wholes, Shapes] | None:
    """Read the cells that are plain numbers, as `core.intake.text.digits.read_plain` does.

    Returns
    -------
    tuple or None
        All digits of each cell as one whole number, and how it is written.
    """
    loops = _loops_for(text)
    if loops is None:
        return None
    starts, sizes = in_a_row(np.int32, starts, sizes)
    wholes, shapes = np.empty(len(starts), np.int64), np.empty(len(starts), np.uint16)
    loops.read_plain(*at(text, starts, sizes), len(starts), *at(wholes, shapes))
    return wholes, shapes


def divided(wholes: Wholes, shapes: Shapes, divisors: Floats) -> Floats:
    """Divide whole numbers by what goes with their shapes.

    Parameters
    ----------
    wholes, shapes
        Shape (cells,).
    divisors
        Shape (65536,): what the whole numbers of each shape are divided by.
    """
    loops = library.compiled()
    if loops is None:
        return np.asarray(wholes / divisors[shapes])
    (wholes,), (shapes,) = in_a_row(np.int64, wholes), in_a_row(np.uint16, shapes)
    values = np.empty(len(wholes))
    loops.divided(*at(wholes, shapes), len(wholes), *at(divisors, values))
    return values


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
    loops = _loops_for(text)
    if loops is None:
        return None
    starts, sizes = in_a_row(np.int32, starts, sizes)
    codes, lanes = np.empty(_MOST_SHAPES, np.uint16), np.empty((_MOST_SHAPES, _LANES), np.int64)
    (shapes,) = in_a_row(np.uint16, shapes)
    cells = (*at(text, starts, sizes, shapes), len(starts))
    found = loops.place_sums(*cells, _MOST_SHAPES, *at(codes, lanes))
    if found < 0:
        return None
    return dict(zip(codes[:found].tolist(), lanes[:found].tolist(), strict=True))


def words(text: Bytes, starts: Places, sizes: Places, depth: int) -> Words | None:
    """Give the letters of each cell eight at a time, zero where it ends; shape (depth, cells)."""
    loops = _loops_for(text)
    if loops is None:
        return None
    starts, sizes = in_a_row(np.int32, starts, sizes)
    found = np.empty((depth, len(starts)), np.uint64)
    loops.words(*at(text, starts, sizes), len(starts), depth, *at(found))
    return found


def number_cells(text: Bytes, starts: Places, sizes: Places) -> tuple[Codes, Wholes] | None:
    """Number the different texts of cells in the order in which they first occur.

    Returns
    -------
    tuple or None
        The number of each cell, -1 for an empty one, and where each number first occurs; None also
        without memory.
    """
    loops = _loops_for(text)
    if loops is None:
        return None
    starts, sizes = in_a_row(np.int32, starts, sizes)
    codes, first = np.empty(len(starts), np.int32), np.empty(len(starts), np.int64)
    found = loops.number_cells(*at(text, starts, sizes), len(starts), *at(codes, first))
    return None if found < 0 else (codes, first[:found].copy())
