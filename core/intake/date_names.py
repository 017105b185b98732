"""What a column of dates tells the day of, told from its name in seven languages."""

from core.intake.words import is_date_name, tokens, words_of

_BIRTH = words_of(
    "birth birthday birthdate dob born geburt geburtstag geburtsdatum geboren naissance nacimiento "
    "nascita geboorte geboortedatum fodelse fodelsedatum fodelsedag"
)
_STATE = words_of("snapshot asof stichtag report reporting extract extracted export exported")
_AFTERWARDS = words_of(
    "updated modified changed edited synced due shipped shipping delivery delivered "
    "dispatched paid payment cancelled canceled refunded returned closed solved resolved expiry "
    "expires expected geandert aktualisiert faellig fallig falligkeit falligkeitsdatum lieferdatum "
    "liefertermin versanddatum versandt bezahlt zahldatum zahlungsdatum zahlungsziel storniert "
    "modifie maj echeance livraison expedition paiement actualizado vencimiento entrega envio pago "
    "aggiornato scadenza consegna spedizione pagamento gewijzigd vervaldatum leverdatum "
    "verzenddatum betaaldatum andrad forfallodatum leveransdatum betaldatum"
)
_RECORDED = words_of(
    "created erstellt angelegt erfasst cree creado creato aangemaakt skapad imported"
)
_BOUGHT = words_of(
    "ordered orderdate order purchase purchased invoice transaction sale sold booking bestelldatum "
    "auftragsdatum rechnungsdatum belegdatum kaufdatum buchungsdatum commande facture achat pedido "
    "factura compra ordine fattura acquisto besteldatum factuurdatum orderdatum fakturadatum "
    "kopdatum"
)
_WEEKS = words_of("week weeks woche kalenderwoche kw semaine semana settimana vecka")


def happened_score(name: str) -> int:
    """How plainly the name of a column of dates says when something happened, 0 to 4.

    The day of the order itself comes first, then any date, then when it was put into a program,
    then what came afterwards, such as its payment. A day of birth is 0, and so is that on which a
    list was made.
    """
    found = set(tokens(name))
    if found & (_BIRTH | _STATE) or found >= {"as", "of"}:
        return 0
    if found & _AFTERWARDS:
        return 1
    if found & _BOUGHT:
        return 4
    if found & _RECORDED:
        return 2
    return 3 if is_date_name(name) else 1


def is_week_name(name: str) -> bool:
    """Whether a column name speaks of weeks."""
    return bool(_WEEKS & set(tokens(name)))
