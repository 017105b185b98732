"""Cuts a stream of text into pieces of whole records, so that each can be read by itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from core.intake.text.blocks import keeps_rules
from core.intake.text.dialect import DOUBLE, Dialect
from core.intake.text.scanner import last_whole

_QUOTE = DOUBLE.encode()
_LINE_BREAK = re.compile(rb"\r\n|\r|\n")
_LONGEST_RECORD = 16 << 20
"""A quoted field that is longer than this is taken for one that was never closed."""


@dataclass(frozen=True)
class Piece:
    """A piece of text that begins and ends with a record.

    ``parts`` are its letters, one after another, ``exact`` tells whether its quotation marks keep
    the rules, and ``quotes`` whether some field begins with one.
    """

    parts: tuple[bytes | memoryview, ...]
    exact: bool
    quotes: bool


def cut(texts: Iterable[bytes], dialect: Dialect) -> Iterator[Piece]:
    """Cut texts that follow one another at the ends of records."""
    rest = b""
    for text in texts:
        if end := _plain_end(rest, text, dialect):
            yield Piece((rest, memoryview(text)[:end]), exact=True, quotes=False)
            rest = text[end:]
            continue
        rest += text
        exact = _is_exact(rest, dialect)
        while end := _last_record_end(rest, dialect, exact=exact):
            yield _piece(rest[:end], dialect, exact=exact)
            rest = rest[end:]
            exact = _is_exact(rest, dialect)
    if rest:
        yield _piece(rest, dialect, exact=_is_exact(rest, dialect))


def _plain_end(rest: bytes, text: bytes, dialect: Dialect) -> int:
    """Where the last record of a text ends if each line is one; 0 if that is not known."""
    if not dialect.plain or _QUOTE in rest or _QUOTE in text:
        return 0
    return _line_end(text, len(text))


def _piece(text: bytes, dialect: Dialect, *, exact: bool) -> Piece:
    if _QUOTE not in text:
        return Piece((text,), exact, quotes=False)
    sign = dialect.delimiter.encode()
    gap = b" " if dialect.spaced else b""
    # The likeliest first: what is not there is looked for in all of the text.
    begins = (sign + _QUOTE, sign + gap + _QUOTE, b"\n" + _QUOTE, b"\r" + _QUOTE)
    quotes = text.startswith(_QUOTE) or any(begin in text for begin in begins)
    return Piece((text,), exact, quotes)


def _is_exact(text: bytes, dialect: Dialect) -> bool:
    """Whether the marks up to the last but one keep the rules: the last field may be cut off."""
    if not dialect.plain:
        return False
    if dialect.quote != DOUBLE or _QUOTE not in text:
        return True
    letters = np.frombuffer(text, np.uint8)
    places = np.flatnonzero(letters == ord(DOUBLE))
    whole = len(places) - len(places) % 2
    return keeps_rules(letters, places[:whole], ord(dialect.delimiter))


def _last_record_end(text: bytes, dialect: Dialect, *, exact: bool) -> int:
    """Where the last whole record ends; 0 if there is none yet."""
    if not exact and len(text) < _LONGEST_RECORD:
        letters = text.decode("utf-8")
        return len(letters[: last_whole(letters, dialect)].encode("utf-8"))
    if exact and dialect.quote == DOUBLE and _QUOTE in text:
        end = _end_outside_quotes(text)
        if end or len(text) < _LONGEST_RECORD:
            return end
        return _first_line_end(text)
    return _line_end(text, len(text))


def _line_end(text: bytes, stop: int) -> int:
    """The end of the last line that ends before a place; 0 if there is none.

    A carriage return at the very end may be half of a line end, so it is left.
    """
    return max(text.rfind(b"\n", 0, stop), text.rfind(b"\r", 0, max(stop - 1, 0))) + 1


def _first_line_end(text: bytes) -> int:
    """The end of the first line, which is all that a mark that was never closed spoils."""
    found = _LINE_BREAK.search(text)
    return found.end() if found else len(text)


def _end_outside_quotes(text: bytes) -> int:
    end = _line_end(text, len(text))
    marks = text.count(_QUOTE, 0, end)
    while marks % 2 and end:
        # No line end between the last mark and here can be outside quotes.
        before = _line_end(text, text.rfind(_QUOTE, 0, end))
        marks -= text.count(_QUOTE, before, end)
        end = before
    return end
