"""What is asked about customers one by one, and what is told; every one of them a frozen value."""

from dataclasses import dataclass

from core.tables.card import Card
from core.tables.listing import Cell, ColumnForm


@dataclass(frozen=True)
class CustomerQuery:
    """Which customers are listed, and in which order.

    Attributes
    ----------
    search
        A part of their id or name; "" for everybody.
    filters
        Column key and word, for the columns of words that are to say just that.
    members
        One bit per customer, in the order of the ids, of those to list, as
        `numpy.packbits` makes them; None for everybody.
    digest
        Of the `CustomerTable` that ``members`` is about; a list of other customers is refused.
    order_by
        Key of the column that orders them.
    descending
        Whether the greatest comes first.
    """

    search: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    members: bytes | None = None
    digest: str = ""
    order_by: str = "customer"
    descending: bool = False


@dataclass(frozen=True)
class CustomerRows:
    """Show rows of the list of customers; answered by `CustomerRowsShown`.

    Attributes
    ----------
    analysis
        Serial number of the analysis that is being looked at.
    query
        Whom the list holds, in which order.
    columns
        Keys of the columns wanted.
    first, count
        The rows wanted, from 0.
    """

    analysis: int
    query: CustomerQuery
    columns: tuple[str, ...]
    first: int
    count: int


@dataclass(frozen=True)
class CustomerRowsShown:
    """Rows of the list of customers.

    Attributes
    ----------
    total
        Customers that the list holds.
    unscored
        Those of them without a segment.
    first
        The first row told.
    customers
        Place of each row's customer, in the order of the ids.
    cells
        For each column wanted the cells of the rows; () for a column that there is not.
    forms
        For each column wanted, how its numbers are written.
    """

    total: int
    unscored: int
    first: int
    customers: tuple[int, ...]
    cells: tuple[tuple[Cell, ...], ...]
    forms: tuple[ColumnForm, ...]


@dataclass(frozen=True)
class CustomersText:
    """Give rows of the list as text for the clipboard; answered by `TextFound`.

    ``rows`` are places in the list; empty for the first ``most`` of them.
    """

    analysis: int
    query: CustomerQuery
    columns: tuple[str, ...]
    rows: tuple[int, ...] = ()
    most: int = 50_000


@dataclass(frozen=True)
class TextFound:
    """Tab-separated text with a header, plain numbers, and how many customers it holds."""

    text: str
    customers: int


@dataclass(frozen=True)
class CustomersMeant:
    """Tell whom a query lists; answered by `CustomersListed`.

    ``rows`` are places in the list; empty for all of them.
    """

    analysis: int
    query: CustomerQuery
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class CustomersListed:
    """One bit per customer, as `numpy.packbits` makes them, of those that a query lists."""

    members: bytes
    customers: int


@dataclass(frozen=True)
class CustomerPlace:
    """Tell in which row of the list a customer stands; answered by `PlaceFound`."""

    analysis: int
    query: CustomerQuery
    customer: int


@dataclass(frozen=True)
class PlaceFound:
    """The row of a customer in a list; None if it is not in it."""

    row: int | None


@dataclass(frozen=True)
class CustomerFacts:
    """Tell the usual columns of one customer; answered by `FactsFound`."""

    analysis: int
    customer: int


@dataclass(frozen=True)
class FactsFound:
    """The usual columns of one customer: their keys, cells and how numbers are written."""

    customer: int
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    forms: tuple[ColumnForm, ...]


@dataclass(frozen=True)
class CustomerCard:
    """Tell all that is known of one customer; answered by a `Card`."""

    analysis: int
    customer: int


CustomerLookup = (
    CustomerRows | CustomersText | CustomersMeant | CustomerPlace | CustomerFacts | CustomerCard
)
CustomerFound = CustomerRowsShown | TextFound | CustomersListed | PlaceFound | FactsFound | Card
