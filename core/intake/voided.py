"""Orders whose state says that they never came about."""

import numpy as np

from core.intake.amount_names import says_refund
from core.intake.column import RawColumn
from core.intake.said import Said, said_in
from core.intake.words import STATE, VOIDED, tokens, words_of

_MOST = 50
_ENDS = ("status", "zustand")
_PARTLY = words_of("partial partially partly teilweise teil partiel parziale parcial")


def voided(name: str, column: RawColumn, *, refunds_known: bool = False) -> Said | None:
    """Find cancelled orders by a column that says what became of each; None if there are none.

    Parameters
    ----------
    name, column
        The column, with the cells of ordinary rows only.
    refunds_known
        Whether another column says how much was given back, so that an order that was refunded
        need not be asked about.
    """
    words = tokens(name)
    states = bool(STATE & set(words)) or any(word.endswith(_ENDS) for word in words)
    if not states or not 1 < len(column.texts) <= _MOST:
        return None
    says = np.array(
        [_is_void(str(text), refunds_known=refunds_known) for text in column.texts], bool
    )
    return said_in(column, says)


def _is_void(text: str, *, refunds_known: bool) -> bool:
    words = set(tokens(text))
    refunded = says_refund(text) and not words & _PARTLY and not refunds_known
    return bool(VOIDED & words) or refunded
