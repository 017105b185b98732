"""Keys numbered as they come, block by block."""

from ctypes import CDLL

import numpy as np
import numpy.typing as npt

from core.native import library
from core.native.library import at, in_a_row

Words = npt.NDArray[np.uint64]
Codes = npt.NDArray[np.int32]
Slots = npt.NDArray[np.int64]

_SLOT = 2
"""Words of a slot: what a key is mixed to, and its number."""


class KeyNumbers:
    """The numbers of different keys, in the order in which they first occur, from 0.

    Keys are some words each, of which the first is not 0.

    Parameters
    ----------
    words
        How many words a key has.
    """

    def __init__(self, words: int) -> None:
        self._found = 0
        self._words = words
        self._slots = np.empty((0, _SLOT), np.int64)
        self._different = np.empty((0, words), np.uint64)
        self._numbers: dict[bytes, int] = {}

    @property
    def different(self) -> Words:
        """Shape (different keys, words): each key once."""
        return self._different[: self._found]

    def number(self, keys: Words) -> Codes:
        """Give the number of each key, -1 where there is none.

        Parameters
        ----------
        keys
            Shape (keys, words); the first word is 0 where there is no key.
        """
        loops = library.compiled()
        (keys,) = in_a_row(np.uint64, keys)
        self._make_room(len(keys))
        if loops is None:
            return self._number_one_by_one(keys)
        if self._found + len(keys) > len(self._slots) // 2:
            self._slots = _more_slots(loops, self._slots, self._found + len(keys))
        codes = np.empty(len(keys), np.int32)
        known = (*at(self._slots), _bits(self._slots), self._found)
        self._found = loops.number_keys(*at(keys), *keys.shape, *known, *at(codes, self._different))
        return codes

    def _make_room(self, more: int) -> None:
        """Have room for so many more keys, all different."""
        needed = self._found + more
        if needed > len(self._different):
            room = np.empty((2 * needed, self._words), np.uint64)
            room[: self._found] = self.different
            self._different = room

    def _number_one_by_one(self, keys: Words) -> Codes:
        numbers = self._numbers
        written = keys.view(f"V{keys.itemsize * self._words}").ravel().tolist()
        there = (keys[:, 0] != 0).tolist()
        codes = [
            numbers.setdefault(key, len(numbers)) if is_key else -1
            for key, is_key in zip(written, there, strict=True)
        ]
        new = list(numbers)[self._found :]
        self._different[self._found : len(numbers)] = np.frombuffer(
            b"".join(new), np.uint64
        ).reshape(-1, self._words)
        self._found = len(numbers)
        return np.array(codes, np.int32)


def _bits(slots: Slots) -> int:
    return len(slots).bit_length() - 1


def _more_slots(loops: CDLL, slots: Slots, numbers: int) -> Slots:
    """Give slots with what is in others, at most half of them taken by so many numbers."""
    more = np.full((1 << (2 * numbers - 1).bit_length(), _SLOT), -1)
    loops.move_numbers(*at(slots), len(slots), *at(more), _bits(more))
    return more
