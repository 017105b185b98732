"""The tags of a piece of markup, as arrays."""

import numpy as np

from core.intake.text.slab import Mask, Places, Slab, Words

_LESS, _MORE, _SLASH = (ord(sign) for sign in "<>/")
_BEHIND = 6
"""Tags behind one that are looked at with it."""


class Tags:
    """All tags of a piece: where each begins and ends, and its first eight letters."""

    def __init__(self, piece: bytes) -> None:
        self.slab = Slab(piece)
        marks = self.slab.marks
        self.opens: Places = np.flatnonzero(marks == _LESS)
        self.closes: Places = np.flatnonzero(marks == _MORE)
        self.words: Words = self.slab.words_at(self.opens)
        count = len(self.opens)
        self.matched = (
            count == len(self.closes)
            and b"\x00" not in piece
            and bool((self.opens < self.closes).all() and (self.opens[1:] > self.closes[:-1]).all())
        )
        # Tags that are looked for behind the last one are none.
        self.words = np.append(self.words, np.zeros(_BEHIND, np.uint64))
        self.opens = np.append(self.opens, np.full(_BEHIND, len(piece)))
        self.closes = np.append(self.closes, np.full(_BEHIND, len(piece)))
        self.count = count

    def are(self, places: Places, *texts: bytes) -> Mask:
        """Which of some tags begin with one of a few texts."""
        found = np.zeros(len(places), bool)
        words = self.words[places]
        for text in texts:
            found |= words & _mask(len(text)) == _word(text)
        return found

    def closed(self, places: Places) -> Mask:
        """Which of some tags have nothing between them and their end, such as ``<v/>``."""
        closed: Mask = self.slab.bytes[self.closes[places] - 1] == _SLASH
        return closed

    def all(self, text: bytes) -> Places:
        """Which tags begin with a text of at most eight letters."""
        found: Places = np.flatnonzero(self.words & _mask(len(text)) == _word(text))
        return found


def _mask(letters: int) -> np.uint64:
    return np.uint64((1 << 8 * letters) - 1)


def _word(text: bytes) -> np.uint64:
    return np.uint64(int.from_bytes(text, "little"))
