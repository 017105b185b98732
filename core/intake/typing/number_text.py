"""One number as people write it: its form, its sign, its unit, and its digits.

``1.234`` may be a thousand or little more than one, and so may ``1,234``; such a text says
nothing by itself. Thousands are grouped in threes throughout, and the first group does not begin
with a zero, or the text is no number.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from core.currencies import SIGNS

SPACE = "[ '\u2019\u00a0\u202f]"
"""A blank or an apostrophe between thousands, as a regular expression."""

_FIRST = r"[1-9]\d{0,2}"
_NUMBER = re.compile(
    rf"""
    (?P<whole>\d+)
    | (?P<either>[1-9]\d{{0,2}}[.,]\d{{3}})
    | (?P<spaced>{_FIRST}(?:{SPACE}\d{{3}})+)
    | (?P<point>\d*\.\d+|\d+\.|{_FIRST}(?:,\d{{3}})+\.\d+|{_FIRST}(?:,\d{{3}}){{2,}}
        |{_FIRST}(?:{SPACE}\d{{3}})+\.\d+|\d(?:\.\d+)?e[+-]\d{{2,3}})
    | (?P<comma>\d*,\d+|\d+,|{_FIRST}(?:\.\d{{3}})+,\d+|{_FIRST}(?:\.\d{{3}}){{2,}}
        |{_FIRST}(?:{SPACE}\d{{3}})+,\d+)
    """,
    re.VERBOSE | re.ASCII,
)
_UNIT = "|".join([*map(re.escape, SIGNS), "%"])
LETTER_UNITS = tuple(sign for sign in SIGNS if sign[0].isalpha())
"""Units that may stand in front of a number and begin with a letter."""

_DRESSED = re.compile(
    rf"""
    (?:(?P<ahead>{_UNIT})[ \u00a0\u202f]?(?=\())?
    (?P<open>\()?
    (?P<sign>[+\-\u2212])?[ \u00a0\u202f]?
    (?P<before>{_UNIT})?[ \u00a0\u202f]?
    (?P<inner>[+\-\u2212])?
    (?P<core>[\d.,'\u2019 \u00a0\u202fe+\-]*\d[.,]?)
    [ \u00a0\u202f]?(?P<after>{_UNIT})?
    (?P<behind>(?<![.,])[\-\u2212])?
    (?P<close>\))?
    (?:(?<=[)\-\u2212])[ \u00a0\u202f]?(?P<outside>{_UNIT}))?
    """,
    re.VERBOSE,
)


class Form(StrEnum):
    """How the digits of a number are written."""

    WHOLE = "digits only"
    EITHER = "a point or comma in front of three digits"
    SPACED = "thousands apart"
    POINT = "a decimal point"
    COMMA = "a decimal comma"


MARKS = {Form.POINT: ".", Form.COMMA: ","}


@dataclass(frozen=True)
class NumberText:
    """A number as it is written.

    Attributes
    ----------
    form
        How its digits are written.
    digits
        Digits, marks and gaps, without sign and unit.
    negative, plus
        Whether a minus, a pair of brackets, or a plus goes with it.
    unit
        ``"%"``, a currency sign or code, or "".
    """

    form: Form
    digits: str
    negative: bool = False
    plus: bool = False
    unit: str = ""

    def plain(self, decimal: str | None) -> str:
        """The number with a decimal point, without grouping, with its sign in front."""
        sign = "-" if self.negative else ""
        if decimal == ",":
            return sign + re.sub(rf"{SPACE}|\.", "", self.digits).replace(",", ".")
        return sign + re.sub(rf"{SPACE}|,", "", self.digits)

    @property
    def grouped(self) -> bool:
        """Whether it has both signs, such as ``1.234,50``, which leaves no doubt."""
        return self.form in MARKS and "," in self.digits and "." in self.digits


@lru_cache(maxsize=1 << 16)
def number_text(text: str) -> NumberText | None:
    """What a text says as a number; None if it says none."""
    text = text.strip()
    bare = text[1:] if text[:1] in {"+", "-"} else text
    found = _NUMBER.fullmatch(bare)
    if found is not None:
        return NumberText(_form(found), bare, text[:1] == "-", text[:1] == "+")
    return _dressed(text)


def _form(found: re.Match[str]) -> Form:
    return Form[(found.lastgroup or "").upper()]


def _dressed(text: str) -> NumberText | None:
    """A number with a currency, a per cent sign, brackets or a minus behind it."""
    found = _DRESSED.fullmatch(text)
    if found is None or bool(found["open"]) is not bool(found["close"]):
        return None
    signs = [sign for sign in found.group("sign", "inner", "behind", "open") if sign]
    units = [one for one in found.group("ahead", "before", "after", "outside") if one]
    core = _NUMBER.fullmatch(found["core"].strip(" \u00a0\u202f"))
    if core is None or len(signs) > 1 or len(units) > 1:
        return None
    negative = bool(signs) and signs[0] != "+"
    return NumberText(_form(core), core.group(), negative, signs == ["+"], "".join(units))
