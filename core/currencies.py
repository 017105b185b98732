"""Currencies, by the codes of ISO 4217 and the signs that stand beside amounts."""

from collections.abc import Sequence

_OF_SIGNS = {
    "€": "EUR",
    "€uro": "EUR",
    "$": "USD CAD AUD NZD SGD HKD MXN",
    "£": "GBP",
    "¥": "JPY CNY",
    "₹": "INR",
    "₽": "RUB",
    "₺": "TRY",
    "₴": "UAH",
    "₩": "KRW",
    "₪": "ILS",
    "¢": "cent",
    "kr": "SEK NOK DKK ISK",
    "kr.": "SEK NOK DKK ISK",
    "zł": "PLN",
    "zl": "PLN",
    "Kč": "CZK",
    "Ft": "HUF",
    "lei": "RON",
    "лв": "BGN",
    "руб": "RUB",
    "руб.": "RUB",
    "R$": "BRL",
    "Fr": "CHF",
    "Fr.": "CHF",
}
"""The currencies that a sign may mean."""

_CODES = (
    "EUR USD GBP CHF JPY CNY SEK NOK DKK ISK PLN CZK HUF RON BGN TRY RUB UAH INR BRL MXN CAD AUD "
    "NZD ZAR SGD HKD ILS AED"
)
_MEANT = {sign: frozenset(codes.split()) for sign, codes in _OF_SIGNS.items()} | {
    code: frozenset([code]) for code in _CODES.split()
}

SIGNS = tuple(sorted(_MEANT, key=lambda sign: (-len(sign), sign)))
"""Every code and sign that is known, longer ones before those that they begin with."""

NOT_KNOWN: frozenset[str] = frozenset()


def one_of(signs: Sequence[str]) -> str:
    """Give the first of some codes and signs if all may mean one currency; "" otherwise."""
    common = frozenset.intersection(*map(currencies, signs)) if signs else NOT_KNOWN
    return signs[0] if common else ""


def currencies(sign: str) -> frozenset[str]:
    """Give the currencies that a code or sign may mean; `NOT_KNOWN` if it is none of money."""
    sign = sign.strip()
    return _MEANT.get(sign) or _MEANT.get(sign.upper(), NOT_KNOWN)
