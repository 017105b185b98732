"""Rows that say again what others of the same column say: payments, quotes and totals."""

import numpy as np

from core.intake.amount_names import says_tax
from core.intake.column import RawColumn
from core.intake.entry_words import (
    credits_among,
    names_kinds,
    says_earlier,
    says_invoice,
    says_payment,
    says_total,
)
from core.intake.said import Said, said_in
from core.intake.words import tokens, words_of

_MOST = 50
_PARTLY = words_of("partial part teilweise teil partiel partielle parcial parziale deels delvis")


def beside(name: str, column: RawColumn) -> Said | None:
    """Find payments and earlier documents beside invoices, and totals beside what they add up.

    Parameters
    ----------
    name, column
        The column, with the cells of ordinary rows only.

    Returns
    -------
    Said or None
        None if there are none, or if the column does not tell kinds of rows.
    """
    if not names_kinds(name) or not 1 < len(column.texts) <= _MOST:
        return None
    texts = [str(text) for text in column.texts]
    found = np.zeros(len(texts), bool)
    if any(map(says_invoice, texts)):
        found |= [says_payment(text) or says_earlier(text) for text in texts]
    if not any(_PARTLY & set(tokens(text)) and not says_total(text) for text in texts):
        found |= [says_total(text) for text in texts]
    found &= ~credits_among(texts)
    return None if found.all() else said_in(column, found)


def taxes(name: str, column: RawColumn) -> Said | None:
    """Find rows of tax among rows of other things; None if there are none."""
    if not names_kinds(name) or not 1 < len(column.texts) <= _MOST:
        return None
    return said_in(column, np.array([says_tax(str(text)) for text in column.texts], bool))
