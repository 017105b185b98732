"""Rows that say that money was given back, such as refunds in a column of kinds of entries."""

import re
from collections.abc import Sequence

import numpy as np

from core.intake.amount_names import APART
from core.intake.column import Floats, RawColumn
from core.intake.entry_words import credits_among, names_kinds, says_credit
from core.intake.masks import Mask
from core.intake.said import Said, said_in
from core.intake.words import CUSTOMER, is_identifier_name, tokens, words_of

_MOST = 50
_SIDES = (
    frozenset(("soll", "haben")),
    frozenset(("debit", "credit")),
    frozenset(("debet", "credit")),
    frozenset(("debit", "kredit")),
    frozenset(("s", "h")),
    frozenset(("d", "c")),
)
_CREDIT_SIDE = words_of("h haben c cr k credit kredit")
_SOLD = words_of(
    "order orders sales sale bestellungen auftrage umsatz umsatze umsaetze commandes ventes "
    "pedidos ventas ordini vendite bestellingen verkopen bestallningar invoices rechnungen "
    "factures facturas fatture facturen fakturor"
)
_BALANCE = words_of("saldo solde balance")
_BANK = _BALANCE | words_of("bank kontoauszug kontoauszuge kontoumsatze giro statement")
"""Where a credit is money that came in."""

_NOT = APART | words_of("no non not nicht keine kein")


def given_back(name: str, column: RawColumn, paid: Floats) -> Said | None:
    """Find refunds by a column that says what each row is; None if none has an amount above 0.

    Parameters
    ----------
    name, column
        The column, with the cells of ordinary rows only.
    paid
        What each row has as its amount; NaN where it has none.
    """
    if not 0 < len(column.texts) <= _MOST:
        return None
    found = said_in(column, said_by(name, [str(text) for text in column.texts]))
    return found if found is not None and bool((paid[found.rows] > 0).any()) else None


def said_by(name: str, texts: Sequence[str]) -> Mask:
    """Which texts of a column say that money was given back; none if it is not one of kinds."""
    words = set(tokens(name))
    if any(side <= words for side in _SIDES):
        return np.array([set(tokens(text)) <= _CREDIT_SIDE for text in texts], bool)
    return credits_among(texts) if names_kinds(name) else np.zeros(len(texts), bool)


def tells_refunds(name: str, column: RawColumn) -> bool:
    """Whether a column says of some rows, and not of others, that money was given back."""
    if says_credit(name) or not 1 < len(column.texts) <= _MOST:
        return False
    says = said_by(name, [str(text) for text in column.texts])[column.text_counts > 0]
    return bool(says.any()) and not says.all()


def is_of_refunds(file_name: str, first_column: str = "") -> bool:
    """Whether a file is called after refunds and not after what was sold as well, or numbers them.

    Parameters
    ----------
    file_name
        Its name, without the ending.
    first_column
        The name of its first column, which may be that of the number of each refund.
    """
    if is_identifier_name(first_column) and says_credit(first_column):
        return True
    called = tokens(re.sub(r"\d+", " ", file_name))
    if (_SOLD | _BANK) & set(called):
        return False
    return says_credit(" ".join(_without_what_is_none(called)))


def says_balance(name: str) -> bool:
    """Whether a column name is that of what an account holds after each row."""
    return bool(_BALANCE & set(tokens(name)))


def _without_what_is_none(called: Sequence[str]) -> list[str]:
    """The words of a name up to one that denies, and without customers who return."""
    until = next((place for place, word in enumerate(called) if word in _NOT), len(called))
    followed = zip(called[:until], [*called[1:], ""], strict=False)
    return [word for word, after in followed if not (word == "return" and after in CUSTOMER)]
