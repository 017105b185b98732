"""Cells of a text file packed column by column, so that a million of them take little room.

What a column holds mostly is seen from its first rows: plain numbers, short keys that hardly
repeat, or texts that do. Each block is packed by itself, on any thread, and what does not fit the
packing is kept as text beside it; `core.intake.text.gathering` puts the blocks together.
"""

from dataclasses import dataclass, field
from enum import Enum

import numpy as np

from core.intake.column import Codes
from core.intake.text.digits import PlainNumbers, read_plain
from core.intake.text.numbering import number
from core.intake.text.place_sums import place_sums
from core.intake.text.slab import WORD, Cells, Mask, Places, Words
from core.native import text as loops

KEY_WORDS = 3
"""Words of eight letters of the longest key that is packed as numbers."""

_OFTEN = 0.2
_HEAD = 2_000


class Packing(Enum):
    """What the cells of a column mostly are."""

    NUMBERS = "plain numbers"
    KEYS = "short texts that hardly repeat"
    TEXTS = "texts"
    LEFT = "cells that stay in the file"


@dataclass(frozen=True)
class Choice:
    """How a column is packed; ``words`` is how many words of eight letters a key may have."""

    packing: Packing
    words: int = 1


@dataclass(frozen=True, eq=False)
class Part:
    """The cells of a column in one block.

    Attributes
    ----------
    rows
        How many there are.
    places, codes, texts
        Which cells are kept as text, the place of each among the different texts, and those.
        ``places`` is None if all are, with code -1 for the empty ones.
    numbers, sums
        The plain numbers, if the column is packed as numbers, and their sum by shape.
    left
        Which cells are filled, if they stay in the file.
    keys
        Shape (words, cells): short texts as numbers, 0 where there is none, if packed as keys.
    """

    rows: int
    places: Places | None
    codes: Codes
    texts: list[bytes]
    numbers: PlainNumbers | None = None
    sums: dict[int, int] = field(default_factory=dict)
    keys: Words | None = None
    left: Mask | None = None


def choose(cells: Cells) -> Choice:
    """Choose how to pack a column, from its first cells; the more, the better the choice."""
    filled = cells.among(np.flatnonzero(cells.sizes > 0))
    head = filled.among(np.arange(min(len(filled), _HEAD)))
    if not len(head):
        return Choice(Packing.TEXTS)
    if 2 * np.count_nonzero(read_plain(head).shapes) > len(head):
        return Choice(Packing.NUMBERS)
    longest = int(filled.sizes.max())
    if longest > KEY_WORDS * WORD or len(encode(filled)[1]) <= _OFTEN * len(filled):
        return Choice(Packing.TEXTS)
    return Choice(Packing.KEYS, -(-longest // WORD))


def pack(cells: Cells, choice: Choice) -> Part:
    """Pack the cells of a column in one block."""
    if choice.packing is Packing.LEFT:
        nothing = np.zeros(0, np.int64), np.zeros(0, np.int32)
        return Part(len(cells), *nothing, [], left=cells.sizes > 0)
    if choice.packing is Packing.NUMBERS:
        numbers = read_plain(cells)
        others = np.flatnonzero((numbers.shapes == 0) & (cells.sizes > 0))
        sums = place_sums(cells, numbers.shapes)
        return Part(len(cells), others, *encode(cells.among(others)), numbers=numbers, sums=sums)
    if choice.packing is Packing.KEYS:
        others = np.flatnonzero(cells.sizes > choice.words * WORD)
        keys = cells.all_words(choice.words)
        keys[:, others] = 0
        return Part(len(cells), others, *encode(cells.among(others)), keys=keys)
    return Part(len(cells), None, *encode(cells))


def encode(cells: Cells) -> tuple[Codes, list[bytes]]:
    """Give each different text once, and for each cell its place among them; -1 if empty."""
    if not len(cells):
        return np.zeros(0, np.int32), []
    numbered = loops.number_cells(cells.slab.bytes, cells.starts, cells.sizes)
    if numbered is not None:
        codes, first = numbered
        return codes, cells.among(first).texts()
    filled = cells.sizes > 0
    codes, full = np.full(len(cells), -1, np.int32), cells.among(filled)
    if not len(full):
        return codes, []
    codes[filled], first = _alike(full)
    return codes, full.among(first).texts()


def _alike(cells: Cells) -> tuple[Codes, Places]:
    """Number the different texts, and tell where each first is."""
    depth = -(-int(cells.sizes.max()) // WORD)
    return number(list(cells.all_words(depth)))
