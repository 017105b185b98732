"""Columns that tell customers apart for want of an id, by their names in seven languages."""

from core.intake.words import REFERRED_WORDS, REFERRER_WORDS, customer_score, tokens, words_of

_MAIL = words_of("email emails mail courriel correo")
_MAIL_OF = words_of(
    "e address adresse adres electronico billing customer client kunde kunden buyer payer contact "
    "requester user member sender subscriber"
)
_FIRM = words_of(
    "company firma unternehmen organisation organization organisatie organizacion organizzazione "
    "societe entreprise empresa azienda bedrijf foretag sold"
)
_FIRM_OF = words_of(
    "deal geschaft associated name names id ids no nr number nummer to party kunde kunden"
)
_PERSON = words_of("name fullname nom nombre nome naam namn kundenname klantnaam kundnamn")
_PERSON_OF = words_of(
    "full customer client kunde kunden klant kund buyer billing account cliente du del partner "
    "display invoice sell bill to"
)
_CARD = words_of("loyalty fidelite fidelidad fedelta trouwkaart lojalitetskort")
_CARD_OF = words_of("card carte tarjeta carta id no nr number numero program programme de di of")
_TAX = words_of(
    "nif cif dni nie siret siren kvk kv organisationsnummer organisationsnr orgnr orgnummer ustid "
    "ustidnr uidnr uidnummer steuernummer steuernr vatid vatno vatnumber taxid taxnumber btwnummer "
    "btwnr kvknummer momsnummer momsregistreringsnummer piva partitaiva codicefiscale ein abn"
)
_TAX_OF = words_of(
    "id idnr no nr num numero number nummer n code reg registration identification "
    "intracommunautaire intracomunitario de del du des di der kunden kunde cliente client customer "
    "company firma business european eu tax vat ust k"
)
# "KvK" comes apart into "kv" and "k".
_TAXED = words_of("vat tax ust uid tva iva btw moms org fiscal fiscale fiskal")
_NUMBERED = words_of(
    "id idnr no nr num numero number nummer registration reg identification "
    "identificacion partita p"
)
_TAX_CODE = frozenset({"codice", "fiscale"})
TAX_NUMBER = 5


def is_tax_number(name: str) -> bool:
    """Whether a column name speaks of the number by which an authority knows a firm or person."""
    found = set(tokens(name))
    plain = found <= _TAX | _TAX_OF | _TAXED | _NUMBERED | _TAX_CODE
    called = found & _TAX or found >= _TAX_CODE or (found & _TAXED and found & _NUMBERED)
    return plain and bool(called)


def stand_in_score(name: str) -> int:
    """How well a column stands in where no other names the customer, 0 to 5.

    The number that tax is paid under tells customers apart best, then that of a loyalty card, then
    an e-mail address; the name of a company nearly so, that of a person less.
    """
    if is_tax_number(name):
        return TAX_NUMBER
    found = set(tokens(name))
    kinds = ((_PERSON, _PERSON_OF), (_FIRM, _FIRM_OF), (_MAIL, _MAIL_OF), (_CARD, _CARD_OF))
    fits = [bool(found & said) and found <= said | beside for said, beside in kinds]
    return max(score * fit for score, fit in enumerate(fits, 1))


def may_name_customer(name: str) -> bool:
    """Whether a column name may say that its values are customers."""
    about = REFERRED_WORDS | REFERRER_WORDS
    scores = customer_score(name) + stand_in_score(name)
    return scores > 0 or bool(about & set(tokens(name)))
