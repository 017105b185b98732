"""The rows that are not used, by reason, and what could be read otherwise."""

from PySide6.QtWidgets import QWidget

from core.answers import Analysis, Aside, SourceView
from core.tables.sources import Offer
from ui.desktop.numbers import number
from ui.desktop.pages.data import wording
from ui.desktop.pages.data.recipes import read_views, views_of
from ui.desktop.session import Session
from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.labels import label, show_text, small_link, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.table import Table

ROWS = 6
LINES = 3
ASIDE_HEADINGS = (
    Heading("Where and why", stretch=1, least=80),
    Heading("Rows", right=True, least=32),
)
OFFER_HEADINGS = (Heading("What it is now", stretch=1, least=80),)
NOTHING_ASIDE = "Every row could be used as it stands."
NOTHING_LOST = "Nothing is changed or dropped silently. Choose a line to see its rows."


class AsidePanel(QWidget):
    """Rows set aside, and below them the offers; choosing a line shows its row above."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: tuple[tuple[SourceView, Aside], ...] = ()
        self._offers: tuple[tuple[SourceView, Offer], ...] = ()
        self._chosen: tuple[SourceView, Aside] | None = None
        self._place = 0
        self._heading = label("", "section")
        self._table = Table("Rows set aside", ROWS, lines=LINES)
        self._table.picked.connect(self._pick)
        self._where = label("", "note")
        self._next = small_link("Next row", self._go_on)
        self._note = wrapped(NOTHING_LOST, "note")
        self._offers_heading = label("Could be read otherwise", "section")
        self._offers_table = Table("Could be read otherwise", ROWS, lines=LINES)
        self._offers_table.picked.connect(self._pick_offer)
        self._arrange()

    def _arrange(self) -> None:
        steps = row(8)
        steps.addWidget(self._where)
        steps.addWidget(self._next)
        steps.addStretch(1)
        box = column(4)
        box.addWidget(self._heading)
        box.addWidget(self._table)
        box.addLayout(steps)
        box.addWidget(self._note)
        box.addSpacing(px(16))
        box.addWidget(self._offers_heading)
        box.addWidget(self._offers_table)
        box.addStretch(1)
        self.setLayout(box)

    def show_analysis(self, analysis: Analysis) -> None:
        """List the reasons, the most frequent first, and the offers."""
        views = read_views(analysis)
        rejected = sum(view.receipt.rejected for view in views)
        self._found = wording.aside_rows(views)
        self._heading.setText(f"Set aside: {number(rejected)} row{'' if rejected == 1 else 's'}")
        cells = tuple(wording.aside_cells(*one) for one in self._found)
        self._table.show_rows(ASIDE_HEADINGS, cells)
        self._table.setVisible(bool(rejected))
        self._note.setText(NOTHING_LOST if rejected else NOTHING_ASIDE)
        if self._chosen not in self._found:
            self._chosen = None
        self._show_steps()
        self._show_offers(views)

    def _show_offers(self, views: tuple[SourceView, ...]) -> None:
        self._offers = tuple((view, offer) for view in views for offer in view.offers)
        several = len(views) > 1
        cells = tuple(
            (Cell(f"{view.name}: {offer.text}" if several else offer.text),)
            for view, offer in self._offers
        )
        self._offers_table.show_rows(OFFER_HEADINGS, cells)
        self._offers_table.setVisible(bool(cells))
        self._offers_heading.setVisible(bool(cells))

    def _show_steps(self) -> None:
        """Say which of the rows is shown."""
        if self._chosen is None:
            show_text(self._where, "")
            self._next.hide()
            return
        aside = self._chosen[1]
        row_shown, rows = number(aside.first[self._place]), number(aside.rows)
        show_text(self._where, f"Row {row_shown}: {number(self._place + 1)} of {rows}")
        self._next.setVisible(len(aside.first) > 1)

    def _pick(self, place: int) -> None:
        self._chosen, self._place = self._found[place], 0
        self._show_row()

    def _go_on(self) -> None:
        if self._chosen is not None:
            self._place = (self._place + 1) % len(self._chosen[1].first)
            self._show_row()

    def _show_row(self) -> None:
        if self._chosen is not None:
            view, aside = self._chosen
            self._show_steps()
            self._go_to(view, self._session.column, aside.first[self._place])

    def _pick_offer(self, place: int) -> None:
        view, offer = self._offers[place]
        self._go_to(view, offer.column, offer.row)

    def _go_to(self, view: SourceView, name: str, place: int) -> None:
        session = self._session
        views = views_of(session.settings, session.analysis)
        if view in views:
            session.show(source=views.index(view), column=name, row=place)
