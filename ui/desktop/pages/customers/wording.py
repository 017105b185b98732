"""What the list of customers says."""

from collections.abc import Sequence
from typing import overload

from core.answers import Analysis
from core.customer_lookups import CustomerQuery, CustomerRowsShown
from core.tables.listing import Cell, CellKind, ColumnForm, ListColumn
from ui.desktop.customer_words import cell_words, is_missing
from ui.desktop.numbers import number
from ui.desktop.selection import Selection
from ui.desktop.widgets import cells
from ui.desktop.widgets.cells import Heading
from ui.desktop.widgets.phrases import counted
from ui.desktop.widgets.segment_label import style_of

TITLE = "Customers"
LINE = "Everyone in the base. Click a row for the card; what you select is selected on every page."
NOT_YET = (
    "Here you will find anyone by id or name, and see one customer at a glance. It needs a file "
    "that names customers."
)
EMPTY = (TITLE, NOT_YET)
CUSTOMER = "customer"
FILTERS = {
    "segment": "All segments",
    "tier": "All tiers",
    "lifecycle": "Any stage",
    "action": "Any action",
}
QUIET = ("plan",)
SHORT = ("plan", "tier", "lifecycle")
SPARE = {"gain": 1, "plan": 2, "name": 3, "axis lifetime_value": 4, "tier": 5, "lifecycle": 6}
"""Usual columns that may be left out where there is no room, the last one first."""

LONG_TITLE = 11
LEAST_NAME, LEAST_WORD, LEAST_SEGMENT = 104, 116, 172


def columns_of(analysis: Analysis, chosen: tuple[str, ...] | None) -> tuple[ListColumn, ...]:
    """Return the columns to show: the usual ones, or those chosen that there are."""
    if chosen is None:
        return tuple(column for column in analysis.columns if column.usual)
    first = [column for column in analysis.columns if column.key == CUSTOMER]
    others = (one for one in analysis.columns if one.key in chosen and one.key != CUSTOMER)
    return (*first, *others)


def headings(
    columns: Sequence[ListColumn], query: CustomerQuery, *, all_stay: bool
) -> tuple[Heading, ...]:
    """Return the headings; the column that orders the list carries a mark."""
    return tuple(_heading(column, query, all_stay=all_stay) for column in columns)


def _heading(column: ListColumn, query: CustomerQuery, *, all_stay: bool) -> Heading:
    mark = ""
    if column.key == query.order_by:
        mark = " ▾" if query.descending else " ▴"
    words = column.kind in {CellKind.TEXT, CellKind.WORD} and column.key not in SHORT
    return Heading(
        _broken(column.title) + mark,
        right=column.kind is CellKind.NUMBER,
        stretch=2 if words else 1,
        firm=not words,
        least=_least(column, words=words),
        spare=0 if all_stay else SPARE.get(column.key, 0),
        tooltip=f"{column.meaning} Click to sort.".strip(),
    )


def _least(column: ListColumn, *, words: bool) -> int:
    """Return the least width of a column; segments are to be told from one another."""
    if column.key == "segment":
        return LEAST_SEGMENT
    if column.kind is CellKind.TEXT:
        return LEAST_NAME
    return LEAST_WORD if words else 24


def _broken(title: str) -> str:
    """Break a long title into two lines."""
    if len(title) <= LONG_TITLE or " " not in title:
        return title
    middle = len(title) / 2
    spaces = [place for place, letter in enumerate(title) if letter == " "]
    place = min(spaces, key=lambda place: abs(place - middle))
    return f"{title[:place]}\n{title[place + 1 :]}"


class ShownRows(Sequence[tuple[cells.Cell, ...]]):
    """Rows that were told; each is worded when it is first looked at.

    Parameters
    ----------
    columns
        The columns of the list.
    found
        The rows.
    """

    def __init__(self, columns: Sequence[ListColumn], found: CustomerRowsShown) -> None:
        self._columns = columns
        self._found = found
        self._worded: dict[int, tuple[cells.Cell, ...]] = {}

    def __len__(self) -> int:
        """Give the number of rows."""
        return len(self._found.customers)

    @overload
    def __getitem__(self, place: int) -> tuple[cells.Cell, ...]: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[tuple[cells.Cell, ...], ...]: ...

    def __getitem__(
        self, place: int | slice
    ) -> tuple[cells.Cell, ...] | tuple[tuple[cells.Cell, ...], ...]:
        """Give a row, or some of them."""
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        if not 0 <= place < len(self):
            raise IndexError(place)
        if place not in self._worded:
            told = zip(self._columns, self._found.cells, self._found.forms, strict=True)
            self._worded[place] = tuple(
                _cell(column, column_cells[place], form) if column_cells else cells.Cell()
                for column, column_cells, form in told
            )
        return self._worded[place]


def _cell(column: ListColumn, cell: Cell, form: ColumnForm) -> cells.Cell:
    text = cell_words(column, cell, form)
    if is_missing(cell) or not text:
        return cells.Cell(tooltip="missing")
    if column.kind is CellKind.NUMBER:
        return cells.amount(text, float(cell))
    if column.key in {"segment", "second"}:
        code = int(cell)
        return cells.Cell(text, mark=style_of(code)) if code else cells.Cell(text, look="quiet")
    return cells.Cell(text, look="quiet" if column.key in QUIET else "", tooltip=text)


def count(found: CustomerRowsShown, everybody: int) -> str:
    """Return how many of all customers the list holds."""
    if found.total == everybody:
        return counted(everybody, "customer")
    return f"{number(found.total)} of {number(everybody)}"


def note(found: CustomerRowsShown) -> str:
    """Return what is worth knowing about the list."""
    if not found.unscored or not found.total:
        return ""
    have = "has" if found.unscored == 1 else "have"
    return f"{number(found.unscored)} of the {number(found.total)} {have} no segment yet."


def nobody(query: CustomerQuery, elsewhere: int) -> str:
    """Return that nobody is listed, and how many there would be without the filters."""
    sought = f" matches “{query.search.strip()}”" if query.search.strip() else ""
    words = [f"“{word}”" for _key, word in query.filters]
    where = f" in {' and '.join(words)}" if words else ""
    start = f"Nobody{sought or ' is'}{where}." if sought or where else "Nobody is here."
    if not elsewhere or not (words or query.members):
        return start
    match = "matches" if elsewhere == 1 else "match"
    if not sought:
        match = "is" if elsewhere == 1 else "are"
    return f"{start} {number(elsewhere)} {match} elsewhere."


def filter_choices(column: ListColumn) -> list[tuple[str, object]]:
    """Return what a column of words can be filtered by; None is for everybody."""
    words = [word for word in column.words if word]
    if column.key == "segment":
        words = [*words[1:], words[0]]
    return [(FILTERS[column.key], None), *((word, word) for word in words)]


def chip(selection: Selection) -> str:
    """Return what the selection is called, and how many it has."""
    return f"{selection.label}: {number(selection.customers)}"


def query_label(query: CustomerQuery) -> str:
    """Return what the customers that a query lists are called as a selection."""
    parts = [f"“{query.search.strip()}”"] if query.search.strip() else []
    parts += [word for _key, word in query.filters]
    return ", ".join(parts) or "Everybody"
