"""Places in a sheet, as people name them: columns by letters, rows by numbers."""

import re
from collections.abc import Sequence

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""As many rows and columns as a sheet has."""

_SHOWN = 2
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


class PlaceError(Exception):
    """A cell says that it is where no sheet has one; ``place`` is what it says."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def place_of(text: str) -> tuple[int, int]:
    """Row and column, from 1, of a place such as ``AB12``.

    Raises
    ------
    PlaceError
        If no sheet has such a place.
    """
    found = _PLACE.fullmatch(text)
    if found is None:
        raise PlaceError(text)
    row, column = int(found[2]), _number(found[1])
    if not 0 < row <= LAST_ROW or column > LAST_COLUMN:
        raise PlaceError(text)
    return row, column


def _number(name: str) -> int:
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def letters(column: int) -> str:
    """The name of a column, from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def listed(things: Sequence[str], count: int | None = None) -> str:
    """A few things in a sentence, and how many more there are: ``B7, B9 and 12 more``.

    Parameters
    ----------
    things
        The first ones, at least three if there are so many.
    count
        How many there are in all; None for as many as are given.
    """
    count = len(things) if count is None else count
    shown = list(things[:_SHOWN])
    if count > _SHOWN:
        shown.append(things[_SHOWN] if count == _SHOWN + 1 else f"{count - _SHOWN:,} more")
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def quoted(names: Sequence[str]) -> list[str]:
    """Names in quotation marks."""
    return [f"‘{name}’" for name in names]


def listed_rows(rows: Sequence[int]) -> str:
    """Rows in a sentence, such as ``rows 5 to 9 and 12``; they are in order."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    texts = [f"{first:,}" if first == last else f"{first:,} to {last:,}" for first, last in runs]
    return f"{'row' if len(rows) == 1 else 'rows'} {listed(texts)}"
