"""How often something is paid, told from words in seven languages."""

import re

from core.intake.words import tokens, words_of

_MONTHS = {
    1: words_of(
        "month monthly mrr monat monatlich monatliche monatlicher monatlichen mois mensuel "
        "mensuelle mes mensual mese mensile maand maandelijks maandelijkse manad manatlig "
        "manadsvis manadsavgift monatsgebuhr monatsbeitrag monatspreis monatsbetrag maandbedrag "
        "maandprijs mensualite mensualidad 1"
    ),
    3: words_of(
        "quarter quarterly quartal quartalsweise vierteljahr vierteljahrlich trimestre trimestriel "
        "trimestrielle trimestral trimestrale kwartaal kvartal kvartalsvis 3"
    ),
    6: words_of(
        "halfyearly halbjahr halbjahrlich semestre semestriel semestral semestrale halfjaar 6"
    ),
    12: words_of(
        "year yearly annual annually arr acv jahr jahrlich jahrliche jahrlicher jahresgebuhr "
        "jahresbeitrag jahrespreis jahresbetrag an annuel annuelle ano anual anno annuale jaar "
        "jaarlijks jaarbedrag ar arlig arsavgift 12"
    ),
}
_PARTS = re.compile(r"\d+")


def months_of(text: str, *, numbers: bool = True) -> int | None:
    """Months from one payment to the next, as a text says; None if it says nothing, or two things.

    Parameters
    ----------
    text
        A column name, or a cell such as ``"yearly"``.
    numbers
        Whether a bare number is one of months.
    """
    words = {word for word in tokens(text) if numbers or not _PARTS.fullmatch(word)}
    found = [months for months, said in _MONTHS.items() if words & said]
    return found[0] if len(found) == 1 else None
