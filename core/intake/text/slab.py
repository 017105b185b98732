"""A piece of UTF-8 text as an array of bytes, and cells of it, eight letters at a time.

Python objects for every cell would cost more than everything else, so a cell is a
place and a length until somebody asks for its text. Eight bytes from any place on are
one unsigned number (little-endian: the first letter is the lowest byte), and one operation
on an array of such numbers works on eight letters of every cell.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from core.native import text as loops

Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

WORD = 8
_FEW = 8
"""Words of cells whose letters are sooner taken together than from the text one by one."""
_KEEP = np.array([(1 << (8 * size)) - 1 for size in range(WORD + 1)], np.uint64)
"""For each length the bits of the first so many letters of a word."""


class Slab:
    """Some bytes of UTF-8 text without a zero byte.

    Parameters
    ----------
    parts
        The bytes, in parts that follow one another. While they are copied, other threads go on.

    Attributes
    ----------
    size
        How many bytes the text has.
    bytes
        The text as an array, followed by zeros so that a word may begin at any of its bytes.
    marks
        The same without the zeros, shape (size,).
    """

    def __init__(self, *parts: bytes | memoryview) -> None:
        self.size = sum(map(len, parts))
        self.bytes: Bytes = np.empty(self.size + loops.PADDING, np.uint8)
        self.marks: Bytes = self.bytes[: self.size]
        end = 0
        for part in parts:
            start, end = end, end + len(part)
            self.bytes[start:end] = np.frombuffer(part, np.uint8)
        self.bytes[end:] = 0
        self._words: Words = np.ndarray(
            (len(self.bytes) - WORD + 1,), "<u8", buffer=self.bytes.data, strides=(1,)
        )

    @cached_property
    def text(self) -> bytes:
        """The text."""
        return self.marks.tobytes()

    @cached_property
    def most(self) -> int:
        """The largest byte; 0 if there is none."""
        return int(self.marks.max(initial=0))

    def words_at(self, places: Places) -> Words:
        """Give the eight bytes from each place on, as numbers."""
        return self._words[places]


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of one column in a slab.

    ``starts`` and ``sizes`` have the shape (cells,): the first byte of each cell and how
    many bytes it has.
    """

    slab: Slab
    starts: Places
    sizes: Places

    def __len__(self) -> int:
        return len(self.starts)

    def words(self, place: int = 0) -> Words:
        """Give the letters ``8 * place`` to ``8 * place + 7`` of each cell, zero where it ends."""
        if place == 0:
            return self.slab.words_at(self.starts) & _KEEP[np.minimum(self.sizes, WORD)]
        left = np.clip(self.sizes - place * WORD, 0, WORD)
        at = np.where(left > 0, self.starts + place * WORD, self.starts)
        return self.slab.words_at(at) & _KEEP[left]

    def all_words(self, depth: int) -> Words:
        """Give the first ``8 * depth`` letters of each cell, shape (depth, cells)."""
        found = loops.words(self.slab.bytes, self.starts, self.sizes, depth)
        return found if found is not None else np.stack([self.words(at) for at in range(depth)])

    def among(self, chosen: Mask | Places) -> "Cells":
        """Give some of the cells."""
        return Cells(self.slab, self.starts[chosen], self.sizes[chosen])

    def texts(self) -> list[bytes]:
        """Give the bytes of each cell."""
        depth = max(1, -(-int(self.sizes.max(initial=0)) // WORD))
        if depth <= _FEW:
            words = np.ascontiguousarray(self.all_words(depth).T)
            found: list[bytes] = words.view(f"S{depth * WORD}").ravel().tolist()
            return found
        text = self.slab.text
        ends = (self.starts + self.sizes).tolist()
        return [text[start:end] for start, end in zip(self.starts.tolist(), ends, strict=True)]


def slab_of(texts: list[bytes]) -> Cells:
    """Give texts that stand nowhere yet as cells of a slab of their own."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.cumsum(sizes) - sizes
    return Cells(Slab(b"".join(texts)), starts, sizes)
