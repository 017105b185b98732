"""A column that says in which currency the amounts of each row are."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from core.currencies import currencies
from core.intake.column import RawColumn
from core.intake.masks import Mask
from core.intake.words import CURRENCY, tokens

_MOST = 50


@dataclass(frozen=True, eq=False)
class SeveralCurrencies:
    """Amounts of one source in more than one currency.

    Attributes
    ----------
    usual
        How the currency of most rows is written.
    cells
        How many cells have each currency, most first.
    others
        Shape (rows,): which rows are in another one than the usual.
    """

    usual: str
    cells: tuple[tuple[str, int], ...]
    others: Mask


def several_currencies(name: str, column: RawColumn) -> SeveralCurrencies | None:
    """Tell the currencies of a column; None if it is none of currencies or has only one.

    A column is one of currencies if all its cells are known codes or signs, or if it is called
    so.

    Parameters
    ----------
    name, column
        The column, with the cells of ordinary rows only.
    """
    if len(column.shapes) or len(column.stored) or not 1 < len(column.texts) <= _MOST:
        return None
    texts = [str(text).strip() for text in column.texts]
    counts = column.text_counts.tolist()
    used = [(text, count) for text, count in zip(texts, counts, strict=True) if count and text]
    named = bool(CURRENCY & set(tokens(name)))
    if not used or not (named or all(currencies(text) for text, _count in used)):
        return None
    names = _names(used)
    if len(names) < 2:  # noqa: PLR2004 - several
        return None
    cells: Counter[str] = Counter()
    for text, count in used:
        cells[names[_meant(text)]] += count
    ordered = sorted(cells.items(), key=lambda pair: (-pair[1], pair[0]))
    usual = ordered[0][0]
    # A text that no ordinary row has may have no name.
    other = [bool(text) and names.get(_meant(text), usual) != usual for text in texts]
    others = column.spread(np.array(other, bool), nothing=False)
    return SeveralCurrencies(usual, tuple(ordered), others)


def _names(used: list[tuple[str, int]]) -> dict[object, str]:
    """How each currency is written most often."""
    ordered = sorted(used, key=lambda pair: (pair[1], pair[0]))
    return {_meant(text): text for text, _count in ordered}


def _meant(text: str) -> object:
    """What two writings of one currency have in common."""
    return currencies(text) or text.casefold()
