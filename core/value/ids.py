"""Very many ids at once, as words of eight letters: which are the same, and their order."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from core.intake.text.numbering import number
from core.intake.text.slab import WORD, Cells, Slab, Words

Places = npt.NDArray[np.integer]

_MOST_WORDS = 8
_BETWEEN = "\x00"
_SPACE, _DELETE = 0x20, 0x7F


class Ids:
    """Some ids.

    Parameters
    ----------
    texts
        Shape (ids,): what they are.
    """

    def __init__(self, texts: npt.NDArray[np.object_]) -> None:
        self.texts = texts

    @cached_property
    def _cells(self) -> Cells | None:
        return _cells(self.texts.tolist())

    @property
    def are_plain(self) -> bool:
        """Whether all are known to be of ASCII, with a letter or sign at both ends."""
        cells = self._cells
        if cells is None or cells.slab.most > _DELETE:
            return not len(self.texts)
        letters = cells.slab.bytes
        first, last = letters[cells.starts], letters[cells.starts + cells.sizes - 1]
        return bool(
            cells.sizes.all() and ((first > _SPACE) & (last > _SPACE) & (last < _DELETE)).all()
        )

    def hold(self, letter: str) -> bool:
        """Whether a letter of ASCII is in some of them."""
        if self._cells is None:
            return any(letter in text for text in self.texts)
        return bool((self._cells.slab.marks == ord(letter)).any())

    def numbered(self) -> Places:
        """Number the different ones in the order in which they first occur, from 0."""
        if self._cells is not None:
            return number(list(_words(self._cells)))[0]
        numbers: dict[str, int] = {}
        found = [numbers.setdefault(text, len(numbers)) for text in self.texts]
        return np.array(found, dtype=np.int32)

    def in_order(self) -> Places:
        """Give the places of ids that are all different, in their order."""
        if self._cells is None:
            texts = self.texts.tolist()
            return np.array(sorted(range(len(texts)), key=texts.__getitem__), dtype=np.intp)
        # Bytes of UTF-8 have the order of letters; the first letter has to weigh most.
        letters = _words(self._cells).byteswap()
        return np.argsort(letters[0]) if len(letters) == 1 else np.lexsort(letters[::-1])


def _cells(texts: Sequence[str]) -> Cells | None:
    """Give texts as cells, one behind the other.

    None if there are none, some are long, or some have the letter that tells where one ends.
    """
    if not texts:
        return None
    slab = Slab((_BETWEEN.join(texts) + _BETWEEN).encode("utf-8", "surrogatepass"))
    ends = np.flatnonzero(slab.marks == 0)
    if len(ends) != len(texts):
        return None
    starts = np.append(0, ends[:-1] + 1)
    sizes = ends - starts
    return Cells(slab, starts, sizes) if sizes.max() <= _MOST_WORDS * WORD else None


def _words(cells: Cells) -> Words:
    """Give the letters of texts eight at a time, shape (words, texts)."""
    return cells.all_words(max(1, -(-int(cells.sizes.max()) // WORD)))
