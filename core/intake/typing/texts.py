"""A column as texts, each different one once."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from core.intake.column import Codes, RawColumn, Texts, moment_text, number_text
from core.intake.masks import Mask
from core.intake.text.digits import Shapes, Wholes, shape_of, written
from core.intake.text.numbering import number
from core.native.rows import taken


def text_values(column: RawColumn) -> pd.Categorical:
    """Give the cells of a column as they stood, missing where they are empty."""
    codes, texts = numbered_texts(column)
    # The codes are places of the texts, which takes long to prove of very many.
    return pd.Categorical.from_codes(codes, pd.Index(texts, dtype="str"), validate=False)


def how_many_different(column: RawColumn) -> int:
    """Count the different texts that `numbered_texts` gives."""
    if _has_texts_only(column):
        return int(np.count_nonzero(column.text_counts))
    return len(numbered_texts(column)[1])


def numbered_texts(column: RawColumn) -> tuple[Codes, Texts]:
    """Give the different texts of a column, and for each cell the place of its own; -1 if empty.

    Numbers and dates are written as `core.intake.column.RawColumn.text_at` writes them.
    """
    if _has_texts_only(column):
        used = column.text_counts > 0
        if bool(used.all()):
            return column.codes, column.texts
        texts, codes = _used(column.texts, column.codes, used)
        return codes, _array(texts)
    codes = column.codes.copy() if len(column.codes) else np.full(column.rows, -1, np.int32)
    texts, codes = _used(column.texts, codes, column.text_counts > 0)
    for rows, (places, listed) in _written_layers(column):
        codes[rows] = places + np.int32(len(texts))
        texts = [*texts, *listed]
    return _merged(codes, texts)


def _has_texts_only(column: RawColumn) -> bool:
    """Whether no two texts of a column, and none that is written for a number, can be the same."""
    others = (column.shapes, column.stored, column.moments, column.marks)
    return bool(len(column.codes)) and not any(len(other) for other in others)


def _used(texts: Texts, codes: Codes, used: Mask) -> tuple[list[str], Codes]:
    """The texts that some cell has, numbered anew."""
    if bool(used.all()):
        return texts.tolist(), codes
    anew = np.append(np.cumsum(used, dtype=np.int32) - 1, np.int32(-1))
    return texts[used].tolist(), taken(anew, codes)


def _written_layers(column: RawColumn) -> Iterator[tuple[Mask, tuple[Codes, list[str]]]]:
    """For each kind of cell that is no text: where they are, their numbers and their texts."""
    if len(column.shapes):
        rows = column.shapes != 0
        if bool(rows.any()):
            yield rows, _plain_texts(column.wholes[rows], column.shapes[rows])
    if len(column.stored):
        rows = ~np.isnan(column.stored)
        if bool(rows.any()):
            places, different = pd.factorize(column.stored[rows])
            yield rows, (places.astype(np.int32), list(map(number_text, different.tolist())))
    if len(column.moments):
        rows = ~np.isnat(column.moments)
        if bool(rows.any()):
            places, moments = pd.factorize(column.moments[rows])
            yield rows, (places.astype(np.int32), list(map(moment_text, np.asarray(moments))))


def _plain_texts(wholes: Wholes, shapes: Shapes) -> tuple[Codes, list[str]]:
    """The different plain numbers as they are written."""
    keys = [wholes.view(np.uint64)]
    if len(np.unique(shapes)) > 1:
        keys.append(shapes.astype(np.uint64))
    codes, first = number(keys)
    numbers, forms = wholes[first].tolist(), shapes[first].tolist()
    if len(keys) == 1:
        shape = shape_of(forms[0])
        if not shape.mark and not shape.sign:
            return codes, [str(value).zfill(shape.whole) for value in numbers]
    return codes, [written(*pair) for pair in zip(numbers, forms, strict=True)]


def _merged(codes: Codes, texts: list[str]) -> tuple[Codes, Texts]:
    """Join equal texts that came from cells of different kinds."""
    places: dict[str, int] = {}
    anew = [places.setdefault(text, len(places)) for text in texts]
    if len(places) < len(texts):
        codes = np.array([*anew, -1], np.int32)[codes]
    return codes, _array(list(places))


def _array(texts: list[str]) -> Texts:
    listed = np.empty(len(texts), object)
    listed[:] = texts
    return listed
