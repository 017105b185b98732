"""The unit that a column name gives its numbers: minutes or hours, single or thousands."""

import re

from core.intake.words import tokens, words_of

_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d)")
_UNITS = {
    "minutes": (1.0, words_of("minute minutes min mins minuten minuto minutos minuti minuter")),
    "seconds": (
        1 / 60,
        words_of(
            "second seconds sec secs s sek sekunde sekunden seconde secondes segundo segundos "
            "secondo secondi seconden sekund sekunder"
        ),
    ),
    "hours": (
        60.0,
        words_of(
            "hour hours hr hrs h stunde stunden std heure heures hora horas ora ore uur uren timme "
            "timmar"
        ),
    ),
    "days": (1440.0, words_of("days tage jours dias giorni dagen dagar")),
}
_SCALES = {
    "thousands": (
        1000.0,
        re.compile(
            r"(?<![a-z])[kt] ?[€$£]|[€$£] ?k\b|(?<!\d)'?000s?\b|\b([kt](eur|usd|gbp|chf)|tsd|"
            r"thousands?|tausend|milliers|miles de|migliaia|duizend|duizenden|tusen|tusental)\b"
        ),
    ),
    "millions": (
        1_000_000.0,
        re.compile(
            r"(?<![a-z])m ?[€$£]|\b(m(eur|usd|gbp|chf)|mio|mn|millions?|millionen|millones|"
            r"milioni|miljoen|miljoner)\b"
        ),
    ),
    "hundredths": (
        0.01,
        re.compile(r"\b(cents?|pence|rappen|centimes?|centavos?|centesimi|centimos?)\b"),
    ),
}

_PRICE_UNITS = frozenset(
    {
        *(
            "preiseinheit",
            "preisfaktor",
            "preis pro",
            "price unit",
            "priceunit",
            "price per",
            "per",
        ),
        *("pe", "peinh", "kpein", "unite de prix", "unidad de precio", "unita di prezzo"),
        *("prijseenheid", "prijs per", "prisenhet", "pris per"),
    }
)


def says_price_unit(name: str) -> bool:
    """Whether a column name says for how many pieces a price is, such as ‘Preiseinheit’."""
    return " ".join(tokens(name)) in _PRICE_UNITS


def unit_of_time(name: str) -> tuple[str, float]:
    """The unit of a column of times that contacts took, and how many minutes it has."""
    found = set(tokens(name))
    said = ((unit, minutes) for unit, (minutes, words) in _UNITS.items() if found & words)
    return next(said, ("minutes", 1.0))


def clock_minutes(text: str) -> float | None:
    """The minutes of a time written as hours, minutes and seconds; None if it is anything else."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = map(int, found.groups())
    return 60 * hours + minutes + seconds / 60


def unit_of_money(name: str) -> tuple[str, float]:
    """The unit of a column of money, such as thousands, and how much one is; "" and 1 for none."""
    plain = name.casefold().replace("_", " ")
    said = ((unit, size) for unit, (size, words) in _SCALES.items() if words.search(plain))
    return next(said, ("", 1.0))
