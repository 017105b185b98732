"""What the list asks the engine; an answer that comes too late is not heard."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject

from core.customer_lookups import (
    CustomerPlace,
    CustomerQuery,
    CustomerRows,
    CustomerRowsShown,
    CustomersListed,
    CustomersMeant,
    CustomersText,
    PlaceFound,
    TextFound,
)
from core.requests import Lookup
from ui.desktop.selection import picked_among
from ui.desktop.session import Session

Told = TypeVar("Told")
Key = tuple[int, CustomerQuery, tuple[str, ...]]


class Asking:
    """Asks about the list that the session looks for.

    Parameters
    ----------
    session
        What has been chosen, and what is looked at.
    owner
        Who shows the list.

    Attributes
    ----------
    columns
        Keys of the columns that are fetched.
    """

    def __init__(self, session: Session, owner: QObject) -> None:
        self._session = session
        self._owner = owner
        self.columns: tuple[str, ...] = ()

    def query(self) -> CustomerQuery:
        """Give whom the list holds: what is looked for, among those who are selected."""
        session = self._session
        chosen = picked_among(session.analysis, session.selection)
        return replace(session.looking.query, members=chosen.members, digest=chosen.digest)

    def key(self) -> Key:
        """Give what the list on screen depends on."""
        return self._session.analysis.serial, self.query(), self.columns

    def rows(self, first: int, count: int, tell: Callable[[CustomerRowsShown], None]) -> None:
        """Ask for rows of the list."""
        serial, query, columns = self.key()
        lookup = CustomerRows(serial, query, columns, first, count)
        self._ask(lookup, CustomerRowsShown, tell)

    def place(self, customer: int, tell: Callable[[PlaceFound], None]) -> None:
        """Ask in which row a customer stands."""
        serial, query, _ = self.key()
        self._ask(CustomerPlace(serial, query, customer), PlaceFound, tell)

    def text(
        self, columns: tuple[str, ...], rows: tuple[int, ...], tell: Callable[[TextFound], None]
    ) -> None:
        """Ask for rows as text for the clipboard; () for all of them."""
        serial, query, _ = self.key()
        self._ask(CustomersText(serial, query, columns, rows), TextFound, tell)

    def members(self, rows: tuple[int, ...], tell: Callable[[CustomersListed], None]) -> None:
        """Ask who stands in some rows; () for all of them."""
        serial, query, _ = self.key()
        self._ask(CustomersMeant(serial, query, rows), CustomersListed, tell)

    def elsewhere(self, tell: Callable[[CustomersListed], None]) -> None:
        """Ask who would be found without filters and selection."""
        serial, query, _ = self.key()
        everywhere = CustomerQuery(search=query.search)
        self._ask(CustomersMeant(serial, everywhere), CustomersListed, tell)

    def _ask(self, lookup: Lookup, kind: type[Told], tell: Callable[[Told], None]) -> None:
        asked = self.key()

        def hear(found: object) -> None:
            if isinstance(found, kind) and asked == self.key():
                tell(found)

        self._session.look_up(lookup, hear, self._owner)
