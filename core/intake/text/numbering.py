"""Numbers the different ones among many short texts, quickly and in little room."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.intake.text.slab import Places, Words
from core.native import rows as loops

Codes = npt.NDArray[np.int32]

_SHARE_BITS = 3
_SHARES = 1 << _SHARE_BITS
_MANY = 1_000_000
_THREADS = 2
_MIXERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_SHIFT = np.uint64(29)


def number(words: Sequence[Words]) -> tuple[Codes, Places]:
    """Number different rows of words in the order in which they first occur.

    Parameters
    ----------
    words
        One array per word of a row, all of the same length.

    Returns
    -------
    codes
        Shape (rows,): the number of each row, from 0.
    first
        Shape (numbers,): where each number first occurs.
    """
    numbered = loops.number(words)
    return numbered if numbered is not None else _number_by_arrays(words)


def _number_by_arrays(words: Sequence[Words]) -> tuple[Codes, Places]:
    mixed = words[0] if len(words) == 1 else _mixed(words)
    codes, first = _number_in_shares(mixed) if len(mixed) > _MANY else _number_at_once(mixed)
    if len(words) > 1 and not all(_stands_for_itself(word, codes, first) for word in words):
        # Two different rows share a hash, which hardly ever happens.
        found, _ = pd.factorize(pd.MultiIndex.from_arrays(list(words)))
        return found.astype(np.int32), _first_places(found)
    return codes, first


def _stands_for_itself(word: Words, codes: Codes, first: Places) -> bool:
    return bool((word == word[first][codes]).all())


def _mixed(words: Sequence[Words]) -> Words:
    """One number for several words; different words seldom give the same."""
    mixed: Words = words[0] * _MIXERS[0]
    for place, word in enumerate(words[1:], start=1):
        mixed ^= mixed >> _SHIFT
        mixed ^= word
        mixed *= _MIXERS[place % len(_MIXERS)]
    mixed ^= mixed >> _SHIFT
    return mixed


def _number_at_once(values: Words) -> tuple[Codes, Places]:
    codes, _ = pd.factorize(values)
    return codes.astype(np.int32), _first_places(codes)


def _first_places(codes: npt.NDArray[np.integer]) -> Places:
    first = np.empty(int(codes.max(initial=-1)) + 1, np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return first


def _number_in_shares(values: Words) -> tuple[Codes, Places]:
    """Do the same share by share: a small table of what was seen stays close to the processor."""
    share = (values * _MIXERS[0] >> np.uint64(64 - _SHARE_BITS)).astype(np.uint8)
    with ThreadPoolExecutor(_THREADS) as pool:
        found = pool.map(lambda which: _number_share(values, share, which), range(_SHARES))
        codes = np.empty(len(values), np.int32)
        firsts: list[Places] = []
        for places, numbers, first in found:
            codes[places] = numbers + np.int32(sum(map(len, firsts)))
            firsts.append(first)
    first = np.concatenate(firsts)
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    np.take(rank, codes, out=codes)
    return codes, first[order]


def _number_share(
    values: Words, share: npt.NDArray[np.uint8], which: int
) -> tuple[Places, Codes, Places]:
    places = np.flatnonzero(share == which)
    codes, first = _number_at_once(values[places])
    return places, codes, places[first]
