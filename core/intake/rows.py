"""Which rows are blank, add up others, or are remarks below the table, found by evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.intake.column import RawColumn
from core.intake.group_totals import group_totals
from core.intake.masks import Mask, Places, every_row, everywhere, how_many, opposite, slim, without
from core.intake.sums import exact_number, exact_sum

_LAST_ROWS = 3
_LAST_REMARKS = 20
_GAPS = 2
_FEWEST_SUMMED = 2
_END_SIGN = "\x1a"
_ALWAYS = 0.98
_SHARE_OF_USUAL = 0.6
_MOST_CANDIDATES = 10_000
_TOTAL_WORDS = frozenset(
    {
        *("total", "totals", "grand total", "sum", "subtotal", "sub-total", "gesamt"),
        *("gesamtsumme", "summe", "insgesamt", "somme", "total général", "total general"),
        *("zwischensumme", "sous-total", "subtotale", "subtotaal", "delsumma", "totaux"),
        *("suma", "totale", "somma", "totaal", "som", "summa", "totalt", "razem", "celkem"),
        *("итого", "összesen", "toplam", "totais", "totales", "gesamtergebnis", "eindtotaal"),
        *("totale complessivo", "totalsumma", "suma total", "ergebnis", "endsumme"),
    }
)


def blank_rows(columns: Sequence[RawColumn], rows: int) -> Mask:
    """Which rows hold nothing but blanks, though they may have separators."""
    blank = everywhere(rows)
    for column in columns:
        blank = without(blank, column.said)
        if not how_many(blank):
            break
    return slim(blank)


@dataclass(frozen=True, eq=False)
class OddRows:
    """Rows that are no ordinary ones.

    Attributes
    ----------
    totals
        Which rows add up the ones above them.
    reasons
        Other rows that are set aside, with the reason.
    doubted
        Rows that say total and are taken for ordinary ones.
    """

    totals: Mask
    reasons: dict[int, str]
    doubted: tuple[int, ...] = ()


def odd_rows(columns: Sequence[RawColumn], blank: Mask) -> OddRows:
    """Which rows are totals, say so wrongly, or are remarks below the table.

    Parameters
    ----------
    columns
        The cells.
    blank
        Which rows are blank.
    """
    return _Finder(columns, blank).find()


class _Finder:
    """Looks for rows that are no ordinary ones."""

    def __init__(self, columns: Sequence[RawColumn], blank: Mask) -> None:
        self._columns = columns
        self._blank = blank
        self._used: Sequence[int] | Places = every_row(opposite(blank))
        self._totals = np.zeros(len(blank), bool)
        self._reasons: dict[int, str] = {}

    def find(self) -> OddRows:
        self._find_remarks()
        self._find_group_totals()
        used = self._used
        for place in used[-_LAST_ROWS:] if len(used) > _LAST_ROWS else used[1:]:
            if place not in self._reasons and not self._totals[place]:
                self._totals[place] = self._is_total(int(place))
        for place in self._saying_total:
            apart = self._totals[place] or place in self._reasons
            if not apart and self._gaps(place):
                self._reasons[place] = self._reason(place)
        return OddRows(self._totals, self._reasons, self._taken_for_ordinary())

    def _taken_for_ordinary(self) -> tuple[int, ...]:
        return tuple(
            place
            for place in map(int, self._used[-_LAST_ROWS:])
            if not self._totals[place]
            and place not in self._reasons
            and says_total(next(filter(None, self._row(place)), ""))
        )

    def _find_remarks(self) -> None:
        """Set aside the last rows that fill one cell where nearly all others fill more."""
        for place in map(int, self._used[: -_LAST_REMARKS - 1 : -1]):
            filled = sum(bool(column.filled[place]) for column in self._columns)
            if filled == 1 and self._row(place).count(_END_SIGN):
                self._reasons[place] = "it holds nothing but the sign that ends old files"
                continue
            if filled != 1 or self._gaps(place) < _GAPS:
                return
            self._reasons[place] = "only one cell is filled, like a remark below the table"

    def _find_group_totals(self) -> None:
        found = group_totals(self._columns, self._blank)
        self._totals[list(found.proven)] = True
        for place in found.others:
            self._reasons[place] = "it says total, but its numbers are not the sums of its group"

    def _row(self, place: int) -> list[str]:
        return [column.text_at(place).strip() for column in self._columns]

    @cached_property
    def _ordinary(self) -> Mask:
        """Rows that fill about as many cells as is usual and do not say total."""
        filled = np.zeros(len(self._blank), np.int32)
        for column in self._columns:
            filled += column.filled
        usual = np.median(filled[~self._blank]) if len(self._used) else 0
        ordinary: Mask = ~self._blank & (filled >= _SHARE_OF_USUAL * usual)
        ordinary[self._saying_total] = False
        return ordinary

    @cached_property
    def _filled_ordinary(self) -> list[int]:
        """How many ordinary rows fill each column."""
        return [int(np.count_nonzero(column.filled & self._ordinary)) for column in self._columns]

    def _gaps(self, place: int) -> int:
        """Empty cells of a row in columns that nearly all other rows fill."""
        others = int(np.count_nonzero(self._ordinary)) - bool(self._ordinary[place])
        columns = zip(self._columns, self._filled_ordinary, strict=True)
        return sum(
            not column.filled[place] and filled >= _ALWAYS * others
            for column, filled in columns
            if others
        )

    @cached_property
    def _saying_total(self) -> list[int]:
        """Rows with a word for total in some cell."""
        found: set[int] = set()
        for column in self._columns:
            codes = column.special.among(_WRITTEN_TOTALS)
            if len(codes):
                rows = column.cells_among(codes) & ~self._blank
                found.update(np.flatnonzero(rows)[:_MOST_CANDIDATES].tolist())
        return sorted(found)

    def _reason(self, place: int) -> str:
        if place in self._used[-_LAST_ROWS:]:
            return "it says total, but its numbers are not the sums of the columns"
        return "it says total and leaves cells empty that other rows fill"

    def _is_total(self, place: int) -> bool:
        """Whether a row begins with a word for total, or an empty cell, and its numbers add up."""
        row = self._row(place)
        named = any(map(says_total, row))
        if self._columns[0].filled[place] and not named:
            return False
        others = ~self._blank & ~self._totals
        others[place:] = False
        if not named and np.count_nonzero(others) < _FEWEST_SUMMED:
            return False
        sums = [
            _adds_up(text, column, others)
            for text, column in zip(row, self._columns, strict=True)
            if text and not says_total(text)
        ]
        # Without the word, one equal figure may be chance.
        return all(sums) and len(sums) >= (1 if named else _GAPS)


_WRITTEN_TOTALS = frozenset({*_TOTAL_WORDS, *(f"{word}:" for word in _TOTAL_WORDS)})


def total_note(row: int) -> str:
    """Tell that a row says total but is taken for an ordinary one."""
    return (
        f"Row {row:,} says total, but its numbers are not the sums of the columns: "
        "it is read like all others."
    )


def says_total(text: str) -> bool:
    """Whether a text is a word for total."""
    return text.strip().casefold().rstrip(": ") in _TOTAL_WORDS


def _adds_up(text: str, column: RawColumn, others: Mask) -> bool:
    for decimal in (".", ","):
        total = exact_number(text, decimal)
        if total is not None and exact_sum(column.without(~others), decimal) == total:
            return True
    return False
