"""Texts of the query, compared as the program compares them: without capitals and white space."""

from collections.abc import Iterable

from sqlglot import exp

from core.output.scoring.terms import Term, cast, equal, text
from core.output.scoring.tiers import BY_LETTERS

WHITE = "".join(map(chr, (*range(0x09, 0x0E), *range(0x1C, 0x20), 0x85, 0xA0, 0x1680))) + "".join(
    map(chr, (*range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000))
)
"""White space as Python knows it, besides the space itself."""

WHITE_AND_SPACE = f"{WHITE} "

_ALIKE = (("ß", "ss"), ("ς", "σ"))
"""Letters that are small, and are compared as other ones all the same."""


def trimmed(term: Term) -> Term:
    """Give a text without the white space around it."""
    return exp.Trim(this=term, expression=text(WHITE_AND_SPACE))


def is_blank(term: Term) -> Term:
    """Whether there is no text, or white space only."""
    own = trimmed(cast(term, "TEXT"))
    return equal(exp.Coalesce(this=own, expressions=[text("")]), text(""))


def is_filled(term: Term) -> Term:
    """Whether there is more of a text than white space."""
    return exp.NEQ(this=trimmed(cast(term, "TEXT")), expression=text(""))


def folded(term: Term) -> Term:
    """Give a text in small letters, with one space where there is white space, and none around it.

    No text has a tab left once white space is spaces, so tabs can mark which spaces follow others.
    """
    spaced = exp.Translate(this=cast(term, "TEXT"), from_=text(WHITE), to=text(" " * len(WHITE)))
    marked = _replaced(exp.Trim(this=spaced), " ", " \t")
    found: Term = exp.Lower(this=_replaced(_replaced(marked, "\t ", ""), "\t", ""))
    for own, other in _ALIKE:
        found = _replaced(found, own, other)
    return exp.Collate(this=found, expression=exp.to_identifier(BY_LETTERS))


def _replaced(term: Term, old: str, new: str) -> Term:
    return exp.Replace(this=term, expression=text(old), replacement=text(new))


def foldings(wanted: str, spellings: Iterable[str]) -> set[str]:
    """Give what `folded` may make of a text, in databases that know more capitals or fewer.

    Parameters
    ----------
    wanted
        The text as the program compares it.
    spellings
        The spellings of it that are known.
    """
    spaced = {" ".join(one.split()) for one in spellings}
    small = {one.lower() for one in spaced} | {_small_ascii(one) for one in spaced}
    return {_alike(one) for one in (wanted, *small)}


def _small_ascii(spelling: str) -> str:
    return "".join(one.lower() if one.isascii() else one for one in spelling)


def _alike(spelling: str) -> str:
    for own, other in _ALIKE:
        spelling = spelling.replace(own, other)
    return spelling
