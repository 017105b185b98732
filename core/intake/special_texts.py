"""The few texts of a column that mean something besides what they say, found among very many.

A column may have a million different texts, and asking each of them whether it is blank or a
word for nothing would take longer than reading the file.
"""

from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

Texts = npt.NDArray[np.object_]
Places = npt.NDArray[np.int64]

_MANY = 2_000
"""Fewer texts are sooner looked at one by one."""


class SpecialTexts:
    """Looks for words among different texts.

    Parameters
    ----------
    texts
        The texts, each once.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._found: dict[frozenset[str], Places] = {}

    @cached_property
    def blank(self) -> Places:
        """Places of the texts that hold blanks only."""
        return self._places({text for text in self._padded if not text.strip()})

    def among(self, words: frozenset[str]) -> Places:
        """Places of the texts that are one of some words, whatever their case and blanks around.

        Parameters
        ----------
        words
            The words, casefolded, without blanks around them.
        """
        if words not in self._found:
            hits = {text for text in self._padded if text.strip().casefold() in words}
            self._found[words] = self._places(hits | _cases(words))
        return self._found[words]

    def _places(self, wanted: set[str]) -> Places:
        if not wanted or wanted.isdisjoint(self._texts.tolist()):
            return np.zeros(0, np.int64)
        if len(self._texts) < _MANY:
            places = [place for place, text in enumerate(self._texts) if text in wanted]
            return np.array(places, np.int64)
        return np.flatnonzero(pd.Series(self._texts, dtype=object).isin(wanted).to_numpy())

    @cached_property
    def _padded(self) -> list[str]:
        """Texts with blanks before or behind them."""
        texts = self._texts.tolist()
        stripped = list(map(str.strip, texts))
        if stripped == texts:
            return []
        return [text for text, bare in zip(texts, stripped, strict=True) if text != bare]


@lru_cache
def _cases(words: frozenset[str]) -> set[str]:
    """The words as people write them: small, capital, with a capital in front."""
    return {
        written
        for word in words
        for written in (word, word.upper(), word.capitalize(), word.title())
    }
