"""Very many ids at once, as words of eight letters: which are the same, and their order."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from core.intake.text.numbering import number
from core.intake.text.slab import WORD, Cells, Slab, Words

Places = npt.NDArray[np.integer]

_MOST_WORDS = 8
_BETWEEN = "\x00"


def numbered(texts: Sequence[str]) -> Places:
    """Number different texts in the order in which they first occur.

    Returns
    -------
    numpy.ndarray
        Shape (texts,): the number of each, from 0.
    """
    words = _words(texts)
    if words is not None:
        return number(list(words))[0]
    numbers: dict[str, int] = {}
    found = [numbers.setdefault(text, len(numbers)) for text in texts]
    return np.array(found, dtype=np.int32)


def in_order(texts: Sequence[str]) -> Places:
    """Give the places of texts, all different, in their order.

    Returns
    -------
    numpy.ndarray
        Shape (texts,): the place of the first of them, of the second, and so on.
    """
    words = _words(texts)
    if words is None:
        return np.array(sorted(range(len(texts)), key=texts.__getitem__), dtype=np.intp)
    # Bytes of UTF-8 have the order of letters; the first letter has to weigh most.
    letters = words.byteswap()
    return np.argsort(letters[0]) if len(letters) == 1 else np.lexsort(letters[::-1])


def _words(texts: Sequence[str]) -> Words | None:
    """Give the letters of texts eight at a time, shape (words, texts).

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
    depth = max(1, -(-int(sizes.max()) // WORD))
    return Cells(slab, starts, sizes).all_words(depth) if depth <= _MOST_WORDS else None
