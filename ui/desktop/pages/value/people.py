"""What single customers are worth, and why."""

from PySide6.QtWidgets import QWidget

from core.answers import ValueView
from core.requests import Found
from core.tables.value import CustomerWorth
from core.worth_questions import WorthRows, WorthShown
from ui.desktop.pages.value import tables, wording
from ui.desktop.pages.value.members import Stretch
from ui.desktop.session import Session
from ui.desktop.widgets.labels import label, show_text, wrapped
from ui.desktop.widgets.metrics import column, row
from ui.desktop.widgets.table import Table
from ui.desktop.widgets.toggle import Toggle

SHOWN, MOST = 10, 100
ENDS = (
    ("&Most profitable", "Those who earn most first"),
    ("&Least profitable", "Those who earn least, or cost most"),
)


class PeoplePanel(QWidget):
    """A table of the most or the least profitable customers, of the selected ones if there are."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._least = False
        self._asked: tuple[object, ...] = ()
        self._stretch: Stretch = (0, 0)
        self._rows: tuple[CustomerWorth, ...] = ()
        self._ends = Toggle("Which customers", ENDS, self._turn)
        self._ends.show_choice(0)
        self._note = wrapped("", "note")
        self._table = Table("Value per customer", rows_shown=SHOWN)
        self._table.picked.connect(self._pick)
        self._question = wrapped("", "section")
        self._answer = wrapped()
        top = row(12)
        top.addWidget(label("Value per customer", "section"), 1)
        top.addWidget(self._ends)
        box = column(6)
        box.addLayout(top)
        for part in (self._note, self._table, self._question, self._answer):
            box.addWidget(part)
        self.setLayout(box)

    def show_value(self, view: ValueView, stretch: Stretch | None) -> None:
        """Show customers with these places from the most profitable; None for all."""
        self._stretch = stretch or (0, view.customers)
        self._ask()

    def _turn(self, place: int) -> None:
        self._least = bool(place)
        self._ask()

    def _ask(self) -> None:
        serial = self._session.analysis.serial
        first, last = self._stretch
        count = min(last - first, MOST)
        start = last - count if self._least else first
        wanted = (serial, start, count, self._least)
        if wanted == self._asked:
            return
        self._asked = wanted
        lookup = WorthRows(serial, start, start + count)
        self._session.look_up(lookup, lambda found: self._take(wanted, found), self)

    def _take(self, wanted: tuple[object, ...], found: Found) -> None:
        if wanted != self._asked or not isinstance(found, WorthShown):
            return
        rows = found.rows[::-1] if self._least else found.rows
        analysis = self._session.analysis
        if analysis.value is not None:
            months = analysis.settings.economics.horizon_months
            self._show_rows(rows, analysis.value, months)

    def _show_rows(self, rows: tuple[CustomerWorth, ...], view: ValueView, months: int) -> None:
        first, last = self._stretch
        self._rows = rows
        self._note.setText(wording.people_words(len(rows), last - first))
        self._table.show_rows(*tables.worth_table(rows, view, months))
        self._table.choose(0)
        self._pick(0)

    def _pick(self, place: int) -> None:
        question, answer = wording.why_customer(self._rows[place]) if self._rows else ("", "")
        show_text(self._question, question)
        show_text(self._answer, answer)
