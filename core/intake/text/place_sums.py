"""Plain numbers added up place by place, to check by another way what was read of them."""

import numpy as np

from core.intake.text.slab import WORD, Cells, Words

_MINUS, _PLUS = ord("-"), ord("+")
_ZEROS = np.uint64(0x3030303030303030)
_PAIR_MASK = np.uint64(0x00FF00FF00FF00FF)
_LANE_ROWS = 2048


def place_sum(cells: Cells, part: int) -> int:
    """Sum of plain numbers, worked out place by place: all units, all tens, and so on.

    This adds up the same cells as `read_plain` by another way, so that the two can be held against
    each other.

    Parameters
    ----------
    cells
        Cells that are plain numbers with the same number of digits after the mark.
    part
        That number; 0 if there is no mark.

    Returns
    -------
    int
        The sum in units of the last place.
    """
    first = cells.slab.bytes[cells.starts]
    minus, signed = first == _MINUS, (first == _MINUS) | (first == _PLUS)
    bare = Cells(cells.slab, cells.starts + signed, cells.sizes - signed)
    total = _unsigned_sum(bare, part)
    return total - 2 * _unsigned_sum(bare.among(minus), part) if bool(minus.any()) else total


def _unsigned_sum(cells: Cells, part: int) -> int:
    longest = int(cells.sizes.max(initial=0))
    places = [place for place in range(longest) if not (part and place == part)]
    powers = {place: 10**power for power, place in enumerate(places)}
    total = 0
    for base in range(0, longest, WORD):
        size = np.clip(cells.sizes - base, 0, WORD)
        at = cells.starts + np.maximum(cells.sizes - base - WORD, 0)
        shift = (np.uint64(64) - (size.astype(np.uint64) << np.uint64(3))) & np.uint64(63)
        words = np.where(size > 0, (cells.slab.words_at(at) ^ _ZEROS) << shift, np.uint64(0))
        for lane, digits in enumerate(_letter_sums(words)):
            total += powers.get(base + lane, 0) * digits
    return total


def _letter_sums(words: Words) -> list[int]:
    """Add up the eighth bytes of all words, the seventh, and so on."""
    sums = [0] * WORD
    rows = np.concatenate([words, np.zeros(-len(words) % _LANE_ROWS, np.uint64)])
    for odd in (0, 1):
        # Every second byte gets 16 bits of room, which is enough for so many rows.
        lanes = (rows >> np.uint64(8 * odd) & _PAIR_MASK).reshape(-1, _LANE_ROWS).sum(axis=1)
        for lane in range(4):
            digits = int((lanes >> np.uint64(16 * lane) & np.uint64(0xFFFF)).sum())
            sums[WORD - 1 - (2 * lane + odd)] = digits
    return sums
