"""Where the elements of a part of a workbook stand, byte by byte, so that all others can stay."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_PLAIN = {None, "utf-8", "us-ascii"}

Splice = tuple[int, int, bytes]
"""From where to where bytes are replaced, and by what."""


@dataclass
class Element:
    """An element of a part.

    Attributes
    ----------
    name, prefix
        Its name, and what stands before it, such as ``x:``.
    attributes
        Those of its tag.
    start, opened
        Where its tag begins, and what comes after it.
    closing, end
        Where its end tag begins, and what comes after that; ``closing`` is ``opened`` if it has
        none.
    """

    name: str
    prefix: str
    attributes: Mapping[str, str]
    start: int
    opened: int
    closing: int = 0
    end: int = 0

    @property
    def alone(self) -> bool:
        """Whether one tag is all of it."""
        return self.end == self.opened


class UnreadableError(Exception):
    """A part is not written in UTF-8, or is no markup."""


def elements_in(part: bytes, names: Collection[str]) -> list[Element]:
    """Return the elements of some names, in the order in which they begin.

    Raises
    ------
    UnreadableError
        If the part cannot be read so.
    """
    if b"\0" in part:
        raise UnreadableError("UTF-16")
    finder = _Finder(part, names)
    try:
        finder.parser.Parse(part, True)
    except expat.ExpatError as error:
        raise UnreadableError(str(error)) from error
    return finder.found


class _Finder:
    """Notes where elements stand while a part is read."""

    def __init__(self, part: bytes, names: Collection[str]) -> None:
        self._part, self._names = part, names
        self._open: list[Element | None] = []
        self.found: list[Element] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.XmlDeclHandler = _check_encoding

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, colon, own = name.rpartition(":")
        element = None
        if own in self._names:
            start = self.parser.CurrentByteIndex
            tag = _TAG.match(self._part, start)
            if tag is None:
                raise UnreadableError(name)
            element = Element(own, prefix + colon, attributes, start, tag.end())
            self.found.append(element)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        if element is None:
            return
        if self._part.endswith(b"/>", 0, element.opened):
            element.closing = element.end = element.opened
            return
        tag = _TAG.match(self._part, self.parser.CurrentByteIndex)
        if tag is None:
            raise UnreadableError(element.name)
        element.closing, element.end = tag.span()


def _check_encoding(_version: str, encoding: str | None, _alone: int) -> None:
    if (encoding.lower() if encoding else None) not in _PLAIN:
        raise UnreadableError(encoding)


def spliced(part: bytes, splices: Sequence[Splice]) -> bytes:
    """Return a part with some of its bytes replaced; what is put in at one place keeps order."""
    pieces, at = [], 0
    for start, end, by in sorted(splices, key=lambda splice: splice[:2]):
        pieces += [part[at:start], by]
        at = end
    return b"".join((*pieces, part[at:]))
