"""The small parts of a workbook's package, read as markup that declares nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from core.intake.limits import DEEPEST

Attributes = Mapping[str, str]


class MarkupError(Exception):
    """A part is no well-formed markup, or declares what no ordinary workbook does.

    ``declared`` tells that it was a document type.
    """

    def __init__(self, message: str, *, declared: bool = False) -> None:
        super().__init__(message)
        self.declared = declared


def local(name: str) -> str:
    """The name of an element or attribute without the vocabulary that it is from."""
    return name.rpartition(":")[2]


@dataclass(frozen=True)
class Handlers:
    """What is done at the beginning and end of each element, by local name, and with text."""

    start: Callable[[str, Attributes], None]
    end: Callable[[str], None] = lambda _name: None
    text: Callable[[str], None] | None = None


class Reader:
    """Reads markup piece by piece; what would make it dangerous is refused.

    Parameters
    ----------
    handlers
        What is done on the way.
    encoding
        How the bytes are written, whatever they say themselves; None to believe them.
    """

    def __init__(self, handlers: Handlers, encoding: str | None = None) -> None:
        self._handlers = handlers
        self._depth = 0
        parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_type
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        if handlers.text is not None:
            parser.CharacterDataHandler = handlers.text
        self._parser = parser

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """Read on.

        Raises
        ------
        MarkupError
            If it is no markup, nests too deeply or declares a document type.
        """
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            raise MarkupError(str(error)) from error

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise MarkupError("nested too deeply", declared=True)
        self._handlers.start(local(name), attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._handlers.end(local(name))


def _refuse_type(*_declared: object) -> None:
    raise MarkupError("a document type is declared", declared=True)


def elements(part: bytes) -> Iterator[tuple[str, Attributes]]:
    """Local name and attributes of every element of a part, in order.

    Raises
    ------
    MarkupError
        If the part is no markup, nests too deeply or declares a document type.
    """
    found: list[tuple[str, Attributes]] = []
    Reader(Handlers(lambda name, attributes: found.append((name, attributes)))).feed(
        part, last=True
    )
    return iter(found)


def attribute(attributes: Attributes, name: str) -> str | None:
    """An attribute by its local name; None if it is not there."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if local(key) == name), None)


def is_true(value: str | None) -> bool:
    """Whether an attribute says yes."""
    return value in {"1", "true", "on"}
