"""The left half of the Results page: who moved, as a chart or as a table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.answers import ResultsView
from ui.desktop.charts.flows import FlowChart, Pick
from ui.desktop.pages.results import flows
from ui.desktop.session import Session
from ui.desktop.widgets.labels import button, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.table import Table

NOBODY: Pick = (None, None)


class MovesPanel(QWidget):
    """Shows the moves; what is picked is selected on every page.

    Signals
    -------
    turned
        The table is shown instead of the chart, which wants more room, or the chart again.
    """

    turned = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: ResultsView | None = None
        self._title = wrapped("", "section")
        self._note = wrapped("", "note")
        self._other = button("Show as table", self._turn, "link")
        self._other.setProperty("small", True)
        self.chart = FlowChart()
        self.chart.picked.connect(self._pick)
        self.chart.table_wanted.connect(self._turn)
        self.table = Table("Moves between the segments", lines=2)
        self._chance = wrapped("", "note")
        self._drift = wrapped("", "note")
        self._arrange()

    def _arrange(self) -> None:
        top = row(12)
        top.addWidget(self._title, 1)
        top.addWidget(self._other)
        box = column(2)
        box.addLayout(top)
        box.addWidget(self._note)
        box.addSpacing(px(12))
        box.addWidget(self.chart)
        box.addWidget(self.table)
        box.addSpacing(px(8))
        box.addWidget(self._chance)
        box.addSpacing(px(4))
        box.addWidget(self._drift)
        box.addStretch(1)
        self.setLayout(box)
        self.table.hide()

    @property
    def as_table(self) -> bool:
        """Whether the table is shown instead of the chart."""
        return self.chart.isHidden()

    def show_view(self, view: ResultsView, action: str, pick: Pick) -> None:
        """Show who moved; ``action`` is coloured, and what is picked stands out."""
        self._view = view
        title, note = flows.heading(view)
        self._title.setText(title)
        titles = {effect.action: effect.title for effect in view.effects}
        if action in titles:
            note = flows.action_line(view, titles[action], action)
        self._note.setText(note)
        self._chance.setText(flows.chance_sentence(view))
        self._drift.setText(view.drift.told)
        self.chart.describe = flows.describe(view)
        self.chart.show_flows(*flows.sides(view), flows.flows(view, action))
        self.chart.choose(None if pick == NOBODY else pick)
        self.table.show_rows(flows.table_headings(view), flows.table_rows(view), totals=1)

    def _turn(self) -> None:
        """Show the table instead of the chart, or the chart again."""
        self.table.setVisible(not self.as_table)
        self.chart.setVisible(self.table.isHidden())
        self._other.setText("Show as chart" if self.as_table else "Show as table")
        self.turned.emit()
        (self.table if self.as_table else self.chart).setFocus()

    def _pick(self, pick: Pick | None) -> None:
        if self._view is None:
            return
        if pick is None:
            self._session.show(flow=NOBODY)
            self._session.select("", None)
            return
        self._session.show(flow=pick)
        self._session.select(*flows.picked(self._view, pick))
