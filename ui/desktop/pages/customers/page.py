"""The Customers page."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from core.customer_lookups import CustomerCard
from core.export_kinds import CRM, FileWanted
from core.tables.card import Card
from ui.desktop.pages.customers import wording
from ui.desktop.pages.customers.card import CardPanel
from ui.desktop.pages.customers.listing import ListPanel
from ui.desktop.session import Session
from ui.desktop.widgets.labels import button
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.page_frame import PageFrame

CARD_WIDTH, CARD_COMPACT = 330, 312
BESIDE = 980
LEAST_HEIGHT = 360


class Holder(QWidget):
    """Holds list and card, and tells when it has another size."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell about the new size."""
        super().resizeEvent(event)
        self.resized.emit()


class CustomersPage(QWidget):
    """Find anyone; understand one customer at a glance.

    Signals
    -------
    export_wanted(listed)
        The list is to be saved, as it is filtered, ordered and shown.
    """

    export_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self._card: tuple[int, Card] | None = None
        self.frame = PageFrame()
        self._list = ListPanel(session)
        self._side = CardPanel()
        self._add_buttons()
        self._arrange()
        self._connect()
        self.show_session()

    def _add_buttons(self) -> None:
        session = self._session
        self._back = self.frame.add_button(
            button("Go to Data", lambda: session.show(page="data"), "primary")
        )
        self._copy = self.frame.add_button(button("Copy table", self._list.copy))
        self._save = self.frame.add_button(button("Save list…", self._save_list, "primary"))

    def _arrange(self) -> None:
        self._rule = QFrame()
        self._rule.setProperty("look", "rule-upright")
        self._rule.setFixedWidth(1)
        self._holder = Holder()
        self._holder.resized.connect(self._place_card)
        self._box = row(20)
        self._box.addWidget(self._list, 1)
        self._box.addWidget(self._rule)
        self._box.addWidget(self._side)
        self._holder.setLayout(self._box)
        self.frame.body.addWidget(self._holder, 1)
        self.frame.body.addStretch(0)
        outer = column()
        outer.addWidget(self.frame)
        self.setLayout(outer)

    def _connect(self) -> None:
        self._list.card_wanted.connect(self._enter_card)
        self._side.card_wanted.connect(self._open)
        self._side.back_wanted.connect(self._go_back)
        self._side.close_wanted.connect(self._close)
        self.frame.reshaped.connect(self._reshape)
        back = QShortcut(QKeySequence("Alt+Left"), self, self._go_back)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._session.changed.connect(self.show_session)

    def focus_search(self) -> None:
        """Give the keyboard to the search field."""
        self._list.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._list.filters.search.selectAll()

    # Showing

    def show_session(self) -> None:
        """Show what is to be seen now, if this is the page that is looked at."""
        session = self._session
        wanted = (session.analysis, session.looking, session.selection, session.busy != "")
        if session.page != "customers" or wanted == self._shown:
            return
        self._shown = wanted
        there = bool(session.analysis.columns)
        title = (wording.TITLE, wording.LINE) if there else wording.EMPTY
        self.frame.show_title(*title, updating=session.updating)
        for part in (self._holder, self._copy, self._save):
            part.setVisible(there)
        self._back.setVisible(not there)
        self._save.setEnabled(not session.busy)
        if there:
            self._list.show_session()
            self._show_card()

    def _show_card(self) -> None:
        """Show the card of the customer who is looked at, once the engine has told it."""
        session = self._session
        customer, serial = session.looking.customer, session.analysis.serial
        if customer is None:
            self._card = None
            self._side.show_nobody()
        elif self._card is None or (self._card[0], self._card[1].customer) != (serial, customer):
            session.look_up(CustomerCard(serial, customer), self._take_card, self)
        self._place_card()

    def _take_card(self, found: object) -> None:
        session = self._session
        if isinstance(found, Card) and found.customer == session.looking.customer:
            self._card = session.analysis.serial, found
            back, floats = bool(session.looking.trail), self._floats()
            self._side.show_card(found, session.analysis, back=back, closes=floats)

    # Shape

    def showEvent(self, event: QShowEvent) -> None:
        """Place the card in the room that there is."""
        super().showEvent(event)
        self._place_card()

    def _floats(self) -> bool:
        """Tell whether the card lies over the list, because there is no room beside it."""
        return self.frame.logical_width() < BESIDE

    def _place_card(self) -> None:
        """Put the card beside the list, or over it while it is open."""
        if not self.isVisible():
            return  # how much room there is shows only then
        floats, opened = self._floats(), self._session.looking.customer is not None
        self._rule.setVisible(not floats)
        if floats and self._box.indexOf(self._side) >= 0:
            self._box.removeWidget(self._side)
            self._side.setParent(self._holder)
        elif not floats and self._box.indexOf(self._side) < 0:
            self._box.addWidget(self._side)
        self._side.set_raised(raised=floats)
        self._side.setVisible(opened or not floats)
        width = px(CARD_WIDTH if self.frame.wide else CARD_COMPACT)
        if floats:
            width = min(width, self._holder.width())
            left = self._holder.width() - width
            self._side.setFixedWidth(width)
            self._side.setGeometry(left, 0, width, self._holder.height())
            self._side.raise_()
        else:
            self._side.setFixedWidth(width)

    def _reshape(self) -> None:
        height = max(self.frame.room_below_title(), px(LEAST_HEIGHT))
        self._holder.setFixedHeight(height)
        self._place_card()
        if self._card is not None:
            back = bool(self._session.looking.trail)
            self._side.show_card(
                self._card[1], self._session.analysis, back=back, closes=self._floats()
            )

    # What the user does

    def _open(self, customer: int) -> None:
        session = self._session
        session.show(looking=session.looking.opened(customer))

    def _go_back(self) -> None:
        session = self._session
        if session.looking.trail:
            session.show(looking=session.looking.went_back())

    def _close(self) -> None:
        session = self._session
        session.show(looking=replace(session.looking, customer=None, trail=()))

    def _enter_card(self) -> None:
        """Take the keyboard from the row to its card."""
        self._side.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _save_list(self) -> None:
        asking = self._list.asking
        self.export_wanted.emit(FileWanted(CRM, "", asking.query(), columns=asking.columns))
