"""Delimited text to records, one after the other, by the exact rules of its dialect.

A field that begins with the quotation mark runs to the closing one, a doubled mark inside it
stands for one mark, and it may hold separators and line ends. Anywhere else a mark breaks the
rules: the line it stands on becomes a record of its own that is not good, and reading goes on
with the next line, so that a stray mark never swallows other records.

This is the reference; `core.intake.text.blocks` finds the same records many at once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.intake.text.dialect import DOUBLE, SINGLE, Dialect

_LINE_END = r"(?P<end>\r\n|\r|\n|\Z)"
_LINE = re.compile(rf"(?P<text>[^\r\n]*){_LINE_END}")
_FIELD = re.compile(r"[^ \t]+")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Record:
    """One record of a text.

    Attributes
    ----------
    cells
        Its fields; none for an empty line.
    good
        Whether its quotation marks keep the rules.
    start, end
        Where it begins, and where the next one does.
    """

    cells: tuple[str, ...]
    good: bool
    start: int
    end: int


@dataclass(frozen=True)
class _Grammar:
    """The regular expressions of a dialect."""

    record: re.Pattern[str]
    field: re.Pattern[str]
    lenient: re.Pattern[str]


def scan(text: str, dialect: Dialect) -> Iterator[Record]:
    """Give the records of a text that begins with one.

    The last line end of a text ends its last record and begins no other.
    """
    grammar = _grammar(dialect)
    place = 0
    while place < len(text):
        found = grammar.record.match(text, place)
        good = found is not None
        if found is None:
            found = _LINE.match(text, place)
        assert found is not None  # noqa: S101 - a line matches anything
        body = text[place : found.start("end")]
        cells = _cells(body, grammar.field if good else grammar.lenient, dialect)
        yield Record(cells, good, place, found.end())
        place = found.end()


def last_whole(text: str, dialect: Dialect) -> int:
    """Where the last record ends that is whole even if more text follows; 0 if there is none.

    A record is not whole if the text ends inside its quotes, or without a line end behind it. A
    carriage return at the very end may be half of a line end.
    """
    open_field = _open_field(dialect)
    end = 0
    for record in scan(text, dialect):
        if not record.good and open_field.match(text, record.start):
            return record.start
        if record.end < len(text) or text.endswith("\n"):
            end = record.end
    return end


def lines_of(text: str) -> list[str]:
    """Give the lines of a piece of text."""
    return _BREAK.split(text)


def _cells(body: str, field: re.Pattern[str], dialect: Dialect) -> tuple[str, ...]:
    if dialect.runs:
        return tuple(_FIELD.findall(body))
    if not body:
        return ()
    if not dialect.spaced and (not dialect.quote or dialect.quote not in body):
        return tuple(body.split(dialect.delimiter))
    cells, place = [], 0
    while True:
        found = field.match(body, place)
        assert found is not None  # noqa: S101 - a field may be empty
        cells.append(_plain(found, dialect))
        if found.end() == len(body):
            return tuple(cells)
        place = found.end() + 1
        place += dialect.spaced and body.startswith(" ", place)


def _plain(found: re.Match[str], dialect: Dialect) -> str:
    quoted = found["quoted"]
    if quoted is None:
        return found["bare"]
    inner = quoted[1:-1]
    if dialect.escape:
        inner = re.sub(r"\\([\\\"])", r"\1", inner)
    return inner if dialect.quote == SINGLE else inner.replace(DOUBLE * 2, DOUBLE)


def _quoted(dialect: Dialect) -> str:
    """What a quoted field matches, its marks included."""
    if not dialect.quote:
        return r"(?!)"
    if dialect.quote == SINGLE:
        # An apostrophe inside is a letter unless a separator or the end of the line follows.
        close = rf"(?=[{re.escape(dialect.delimiter)}\r\n]|\Z)"
        return rf"'(?:[^']++|'(?!{close}))*+'{close}"
    if dialect.escape:
        return r'"(?:[^"\\]++|\\.|"")*+"'
    return r'"(?:[^"]++|"")*+"'


def _bare(dialect: Dialect) -> str:
    letters = rf"[^{re.escape(dialect.delimiter)}\r\n]*+"
    if not dialect.quote:
        return letters
    if dialect.quote == SINGLE:
        return rf"(?!'){letters}"
    return rf'[^"{re.escape(dialect.delimiter)}\r\n]*+'


def _grammar(dialect: Dialect) -> _Grammar:
    sign = re.escape(dialect.delimiter)
    gap = " ?" if dialect.spaced else ""
    quoted, bare = _quoted(dialect), _bare(dialect)
    either = rf"(?:{quoted}|{bare})"
    rest = rf"[^{sign}\r\n]*+"
    return _Grammar(
        re.compile(rf"{either}(?:{sign}{gap}{either})*+{_LINE_END}", re.DOTALL),
        re.compile(rf"(?P<quoted>{quoted})|(?P<bare>{bare})", re.DOTALL),
        re.compile(rf"(?P<quoted>{quoted})(?={sign}|\Z)|(?P<bare>{rest})", re.DOTALL),
    )


def _open_field(dialect: Dialect) -> re.Pattern[str]:
    """What matches a record whose last field is quoted and not closed before the text ends."""
    if not dialect.quote:
        return re.compile(r"(?!)")
    sign, gap = re.escape(dialect.delimiter), " ?" if dialect.spaced else ""
    either = rf"(?:{_quoted(dialect)}|{_bare(dialect)})"
    letters = r'(?:[^"\\]++|\\.|"")*+' if dialect.escape else r'(?:[^"]++|"")*+'
    inner = r"[^']*+(?:'(?!\Z)[^']*+)*+" if dialect.quote == SINGLE else letters
    return re.compile(rf"(?:{either}{sign}{gap})*+{dialect.quote}{inner}\Z", re.DOTALL)
