"""Plain numbers added up place by place, to check by another way what was read of them."""

import numpy as np

from core.intake.text.digits import Shapes, shape_of
from core.intake.text.slab import WORD, Cells, Words
from core.native import text as loops

_ZEROS = np.uint64(0x3030303030303030)
_PAIR_MASK = np.uint64(0x00FF00FF00FF00FF)
_LANE_ROWS = 2048


def place_sums(cells: Cells, shapes: Shapes) -> dict[int, int]:
    """Sums of plain numbers, worked out place by place: all units, all tens, and so on.

    This adds up the same cells as `core.intake.text.digits.read_plain` by another way, so that the
    two can be held against each other.

    Parameters
    ----------
    cells
        The cells.
    shapes
        How each of them is written; 0 if it is no plain number.

    Returns
    -------
    dict
        For each shape that occurs the sum in units of the last place.
    """
    sums = loops.place_sums(cells.slab.bytes, cells.starts, cells.sizes, shapes)
    if sums is None:
        counts = np.bincount(shapes, minlength=1)
        counts[0] = 0
        codes = np.flatnonzero(counts).tolist()
        sums = {code: _letters_added(cells.among(shapes == code), code) for code in codes}
    return {code: _together(digits, code) for code, digits in sums.items()}


def _together(digits: list[int], code: int) -> int:
    """Put together the sums of the last digits, of those before them, and so on."""
    total = sum(digit * int(10**power) for power, digit in enumerate(digits))
    return -total if shape_of(code).sign == "-" else total


def _letters_added(cells: Cells, code: int) -> list[int]:
    """Add up the last digits of cells that are written alike, those before them, and so on."""
    shape = shape_of(code)
    signed = len(shape.sign)
    starts = cells.starts + signed
    mark = shape.whole if shape.mark else -1
    size = shape.whole + len(shape.mark) + shape.part
    sums: list[int] = []
    for base in range(0, size, WORD):
        there = min(WORD, size - base)
        kept = np.uint64((1 << (8 * there)) - 1)
        sums += _letter_sums((cells.slab.words_at(starts + base) ^ _ZEROS) & kept)[:there]
    return [digit for place, digit in enumerate(sums) if place != mark][::-1]


def _letter_sums(words: Words) -> list[int]:
    """Add up the first bytes of all words, the second, and so on."""
    sums = [0] * WORD
    rows = np.concatenate([words, np.zeros(-len(words) % _LANE_ROWS, np.uint64)])
    for odd in (0, 1):
        # Every second byte gets 16 bits of room, which is enough for so many rows.
        lanes = (rows >> np.uint64(8 * odd) & _PAIR_MASK).reshape(-1, _LANE_ROWS).sum(axis=1)
        for lane in range(4):
            digits = int((lanes >> np.uint64(16 * lane) & np.uint64(0xFFFF)).sum())
            sums[2 * lane + odd] = digits
    return sums
