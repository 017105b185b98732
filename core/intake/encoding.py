"""From the bytes of a text file to text, strictly: no character is ever dropped or replaced."""

import codecs
from dataclasses import dataclass

from core.errors import UserError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like the next one, so it is tried before
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_ZERO_SHARE = 0.3


@dataclass(frozen=True)
class Decoded:
    """A text as UTF-8 without byte order mark, the encoding it was in, and what to tell."""

    utf8: bytes
    encoding: str
    note: str = ""


def decode(data: bytes, given: str | None, name: str) -> Decoded:
    """The text of a file in the given encoding, or in the first that fits exactly.

    Tried in this order: byte order mark, UTF-8, UTF-16 without a mark, Windows-1252.

    Raises
    ------
    UserError
        If the encoding is not known or does not fit, or the text holds a zero character.
    """
    decoded = _decoded(data, given, name)
    zero = decoded.utf8.find(0)
    if zero >= 0:
        line = decoded.utf8[:zero].count(b"\n") + 1
        raise UserError(
            f"{name}, line {line:,}: there is a zero character, which no table holds.",
            "The file is damaged or no text; export it again as CSV UTF-8.",
        )
    return decoded


def _decoded(data: bytes, given: str | None, name: str) -> Decoded:
    if given is not None:
        return _as_given(data, given, name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as_given(data, encoding, name)
    half = _zero_bytes(data)
    if half:
        return _as_given(data, half, name)
    try:
        # Only to see that it fits: the bytes themselves are what is kept.
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return _western(data, name, problem.start)
    return Decoded(data, "utf-8")


def _zero_bytes(data: bytes) -> str:
    sample = data[:_SAMPLE]
    needed = _ZERO_SHARE * len(sample) / 2
    low, high = sample[1::2].count(0), sample[0::2].count(0)
    if max(low, high) <= needed:
        return ""
    return "utf-16-le" if low > high else "utf-16-be"


def _as_given(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        if codecs.lookup(encoding).name == "utf-8" and not data.startswith(codecs.BOM_UTF8):
            data.decode("utf-8")
            return Decoded(data, encoding)
        text = data.decode("utf-8-sig" if data.startswith(codecs.BOM_UTF8) else encoding)
        return Decoded(text.encode("utf-8"), encoding)
    except LookupError:
        raise UserError(
            f"{name}: there is no encoding called ‘{encoding}’.",
            "Use utf-8, utf-16, cp1252 or another name that Python knows.",
        ) from None
    except (UnicodeDecodeError, UnicodeEncodeError) as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise UserError(
            f"{name}, line {line:,}: a character is not in the encoding {encoding}.",
            "Choose another encoding, or export the file again as CSV UTF-8.",
        ) from None


def _western(data: bytes, name: str, start: int) -> Decoded:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise UserError(
            f"{name}, line {line:,}: the letters are in no encoding that can be told for sure.",
            "Choose the encoding yourself, or export the file again as CSV UTF-8.",
        ) from None
    line = data[:start].count(b"\n") + 1
    word = _word_at(text, start)
    note = (
        f"{name} is not UTF-8 and was read as Western European (cp1252): "
        f"line {line:,} has ‘{word}’. If that looks wrong, choose another encoding."
    )
    return Decoded(text.encode("utf-8"), "cp1252", note)


def _word_at(text: str, place: int) -> str:
    # One byte is one character here, so the place of the byte is that of the letter.
    start, end = place, place + 1
    while start > 0 and place - start < 20 and text[start - 1].isalnum():  # noqa: PLR2004
        start -= 1
    while end < len(text) and end - place < 20 and text[end].isalnum():  # noqa: PLR2004
        end += 1
    return text[start:end]
