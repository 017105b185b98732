"""Rows that add up the rows of a group above them, as spreadsheets put them into lists."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from core.intake.column import RawColumn
from core.intake.masks import Mask
from core.intake.sums import exact_number

_WORDS = (
    *("total", "totals", "sum", "subtotal", "sub-total", "ergebnis", "summe", "gesamt"),
    *("zwischensumme", "teilergebnis", "somme", "sous-total", "suma", "totale", "somma"),
    *("subtotale", "totaal", "subtotaal", "som", "summa", "delsumma", "totalt", "razem"),
)
_ANY_WORD = "|".join(map(re.escape, _WORDS))
_LABEL = re.compile(
    rf"(?:{_ANY_WORD})(?:\s*:\s*|\s+)(?:for\s+|für\s+|de\s+)?(?P<behind>\S.*)"
    rf"|(?P<before>.*\S)\s+(?:{_ANY_WORD})\s*:?",
    re.IGNORECASE,
)
_MOST_TEXTS = 100_000
"""Groups that a list with their totals has at most; so many texts are quickly looked through."""

_MOSTLY = 0.5
_DUST = Decimal("1e-9")
"""What adding up in floating point may leave, as a part of the sum."""

_DECIMALS = (".", ",")


@dataclass(frozen=True)
class GroupTotals:
    """Rows with the total of a group.

    Attributes
    ----------
    proven
        Those whose numbers are the sums of the rows above.
    others
        Those that say so of the group above, but whose numbers are something else.
    """

    proven: tuple[int, ...] = ()
    others: tuple[int, ...] = ()


def group_totals(columns: Sequence[RawColumn], blank: Mask) -> GroupTotals:
    """Find rows that name the group above them with a word for total, such as ‘C17 Total’.

    Where most of them add up what is above them, the list has such totals; a few that do not are
    no reason to doubt names of customers such as ‘Total’.

    Parameters
    ----------
    columns
        The cells.
    blank
        Which rows are blank.
    """
    labels = dict(_labels(columns))
    if not labels:
        return GroupTotals()
    found = {place: _adds_up(columns, blank, labels, place) for place in sorted(labels)}
    told = {place: proof for place, proof in found.items() if proof is not None}
    proven = tuple(place for place, proof in told.items() if proof)
    if len(proven) < _MOSTLY * len(told):
        return GroupTotals()
    return GroupTotals(proven, tuple(place for place, proof in told.items() if not proof))


def _labels(columns: Sequence[RawColumn]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Rows with a label of a total, each with the place of the column and the group it names."""
    for which, column in enumerate(columns):
        texts = column.texts.tolist() if len(column.texts) <= _MOST_TEXTS else []
        joined = "\n".join(texts).casefold()
        if not any(word in joined for word in _WORDS):
            continue
        groups = {code: group for code, text in enumerate(texts) if (group := _group(text))}
        chosen = np.zeros(len(texts), bool)
        chosen[list(groups)] = True
        for place in np.flatnonzero(column.spread(chosen, nothing=False)).tolist():
            yield place, (which, groups[int(column.codes[place])])


def _group(text: str) -> str:
    """The group whose total a text says it is; "" if it says nothing of the kind."""
    found = _LABEL.fullmatch(text.strip())
    return (found["behind"] or found["before"]).strip().casefold() if found else ""


def _adds_up(
    columns: Sequence[RawColumn], blank: Mask, labels: dict[int, tuple[int, str]], place: int
) -> bool | None:
    """Whether a row adds up the group above it; None if that is another group than it names."""
    which, group = labels[place]
    rows = _rows_above(columns[which], blank, labels, place, group)
    if not rows:
        return None
    numbers = [one for one in columns if _adds(one, rows, place)]
    return bool(numbers)


def _rows_above(
    column: RawColumn, blank: Mask, labels: dict[int, tuple[int, str]], place: int, group: str
) -> list[int]:
    """The rows of the group right above a row; the group may stand in the first of them only."""
    rows: list[int] = []
    for row in range(place - 1, -1, -1):
        if blank[row] or row in labels:
            continue
        text = column.text_at(row).strip().casefold()
        if text not in {group, ""}:
            break
        rows.append(row)
    named = any(column.text_at(row).strip() for row in rows)
    return rows if named else []


def _adds(column: RawColumn, rows: Sequence[int], place: int) -> bool:
    """Whether the number in a row is the sum of those in others."""
    for decimal in _DECIMALS:
        total = exact_number(column.text_at(place), decimal)
        parts = [exact_number(text, decimal) for text in map(column.text_at, rows) if text.strip()]
        known = [part for part in parts if part is not None]
        if total is None or not known or len(known) < len(parts):
            continue
        if abs(sum(known) - total) <= _DUST * max(abs(total), Decimal(1)):
            return True
    return False
