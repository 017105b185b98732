"""The texts of a workbook: from its markup to what they say, and the ones that cells share."""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from core.intake.column import Texts
from core.intake.text.slab import Cells, Mask
from core.intake.workbook.markup import Attributes, Handlers, MarkupError, Reader, attribute
from core.intake.workbook.tags import Tags

_BLANKS = " \t\r\n"
_AT_ENDS = re.compile(rb"(?:\A|\x00)[ \t\r\n]|[ \t\r\n](?:\x00|\Z)")
_ENTITY = re.compile(r"&(#x?)?(\w+);|&")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_CODE = re.compile(r"_x(?!0000)([0-9A-Fa-f]{4})_")
_HALVES = range(0xD800, 0xE000)


def texts_of(markups: Sequence[bytes], kept: Mask) -> list[str]:
    """What texts say, from their markup.

    Parameters
    ----------
    markups
        The texts as they stand between two tags.
    kept
        For which of them blanks at their ends count; for the others a workbook leaves them out.

    Raises
    ------
    MarkupError
        If one is no text.
    """
    if not markups:
        return []
    joined = b"\x00".join(markups)
    try:
        texts = joined.decode("utf-8").split("\x00")
    except UnicodeDecodeError as error:
        raise MarkupError(str(error)) from error
    if b"&" in joined or b"\r" in joined:
        texts = [_read(text) if "&" in text or "\r" in text else text for text in texts]
    if not bool(kept.all()) and _AT_ENDS.search(joined):
        pairs = zip(texts, kept.tolist(), strict=True)
        texts = [text if as_is else text.strip(_BLANKS) for text, as_is in pairs]
    return [shown(text) for text in texts] if b"_x" in joined else texts


def _read(text: str) -> str:
    return _ENTITY.sub(_sign_of, text.replace("\r\n", "\n").replace("\r", "\n"))


def shown(text: str) -> str:
    """A text with the signs that codes such as ``_x000D_`` stand for, which no markup can hold."""
    if "_x" not in text:
        return text
    decoded = _CODE.sub(lambda found: chr(int(found[1], 16)), text)
    if decoded.isascii():
        return decoded
    # A sign beyond the first 65,536 is written as two codes; half of one is no sign.
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _sign_of(found: "re.Match[str]") -> str:
    if found[2] is None:
        raise MarkupError("an ampersand stands alone")
    if found[1] is None and found[2] in _ENTITIES:
        return _ENTITIES[found[2]]
    try:
        number = int(found[2], 16 if found[1] == "#x" else 10) if found[1] else 0
    except ValueError:
        number = 0
    if not 0 < number <= sys.maxunicode or number in _HALVES:
        raise MarkupError(f"{found[0]} is no sign")
    return chr(number)


def shared_texts(pieces: Iterable[bytes]) -> Texts:
    """The texts that the cells of a workbook share, by their number.

    Parameters
    ----------
    pieces
        Markup of whole texts, in order.
    """
    found: list[str] = []
    for piece in pieces:
        plain = _plain_texts(piece)
        found += _rich_texts(piece) if plain is None else plain
    texts = np.empty(len(found), object)
    texts[:] = found
    return texts


def _plain_texts(piece: bytes) -> list[str] | None:
    """The texts of a piece in which each has a single run; None if there are others."""
    tags = Tags(piece)
    if not tags.matched:
        return None
    starts = tags.all(b"<si>")
    kept = tags.are(starts + 1, b"<t xml:s")
    good = (kept | tags.are(starts + 1, b"<t>")) & tags.are(starts + 2, b"</t>")
    good &= tags.are(starts + 3, b"</si>")
    if not bool(good.all()) or 4 * len(starts) != tags.count:
        return None
    begin = tags.closes[starts + 1] + 1
    cells = Cells(tags.slab, begin, tags.opens[starts + 2] - begin)
    return texts_of(cells.texts(), kept)


@dataclass
class TextRuns:
    """Gathers the runs of a text; what tells how to pronounce it is left out."""

    runs: list[str] = field(default_factory=list)
    _kept: bool = False
    _open: bool = False
    _aside: bool = False
    _run: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in the beginning of an element."""
        if name == "rPh":
            self._aside = True
        elif name == "t" and not self._aside:
            self._open, self._run = True, []
            self._kept = attribute(attributes, "space") == "preserve"

    def add(self, text: str) -> None:
        """Take in letters."""
        if self._open:
            self._run.append(text)

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if name == "rPh":
            self._aside = False
        elif name == "t" and self._open:
            run = "".join(self._run)
            self.runs.append(run if self._kept else run.strip(_BLANKS))
            self._open = False

    def taken(self) -> str:
        """The text with its codes, once its last run is in; the next one begins."""
        text = "".join(self.runs)
        self.runs = []
        return text


def _rich_texts(piece: bytes) -> Sequence[str]:
    runs, found = TextRuns(), list[str]()

    def end(name: str) -> None:
        runs.end(name)
        if name == "si":
            found.append(shown(runs.taken()))

    reader = Reader(Handlers(runs.start, end, runs.add))
    reader.feed(b"<sst>" + piece + b"</sst>", last=True)
    return found
