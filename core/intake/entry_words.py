"""What a row of a list of entries says that it is, such as a credit note, in seven languages."""

from collections.abc import Sequence

import numpy as np

from core.intake.amount_names import says_refund
from core.intake.masks import Mask
from core.intake.words import CUSTOMER, tokens, words_of

_KINDS = words_of("type kind typ art soort tipo event entry category belegart buchungsart")
_KIND_ENDS = ("art", "typ", "type", "soort")
_RETURNS = words_of(
    "return returns returned retoure retouren rucksendung ruckgabe storno "
    "avoir retour retours devolucion devoluciones reso resi rectificativa rectificativas "
    "retur returer reversal dispute disputed discount discounts rabatt remise descuento sconto "
    "korting td04 td08 g2 s1"
)
_RETURN_STARTS = (
    *("gutschrift", "stornorechnung", "stornobeleg", "korrekturrechnung", "rechnungskorrektur"),
    *("rechnungsberichtigung", "creditnot", "creditfactu", "kreditnot", "kreditfaktur"),
)
_CREDIT = words_of("credit credito accredito abono kredit")
_NOTES = words_of("note notes memo memos adjustment nota notas")
_BESIDE_INVOICES = words_of("cn crn cm sc abono abonos")
"""Codes and words that may stand for a credit note, and only do beside invoices."""

_INVOICES = words_of(
    "invoice invoices inv si rechnung rechnungen facture factures factura facturas fattura fatture "
    "factuur facturen faktura fakturor td01"
)
_INVOICE_ENDS = ("rechnung", "factuur", "faktura")
_PAYMENTS = words_of(
    "payment payments receipt zahlung zahlungseingang paiement reglement pago cobro pagamento "
    "incasso betaling ontvangst betalning inbetalning"
)
_EARLIER = words_of(
    "quote quotes quotation quotations estimate estimates offer offers order orders angebot "
    "angebote kostenvoranschlag auftrag auftrage auftragsbestatigung bestellbestatigung bestellung "
    "lieferschein devis commande commandes presupuesto presupuestos pedido pedidos albaran "
    "albaranes preventivo preventivi ordine ordini ddt offerte offertes orderbevestiging "
    "bestelling pakbon leveringsbon offert orderbekraftelse bestallning foljesedel"
)
_EARLIER_PAIRS = (
    frozenset(("delivery", "note")),
    frozenset(("packing", "slip")),
    frozenset(("packing", "list")),
    frozenset(("bon", "livraison")),
    frozenset(("documento", "trasporto")),
)
_PRO_FORMA = frozenset(("pro", "forma"))
_TOTALS = words_of(
    "total totals subtotal subtotals sum totale totali subtotale totaal subtotaal totalt totaux "
    "summe gesamt gesamtsumme gesamtbetrag endsumme zwischensumme somme suma summa delsumma"
)
_OF_ALL = words_of("grand sub sous general generale parziale order invoice of")


def names_kinds(column: str) -> bool:
    """Whether a column says what each row is, and not what its customer is."""
    words = set(tokens(column))
    named = words & _KINDS or any(word.endswith(_KIND_ENDS) for word in words)
    return bool(named) and not words & CUSTOMER


def says_credit(text: str) -> bool:
    """Whether a kind of rows is one of money given back."""
    words = set(tokens(text))
    note = words & _CREDIT and words & _NOTES  # a credit card is none
    starts = any(word.startswith(_RETURN_STARTS) for word in words)
    return says_refund(text) or bool(words & _RETURNS or note or starts)


def credits_among(texts: Sequence[str]) -> Mask:
    """Which kinds of rows are of money given back, where codes may be such beside invoices."""
    found = [says_credit(text) for text in texts]
    if any(map(says_invoice, texts)):
        found = [
            sure or bool(_BESIDE_INVOICES & set(tokens(text)))
            for sure, text in zip(found, texts, strict=True)
        ]
    return np.array(found, bool)


def says_invoice(text: str) -> bool:
    """Whether a kind of rows is one of invoices, and not of what goes with them."""
    words = set(tokens(text))
    named = words & _INVOICES or any(word.endswith(_INVOICE_ENDS) for word in words)
    other = words & _PAYMENTS or _is_pro_forma(words) or says_credit(text)
    return bool(named) and not other


def says_payment(text: str) -> bool:
    """Whether a kind of rows is one of payments; a sales receipt is a sale of its own."""
    words = set(tokens(text))
    return bool(words & _PAYMENTS) and not words & {"sale", "sales"}


def says_earlier(text: str) -> bool:
    """Whether a kind of rows is one of documents before an invoice, such as a quote."""
    words = set(tokens(text))
    named = words & _EARLIER or any(pair <= words for pair in _EARLIER_PAIRS)
    plain = bool(named) and not says_invoice(text) and not says_payment(text)
    return plain or _is_pro_forma(words)


def says_total(text: str) -> bool:
    """Whether a kind of rows is one that adds up others."""
    words = set(tokens(text))
    return bool(words & _TOTALS) and words <= _TOTALS | _OF_ALL


def _is_pro_forma(words: set[str]) -> bool:
    return words >= _PRO_FORMA or any(word.startswith("proforma") for word in words)
