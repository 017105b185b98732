"""Text that a workbook can hold and that is never taken for anything but text."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from core.errors import UserError

LONGEST = 32_767
"""Characters that a cell holds."""

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold: control characters, half characters, non-characters."""

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SPECIAL = re.compile(f"[&<>\r]|{UNFIT.pattern}|{_ESCAPE.pattern}")
"""Whatever does not stand in XML as it is."""


def fitting(text: str) -> str:
    """Return the text as it is written into a sheet.

    Characters that XML cannot hold become �. What reads like the format's own notation
    for a character, ``_x0041_``, is marked so that it stays as it is; a lone carriage
    return is written in that notation because XML would make a line feed of it.

    Raises
    ------
    UserError
        If the text is longer than a cell holds.
    """
    if len(text) > LONGEST // 2 and _units(text) > LONGEST:
        raise UserError(
            f"A text is too long for a cell of a workbook: {UNFIT.sub('�', text[:40])}…",
            f"A cell holds {LONGEST:,} characters. Shorten it in the source.",
        )
    return _ESCAPE.sub("_x005F_", UNFIT.sub("�", text)).replace("\r", "_x000D_")


def inside_xml(texts: Sequence[str]) -> Sequence[str]:
    """Return texts as they stand inside the XML of a sheet; mostly they stand as they are.

    Raises
    ------
    UserError
        If a text is longer than a cell holds.
    """
    if not _SPECIAL.search("\n".join(texts)) and max(map(len, texts), default=0) <= LONGEST // 2:
        return texts
    return [escape(fitting(text)) for text in texts]


def shown(text: str) -> str:
    """Return a text as a workbook gives it back: characters that it cannot hold became �."""
    return UNFIT.sub("�", text)


def _units(text: str) -> int:
    """Return the length as spreadsheets count it: characters beyond U+FFFF count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
