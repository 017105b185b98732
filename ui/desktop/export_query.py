"""What can be chosen for a query: the database, its table, and the file with the orders."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.export_kinds import ORDERS, Database, ExportKind, FileWanted, kind_of
from core.output.scoring.databases import DIALECTS
from ui.desktop.export_choices import field_width, order_sources
from ui.desktop.session import Session
from ui.desktop.widgets.fields import Choice, Form
from ui.desktop.widgets.metrics import column

NO_SOURCE = -1
TABLES = {True: "orders", False: "customers"}
"""What a table is called unless the user says otherwise; of orders or not."""


class QueryPanel(QWidget):
    """Which database a query is for, and what it reads there.

    Signals
    -------
    changed()
        Something else is chosen.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        sources = order_sources(session.analysis)
        self._dialect = next(iter(DIALECTS))
        self._source: object = sources[0][1] if sources else NO_SOURCE
        self._orders = False
        self.dialect = Choice("Database", self._choose_dialect)
        titles = [(dialect.title, key) for key, dialect in DIALECTS.items()]
        self.dialect.show_choices(titles, self._dialect)
        self.table, self.last = QLineEdit(), QLineEdit()
        self.table.setAccessibleName("Its table")
        self.last.setAccessibleName("Last day that counts")
        self.last.setPlaceholderText("the last one there is, or a day such as 2025-09-30")
        self.source = Choice("Columns as in", self._choose_source)
        self.source.show_choices(sources, self._source)
        self._form = Form(field_width(self))
        self._form.add("&Database", self.dialect)
        self._form.add("Its &table", self.table)
        self._form.add("Co&lumns as in", self.source)
        self._form.add("Last da&y", self.last)
        for field in (self.table, self.last):
            field.textChanged.connect(self.changed)
        box = column()
        box.addWidget(self._form)
        self.setLayout(box)

    def _choose_dialect(self, dialect: object) -> None:
        self._dialect = str(dialect)
        self.changed.emit()

    def _choose_source(self, source: object) -> None:
        self._source = source
        self.changed.emit()

    def show_kind(self, kind: ExportKind) -> None:
        """Be there for queries, and for nothing else."""
        self._orders = kind.key == ORDERS
        self.setVisible(kind.asked)
        self.table.setPlaceholderText(TABLES[self._orders])
        for field in (self.source, self.last):
            self._form.show_field(field, shown=self._orders)

    def filled(self, wanted: FileWanted) -> FileWanted:
        """Return what is wanted, with what is chosen here."""
        if not kind_of(wanted.kind).asked:
            return wanted
        table = self.table.text().strip()
        if not self._orders:
            return replace(wanted, database=Database(self._dialect, table))
        source = self._source if isinstance(self._source, int) else NO_SOURCE
        found = Database(self._dialect, table, source, self.last.text().strip())
        return replace(wanted, database=found)
