"""The words that columns are named with, in seven languages."""

import re
import unicodedata


def words_of(text: str) -> frozenset[str]:
    """Give the words of a text, each once."""
    return frozenset(text.split())


_IDENTIFIER = words_of(
    "id ids uid guid uuid key no nr num number nummer numero num number# code kod codice codigo "
    "cod zip zipcode postcode postleitzahl plz cap cp cpostal postnummer phone telephone telefon "
    "telefono telefoon tel fax mobile handy ean gtin isbn sku iban matricule clave sleutel"
)
_COUNTING = words_of("anzahl nombre aantal antal numero_de count")
_IDENTIFIER_ENDS = ("nummer", "number", "nr", "code", "kennung", "id", "telefon", "phone")
_NAMED_COMPOUNDS = (
    *("kunden", "debitoren", "kund", "klant", "relatie", "kunnr", "auftrags", "bestell", "order"),
    *("rechnungs", "zip"),
)

CUSTOMER = words_of(
    "customer client kunde kunden kund klant klanten cliente clientes clienti client clients "
    "customers account konto compte cuenta conto subscriber abonnent member mitglied membre "
    "shopper buyer kaufer acheteur user household haushalt foyer debitor debitoren debtor patient "
    "auftraggeber geschaftspartner donor spender requester guest gast tenant mieter student "
    "participant teilnehmer passenger"
)
CUSTOMER_COMPOUNDS = (
    *("kunden", "debitoren", "kund", "klant", "relatie", "kunnr", "mitglieds", "cust", "customer"),
    *("client", "user"),
)
REFERRED_WORDS = words_of(
    "referred geworben geworbener filleul parraine referido invitato aangebracht varvad referee "
    "invited recruited"
)
REFERRER_WORDS = frozenset(
    ["referrer", "parrain", "werber", "recommender", "referral", "referrals"]
)

DATE = words_of(
    "date day datum tag data fecha giorno dag timestamp time when jour dia zeit ordered "
    "orderdate invoicedate bestelldatum auftragsdatum rechnungsdatum orderdatum start begin beginn "
    "vertragsbeginn debut inicio inizio aanvang borjan month monat mois mes mese maand manad "
    "period periode periodo buchungsmonat buchungsperiode jahrmonat yearmonth quarter quartal "
    "trimestre kwartaal kvartal week weeks woche kalenderwoche kw semaine semana settimana vecka "
    "fkdat audat bldat budat erdat"
)
AMOUNT = words_of(
    "amount revenue sales total price value turnover net gross spend betrag umsatz preis summe "
    "wert montant prix valeur ca importe precio ventas valor importo prezzo vendite valore "
    "bedrag omzet prijs belopp pris intakt summa stuckpreis umsatzerlos fee fees charge charges "
    "premium rent payment payments gebuhr gebuhren monatsgebuhr grundgebuhr beitrag pramie "
    "miete zahlung redevance cotisation loyer paiement cuota tarifa prima pago canone tariffa "
    "premio pagamento vergoeding premie tarief maandbedrag betaling avgift manadsavgift hyra "
    "betalning mrr arr acv jahrespreis monatspreis jahresbeitrag monatsbeitrag jahresgebuhr "
    "mensualite mensualidad maandprijs arsavgift einnahme einnahmen recette recettes ingreso "
    "ingresos entrate inkomsten"
)
PRICE = words_of("price preis stuckpreis einzelpreis prix precio prezzo prijs pris unitprice")
CURRENCY = words_of(
    "currency currencies curr ccy wahrung waehrung devise monnaie moneda divisa valuta munteenheid"
)
QUANTITY = words_of(
    "quantity qty quantities pieces units menge stuck quantite cantidad quantita hoeveelheid"
)
START = words_of(
    "start started begin began beginn debut inicio inizio aanvang signed vertragsbeginn"
)
END = words_of(
    "end ended cancelled canceled cancellation termination terminated kundigung gekundigt fin "
    "resiliation cancelacion disdetta einde opzegging vertragsende churned"
)
NOTICE = words_of(
    "cancelled canceled cancellation kundigung gekundigt kundigungsdatum resiliation cancelacion "
    "disdetta opzegging"
)
RENEWAL = words_of(
    "renewal renews renewed verlangerung renouvellement renovacion rinnovo verlenging"
)
AMOUNT_SURE = words_of(
    "amount revenue sales betrag umsatz montant importe importo bedrag belopp omzet"
)
_EACH = words_of("unit unitcost unitary each einzel unitaire unitario unitaria unitari styck")
_EACH_COMPOUNDS = ("stuck", "einzel", "einkauf", "einstand", "inkoop", "styck")
_SHARE = words_of(
    "percent percentage pct prozent pourcentage porcentaje percentuale procent percentagem ratio"
)
MARGIN = words_of(
    "margin profit contribution marge gewinn deckungsbeitrag benefice margen beneficio margine "
    "utile winst marginal vinst rohertrag"
)
COST = words_of(
    "cost costs cogs wareneinsatz claim claims refund refunds kosten aufwand cout couts coste "
    "costes costo costi kostnad kostnader gasto gastos"
)
COST_SURE = words_of("cost costs cogs wareneinsatz kosten cout couts coste costo costi kostnad")
COUNTS = words_of("number count since months days last anzahl nombre numero aantal antal")
MINUTES = words_of(
    "minutes minute mins min duration minuten dauer duree minutos duracion minuti durata duur "
    "minuter langd handling handle talk"
)
WAITING = words_of(
    "reply response resolution resolve wait waiting queue hold reaktion reaktionszeit wartezeit "
    "losungszeit attente reponse espera attesa risposta wachttijd vantetid"
)
ACTIVITY = words_of(
    "activity channel type topic reason category aktivitat kanal art grund canal motif motivo "
    "canale tipo kanaal reden typ orsak contact kontakt kontaktart contacttype"
)
SATISFACTION = words_of(
    "satisfaction csat nps rating score zufriedenheit bewertung note satisfaccion puntuacion "
    "soddisfazione punteggio tevredenheid beoordeling nojdhet betyg satisfied stars grade "
    "answer response schulnote schulnoten cijfer zufrieden satisfait satisfaite satisfecho "
    "soddisfatto tevreden nojd"
)
SATISFACTION_SURE = words_of(
    "satisfaction csat nps zufriedenheit satisfaccion soddisfazione tevredenheid nojdhet "
    "kundenzufriedenheit klanttevredenheid kundnojdhet"
)
COMPLAINTS = words_of(
    "complaint complaints beschwerde beschwerden reclamation reclamations reklamation "
    "reklamationen queja quejas reclamo reclami klacht klachten klagomal"
)
LIFETIME_VALUE = words_of("cltv clv ltv kundenwert klantwaarde kundvarde lifetimevalue")
NAME = words_of(
    "name firstname lastname surname fullname vorname nachname nom prenom nombre apellido nome "
    "cognome naam voornaam achternaam namn fornamn efternamn company firma kundenname"
)
ORDER = words_of(
    "order orders invoice auftrag auftrags bestellung bestell rechnung commande facture pedido "
    "factura ordine fattura bestelling factuur bestallning faktura transaction basket "
    "auftragsnr auftragsnummer bestellnummer bestellnr rechnungsnr ordernr ordernummer "
    "quantity qty menge quantite cantidad quantita aantal antal"
)
_NUMBERED = words_of(
    "order invoice receipt ticket transaction booking case call auftrag bestellung rechnung beleg "
    "bon buchung anruf vorgang commande facture ticket pedido factura ordine fattura bestelling "
    "factuur bestallning faktura kvitto"
)
ORDERS = words_of(
    "orders purchases bestellungen auftrage kaufe einkaufe commandes achats pedidos compras ordini "
    "acquisti bestellingen aankopen bestallningar kop"
)
OVERALL = words_of(
    "first last latest earliest average avg mean erste erster erstes letzte letzter letztes "
    "durchschnitt durchschnittlicher durchschnittliche premier premiere dernier derniere moyen "
    "moyenne primer primera ultima ultimo promedio prima primo media medio eerste laatste "
    "gemiddelde forsta senaste genomsnitt"
)
CONTRACT = words_of(
    "contract contracts subscription subscriptions policy policies agreement lease vertrag "
    "vertrage vertragsnr vertragsnummer vertragsart abo abos abonnement abonnements police policen "
    "contrat contrats contrato contratos suscripcion suscripciones poliza contratto contratti "
    "abbonamento abbonamenti polizza contracten overeenkomst polis avtal kontrakt "
    "abonnemang prenumeration"
)
CONTACT = words_of(
    "contact contacts call calls ticket tickets case chat kontakt kontakte anruf anrufe "
    "appel appels llamada chiamata gesprek samtal arende"
)
SURVEY = words_of(
    "survey surveys answer answers umfrage umfragen enquete encuesta sondaggio undersokning "
    "befragung csat nps"
)

AFTERWARDS = words_of(
    "visit visits visited conversion conversions convert converted click clicks clicked open "
    "opens opened response responded redeemed redemption bought purchase purchased spend spent "
    "outcome target exposure after afterwards post"
)
BEFORE = words_of("before past prior previous pre last history earlier baseline historic old")
ACTION = words_of(
    "action actions campaign treatment offer measure massnahme aktion kampagne campagne mesure "
    "accion campana azione campagna actie atgard kampanj planned"
)
PLANNED = words_of("planned")
SCORE = words_of("score scores rank percentile")
ARM = words_of("arm arms holdout testgroup testgruppe kontrollgruppe bras brazo braccio")
ARM_PAIRS = (frozenset(("hold", "out")), frozenset(("test", "group")), frozenset(("test", "arm")))
RECEIVED = words_of(
    "received contacted reached delivered done sent erhalten erreicht recu recibido ricevuto "
    "ontvangen mottagit"
)
CONTROL = words_of(
    "control kontrolle kontrollgruppe placebo untreated none nothing holdout no nein non nee nej n "
    "f false 0"
)
CONTROL_STARTS = ("no ", "control", "kontroll", "hold-out", "hold out", "held out", "held-out")

TRUTH_WORDS = tuple(
    tuple(pair.split())
    for pair in (
        "yes no",
        "y n",
        "true false",
        "t f",
        "ja nein",
        "j n",
        "oui non",
        "o n",
        "si no",
        "sí no",
        "sì no",
        "s n",
        "ja nee",
        "ja nej",
        "vrai faux",
        "wahr falsch",
    )
)
"""What yes and no are written as, yes first."""


def tokens(name: str) -> tuple[str, ...]:
    """The words of a column name: lower case, without accents, camel case taken apart."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.replace("№", " no "))
    apart = re.sub(r"[Nn]°", " no ", apart)
    letters = unicodedata.normalize("NFKD", apart.casefold().replace("ß", "ss"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return tuple(re.findall(r"[^\W_]+", plain))


def is_identifier_name(name: str) -> bool:
    """Whether a column name says that its values name something rather than count it."""
    words = tokens(name)
    if not words or words[:2] == ("number", "of") or words[0] in _COUNTING:
        return False
    return words[-1] in _IDENTIFIER or words[0] in _IDENTIFIER or _is_compound(words[-1])


def _is_compound(word: str) -> bool:
    return any(
        word.startswith(start) and word.endswith(_IDENTIFIER_ENDS) for start in _NAMED_COMPOUNDS
    )


def customer_score(name: str) -> int:
    """How plainly a column name says "which customer", 0 to 3."""
    words = tokens(name)
    named = [word for word in words if word in CUSTOMER or word.startswith(CUSTOMER_COMPOUNDS)]
    if not named:
        return 1 if words and words in {("id",), ("no",), ("nr",), ("number",)} else 0
    rest = [word for word in words if word not in named]
    if any(is_identifier_name(word) for word in named) or (rest and is_identifier_name(name)):
        return 3
    return 2 if not rest else 0


def is_date_name(name: str) -> bool:
    """Whether a column name speaks of a day."""
    words = tokens(name)
    at = words[-1:] == ("at",) or words == ("created",)
    return at or bool(DATE & set(words)) or any(word.endswith(("date", "datum")) for word in words)


def numbers_rows(name: str) -> bool:
    """Whether a column name says that each value is one order, call or the like."""
    return is_identifier_name(name) or bool(_NUMBERED & set(tokens(name)))


def says_share(name: str) -> bool:
    """Whether a column name says that its numbers are shares of something, such as per cent."""
    return "%" in name or bool(_SHARE & set(tokens(name)))


def says_each(name: str) -> bool:
    """Whether a column name says that its numbers are for one piece, such as a unit cost."""
    found = tokens(name)
    each = bool(_EACH & set(found)) or found[-2:] == ("per", "piece")
    return each or any(word.startswith(_EACH_COMPOUNDS) for word in found)
