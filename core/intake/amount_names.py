"""Which part of what was paid a column of money holds, told from its name in seven languages."""

from core.intake.words import (
    AMOUNT,
    AMOUNT_SURE,
    LIFETIME_VALUE,
    PRICE,
    QUANTITY,
    is_identifier_name,
    says_each,
    tokens,
    words_of,
)

_TAX = words_of(
    "tax taxes vat gst hst mwst ust umsatzsteuer mehrwertsteuer steuer steuern tva taxe impot iva "
    "impuesto impuestos imposta imposte btw moms mervardesskatt skatt"
)
_DISCOUNT = words_of(
    "discount discounts rabatt rabatte nachlass skonto remise remises rabais descuento descuentos "
    "sconto sconti korting"
)
_GROSS = words_of("gross brutto brut bruto lordo subtotal list before")
_PARTS = (
    _TAX
    | _DISCOUNT
    | words_of(
        "voucher coupon gutschein tip tips trinkgeld pourboire propina mancia fooi dricks "
        "shipping delivery freight postage versand porto fracht lieferung livraison envio "
        "spedizione verzending frakt due outstanding balance open offen offener offene saldo "
        "solde pendiente openstaand expected forecast weighted target budget limit erwartet "
        "geplant"
    )
)
_PART_STARTS = (
    *("steuer", "mwst", "ust", "rabatt", "versand", "fracht", "liefer", "skonto", "trinkgeld"),
    *("rest", "offen", "korting", "verzend", "btw", "moms", "frakt", "soll", "plan", "ziel"),
)
_REFUND = words_of(
    "refund refunds refunded erstattung erstattungen erstattet ruckerstattung ruckerstattungen "
    "gutschrift gutschriften remboursement remboursements rembourse remboursee reembolso "
    "reembolsos reembolsado reembolsada rimborso rimborsi rimborsato rimborsata terugbetaling "
    "terugbetaald aterbetalning aterbetald chargeback chargebacks"
)
APART = words_of(
    "incl including inc inclusive excl excluding exclusive ex exc inkl inklusive exkl exklusive "
    "zzgl zuzuglich before after without with ohne mit vor nach avec sans con sin senza met zonder "
    "med utan hors free included excluded inclus "
    "incluse incluida incluido inclusa incluso compris comprise"
)
_WITHOUT = words_of(
    "excl excluding exclusive ex exc exkl exklusive zzgl zuzuglich before without ohne vor sans "
    "sin senza zonder utan hors free excluded"
)
_NET = words_of("net netto neto nett netta ht")
_TOTAL = words_of(
    "total totale totaal gesamt gesamtpreis gesamtsumme endsumme rechnungssumme totaalprijs "
    "totalpris totalt extended sum summe somme suma bestellwert auftragswert warenwert "
    "warenkorbwert rechnungswert nettowert bruttowert brutto brut bruto lordo ttc"
)
_SURE_ENDS = ("betrag", "umsatz", "erlos", "erlose", "bedrag", "omzet", "belopp", "omsattning")
_NO_MONEY = QUANTITY | words_of(
    "weight gewicht poids peso vikt items orders visits points punkte count anzahl document rep "
    "representative person manager office org team region channel group list"
)

_LESS = frozenset({"subtotal", "fee", "fees"})
_SO_FAR = frozenset(
    {"paid", "received", "bezahlt", "gezahlt", "paye", "pagado", "pagato", "betaald"}
)
"""What was paid of an invoice until now; the invoice says more."""

_SALES_ORDER = {"sales", "order"}
"""Names what was ordered, though sales alone are money."""

_SURE, _LIKELY, _PRICE = 3, 2, 1


def paid_score(name: str) -> int:
    """How plainly a column name says what was paid for the whole row, 0 to 4.

    Net amounts come first, since tax is nobody's revenue; a price or a sum before shipping comes
    last. Taxes, discounts, shipping, refunds and what is open or hoped for are 0: they are only a
    part of what was paid, or none of it.
    """
    found = {*tokens(name), *tokens(name.casefold())}  # MwSt is one word
    numbered = is_identifier_name(name) or found == _SALES_ORDER
    if numbered or found & (_NO_MONEY | LIFETIME_VALUE) or _is_part(found) or says_refund(name):
        return 0
    sure = found & AMOUNT_SURE or any(word.endswith(_SURE_ENDS) for word in found)
    whole = found & (_TOTAL | _NET | AMOUNT - PRICE)
    of_one = found & PRICE and not (sure or found & _TOTAL)
    if found & _LESS or of_one or says_each(name) or not (sure or whole):
        return _PRICE if sure or found & (AMOUNT | PRICE | _TOTAL) else 0
    return (_SURE if sure and not found & _SO_FAR else _LIKELY) + _is_net(found)


def says_refund(name: str) -> bool:
    """Whether a column name, or a cell, says that money was given back."""
    return bool(_REFUND & set(tokens(name)))


def says_tax(name: str) -> bool:
    """Whether a column name, or a cell, speaks of tax, and not of what is with or without it."""
    found = {*tokens(name), *tokens(name.casefold())}
    return bool(found & _TAX) and not found & APART


def says_discount(name: str) -> bool:
    """Whether a column name says that something was let off the price."""
    return bool(_DISCOUNT & set(tokens(name)))


def says_gross(name: str) -> bool:
    """Whether a column name says that nothing is taken off yet."""
    return bool(_GROSS & set(tokens(name)))


def says_net(name: str) -> bool:
    """Whether a column name says that something is taken off, such as tax or refunds."""
    return _is_net(set(tokens(name)))


def _is_part(found: set[str]) -> bool:
    """Whether words speak of a part of what was paid, and not of what is with or without it."""
    part = (
        found & _PARTS
        or found >= {"gift", "card"}
        or any(word.startswith(_PART_STARTS) for word in found)
    )
    apart = found & APART or ("of" in found and found & _NET)  # as in net of tax
    return bool(part) and not apart


def _is_net(found: set[str]) -> bool:
    said = found & _NET or any(word.startswith("netto") for word in found)
    return bool(said) or bool(found & _TAX and found & _WITHOUT)
