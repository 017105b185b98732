"""Numbers written as text, read with one decimal sign per column that some cell proves.

``1.234`` may be a thousand or little more than one, and so may ``1,234``; such a cell says
nothing by itself. Thousands are grouped in threes throughout or the text is no number.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from core.intake.grid import Mask, Texts

_SPACE = "[ '\u2019\u00a0\u202f]"
_NUMBER = re.compile(
    rf"""
    (?P<whole>[+-]?\d+)
    | (?P<either>[+-]?[1-9]\d{{0,2}}[.,]\d{{3}})
    | (?P<spaced>[+-]?\d{{1,3}}(?:{_SPACE}\d{{3}})+)
    | (?P<point>[+-]?(?:\d*\.\d+|\d+\.|\d{{1,3}}(?:,\d{{3}})+\.\d+|\d{{1,3}}(?:,\d{{3}}){{2,}}
        |\d{{1,3}}(?:{_SPACE}\d{{3}})+\.\d+|\d(?:\.\d+)?e[+-]\d{{2,3}}))
    | (?P<comma>[+-]?(?:\d*,\d+|\d+,|\d{{1,3}}(?:\.\d{{3}})+,\d+|\d{{1,3}}(?:\.\d{{3}}){{2,}}
        |\d{{1,3}}(?:{_SPACE}\d{{3}})+,\d+))
    """,
    re.VERBOSE | re.ASCII,
)
_PLAIN = re.compile(r"(?:[+-]?\d+(?:\.\d+)?\n)*+", re.ASCII)
_PROOF = re.compile(r"\.(?!\d{3}\n)|(?:^|\D)0\.|\d{4}\.", re.ASCII | re.MULTILINE)
_KEPT_DIGITS = 15
_HEAD = 1000
_INTEGER_DIGITS = 18


@dataclass(frozen=True, eq=False)
class Numbers:
    """Different texts of a column, read as numbers.

    Attributes
    ----------
    values
        The number of each text, NaN where there is none.
    wholes
        The same as integers, if every number is one that fits; None otherwise.
    known
        Which texts are numbers.
    unsure
        Which texts could be a thousand or a fraction, if nothing proves which.
    decimal
        The decimal sign; None if no number has one.
    inexact
        Which numbers have more digits than are kept.
    grouped
        Whether some number has both signs, such as ``1.234,50``, which leaves no doubt.
    """

    values: npt.NDArray[np.float64]
    wholes: npt.NDArray[np.int64] | None
    known: Mask
    unsure: Mask
    decimal: str | None
    inexact: Mask
    grouped: bool = False


def read_numbers(texts: Texts, stored: Mask, given: str | None) -> Numbers:
    """Read different texts as numbers.

    Parameters
    ----------
    texts
        Different texts.
    stored
        Which of them a workbook stores as numbers; they are written with a point.
    given
        Decimal sign to use where no cell proves one.
    """
    quick = _read_plain([text.strip() for text in texts])
    if quick is not None:
        return quick
    forms = [_form(text) for text in texts]
    written = {form for form, native in zip(forms, stored, strict=True) if not native}
    decimal = _decimal(forms, stored, written, given)
    open_question = decimal is None and "either" in written
    unsure = np.array([form == "either" for form in forms], bool) & ~stored & open_question
    other = {"point": "comma", "comma": "point"}
    against = other["comma" if decimal == "," else "point"]
    known = np.array([form not in {"", against} for form in forms], bool) | stored
    values = np.full(len(texts), np.nan)
    plain = [
        _plain(str(text), "." if native else decimal)
        for text, native in zip(texts, stored, strict=True)
    ]
    good = np.flatnonzero(known)
    values[good] = [float(plain[place]) for place in good]
    grouped = any(
        form in {"point", "comma"} and "," in text and "." in text
        for text, form, native in zip(texts, forms, stored, strict=True)
        if not native
    )
    wholes, inexact = _wholes(plain, known), _inexact(plain, values, known)
    return Numbers(values, wholes, known, unsure, decimal, inexact, grouped)


def too_few(texts: Texts, counts: npt.NDArray[np.intp], stored: Mask, allowed: float) -> bool:
    """Whether more cells than allowed are no numbers; it stops at the first that is too many.

    Parameters
    ----------
    texts, counts
        Different texts and how often each occurs.
    stored
        Those that need not be looked at.
    allowed
        Most cells that may be something else.
    """
    if _PLAIN.fullmatch("\n".join(texts[:_HEAD]) + "\n"):
        return False
    others = 0
    for text, count, native in zip(texts, counts, stored, strict=True):
        if not native and not _NUMBER.fullmatch(text.strip()):
            others += count
            if others > allowed:
                return True
    return False


def _read_plain(texts: list[str]) -> Numbers | None:
    """The numbers, if all are written plainly and none leaves a doubt; None otherwise.

    It finds what the longer way finds, only sooner.
    """
    filled = [text or "0" for text in texts]
    joined = "\n".join(filled) + "\n"
    pointed = "." in joined
    if _PLAIN.fullmatch(joined) is None or (pointed and _PROOF.search(joined) is None):
        return None
    known = np.array([bool(text) for text in texts], bool)
    values = np.array([float(text) for text in filled])
    values[~known] = np.nan
    short = max(map(len, filled)) <= _INTEGER_DIGITS
    wholes = np.array([int(text) for text in filled], np.int64) if short and not pointed else None
    nothing = np.zeros(len(texts), bool)
    inexact = _inexact(filled, values, known)
    return Numbers(values, wholes, known, nothing, "." if pointed else None, inexact)


def _form(text: str) -> str:
    found = _NUMBER.fullmatch(text.strip())
    return (found.lastgroup or "") if found else ""


def _decimal(forms: list[str], stored: Mask, written: set[str], given: str | None) -> str | None:
    if {"point", "comma"} <= written:
        points = sum(f == "point" for f, native in zip(forms, stored, strict=True) if not native)
        commas = sum(f == "comma" for f, native in zip(forms, stored, strict=True) if not native)
        return "," if commas > points else "."
    if "comma" in written:
        return ","
    if "point" in written:
        return "."
    return given if "either" in written else None


def _plain(text: str, decimal: str | None) -> str:
    """The number with a decimal point and without grouping."""
    text = text.strip()
    if text.isdigit():
        return text
    if decimal == ",":
        return re.sub(rf"{_SPACE}|\.", "", text).replace(",", ".")
    return re.sub(rf"{_SPACE}|,", "", text)


def _wholes(plain: list[str], known: Mask) -> npt.NDArray[np.int64] | None:
    wholes = np.zeros(len(plain), np.int64)
    good = np.flatnonzero(known)
    for place in good:
        text = plain[place]
        if not text.lstrip("+-").isdigit() or len(text) > _INTEGER_DIGITS:
            return None
    wholes[good] = [int(plain[place]) for place in good]
    return wholes


def _inexact(plain: list[str], values: npt.NDArray[np.float64], known: Mask) -> Mask:
    inexact = np.zeros(len(plain), bool)
    for place in np.flatnonzero(known):
        text = plain[place]
        if len(text) > _KEPT_DIGITS:
            inexact[place] = Decimal(repr(float(values[place]))) != Decimal(text)
    return inexact
