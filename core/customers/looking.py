"""Answers what is asked about customers one by one."""

from collections.abc import Sequence
from typing import assert_never

import numpy as np

from core.customer_lookups import (
    CustomerCard,
    CustomerFacts,
    CustomerFound,
    CustomerLookup,
    CustomerPlace,
    CustomerRows,
    CustomerRowsShown,
    CustomersListed,
    CustomersMeant,
    CustomersText,
    FactsFound,
    PlaceFound,
    TextFound,
)
from core.customers.card import card_of, known
from core.customers.columns import Results
from core.customers.order import Places
from core.customers.roster import Roster
from core.settings import Settings
from core.tables.sources import SourceTable

MOST_ROWS = 1_000
"""Rows that one lookup may ask for."""

MOST_TEXT = 50_000
"""Customers that one piece of text holds."""


class CustomerDesk:
    """Answers what is asked about the customers of one analysis.

    Parameters
    ----------
    results
        Results by the name of their step; there are customers among them.
    sources
        The sources that were read.
    settings
        Those that led to the results.

    Attributes
    ----------
    roster
        The customers as a list.
    """

    def __init__(
        self, results: Results, sources: Sequence[SourceTable], settings: Settings
    ) -> None:
        self.roster = Roster(results, sources)
        self._known = known(results, settings)

    def answer(self, lookup: CustomerLookup) -> CustomerFound:
        """Answer a question."""
        match lookup:
            case CustomerRows():
                return self._shown(lookup)
            case CustomersText():
                return self._text(lookup)
            case CustomersMeant():
                return self._meant(lookup)
            case CustomerPlace():
                return self._place(lookup)
            case CustomerFacts():
                return self._facts(lookup)
            case CustomerCard():
                return card_of(self.roster, self._known, lookup.customer)
        assert_never(lookup)

    def _shown(self, lookup: CustomerRows) -> CustomerRowsShown:
        roster = self.roster
        rows = roster.rows(lookup.query)
        told = rows[lookup.first : lookup.first + min(lookup.count, MOST_ROWS)]
        return CustomerRowsShown(
            total=len(rows),
            unscored=roster.unscored(rows),
            first=lookup.first,
            customers=tuple(told.tolist()),
            cells=tuple(roster.told(key, told) for key in lookup.columns),
            forms=tuple(map(roster.form, lookup.columns)),
        )

    def _text(self, lookup: CustomersText) -> TextFound:
        rows = self.roster.rows(lookup.query)
        places = np.array(lookup.rows, dtype=np.int64)
        told = rows[places[places < len(rows)]] if lookup.rows else rows
        return text_of(self.roster, lookup.columns, told[: min(lookup.most, MOST_TEXT)])

    def _meant(self, lookup: CustomersMeant) -> CustomersListed:
        listed = self.roster.rows(lookup.query)
        meant = np.zeros(self.roster.size, dtype=np.bool_)
        places = np.array(lookup.rows, dtype=np.int64)
        meant[listed[places[places < len(listed)]] if lookup.rows else listed] = True
        return CustomersListed(np.packbits(meant).tobytes(), int(np.count_nonzero(meant)))

    def _place(self, lookup: CustomerPlace) -> PlaceFound:
        found = np.flatnonzero(self.roster.rows(lookup.query) == lookup.customer)
        return PlaceFound(int(found[0]) if len(found) else None)

    def _facts(self, lookup: CustomerFacts) -> FactsFound:
        roster = self.roster
        usual = tuple(key for key, column in roster.columns.items() if column.shown.usual)
        row = np.array([lookup.customer], dtype=np.int32)
        return FactsFound(
            customer=lookup.customer,
            columns=usual,
            cells=tuple(roster.told(key, row)[0] for key in usual),
            forms=tuple(map(roster.form, usual)),
        )


def text_of(roster: Roster, columns: Sequence[str], rows: Places) -> TextFound:
    """Return customers as tab-separated text with a header; numbers are plain numbers."""
    there = [key for key in columns if key in roster.columns]
    titles = [roster.columns[key].shown.title for key in there]
    cells = [roster.words(key, rows) for key in there]
    lines = ["\t".join(titles), *("\t".join(map(_plain, row)) for row in zip(*cells, strict=True))]
    return TextFound("\n".join(lines) + "\n", len(rows))


def _plain(cell: str) -> str:
    return " ".join(cell.split())
