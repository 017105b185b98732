"""The packed blocks of a column put together as they come, so that nothing is kept twice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from core.intake.column import Codes, RawColumn, Texts
from core.intake.text.packing import Part, choose, pack
from core.intake.text.slab import WORD, Places, Words, slab_of
from core.native.keys import KeyNumbers
from core.native.rows import taken

_MORE, _MOST = 1.25, 16
"""How many times as many rows as there are room is made for, if nobody knows and at most."""


@dataclass
class _Rows:
    """Values of the rows so far, in an array that has room for more."""

    kind: type[np.generic]
    size: int = 0
    room: npt.NDArray[Any] = field(init=False)

    def __post_init__(self) -> None:
        self.room = np.empty(0, self.kind)

    def add(self, values: npt.NDArray[Any], expected: int) -> None:
        if not len(values):
            return
        end = self.size + len(values)
        if end > len(self.room):
            # As large as it will get, but if that is far from what there is, the guess may be bad.
            most = min(max(expected, int(_MORE * end)), _MOST * end)
            larger = np.empty(most, self.kind)
            larger[: self.size] = self.values
            self.room = larger
        self.room[self.size : end] = values
        self.size = end

    @property
    def values(self) -> npt.NDArray[Any]:
        return self.room[: self.size]


@dataclass
class Gathering:
    """A column that packed blocks are added to."""

    rows: int = 0
    _texts: dict[bytes, int] = field(default_factory=dict)
    _sums: Counter[int] = field(default_factory=Counter)
    _beside: list[tuple[Places, Codes]] = field(default_factory=list)
    _codes: _Rows = field(default_factory=partial(_Rows, np.int32))
    _wholes: _Rows = field(default_factory=partial(_Rows, np.int64))
    _shapes: _Rows = field(default_factory=partial(_Rows, np.uint16))
    _keys: KeyNumbers | None = None
    _left: _Rows = field(default_factory=partial(_Rows, np.bool_))

    def add(self, part: Part, expected: int = 0) -> None:
        """Add a block, packed in the same way as those before.

        Parameters
        ----------
        part
            The block.
        expected
            How many rows the column will have in the end, as far as can be told.
        """
        if part.left is not None:
            self._left.add(part.left, expected)
        if part.numbers is not None:
            self._wholes.add(part.numbers.wholes, expected)
            self._shapes.add(part.numbers.shapes, expected)
            self._sums.update(part.sums)
        if part.keys is not None:
            if self._keys is None:
                self._keys = KeyNumbers(len(part.keys))
            self._codes.add(self._keys.number(part.keys.T), expected)
        self._add_texts(part, expected)
        self.rows += part.rows

    def _add_texts(self, part: Part, expected: int) -> None:
        texts = self._texts
        new = [texts.setdefault(text, len(texts)) for text in part.texts]
        codes = taken(np.array([*new, -1], np.int32), part.codes)
        if part.places is None:
            self._codes.add(codes, expected)
        elif len(codes):
            self._beside.append((part.places + self.rows, codes))

    def column(self) -> RawColumn:
        """Give the column; nothing more is to be added.

        Keys come before the texts beside them, which are longer, so that no text is there twice.
        """
        codes, texts = self._codes.values, decode(list(self._texts))
        if self._keys is not None:
            different, self._keys = self._keys.different, None  # the slots take room
            texts = np.concatenate((_decode_keys(different), texts))
        elif self._beside:
            codes = np.full(self.rows, -1, np.int32)
        for places, beside in self._beside:
            codes[places] = beside + np.int32(len(texts) - len(self._texts))
        return RawColumn(
            self.rows,
            codes,
            texts,
            wholes=self._wholes.values,
            shapes=self._shapes.values,
            sums_in_file=dict(self._sums),
            left=self._left.values,
        )


def column_of(texts: Sequence[str]) -> RawColumn:
    """Give texts that stand in no file, and have no zero character, as a column."""
    cells = slab_of([text.encode("utf-8") for text in texts])
    gathering = Gathering()
    gathering.add(pack(cells, choose(cells)))
    return gathering.column()


def _decode_keys(keys: Words) -> Texts:
    """Give the texts of keys, shape (keys, words)."""
    letters = np.zeros((len(keys), keys.shape[1] * WORD + 1), np.uint8)
    letters[:, :-1] = keys.view(np.uint8)
    kept = letters != 0
    kept[:, -1] = True  # one zero behind each
    return _listed(letters[kept].tobytes().decode("utf-8").split("\x00")[:-1])


def decode(texts: Sequence[bytes]) -> Texts:
    """Decode texts of valid UTF-8."""
    at_once = b"\x00".join(texts).decode("utf-8").split("\x00") if len(texts) else []
    if len(at_once) != len(texts):  # a text has the character itself
        at_once = [text.decode("utf-8") for text in texts]
    return _listed(at_once)


def _listed(texts: list[str]) -> Texts:
    listed = np.empty(len(texts), dtype=object)
    listed[:] = texts
    return listed
