"""The left side of the page: search, filters, and the table of everyone."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.customer_lookups import (
    CustomerQuery,
    CustomerRowsShown,
    CustomersListed,
    PlaceFound,
    TextFound,
)
from core.tables.listing import ListColumn
from ui.desktop.numbers import number
from ui.desktop.pages.customers import wording
from ui.desktop.pages.customers.asking import Asking, Key
from ui.desktop.pages.customers.choosing_columns import columns_menu
from ui.desktop.pages.customers.filters import FilterRow
from ui.desktop.session import Session
from ui.desktop.widgets.labels import ElidedLabel, button, show_text, wrapped
from ui.desktop.widgets.long_table import LongTable
from ui.desktop.widgets.long_table_model import BLOCK
from ui.desktop.widgets.metrics import column, row

AT_REST_MS = 120
MOST_KNOWN = 20_000


class ListPanel(QWidget):
    """Shows whom the session looks for, and tells it what the user looks for.

    Parameters
    ----------
    session
        What has been chosen, and what is looked at.

    Attributes
    ----------
    filters, table
        The row over the list, and the list.
    asking
        What the list asks the engine.
    """

    card_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.asking = Asking(session, self)
        self._shown: Key | None = None
        self._customers: dict[int, int] = {}
        self._total = 0
        self.filters = FilterRow()
        self.table = LongTable("Customers")
        self._note = ElidedLabel("", "note")
        self._nobody, self._empty = wrapped("", "quiet"), QWidget()
        self._everyone = button("Search everyone", self._search_everyone)
        self._select = button("", self._select_listed, "link")
        self._columns = button("Columns", self._open_columns, "link")
        for part in (self._everyone, self._select):
            part.hide()
        self._resting = QTimer(self, singleShot=True, interval=AT_REST_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        last = row(16)
        last.addWidget(self._note, 1)
        last.addWidget(self._select)
        last.addWidget(self._columns)
        box = column(8)
        box.addWidget(self.filters)
        box.addWidget(self._nobody)
        box.addWidget(self._everyone, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._empty, 1)
        box.addWidget(self.table, 1)
        box.addLayout(last)
        self.setLayout(box)

    def _connect(self) -> None:
        self.filters.sought.connect(self._search)
        self.filters.filtered.connect(self._filter)
        self.filters.clear_wanted.connect(lambda: self._session.select("", None))
        self.filters.left_down.connect(self._enter_table)
        self._resting.timeout.connect(self._show_card)
        self.table.rows_wanted.connect(self._fetch)
        self.table.order_wanted.connect(self._order)
        self.table.stood_on.connect(lambda _row: self._resting.start())
        self.table.entered.connect(lambda _row: self.card_wanted.emit())
        self.table.copy_wanted.connect(self.copy)
        self.table.chosen_changed.connect(self._show_select)

    # Showing

    def show_session(self) -> None:
        """Show whom the session looks for."""
        session = self._session
        if not session.analysis.columns:
            return
        selection = session.selection
        chip = "" if selection is None else wording.chip(selection)
        self.filters.show_query(session.looking.query, session.analysis.columns, chip)
        self.asking.columns = tuple(one.key for one in self._list_columns())
        if self.asking.key() == self._shown:
            self._stand()
            return
        self._shown = self.asking.key()
        self.asking.rows(0, BLOCK, self._restart)

    def column_keys(self) -> tuple[str, ...]:
        """Give the keys of the columns that are seen."""
        return tuple(self.asking.columns[place] for place in self.table.shown_columns())

    def copy(self) -> None:
        """Put the chosen rows, or all of them, on the clipboard."""
        chosen = self.table.chosen_rows()
        rows = tuple(chosen) if len(chosen) > 1 else ()
        self.asking.text(self.column_keys(), rows, self._take_text)

    def _list_columns(self) -> tuple[ListColumn, ...]:
        return wording.columns_of(self._session.analysis, self._session.looking.columns)

    def _restart(self, found: CustomerRowsShown) -> None:
        """Show another list from its beginning."""
        query, columns = self.asking.query(), self._list_columns()
        self._customers, self._total = {}, found.total
        self._remember(found)
        self.table.names.sought = query.search.strip()
        all_stay = self._session.looking.columns is not None
        headings = wording.headings(columns, query, all_stay=all_stay)
        self.table.restart(headings, found.total, wording.ShownRows(columns, found))
        everybody = self._session.analysis.customers
        self.filters.show_count(wording.count(found, everybody.customers if everybody else 0))
        self._note.setText(wording.note(found))
        self._show_nobody(0)
        if not found.total:
            self.asking.elsewhere(lambda others: self._show_nobody(others.customers))
        self._show_select()
        self._stand()

    def _show_nobody(self, elsewhere: int) -> None:
        """Say that the list is empty, and where those looked for are, if anywhere."""
        query = self.asking.query()
        narrowed = bool(query.filters or query.members)
        show_text(self._nobody, "" if self._total else wording.nobody(query, elsewhere))
        self._everyone.setVisible(not self._total and narrowed)
        self.table.setVisible(self._total > 0)
        self._empty.setVisible(not self._total)

    def _show_select(self) -> None:
        """Offer to select the chosen rows, or everybody listed, on every page."""
        chosen, query = self.table.chosen_count(), self.asking.query()
        listed = bool(query.search.strip() or query.filters) and self._total > 0
        if chosen > 1:
            self._select.setText(f"Select these {number(chosen)}")
        else:
            self._select.setText(f"Select all {number(self._total)}")
        self._select.setVisible(chosen > 1 or listed)

    def _fetch(self, first: int, count: int) -> None:
        self.asking.rows(first, count, self._fill)

    def _fill(self, found: CustomerRowsShown) -> None:
        self._remember(found)
        self.table.fill(found.first, wording.ShownRows(self._list_columns(), found))

    def _remember(self, found: CustomerRowsShown) -> None:
        """Keep who stands in which row, as far as it was told lately."""
        self._customers |= dict(enumerate(found.customers, found.first))
        if len(self._customers) > MOST_KNOWN:
            self._customers = dict(list(self._customers.items())[-MOST_KNOWN // 2 :])

    def _stand(self) -> None:
        """Put the keyboard on the row of the customer whose card is open."""
        customer = self._session.looking.customer
        if customer is None:
            self.table.stand_on(None)
        elif self._customers.get(self.table.currentIndex().row()) != customer:
            self.asking.place(customer, self._take_place)

    def _take_place(self, found: PlaceFound) -> None:
        self.table.stand_on(found.row)

    # What the user does

    def _look_for(self, query: CustomerQuery) -> None:
        session = self._session
        session.show(looking=replace(session.looking, query=query))

    def _search(self, sought: str) -> None:
        query = self._session.looking.query
        if sought != query.search:
            self._look_for(replace(query, search=sought))

    def _filter(self, key: str, word: object) -> None:
        query = self._session.looking.query
        others = tuple(pair for pair in query.filters if pair[0] != key)
        added = ((key, word),) if isinstance(word, str) else ()
        self._look_for(replace(query, filters=(*others, *added)))

    def _search_everyone(self) -> None:
        session = self._session
        query = CustomerQuery(search=session.looking.query.search)
        session.looking = replace(session.looking, query=query)
        session.select("", None)

    def _order(self, place: int) -> None:
        """Order by another column, or the other way round; numbers begin with the greatest."""
        query, columns = self._session.looking.query, self._list_columns()
        chosen = columns[place]
        descending = chosen.kind == "number"
        if chosen.key == query.order_by:
            descending = not query.descending
        self._look_for(replace(query, order_by=chosen.key, descending=descending))

    def _enter_table(self) -> None:
        self.filters.finish()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.table.currentIndex().isValid() and self.table.total:
            self.table.selectRow(0)

    def _show_card(self) -> None:
        """Show the card of the row that the keyboard rests on; coming back skips it."""
        customer = self._customers.get(self.table.currentIndex().row())
        session = self._session
        if customer is not None and customer != session.looking.customer:
            session.show(looking=replace(session.looking, customer=customer))

    def _select_listed(self) -> None:
        chosen = self.table.chosen_rows()
        self.asking.members(tuple(chosen) if len(chosen) > 1 else (), self._take_members)

    def _take_members(self, found: CustomersListed) -> None:
        customers = self._session.analysis.customers
        if customers is None:
            return
        bits = np.unpackbits(np.frombuffer(found.members, dtype=np.uint8))
        label_of = wording.query_label(self._session.looking.query)
        if self.table.chosen_count() > 1:
            label_of = "Chosen in the list"
        self._session.select(label_of, bits[: customers.customers].astype(np.bool_))

    def _take_text(self, found: TextFound) -> None:
        QGuiApplication.clipboard().setText(found.text)
        session = self._session
        session.notice = f"Copied {number(found.customers)} of {number(self._total)} customers"
        if self.table.chosen_count() > 1 or found.customers == self._total:
            session.notice = f"Copied {number(found.customers)} customers"
        session.changed.emit()

    def _open_columns(self) -> None:
        menu = columns_menu(self, self._session)
        menu.popup(self._columns.mapToGlobal(self._columns.rect().topLeft()))
