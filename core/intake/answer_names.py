"""Scales of answers on which a low number is the best, told from the column name."""

import re

from core.intake.words import tokens, words_of

_GRADES = words_of("schulnote schulnoten note noten grade grades cijfer")
_SURELY = words_of("schulnote schulnoten")
_BEST = re.compile(
    r"\b1 ?[=:–-] ?(best|very|excellent|great|top|sehr|ausgezeichnet|très|tres|muy|ottimo|molto|"
    r"zeer|mycket|completely|fully|voll)"
)
_TOPS = (5.0, 6.0, 7.0, 10.0)
_GRADE = 6.0


def low_is_best(name: str) -> bool:
    """Whether a column name says that 1 is the best answer, as of school grades."""
    return bool(_SURELY & set(tokens(name)) or _BEST.search(name.casefold()))


def low_may_be_best(name: str, least: float, most: float) -> bool:
    """Whether 1 may be the best answer.

    Parameters
    ----------
    name
        The name of the column.
    least, most
        The lowest and the highest answer.
    """
    grades = bool(_GRADES & set(tokens(name))) and least >= 1 and most <= _GRADE
    return grades or low_is_best(name)


def turned_top(name: str, most: float) -> float:
    """The end of a scale that begins at 1: six for grades, else the first that holds all."""
    if _GRADES & set(tokens(name)) and most <= _GRADE:
        return _GRADE
    return next((top for top in _TOPS if most <= top), most)
