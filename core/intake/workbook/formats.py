"""How a workbook shows its numbers: as days, times, per cent, with zeros in front."""

import re
from dataclasses import dataclass
from enum import Enum
from itertools import chain

from core.currencies import currencies


class Shown(Enum):
    """What a number format makes of a number."""

    PLAIN = "as it is"
    DAY = "as a day"
    TIME = "as a time of day"
    DURATION = "as a duration"
    PERCENT = "as per cent"
    DRESSED = "with zeros or letters around it"
    SCALED = "in thousands or millions"
    HIDDEN = "not at all"


@dataclass(frozen=True)
class Dress:
    """How a whole number is shown: its digits, and zeros and letters around and between them.

    ``pattern`` has `DIGIT` for each digit and every letter as it is shown.
    """

    pattern: str

    def on(self, value: int) -> str:
        """Write a whole number as it is shown."""
        places = self.pattern.count(DIGIT)
        digits = str(abs(value)).zfill(places)
        surplus = len(digits) - places
        groups = [digits[: surplus + 1], *digits[surplus + 1 :]]
        first, *rest = self.pattern.split(DIGIT)
        sign = "-" if value < 0 else ""
        return sign + first + "".join(map("".join, zip(groups, rest, strict=True)))


@dataclass(frozen=True)
class Format:
    """A number format.

    ``currency`` is the code or sign that stands beside the number; "" for none that is known.
    """

    shown: Shown
    dress: Dress | None = None
    currency: str = ""

    @property
    def tells(self) -> bool:
        """Whether it tells something about a number that the number itself does not."""
        return self.shown in _WORTH_TELLING or bool(self.currency)


_WORTH_TELLING = frozenset({Shown.PERCENT, Shown.DRESSED, Shown.SCALED, Shown.HIDDEN})

DIGIT = "\x00"
"""Stands for a digit in the pattern of a `Dress`."""

PLAIN = Format(Shown.PLAIN)
_DAY, _TIME, _DURATION = Format(Shown.DAY), Format(Shown.TIME), Format(Shown.DURATION)

BUILT_IN = (
    {9: Format(Shown.PERCENT), 10: Format(Shown.PERCENT), 46: _DURATION}
    | dict.fromkeys((*range(14, 18), 22, *range(27, 37), *range(50, 59)), _DAY)
    | dict.fromkeys((*range(18, 22), 45, 47), _TIME)
)
"""Formats that are known by their number alone (ECMA-376 part 1, 18.8.30); others are plain."""

_QUOTED = re.compile(r'"[^"]*"?|\\.|[_*].')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\[\$([^\]-]+)(?:-[^\]]*)?\]")
_IN_QUOTES, _ESCAPED = re.compile(r'"([^"]*)"'), re.compile(r"\\(.)")
_WORDS = re.compile(r"General|E[+-]|AM/PM|A/P", re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_SIGN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<plain>[-0+() /:])|(?P<space>[_*].)|(?P<other>.)'
)


def format_of(code: str) -> Format:
    """What the code of a number format, such as ``0.00 %`` or ``yyyy-mm-dd``, shows."""
    if code.strip(" ;") == "" and ";" in code:
        return Format(Shown.HIDDEN)
    first = _first_section(code)
    if _ELAPSED.search(_QUOTED.sub("", first)):
        return _DURATION
    signs = _WORDS.sub("", _BRACKETS.sub("", _QUOTED.sub("", first))).lower()
    if set("ydmhs") & set(signs) or ("e" in signs and "0" not in signs):
        return _of_a_moment(signs)
    changed = Shown.PERCENT if "%" in signs else Shown.SCALED if _SCALED.search(signs) else None
    if changed is not None:
        return Format(changed)
    currency = _currency(first)
    if currency:
        return Format(Shown.PLAIN, currency=currency)
    dress = _dress(_BRACKETS.sub("", first))
    return Format(Shown.DRESSED, dress) if dress is not None else PLAIN


def _currency(section: str) -> str:
    """The currency in a section of a format, such as ``[$€-407]``, ``"CHF"`` or a bare sign."""
    bare = _BRACKETS.sub("", _QUOTED.sub("", section))
    beside = (pattern.findall(section) for pattern in (_IN_BRACKETS, _IN_QUOTES, _ESCAPED))
    signs = (*chain.from_iterable(beside), *bare)
    return next((sign.strip() for sign in signs if currencies(sign)), "")


def _first_section(code: str) -> str:
    """The section of a format for positive numbers."""
    kept = _QUOTED.sub(lambda found: "\x00" * len(found.group()), code)
    end = kept.find(";")
    return code if end < 0 else code[:end]


def _of_a_moment(signs: str) -> Format:
    day = "y" in signs or "d" in signs or "e" in signs
    clock = "h" in signs or "s" in signs
    return _TIME if clock and not day else _DAY


def _dress(section: str) -> Dress | None:
    """How a whole number is shown; None if it is shown plainly, or in a way that is not known."""
    shown = []
    for found in _SIGN.finditer(section):
        if found.lastgroup == "other":
            return None
        quoted, escaped, plain = found["quoted"], found["escaped"], found["plain"]
        shown.append(DIGIT if plain == "0" else quoted or escaped or plain or "")
    pattern = "".join(shown)
    dressed = pattern.count(DIGIT) > 1 or (DIGIT in pattern[1:] and pattern[0].isalnum())
    return Dress(pattern) if dressed else None
