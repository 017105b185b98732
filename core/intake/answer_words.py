"""Answers in words, in seven languages, and where each stands between the worst and the best."""

import re
from collections.abc import Iterable, Sequence

from core.intake.words import tokens

# From the worst to the best, each place in a paragraph of its own.
_SATISFIED = """
very dissatisfied, very unsatisfied, extremely dissatisfied, completely dissatisfied, not at all
satisfied, sehr unzufrieden, völlig unzufrieden, überhaupt nicht zufrieden, très insatisfait,
très insatisfaite, pas du tout satisfait, pas du tout satisfaite, muy insatisfecho, muy
insatisfecha, nada satisfecho, nada satisfecha, molto insoddisfatto, molto insoddisfatta, per
niente soddisfatto, per niente soddisfatta, zeer ontevreden, heel ontevreden, mycket missnöjd,
väldigt missnöjd, inte alls nöjd

dissatisfied, unsatisfied, somewhat dissatisfied, rather dissatisfied, not satisfied,
unzufrieden, eher unzufrieden, nicht zufrieden, insatisfait, insatisfaite, plutôt insatisfait,
plutôt insatisfaite, peu satisfait, peu satisfaite, insatisfecho, insatisfecha, poco satisfecho,
poco satisfecha, insoddisfatto, insoddisfatta, poco soddisfatto, poco soddisfatta, ontevreden,
niet tevreden, missnöjd, ganska missnöjd, inte nöjd

neutral, neither, neither satisfied nor dissatisfied, neither dissatisfied nor satisfied,
undecided, weder noch, teils teils, weder zufrieden noch unzufrieden, neutre, ni satisfait ni
insatisfait, moyennement satisfait, moyennement satisfaite, neutro, ni satisfecho ni
insatisfecho, neutrale, né soddisfatto né insoddisfatto, neutraal, niet tevreden niet
ontevreden, niet tevreden en niet ontevreden, varken eller, varken nöjd eller missnöjd

satisfied, somewhat satisfied, rather satisfied, zufrieden, eher zufrieden, satisfait,
satisfaite, plutôt satisfait, plutôt satisfaite, satisfecho, satisfecha, soddisfatto,
soddisfatta, abbastanza soddisfatto, abbastanza soddisfatta, tevreden, nöjd, ganska nöjd

very satisfied, extremely satisfied, completely satisfied, sehr zufrieden, völlig zufrieden,
äußerst zufrieden, voll und ganz zufrieden, très satisfait, très satisfaite, tout à fait
satisfait, tout à fait satisfaite, muy satisfecho, muy satisfecha, molto soddisfatto, molto
soddisfatta, zeer tevreden, heel tevreden, mycket nöjd, väldigt nöjd
"""
_GOOD = """
very bad, very poor, terrible, awful, sehr schlecht, très mauvais, très mauvaise, muy malo, muy
mala, muy mal, pessimo, pessima, molto scarso, zeer slecht, heel slecht, mycket dålig, mycket
dåligt

bad, poor, schlecht, mauvais, mauvaise, malo, mala, mal, scarso, scarsa, cattivo, slecht, dålig,
dåligt

fair, average, ok, okay, acceptable, neutral, mittel, mittelmäßig, durchschnittlich, moyen,
moyenne, correct, regular, normal, sufficiente, discreto, matig, gemiddeld, voldoende, medel,
okej

good, gut, bon, bonne, bien, bueno, buena, buono, buona, goed, bra

very good, excellent, great, outstanding, sehr gut, ausgezeichnet, hervorragend, très bon, très
bonne, très bien, excellente, muy bueno, muy buena, muy bien, excelente, ottimo, ottima,
eccellente, molto buono, zeer goed, heel goed, uitstekend, mycket bra, utmärkt
"""
_AGREED = """
strongly disagree, stimme gar nicht zu, stimme überhaupt nicht zu, pas du tout d'accord,
totalmente en desacuerdo, muy en desacuerdo, per niente d'accordo, helemaal oneens, zeer oneens,
håller inte alls med, instämmer inte alls

disagree, somewhat disagree, stimme nicht zu, stimme eher nicht zu, pas d'accord, plutôt pas
d'accord, en desacuerdo, in disaccordo, oneens, håller inte med, instämmer inte

neutral, neither, neither agree nor disagree, undecided, teils teils, weder noch, neutre, ni
d'accord ni pas d'accord, neutro, ni de acuerdo ni en desacuerdo, neutrale, neutraal, niet eens
niet oneens, varken eller

agree, somewhat agree, stimme zu, stimme eher zu, d'accord, plutôt d'accord, de acuerdo,
d'accordo, eens, håller med, instämmer

strongly agree, stimme voll zu, stimme voll und ganz zu, stimme völlig zu, tout à fait d'accord,
totalmente de acuerdo, muy de acuerdo, completamente d'accordo, helemaal eens, zeer eens, håller
helt med, instämmer helt
"""
_RECOMMENDED = """
detractor, detractors, detraktor, detraktoren, kritiker, détracteur, détracteurs, detractores,
detrattore, detrattori, criticaster, criticasters

passive, passives, passiv, indifferente, indifferenti, indifferent, indifferenter, passif,
passifs, pasivo, pasivos, passivo, passivi, passief

promoter, promoters, promotor, promotoren, ambassadör, ambassadörer, promoteur, promoteurs,
promotores, promotore, promotori
"""

_NUMBERED = re.compile(r"\s*(\d{1,2})\s*(?:[-–—=:.)]\s*|\()\s*[^\W\d_]")
"""A number with what it means behind it, such as ``5 - very satisfied`` or ``1 (bad)``."""

_OUT_OF = re.compile(r"\s*(\d{1,2})\s*(?:/|out of|of|von|sur|de|su|van|av)\s*(5|7|10)\s*")
_STARS = re.compile(
    r"\s*(?:(★+)☆*|(\d)\s*(?:stars?|sterne?|étoiles?|estrellas?|stelle|sterren|stjärnor))\s*"
)

_FEWEST, _MOST = 2, 11


def ranked(texts: Iterable[str]) -> dict[str, int] | None:
    """Tell where answers in words stand on a scale; the more, the better.

    Parameters
    ----------
    texts
        The different answers of a column.

    Returns
    -------
    dict or None
        What each answer counts as: the number that it names, else its place from the worst on.
        None if some is not known, if they are of several scales, or if two that say something
        else stand at the same place.
    """
    listed = list(texts)
    if not _FEWEST <= len(listed) <= _MOST:
        return None
    different = len({*map(_bare, listed)})
    for places in _PLACES:
        found = {text: places.get(_bare(text), 0) for text in listed}
        if all(found.values()) and len(set(found.values())) == different:
            return found
    return numbered(listed)


def numbered(texts: Sequence[str]) -> dict[str, int] | None:
    """Read answers that all name their number, in the same way; None if they do not."""
    for form in (_NUMBERED.match, _OUT_OF.fullmatch, _STARS.fullmatch):
        found = [match for text in texts if (match := form(text.casefold())) is not None]
        ends = {match[2] for match in found} if form == _OUT_OF.fullmatch else set()
        if texts and len(found) == len(texts) and len(ends) <= 1:
            return dict(zip(texts, map(_number, found), strict=True))
    return None


def _number(match: re.Match[str]) -> int:
    said = next(filter(None, match.groups()))
    return len(said) if "★" in said else int(said)


def _bare(text: str) -> str:
    """The words of an answer, without the ending of the other gender behind a sign."""
    said = tokens(text)
    return " ".join(said[:-1] if len(said) > 1 and len(said[-1]) == 1 else said)


def _places(scale: str) -> dict[str, int]:
    levels = enumerate(scale.strip().split("\n\n"), 1)
    return {_bare(text): place for place, level in levels for text in re.split(r",\s+", level)}


_PLACES = tuple(map(_places, (_SATISFIED, _GOOD, _AGREED, _RECOMMENDED)))
