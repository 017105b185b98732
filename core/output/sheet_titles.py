"""Titles of sheets: what a spreadsheet takes, and never the same one twice."""

import re

from core.output.cell_text import UNFIT

LONGEST = 31
"""Characters of a title, counted as spreadsheets do: those beyond U+FFFF count twice."""

_FORBIDDEN = re.compile(r"[:\\/?*\[\]]")


def segment_title(code: int, name: str) -> str:
    """Return the title of the sheet of a segment, as ``"4 Happy at a price"``.

    What a spreadsheet does not take becomes a space; the code makes it unlike all others.
    """
    fit = _FORBIDDEN.sub(" ", UNFIT.sub("�", name)).replace("\r", " ")
    title = " ".join(f"{code} {fit}".split())
    while len(title.encode("utf-16-le")) // 2 > LONGEST:
        title = title[:-1]
    return title.rstrip(" '")
