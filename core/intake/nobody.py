"""Ids that stand for many people whom nobody knows, such as guests of a shop."""

import numpy as np

from core.intake.column import RawColumn
from core.intake.masks import Mask
from core.intake.offers import cells_with
from core.intake.said import Said
from core.intake.typing.placeholders import PLACEHOLDERS

_NOBODY = PLACEHOLDERS | frozenset(
    {
        *("guest", "guests", "guest checkout", "guest customer", "guest user", "anonymous"),
        *("walk-in", "walk in", "walkin", "walk-in customer", "walk in customer", "cash"),
        *("cash customer", "cash sale", "counter sale", "no customer", "unregistered", "misc"),
        *("not set", "(not set)", "not logged in", "deleted", "redacted", "various", "test"),
        *("gast", "gastbestellung", "gastkunde", "anonym", "laufkunde", "laufkundschaft"),
        *("barkunde", "barverkauf", "diverse", "kein kunde", "ohne kunde", "gelöscht"),
        *("invité", "anonyme", "client de passage", "client comptoir", "divers", "sans client"),
        *("invitado", "anónimo", "anonimo", "cliente genérico", "público general", "sin cliente"),
        *("ospite", "cliente generico", "cliente occasionale", "anoniem", "passant", "gäst"),
    }
)
"""Casefolded."""

_NUMBERS = ("0", "-1")
_MANY = 1_000
_OFTEN = 3.0
_FEWEST = 2


def nobody_in(column: RawColumn) -> Said | None:
    """Find ids that name nobody; None if there are none.

    A word for guests or for nothing is one. So is 0 or -1 if it stands in many more rows than
    others do, since a list may well begin at 0.

    Parameters
    ----------
    column
        The column with the customers, with the cells of ordinary rows only.
    """
    found: dict[str, Mask] = {}
    for place in column.special.among(_NOBODY).tolist():
        text = str(column.texts[place]).strip()
        found[text] = found.get(text, False) | column.cells_among(np.array([place]))
    for text in _numbers_in(column):
        rows = _cells_of(column, text)
        if _stands_out(column, rows):
            found[text] = rows
    counts = {text: int(np.count_nonzero(rows)) for text, rows in found.items()}
    cells = sorted(((text, count) for text, count in counts.items() if count), key=_most_first)
    if not cells:
        return None
    return Said(tuple(cells), np.logical_or.reduce(list(found.values())))


def _numbers_in(column: RawColumn) -> tuple[str, ...]:
    """Numbers to look for; very many texts are looked through once for all of them."""
    if len(column.texts) > _MANY and not len(column.special.among(frozenset(_NUMBERS))):
        return ()
    return _NUMBERS


def _cells_of(column: RawColumn, text: str) -> Mask:
    """Cells with a number, however many zeros it is written with where there are few texts."""
    if len(column.texts) > _MANY:
        return column.cells_among(column.special.among(frozenset({text})))
    return cells_with(column, text)


def _most_first(cell: tuple[str, int]) -> tuple[int, str]:
    return -cell[1], cell[0]


def _stands_out(column: RawColumn, rows: Mask) -> bool:
    """Whether some rows are many more than others with one id have in the mean."""
    count = int(np.count_nonzero(rows))
    if count < _FEWEST:
        return False
    others = int(np.count_nonzero(column.filled)) - count
    different = len(np.unique(column.wholes)) + int(np.count_nonzero(column.text_counts)) - 1
    return count * max(different, 1) >= _OFTEN * others
