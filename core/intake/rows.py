"""Which rows are header, blank or total, found by evidence."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

import numpy as np

from core.intake.grid import Grid, Mask, Texts

_LOOK_AHEAD = 100
_LAST_ROWS = 3
_GAPS = 2
_TOTAL_WORDS = frozenset(
    {
        *("total", "totals", "grand total", "sum", "subtotal", "sub-total", "gesamt"),
        *("gesamtsumme", "summe", "insgesamt", "somme", "total général", "total general"),
        *("suma", "totale", "somma", "totaal", "som", "summa", "totalt"),
    }
)


def header_place(filled: Sequence[int]) -> int:
    """Index of the row that names the columns.

    Titles and remarks above a table fill few cells; the header is the first row that fills
    more than half as many as is usual below it.

    Parameters
    ----------
    filled
        Cells that are filled (or fields, in a text file) in each of the first rows.
    """
    head = [count for count in filled[:_LOOK_AHEAD] if count > 0]
    if not head:
        return 0
    usual = max(set(head), key=lambda count: (head.count(count), count))
    return next(place for place, count in enumerate(filled) if count > usual / 2 and count > 0)


def unique_names(header: Sequence[str]) -> tuple[str, ...]:
    """Column names without surrounding blanks, each different, each with a name."""
    names: list[str] = []
    taken: set[str] = set()
    for place, text in enumerate(header, start=1):
        stem = " ".join(text.split()) or f"Column {place}"
        name, copy = stem, 1
        while name in taken:
            copy += 1
            name = f"{stem} ({copy})"
        taken.add(name)
        names.append(name)
    return tuple(names)


def blank_rows(grid: Grid) -> Mask:
    """Which rows hold nothing at all, though they may have separators."""
    blank = np.ones(len(grid.rows), bool)
    for cells in grid.cells:
        blank &= cells == ""
        if not blank.any():
            break
    return blank


def total_rows(grid: Grid, blank: Mask) -> Mask:
    """Which rows add up the ones above them.

    Only the last three rows are looked at. Such a row begins with a word for total, or with
    an empty cell, and every number in it is the sum of its column.
    """
    totals = np.zeros(len(grid.rows), bool)
    used = np.flatnonzero(~blank)
    for place in used[-_LAST_ROWS:] if len(used) > _LAST_ROWS else used[1:]:
        others = ~blank & ~totals
        others[place:] = False
        totals[place] = _is_total(grid.cells, int(place), others)
    return totals


def false_totals(grid: Grid, blank: Mask, totals: Mask) -> list[int]:
    """Which of the last rows say that they are totals though their numbers are other sums.

    Such a row has a word for total and leaves empty at least two columns that are otherwise
    always filled, so it is hardly a customer of that name.
    """
    used = np.flatnonzero(~blank & ~totals)
    found = []
    for place in used[-_LAST_ROWS:]:
        row = [str(cells[place]).strip() for cells in grid.cells]
        if not any(_says_total(text) for text in row):
            continue
        others = used[used != place]
        gaps = [
            not text and bool((cells[others] != "").all())
            for text, cells in zip(row, grid.cells, strict=True)
        ]
        if len(others) and sum(gaps) >= _GAPS:
            found.append(int(place))
    return found


def _says_total(text: str) -> bool:
    return text.casefold().rstrip(": ") in _TOTAL_WORDS


def _is_total(columns: Sequence[Texts], place: int, others: Mask) -> bool:
    row = [str(cells[place]).strip() for cells in columns]
    named = any(_says_total(text) for text in row)
    if row[0] and not named:
        return False
    sums = [
        _adds_up(text, cells[others])
        for text, cells in zip(row, columns, strict=True)
        if text and not _says_total(text)
    ]
    # Without the word, one equal figure may be chance.
    return all(sums) and len(sums) >= (1 if named else 2)


def _adds_up(text: str, cells: Texts) -> bool:
    for decimal in (".", ","):
        total = exact_number(text, decimal)
        if total is not None and _exact_sum(cells, decimal) == total:
            return True
    return False


def _exact_sum(cells: Texts, decimal: str) -> Decimal | None:
    """The sum of a column; None if a cell is no number or all are empty."""
    filled = [cell for cell in cells if cell]
    try:
        # Quick, and right for plain numbers; the others go the longer way below.
        plain = [cell.replace(",", ".") for cell in filled] if decimal == "," else filled
        return sum(map(Decimal, plain), Decimal(0)) if filled else None
    except InvalidOperation:
        total = Decimal(0)
    for cell in filled:
        number = exact_number(cell.strip(), decimal)
        if number is None:
            return None
        total += number
    return total


def exact_number(text: str, decimal: str) -> Decimal | None:
    """The number that a text writes with this decimal sign; None if it is not one."""
    group = "." if decimal == "," else ","
    plain = re.sub(rf"(?<=\d)[{group} '\u00a0\u202f\u2019](?=\d{{3}}(?!\d))", "", text)
    if not re.fullmatch(rf"[+-]?\d+(?:\{decimal}\d+)?", plain):
        return None
    return Decimal(plain.replace(decimal, "."))
