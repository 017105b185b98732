"""What a column of dates tells the day of, told from its name in seven languages."""

from core.intake.words import is_date_name, tokens, words_of

_BIRTH = words_of(
    "birth birthday birthdate dob born geburt geburtstag geburtsdatum geboren geb naissance "
    "nacimiento nac nascita geboorte geboortedatum fodelse fodelsedatum fodelsedag fodd"
)
_STATE = words_of("snapshot asof stichtag report reporting extract extracted export exported")
_AFTERWARDS = words_of(
    "updated modified changed edited synced due shipped shipping shipment delivery delivered "
    "dispatched fulfilled fulfillment fulfilment cancelled canceled refunded returned closed "
    "solved resolved lost expiry expires expected geandert aktualisiert faellig fallig falligkeit "
    "falligkeitsdatum lieferung lieferdatum liefertermin geliefert versanddatum versendet versandt "
    "erfullt erledigt zahlungsziel storniert verloren modifie maj echeance livraison livre livree "
    "expedition expedie expediee traite traitee perdu perdue actualizado vencimiento vence entrega "
    "entregado entregada envio enviado enviada perdido perdida aggiornato scadenza consegna "
    "consegnato consegnata spedizione spedito spedita evaso evasa perso persa gewijzigd "
    "vervaldatum vervalt leverdatum levering geleverd verzenddatum verzonden verwerkt andrad "
    "forfallodatum forfaller leveransdatum leverans levererad skickad forlorad"
)
_PAID = words_of(
    "paid payment settled settlement bezahlt zahlung zahldatum zahlungsdatum zahlungseingang "
    "beglichen ausgeglichen ausgleich ausgleichsdatum wertstellung valuta paiement paye payee "
    "reglement regle reglee acquitte acquittee encaissement pago pagado pagada cobro cobrado "
    "cobrada pagamento pagato pagata incasso saldato saldata betaaldatum betaald betaling "
    "betaldatum betald betalning"
)
_RECORDED = words_of(
    "created create erstellt angelegt erfasst cree creee creation creado creada creacion creato "
    "creata creazione aangemaakt skapad imported erdat"
)
_BOUGHT = words_of(
    "ordered orderdate order purchase purchased invoice invoiced issued transaction sale sold "
    "booking booked posting won bestellung bestellt bestelldatum auftrag auftragsdatum rechnung "
    "rechnungsdatum beleg belegdatum kauf gekauft kaufdatum verkauf verkauft buchung gebucht "
    "buchungsdatum ausgestellt gewonnen fkdat audat bldat budat commande commandee facture "
    "facturee facturation emission emise achat achetee vente gagne gagnee pedido factura "
    "facturacion emision emitida compra venta ganado ganada ordine fattura fatturazione emissione "
    "emessa acquisto vendita vinto vinta bestelling besteld besteldatum factuur factuurdatum "
    "gefactureerd aankoop verkoop verkocht orderdatum bestallning bestalld faktura fakturadatum "
    "fakturerad kop kopdatum forsaljning sald vunnen"
)
PLAIN_ORDER, PLAIN_DATE, UNKNOWN = 6, 5, 2
"""Scores of a day of the order, of any day, and of a name that does not speak of days."""

_WEEKS = words_of("week weeks woche kalenderwoche kw semaine semana settimana vecka")


def happened_score(name: str) -> int:
    """How plainly the name of a column of dates says when something happened, 0 to 6.

    The day of the order itself comes first, then any date, then when it was put into a program,
    then its payment, then a name that does not tell, and last what came afterwards or is to come,
    such as the delivery. A day of birth is 0, and so is that on which a list was made.
    """
    found = set(tokens(name))
    if found & (_BIRTH | _STATE) or found >= {"as", "of"}:
        return 0
    kinds = ((_AFTERWARDS, 1), (_PAID, 3), (_BOUGHT, PLAIN_ORDER), (_RECORDED, 4))
    named = (score for about, score in kinds if found & about)
    return next(named, PLAIN_DATE if is_date_name(name) else UNKNOWN)


def is_week_name(name: str) -> bool:
    """Whether a column name speaks of weeks."""
    return bool(_WEEKS & set(tokens(name)))
