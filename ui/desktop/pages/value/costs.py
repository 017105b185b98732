"""Where the cost to serve goes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.answers import ValueView
from ui.desktop.pages.value import tables, wording
from ui.desktop.widgets.labels import button, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, row
from ui.desktop.widgets.table import Table
from ui.desktop.widgets.why_panel import explain


class CostPanel(QWidget):
    """Cost by activity, and what is charged to nobody."""

    activity_picked = Signal(str)
    rates_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ValueView | None = None
        self._why = button("Why these amounts?", self._explain, "link")
        self._why.setProperty("small", True)
        self._table = Table("Cost to serve by activity")
        self._table.picked.connect(self._pick)
        self._told = wrapped("", "note")
        self._rates = button("Fill in the rate table", self.rates_wanted.emit, "link")
        top = row(12)
        top.addWidget(label("Where the cost to serve goes", "section"), 1)
        top.addWidget(self._why)
        box = column(6)
        box.addLayout(top)
        box.addWidget(self._table)
        box.addWidget(self._told)
        box.addWidget(self._rates)
        self.setLayout(box)

    def show_value(self, view: ValueView) -> None:
        """Show the costs, or what is missing for them."""
        self._view = view
        costs = view.costs
        there = costs is not None and bool(costs.activities)
        self._table.setVisible(there)
        self._why.setVisible(costs is not None)
        self._rates.setVisible(costs is None and bool(view.activities))
        if costs is None:
            show_text(self._told, view.without_cost)
            return
        if there:
            headings, rows = tables.cost_table(costs)
            self._table.show_rows(headings, rows, totals=1)
        told = wording.unused_sentence(costs.unused)
        show_text(self._told, told if there else wording.why_costs(view)[1])

    def _pick(self, place: int) -> None:
        if self._view is not None and self._view.costs is not None:
            self.activity_picked.emit(self._view.costs.activities[place].activity)

    def _explain(self) -> None:
        if self._view is not None:
            explain(self._why, *wording.why_costs(self._view))
