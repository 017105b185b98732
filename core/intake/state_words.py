"""What a state of an order says became of it, in seven languages."""

from core.intake.words import tokens, words_of

STATE = words_of("status state statut estado stato etat zustand stage phase etape etapa fase")
_VOID = words_of(
    "cancelled canceled cancel void voided declined rejected failed refused denied storniert "
    "storno abgelehnt verweigert annule annulee refuse refusee cancelado cancelada anulado anulada "
    "rechazado rechazada denegado denegada returned retourniert retournee devuelto devuelta "
    "restituito geretourneerd returnerad annullato annullata rifiutato rifiutata geannuleerd "
    "afgewezen geweigerd makulerad avbruten avvisad nekad nekades lost verloren perdu perdue "
    "perdido perdida perso persa forlorad pending ausstehend draft entwurf brouillon borrador "
    "bozza concept utkast quote quotation angebot devis presupuesto preventivo offerte offert "
    "abandoned abgebrochen abandonne abandonnee abandonado abandonada abbandonato abbandonata "
    "afgebroken overgiven overgivet expired abgelaufen incomplete uncaptured "
    "fehlgeschlagen gescheitert echoue echouee echec fallido fallida fallito fallita mislukt "
    "mislukte misslyckad misslyckats misslyckades zahlungsfehler betalingsfout betalfel "
    "testbestellung testauftrag testkauf testorder testbestelling testbestallning wartestellung "
    "sospeso"
)
_TOGETHER = (
    frozenset(("on", "hold")),
    frozenset(("non", "riuscito")),
    frozenset(("non", "riuscita")),
)
_PAYMENT = words_of("payment zahlung paiement pago pagamento betaling betalning")
_FAULT = words_of("error fehler erreur errore fout fel")
_TEST = words_of("test wc order bestellung commande pedido ordine bestelling bestallning de di")
_PAID = words_of(
    "paid bezahlt gezahlt paye payee pagado pagada pagato pagata betaald betald betalt"
)
_UNPAID = words_of(
    "unpaid unbezahlt impaye impayee impagado impagada onbetaald obetald obetalt pendiente"
)
_NOT = words_of("not nicht non no niet inte ej pas")
_WAITING = words_of("attente pendiente espera attesa afwachting wachtend wacht vantar invantar")
_WAITS_FOR = _PAYMENT | words_of("wc en de del di in van op pa")


def says_void(text: str) -> bool:
    """Whether a state says that an order never came about, or not yet."""
    words = set(tokens(text))
    failed = any(pair <= words for pair in _TOGETHER) or (words & _PAYMENT and words & _FAULT)
    return bool(words & _VOID or failed or ("test" in words and words <= _TEST))


def says_unpaid(text: str) -> bool:
    """Whether a state says that nothing was paid, or nothing yet."""
    words = set(tokens(text))
    waits = words & _WAITING and words <= _WAITING | _WAITS_FOR
    due = words >= {"payment", "due"}
    return bool(words & _UNPAID or (words & _NOT and words & _PAID) or waits or due)


def says_paid(text: str) -> bool:
    """Whether a state says that something was paid, as those of invoices do."""
    return bool(_PAID & set(tokens(text))) and not says_unpaid(text)
