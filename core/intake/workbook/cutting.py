"""A part of a workbook cut into pieces of whole rows, as it is unpacked."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from core.intake.limits import MOST_IN_A_ROW
from core.intake.workbook.markup import MarkupError

PIECE = 4 << 20
"""Bytes that are unpacked at a time."""

_DECLARED = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.-]+)[\"'][^>]*\?>")
_UTF8 = frozenset({"utf-8", "ascii"})
_TAIL = 1 << 12
_ROW_NUMBER = re.compile(rb"<row\b[^>]*?\sr=\"(\d{1,9})\"")


def utf8_of(stream: IO[bytes], size: int = PIECE) -> Iterator[bytes]:
    """The pieces of a part as UTF-8, in whatever way it is written.

    Raises
    ------
    MarkupError
        If it is not written as it says.
    """
    first = stream.read(size)
    encoding = _encoding(first)
    if encoding is None:
        yield first.removeprefix(codecs.BOM_UTF8)
        while piece := stream.read(size):
            yield piece
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        yield decoder.decode(first).encode("utf-8")
        while piece := stream.read(size):
            yield decoder.decode(piece).encode("utf-8")
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise MarkupError(f"not written in {encoding}") from error


def _encoding(head: bytes) -> str | None:
    """How a part is written, by its first bytes; None if it is UTF-8."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith((b"<\x00", b"\x00<")):
        return "utf-16-le" if head.startswith(b"<") else "utf-16-be"
    declared = _DECLARED.search(head[:200])
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError) as error:
        raise MarkupError("written in an unknown way") from error
    return None if name in _UTF8 else name


@dataclass(frozen=True)
class Piece:
    """Markup of whole rows, and the number of the last row before them."""

    markup: bytes
    before: int


@dataclass
class Cutter:
    """Cuts a part into what stands before its rows, pieces of whole rows, and what comes after.

    Parameters
    ----------
    texts
        The part as UTF-8, in pieces.
    inside, unit
        Local names of the element around the rows, and of a row.

    Attributes
    ----------
    before
        What stands before the rows, the beginning of the element around them included; known
        as soon as the first piece is.
    after
        Pieces of what comes after them.
    """

    texts: Iterator[bytes]
    inside: str = "sheetData"
    unit: str = "row"
    before: bytes = b""
    prefix: bytes = b""
    _rest: bytes = b""
    _ended: bool = field(default=False)

    def pieces(self) -> Iterator[Piece]:
        """Give the pieces of whole rows, without the prefix that their elements may have.

        Raises
        ------
        MarkupError
            If the part breaks off or has a row of more than `MOST_IN_A_ROW` bytes.
        """
        self._begin()
        last = 0
        for markup in self._cut():
            plain = self._without_prefix(markup)
            yield Piece(plain, last)
            last = _last_row(plain, last)

    def _begin(self) -> None:
        """Read what stands before the rows."""
        name = re.compile(rb"<((?:[\w.-]+:)?)" + self.inside.encode() + rb"(?:\s[^<>]*?)?(/?)>")
        head = b""
        for text in self.texts:
            looked_at = max(len(head) - _TAIL, 0)
            head += text
            found = name.search(head, looked_at)
            if found is not None:
                self.prefix, self._ended = found[1], found[2] == b"/"
                self.before, self._rest = head[: found.end()], head[found.end() :]
                return
            _check_room(head)
        self.before, self._rest, self._ended = head, head, True

    def _cut(self) -> Iterator[bytes]:
        if self._ended:
            return
        end = b"</" + self.prefix + self.inside.encode()
        row = b"</" + self.prefix + self.unit.encode() + b">"
        while True:
            whole = self._rest.rfind(row) + len(row)
            cuttable = whole >= len(row) and b"<!" not in self._rest and b"<?" not in self._rest
            at = self._rest.find(end, whole if cuttable else 0)
            if at >= 0:
                markup, self._rest = self._rest[:at], self._rest[at:]
                self._ended = True
                yield markup
                return
            if cuttable:
                markup, self._rest = self._rest[:whole], self._rest[whole:]
                yield markup
            _check_room(self._rest)
            self._rest += self._next()

    def _next(self) -> bytes:
        text = next(self.texts, None)
        if text is None:
            raise MarkupError("the part breaks off")
        return text

    def _without_prefix(self, markup: bytes) -> bytes:
        if not self.prefix:
            return markup
        return markup.replace(b"<" + self.prefix, b"<").replace(b"</" + self.prefix, b"</")

    def after(self) -> Iterator[bytes]:
        """Give what comes after the rows, once all pieces have been taken.

        Raises
        ------
        MarkupError
            If the part breaks off.
        """
        yield self._rest
        end = (self.before + self._rest)[-_TAIL:]
        for text in self.texts:
            yield text
            end = (end + text)[-_TAIL:]
        if not re.search(rb"(?:</[\w.:-]+\s*|/)>\s*(?:<!--.*?-->\s*)*\Z", end, re.DOTALL):
            raise MarkupError("the part breaks off")


def _check_room(markup: bytes) -> None:
    if len(markup) > MOST_IN_A_ROW:
        raise MarkupError("a row without an end", declared=True)


def _last_row(markup: bytes, before: int) -> int:
    """The number of the last row of a piece; rows without one follow the row before."""
    at = markup.rfind(b"<row ")
    found = _ROW_NUMBER.match(markup, at) if at > markup.rfind(b"<row>") else None
    if found is not None:
        return int(found[1])
    last = before
    for row in re.finditer(rb"<row\b[^>]*>", markup):
        number = _ROW_NUMBER.match(row[0])
        last = int(number[1]) if number else last + 1
    return last
