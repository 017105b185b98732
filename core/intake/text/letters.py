"""Which of several one-byte encodings a text is in, judged by the letters that it would have.

A byte above 127 is another letter in every encoding: F8 is ‘ø’ in Western Europe and ‘ř’ in Central
Europe. Each language uses a few such letters, some often and some hardly ever, so the encoding
in which the letters of the file are those of some language is the likely one. Where
two are about as likely and read differently, nobody but the user can know.
"""

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

LANGUAGES = {
    "German": "ü38 ä28 ö18 ß16",
    "French": "é66 à12 è12 ê5 ç3 ô1 î1 û1 ï1 â1 ë1 œ1 ù1",
    "Spanish": "ó25 í24 á19 é14 ñ12 ú6 ü1",
    "Portuguese": "ã24 ç17 á14 é13 ó8 í8 õ6 ê5 ú4 â3 à2 ô2",
    "Italian": "à30 è30 ò18 ù12 ì8 é2",
    "Dutch": "é34 ë33 ï20 ó5 ö4 ü4",
    "Swedish": "ä40 ö31 å28 é1",
    "Danish": "å38 ø36 æ25 é1",
    "Icelandic": "í16 á18 ð17 ó11 ö8 é7 ú7 þ6 ý4 æ6",
    "Polish": "ł22 ę18 ą16 ó14 ż11 ś9 ć6 ń3 ź1",
    "Czech": "í19 á19 ě10 é9 ý9 č8 ř8 š7 ž7 ů4 ú1 ň1 ť1 ď1 ó1",
    "Slovak": "á22 í15 é10 č12 š12 ž11 ý10 ú8 ľ5 ť5 ň3 ô3 ď2 ä1 ó1 ŕ1 ĺ1",
    "Hungarian": "á32 é32 ö9 ó9 ő8 í5 ü5 ú3 ű1",
    "Romanian": "ă34 î15 ş16 ţ17 ș16 ț17 â18",
    "Croatian": "č26 š30 ž22 ć16 đ6",
    "Turkish": "ı34 ü13 ş13 ç9 ğ9 ö7 İ8 â1",
    "Lithuanian": "ė22 š16 ų16 į9 ž14 č7 ū7 ą5 ę3",
    "Latvian": "ā34 ī18 ē17 š12 ņ6 ū5 ļ4 ķ3 ž3 ģ2 č1",
    "Estonian": "ä38 õ26 ü21 ö11 š2 ž2",
    "Russian": (
        "о11 е8 а8 и7 н7 т6 с5 р5 в5 л4 к3 м3 д3 п3 у3 "
        "я2 ы2 ь2 г2 з2 б2 ч1 й1 х1 ж1 ш1 ю1 ц1 щ1 э1 ё1"
    ),
    "Ukrainian": (
        "о9 а8 н7 и6 і6 в5 р5 т5 е5 к4 с4 д3 л3 у3 м3 "
        "п3 я2 з2 ь2 б2 г2 ч1 й1 х1 ц1 ї1 ж1 ю1 є1 ш1 щ1"
    ),
    "Greek": (
        "α12 ο10 ι9 ε8 τ8 σ5 ν7 η6 υ4 ς4 ρ4 π4 κ4 μ3 λ3 ί3 "
        "ό2 ά2 γ2 έ2 δ2 ή2 ω2 θ1 χ1 φ1 ύ1 β1 ώ1 ξ1 ζ1 ψ1"
    ),
}
"""The letters beyond a to z of each language, with roughly how many in 100 of them they are."""

_WEST = "German French Spanish Portuguese Italian Dutch Swedish Danish Icelandic"
_CENTRE = "German Polish Czech Slovak Hungarian Romanian Croatian"


@dataclass(frozen=True)
class _Candidate:
    """An encoding that is tried: what it is called, how likely it is, and who writes in it."""

    title: str
    beforehand: float
    languages: str


ENCODINGS = {
    "cp1252": _Candidate("Western European", 0.0, _WEST),
    "iso8859-15": _Candidate("Western European (ISO 8859-15)", -1.0, _WEST),
    "cp1250": _Candidate("Central European", -2.0, _CENTRE),
    "iso8859-2": _Candidate("Central European (ISO 8859-2)", -3.0, _CENTRE),
    "cp1251": _Candidate("Cyrillic", -2.0, "Russian Ukrainian"),
    "koi8-r": _Candidate("Cyrillic (KOI8-R)", -4.0, "Russian"),
    "cp1253": _Candidate("Greek", -2.0, "Greek"),
    "cp1254": _Candidate("Turkish", -2.0, "Turkish German"),
    "cp1257": _Candidate("Baltic", -5.0, "Lithuanian Latvian Estonian"),
    "mac-roman": _Candidate("Macintosh", -5.0, _WEST),
    "cp850": _Candidate("Western European (DOS)", -5.0, _WEST),
    "cp437": _Candidate("American (DOS)", -6.0, _WEST),
}
"""Encodings that are tried; earlier ones win where all read the same."""

_RARE = 1e-5
_NAMES = 0.1
_SIGN = math.log(2e-3)
_IN_PLACE = math.log(0.5)
_MISPLACED = math.log(1e-7)
_SURE = math.log(20)
_MOST = 3
_SIGNS = frozenset("€£¥§©®°²³½¼¾µ·–—‘’“”„…«»•™×±ªº¡¿‚\u00a0")
_LETTER = rf"[^\W\d_{''.join(sorted(_SIGNS))}]"
_WORD = re.compile(rf"{_LETTER}+")
_EXPECTED = re.compile(
    rf"(?<=\d)\u00a0|\u00a0(?=[\d€£¥])|(?<!{_LETTER})[€£¥](?!{_LETTER})|(?<=[\dNnMD.])[°ºª](?!{_LETTER})"
)
"""Signs where they belong: in and behind amounts, and in N°, 2ª and the like."""

_AMONG_DIGITS = re.compile(rf"(?<=\d)(?![a-zA-Z]){_LETTER}(?=\d)")


@dataclass(frozen=True)
class Likely:
    """An encoding that the bytes may be in.

    Attributes
    ----------
    encoding
        Its name.
    title
        What it is called.
    example
        The first word of the text in which the likely encodings differ, or the first with a letter
        beyond a to z.
    """

    encoding: str
    title: str
    example: str


def likely_encodings(words: bytes) -> tuple[Likely, ...]:
    """The encodings that some words may be in, the likeliest first.

    Parameters
    ----------
    words
        Words that hold bytes above 127, one per line.

    Returns
    -------
    tuple of Likely
        One if there is no reasonable doubt, several if there is; none if the bytes fit no encoding.
        Encodings that read the words alike count as one.
    """
    scores: dict[str, tuple[float, str]] = {}
    for encoding, candidate in ENCODINGS.items():
        try:
            text = words.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _likelihood(text, candidate.languages) + candidate.beforehand
        scores.setdefault(text, (score, encoding))
    ranked = sorted(scores.items(), key=lambda item: -item[1][0])
    if not ranked:
        return ()
    best = ranked[0][1][0]
    close = [(text, name) for text, (score, name) in ranked if best - score < _SURE][:_MOST]
    texts = [text.split("\n") for text, _ in close]
    rows = [row for row in zip(*texts, strict=True) if len(set(row)) == len(close)] or [
        tuple(lines[0] for lines in texts)
    ]
    return tuple(
        Likely(name, ENCODINGS[name].title, example)
        for (_, name), example in zip(close, rows[0], strict=True)
    )


def _likelihood(text: str, languages: str) -> float:
    """How likely the letters of a text are, as a logarithm.

    Most are taken to be of the language that fits best, some of its neighbours' names.
    """
    text, expected = _EXPECTED.subn(" ", text)
    counts = Counter(letter for letter in text if ord(letter) > 127)  # noqa: PLR2004 - beyond ASCII
    fixed = sum(
        count * (_SIGN if letter in _SIGNS else _MISPLACED)
        for letter, count in counts.items()
        if not _is_letter(letter)
    )
    letters = {letter: count for letter, count in counts.items() if _is_letter(letter)}
    shares = [_SHARES[language] for language in languages.split()]
    others = {letter: sum(one.get(letter, 0.0) for one in shares) / len(shares) for letter in _ALL}
    spoken = max(_spoken(letters, own, others) for own in shares)
    return spoken + fixed + _IN_PLACE * expected + _MISPLACED * _misplaced(text)


def _is_letter(sign: str) -> bool:
    return sign.isalpha() and sign not in _SIGNS  # º is a letter to Unicode


def _spoken(letters: dict[str, int], own: dict[str, float], others: dict[str, float]) -> float:
    total = 0.0
    for letter, count in letters.items():
        same = letter if letter in _ALL else letter.lower()
        share = (1 - _NAMES) * own.get(same, 0.0) + _NAMES * others.get(same, 0.0)
        total += count * math.log(max(share, _RARE))
    return total


def _misplaced(text: str) -> int:
    """Signs between letters, letters in numbers, capitals inside words, words in two alphabets."""
    wrong = len(_AMONG_DIGITS.findall(text))
    for before, sign, after in zip(text, text[1:], text[2:], strict=False):
        if sign in _SIGNS and sign not in "’·-" and before.isalpha() and after.isalpha():
            wrong += 1
    for word in _WORD.findall(text):
        if any(letter > "\x7f" for letter in word):
            wrong += _out_of_case(word) + (len({_alphabet(letter) for letter in word}) > 1)
    return wrong


def _out_of_case(word: str) -> int:
    return sum(
        a.islower() and b.isupper() and (a > "\x7f" or b > "\x7f") for a, b in pairwise(word)
    )


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0]


def _shares(letters: str) -> dict[str, float]:
    pairs = [(entry[0], float(entry[1:])) for entry in letters.split()]
    total = sum(share for _, share in pairs)
    return {letter: share / total for letter, share in pairs}


_SHARES = {language: _shares(letters) for language, letters in LANGUAGES.items()}
_ALL = frozenset(letter for shares in _SHARES.values() for letter in shares)
