"""Orders whose state says that they never came about, or not yet."""

from collections.abc import Sequence

import numpy as np

from core.intake.amount_names import says_refund
from core.intake.column import RawColumn
from core.intake.masks import Mask
from core.intake.said import Said, said_in
from core.intake.state_words import STATE, says_paid, says_unpaid, says_void
from core.intake.words import TRUTH_WORDS, tokens, words_of

_MOST = 50
_ENDS = ("status", "zustand")
_WON = words_of("won gewonnen gagne gagnee ganado ganada vinto vinta vunnen")
_LIVE = words_of("livemode live islive")
_MODES = words_of("mode environment env")
_TRIALS = words_of("test sandbox staging demo")
_TESTS = words_of("test istest testmode testorder")
_YES = frozenset(yes for yes, _no in TRUTH_WORDS) | {"1"}
_NO = frozenset(no for _yes, no in TRUTH_WORDS) | {"0"}
_PARTLY = words_of("partial partially partly teilweise teil partiel parziale parcial")


def voided(name: str, column: RawColumn, *, refunds_known: bool = False) -> Said | None:
    """Find cancelled orders by a column that says what became of each; None if there are none.

    Of deals all count as such that are not won, and rows of a test mode do so as well.

    Parameters
    ----------
    name, column
        The column, with the cells of ordinary rows only.
    refunds_known
        Whether another column says how much was given back, so that an order that was refunded
        need not be asked about.
    """
    words = tokens(name)
    if not 1 < len(column.texts) <= _MOST:
        return None
    texts = [str(text) for text in column.texts]
    if STATE & set(words) or any(word.endswith(_ENDS) for word in words):
        won = [bool(_WON & set(tokens(text))) for text in texts]
        void = _void(texts, refunds_known=refunds_known)
        found = ~np.array(won) if any(won) else void
    else:
        found = np.array([_is_trial("".join(words), text) for text in texts])
    return said_in(column, found)


def _is_trial(name: str, text: str) -> bool:
    """Whether a column without spaces in its name says that a row was made to try something out."""
    said = text.strip().casefold()
    if name in _LIVE:
        return said in _NO
    return said in _TRIALS if name in _MODES else name in _TESTS and said in _YES


def _void(texts: Sequence[str], *, refunds_known: bool) -> Mask:
    """Which states say that an order never came about, or not yet.

    What is not paid counts as such beside others that do, as in a shop; but not where the states
    tell what is paid from what is open, as those of invoices do: what was invoiced is revenue.
    """
    void = np.array([says_void(text) for text in texts], bool)
    if not refunds_known:
        void |= [says_refund(text) and not set(tokens(text)) & _PARTLY for text in texts]
    if void.any() and not any(map(says_paid, texts)):
        void |= [says_unpaid(text) for text in texts]
    return void
