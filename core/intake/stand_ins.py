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
_FIRM_OF = words_of("associated name names id ids no nr number nummer to party kunde kunden")
_PERSON = words_of("name fullname nom nombre nome naam namn kundenname klantnaam kundnamn")
_PERSON_OF = words_of(
    "full customer client kunde kunden klant kund buyer billing account cliente du del partner "
    "display invoice sell bill to"
)


def stand_in_score(name: str) -> int:
    """How well a column stands in where no other names the customer, 0 to 3.

    An e-mail address tells people apart, the name of a company nearly so, that of a person less.
    """
    found = set(tokens(name))
    kinds = ((_PERSON, _PERSON_OF), (_FIRM, _FIRM_OF), (_MAIL, _MAIL_OF))
    fits = [bool(found & said) and found <= said | beside for said, beside in kinds]
    return max(score * fit for score, fit in enumerate(fits, 1))


def may_name_customer(name: str) -> bool:
    """Whether a column name may say that its values are customers."""
    about = REFERRED_WORDS | REFERRER_WORDS
    scores = customer_score(name) + stand_in_score(name)
    return scores > 0 or bool(about & set(tokens(name)))
