"""Rows that say that money was given back, such as refunds in a column of kinds of entries."""

import re
from collections.abc import Sequence

import numpy as np

from core.intake.amount_names import says_refund, says_tax
from core.intake.column import Floats, RawColumn
from core.intake.masks import Mask
from core.intake.said import Said, said_in
from core.intake.words import CUSTOMER, is_identifier_name, tokens, words_of

_MOST = 50
_KINDS = words_of("type kind typ art soort tipo event entry category belegart buchungsart")
_KIND_ENDS = ("art", "typ", "type", "soort")
_SIDES = (
    frozenset(("soll", "haben")),
    frozenset(("debit", "credit")),
    frozenset(("debet", "credit")),
    frozenset(("debit", "kredit")),
    frozenset(("s", "h")),
    frozenset(("d", "c")),
)
_CREDIT_SIDE = words_of("h haben c cr k credit kredit")
_RETURNS = words_of(
    "return returns returned retoure retouren rucksendung ruckgabe storno stornorechnung "
    "avoir retour retours devolucion devoluciones reso resi creditnota creditnotas kreditfaktura "
    "retur returer reversal dispute disputed discount discounts rabatt remise descuento sconto "
    "korting g2 s1"
)
_INVOICES = words_of("invoice invoices rechnung facture factura fattura factuur faktura")
_PAYMENTS = words_of(
    "payment payments receipt zahlung zahlungseingang paiement reglement pago cobro pagamento "
    "incasso betaling ontvangst betalning inbetalning"
)
_NOTES = words_of("note notes memo memos adjustment")
_SOLD = words_of("order orders sales sale bestellungen auftrage umsatz commandes ventes pedidos")


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
    if _names_kinds(words):
        return np.array([_says_so(text) for text in texts], bool)
    return np.zeros(len(texts), bool)


def _names_kinds(words: set[str]) -> bool:
    """Whether a column says what each row is, and not what its customer is."""
    named = words & _KINDS or any(word.endswith(_KIND_ENDS) for word in words)
    return bool(named) and not words & CUSTOMER


def _says_so(text: str) -> bool:
    words = set(tokens(text))
    note = "credit" in words and words & _NOTES  # a credit card is none
    return says_refund(text) or bool(_RETURNS & words or note)


def payments(name: str, column: RawColumn) -> Said | None:
    """Find payments that stand beside the invoices they were for; None if there are none."""
    if not _names_kinds(set(tokens(name))) or not 1 < len(column.texts) <= _MOST:
        return None
    words = [set(tokens(str(text))) for text in column.texts]
    if not any(_INVOICES & found for found in words):
        return None
    return said_in(column, np.array([bool(_PAYMENTS & found) for found in words]))


def taxes(name: str, column: RawColumn) -> Said | None:
    """Find rows of tax among rows of other things; None if there are none."""
    if not _names_kinds(set(tokens(name))) or not 1 < len(column.texts) <= _MOST:
        return None
    return said_in(column, np.array([says_tax(str(text)) for text in column.texts], bool))


def is_of_refunds(file_name: str, first_column: str = "") -> bool:
    """Whether a file is called after refunds and not after what was sold as well, or numbers them.

    Parameters
    ----------
    file_name
        Its name, without the ending.
    first_column
        The name of its first column, which may be that of the number of each refund.
    """
    called = re.sub(r"\d+", " ", file_name)
    numbered = is_identifier_name(first_column) and _says_so(first_column)
    return numbered or (_says_so(called) and not _SOLD & set(tokens(called)))
