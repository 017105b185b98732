"""The customers of an analysis as a list: filtered, ordered, and read a few rows at a time."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from core.customer_lookups import CustomerQuery
from core.customers.cells import Cells, moment_texts
from core.customers.columns import CUSTOMER, NAME, SEGMENT, Results, columns_of
from core.customers.order import Places, order_of
from core.customers.search import SearchText
from core.errors import UserError
from core.tables.customers import CustomerTable
from core.tables.listing import Cell, CellKind, ColumnForm
from core.tables.sources import SourceTable

Flags = npt.NDArray[np.bool_]

_ORDERS_KEPT = 6


class Roster:
    """The customers as a list; what has been worked out once is kept.

    Parameters
    ----------
    results
        Results by the name of their step; there are customers among them.
    sources
        The sources that were read.

    Attributes
    ----------
    columns
        What the list can show, by key.
    customers, size
        The customer table, and how many it holds.
    """

    def __init__(self, results: Results, sources: Sequence[SourceTable]) -> None:
        self.columns = columns_of(results, sources)
        self.customers: CustomerTable = results["customers"]
        self.size = len(self.customers.table)
        self._cells: dict[str, Cells] = {}
        self._forms: dict[str, ColumnForm] = {}
        self._orders: dict[tuple[str, bool], Places] = {}
        self._last: tuple[CustomerQuery, Places] | None = None

    def cells(self, key: str) -> Cells:
        """Return the cell of every customer in a column, in the order of the ids."""
        if key not in self._cells:
            self._cells[key] = self.columns[key].cells()
        return self._cells[key]

    def form(self, key: str) -> ColumnForm:
        """Return how the numbers of a column are to be written."""
        if key not in self._forms:
            number = key in self.columns and self.columns[key].shown.kind is CellKind.NUMBER
            self._forms[key] = form_of(self.cells(key)) if number else ColumnForm()
        return self._forms[key]

    def rows(self, query: CustomerQuery) -> Places:
        """Return the places of the customers that a query lists, in its order."""
        if self._last is None or self._last[0] != query:
            order, meant = (
                self._order(query.order_by, descending=query.descending),
                self.members(query),
            )
            self._last = query, order if meant is None else order[meant[order]]
        return self._last[1]

    def members(self, query: CustomerQuery) -> Flags | None:
        """Tell of each customer whether a query lists them; None for everybody.

        Raises
        ------
        UserError
            If it picks among other customers than these.
        """
        parts = [self._saying(key, word) for key, word in query.filters]
        if query.members is not None:
            parts.append(self._picked(query.members, query.digest))
        if query.search.strip():
            parts.append(self._texts.rows_with(query.search))
        return np.logical_and.reduce(parts) if parts else None

    def _picked(self, members: bytes, digest: str) -> Flags:
        """Tell of each customer whether they are picked, by one bit each."""
        if digest != self.customers.digest:
            raise UserError(
                "The customers are not those any more among whom some were picked.",
                "Pick them again.",
            )
        bits = np.frombuffer(members, dtype=np.uint8)
        return np.unpackbits(bits, count=self.size).astype(np.bool_)

    def unscored(self, rows: Places) -> int:
        """Return how many of some customers have no segment."""
        if SEGMENT not in self.columns:
            return len(rows)
        return int(np.count_nonzero(self.cells(SEGMENT)[rows] == 0))

    def told(self, key: str, rows: Places) -> tuple[Cell, ...]:
        """Return the cells of some customers as they are told; () if there is no such column."""
        if key not in self.columns:
            return ()
        picked = self.cells(key)[rows]
        if self.columns[key].shown.kind is CellKind.DATE:
            return tuple(moment_texts(picked))
        return tuple(picked.tolist())

    def words(self, key: str, rows: Places) -> tuple[str, ...]:
        """Return the cells of some customers as text with plain numbers; "" if missing."""
        cells = self.told(key, rows)
        match self.columns[key].shown.kind:
            case CellKind.NUMBER:
                return tuple("" if cell != cell else f"{cell:.10g}" for cell in cells)  # noqa: PLR0124
            case CellKind.WORD:
                known = (*self.columns[key].shown.words, "")
                return tuple(known[int(cell)] for cell in cells)
        return tuple(map(str, cells))

    @cached_property
    def _texts(self) -> SearchText:
        searched = [key for key in (CUSTOMER, NAME) if key in self.columns]
        return SearchText([self.cells(key).tolist() for key in searched])

    def _saying(self, key: str, word: str) -> Flags:
        """Tell of each customer whether a column says a word."""
        known = self.columns[key].shown.words if key in self.columns else ()
        if word not in known:
            return np.zeros(self.size, dtype=np.bool_)
        said: Flags = self.cells(key) == known.index(word)
        return said

    def _order(self, key: str, *, descending: bool) -> Places:
        known = key if key in self.columns else CUSTOMER
        if known == CUSTOMER and not descending:
            return np.arange(self.size, dtype=np.int32)
        asked = known, descending
        order = self._orders.pop(asked, None)
        if order is None:
            order = order_of(self.cells(known), descending=descending)
        self._orders[asked] = order  # the one used last is at the end
        if len(self._orders) > _ORDERS_KEPT:
            del self._orders[next(iter(self._orders))]
        return order


def form_of(cells: Cells) -> ColumnForm:
    """Return how the numbers of a column are to be written, NaN left out."""
    known = cells[np.isfinite(cells)]
    if not len(known):
        return ColumnForm()
    upper = float(np.quantile(known, 0.75))
    return ColumnForm(bool((known == np.round(known)).all()), upper - float(known.min()))
