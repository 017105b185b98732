"""From the bytes of a text file to UTF-8, strictly: no character is ever dropped or replaced."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import UserError
from core.intake.text.letters import Likely, likely_encodings
from core.intake.text.utf8 import has_zero, is_ascii, is_utf8, whole_characters

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like the next one, so it is tried before
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_ZERO_SHARE = 0.3
_PIECE = (4 << 20) - (1 << 16)
"""Bytes that are read at a time: arrays of 4 MiB and more are asked of the system anew."""

_HIGH_WORD = re.compile(rb"[^\s,;|\"]*[\x80-\xff][^\s,;|\"]*")
_MOST_WORDS = 5_000
_MIXED = 0.05


@dataclass(frozen=True)
class Encoding:
    """The encoding of a text file.

    Attributes
    ----------
    name
        As Python calls it.
    proven
        Whether all bytes of the file have been seen to fit it.
    assumed
        Whether only its beginning has been looked at.
    likely
        What it may be, the likeliest first; empty if it was given or is certain.
    """

    name: str
    proven: bool = False
    assumed: bool = False
    likely: tuple[Likely, ...] = ()


class NotAsItBegins(Exception):  # noqa: N818 - nothing is wrong yet
    """A file that begins with UTF-8 is in another encoding."""


def find_encoding(path: Path, given: str | None, *, whole: bool) -> Encoding:
    """The encoding of a text file: the given one, or what its bytes prove or make likely.

    Tried in this order: byte order mark, UTF-16 without a mark, UTF-8, the one-byte encodings.

    Parameters
    ----------
    path
        The file.
    given
        Its encoding, if it is known.
    whole
        Whether to look at all of a large file that begins with UTF-8, and not leave that to whoever
        reads it; see `utf8_pieces`.

    Raises
    ------
    UserError
        If the given encoding is not known, or none fits.
    """
    if given is not None:
        return Encoding(_known(given, path.name))
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return Encoding(encoding)
    half = _zero_bytes(head)
    if half:
        return Encoding(half)
    if not whole and _begins_with_utf8(path):
        return Encoding("utf-8", assumed=True)
    found = _words_beyond_utf8(path)
    if found is None:
        return Encoding("utf-8", proven=True)
    words, place = found
    _check_mixture(path, words, place)
    likely = likely_encodings(b"\n".join(words))
    if not likely:
        raise UserError(
            f"{path.name}: the letters are in no encoding that can be told for sure.",
            "Choose the encoding yourself, or export the file again as CSV UTF-8.",
        )
    return Encoding(likely[0].encoding, likely=likely)


def _known(encoding: str, name: str) -> str:
    try:
        codecs.lookup(encoding)
        "".encode(encoding)
    except (LookupError, AttributeError):
        raise UserError(
            f"{name}: there is no encoding called ‘{encoding}’.",
            "Use utf-8, utf-16, cp1252 or another name that Python knows.",
        ) from None
    return encoding


def _zero_bytes(sample: bytes) -> str:
    needed = _ZERO_SHARE * len(sample) / 2
    low, high = sample[1::2].count(0), sample[0::2].count(0)
    if max(low, high) <= needed:
        return ""
    return "utf-16-le" if low > high else "utf-16-be"


def _begins_with_utf8(path: Path) -> bool:
    """Whether a file is large and its first part is in UTF-8."""
    with path.open("rb") as file:
        piece = file.read(_PIECE)
    return len(piece) == _PIECE and is_utf8(piece[: whole_characters(piece)])


def _words_beyond_utf8(path: Path) -> tuple[list[bytes], int] | None:
    """Words with bytes above 127 and the first place that is not UTF-8; None if all is UTF-8."""
    first: int | None = None
    with path.open("rb") as file:
        rest = b""
        while piece := file.read(_PIECE):
            rest += piece
            start = file.tell() - len(rest)
            whole = rest[: whole_characters(rest)]
            if not whole.isascii():
                first = start if first is None else first
                try:
                    whole.decode("utf-8")
                except UnicodeDecodeError as problem:
                    return _high_words(path, first), start + problem.start
            rest = rest[len(whole) :]
        end = file.tell() - len(rest)
    return (_high_words(path, end if first is None else first), end) if rest else None


def _check_mixture(path: Path, words: Sequence[bytes], place: int) -> None:
    """Refuse a file that is UTF-8 in part: read in one encoding, some letters would be wrong."""
    if sum(map(is_utf8, words)) > _MIXED * len(words):
        raise UserError(
            f"{path.name}, line {_line_at(path, place):,}: a character is not in UTF-8, which the "
            "file is in elsewhere.",
            "Export the file again as CSV UTF-8, or choose one encoding for all of it.",
        )


def _high_words(path: Path, start: int) -> list[bytes]:
    words: dict[bytes, None] = {}
    with path.open("rb") as file:
        file.seek(max(start - _SAMPLE, 0))
        while len(words) < _MOST_WORDS and (piece := file.read(_PIECE)):
            words.update(dict.fromkeys(_HIGH_WORD.findall(piece)))
    return list(words)[:_MOST_WORDS]


def utf8_pieces(path: Path, encoding: Encoding) -> Iterator[bytes]:
    """Give the text of a file as UTF-8, in pieces that hold whole characters.

    Raises
    ------
    UserError
        If a byte is not in the encoding, or the text holds a zero character.
    NotAsItBegins
        If a byte is not in the encoding, which was only assumed.
    """
    done = 0
    for piece in _pieces(path, encoding):
        if has_zero(piece):
            line = _line_breaks_before(path, encoding, done + piece.index(b"\x00")) + 1
            raise UserError(
                f"{path.name}, line {line:,}: there is a zero character, which no table holds.",
                "The file is damaged or no text; export it again as CSV UTF-8.",
            )
        done += len(piece)
        yield piece


def _pieces(path: Path, encoding: Encoding) -> Iterator[bytes]:
    if codecs.lookup(encoding.name).name in {"utf-8", "utf-8-sig"}:
        return _checked_pieces(path, encoding)
    return _decoded_pieces(path, encoding.name)


def _checked_pieces(path: Path, encoding: Encoding) -> Iterator[bytes]:
    with path.open("rb") as file:
        if file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
            file.seek(0)
        rest = b""
        while True:
            read = file.read(_PIECE)
            data = rest + read if rest else read
            ordinary = is_ascii(data)
            end = len(data) if ordinary or not read else whole_characters(data)
            piece, rest = data[:end] if end < len(data) else data, data[end:]
            try:
                if not encoding.proven and not ordinary:
                    piece.decode("utf-8")
            except UnicodeDecodeError as problem:
                if encoding.assumed:
                    raise NotAsItBegins from None
                place = file.tell() - len(data) + problem.start
                raise _unfitting(path, encoding.name, place) from None
            if piece:
                yield piece
            if not read:
                return


def _decoded_pieces(path: Path, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with path.open("rb") as file:
        while True:
            read = file.read(_PIECE)
            try:
                piece = decoder.decode(read, not read).encode("utf-8")
            except (UnicodeDecodeError, UnicodeEncodeError) as problem:
                place = max(file.tell() - len(read), 0) + problem.start
                raise _unfitting(path, encoding, place) from None
            if piece:
                yield piece
            if not read:
                return


def _unfitting(path: Path, encoding: str, place: int) -> UserError:
    line = _line_at(path, place)
    return UserError(
        f"{path.name}, line {line:,}: a character is not in the encoding {encoding}.",
        "Choose another encoding, or export the file again as CSV UTF-8.",
    )


def _line_at(path: Path, place: int) -> int:
    """The line, from 1, that a byte of a file stands on."""
    with path.open("rb") as file:
        return file.read(place).count(b"\n") + 1


def _line_breaks_before(path: Path, encoding: Encoding, place: int) -> int:
    """Line breaks in the first so many bytes of the text as UTF-8."""
    lines = 0
    for piece in _pieces(path, encoding):
        if place <= len(piece):
            return lines + piece[:place].count(b"\n")
        lines += piece.count(b"\n")
        place -= len(piece)
    return lines


def utf8_slice(path: Path, encoding: Encoding, start: int, size: int) -> bytes:
    """Give some bytes of the text of a file as UTF-8."""
    if codecs.lookup(encoding.name).name in {"utf-8", "utf-8-sig"}:
        with path.open("rb") as file:
            marked = file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
            file.seek(start + len(codecs.BOM_UTF8) * marked)
            return file.read(size)
    found, place = b"", 0
    for piece in _decoded_pieces(path, encoding.name):
        found += piece[max(start - place, 0) : max(start + size - place, 0)]
        place += len(piece)
        if place >= start + size:
            break
    return found
