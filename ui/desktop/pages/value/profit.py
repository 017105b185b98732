"""Where the profit comes from: the whale curve, and the tiers that it is cut into."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.answers import ValueView
from core.settings import Valuation
from ui.desktop.charts.box import ChartBox
from ui.desktop.charts.whale import WhaleChart
from ui.desktop.pages.value import tables, wording
from ui.desktop.pages.value.members import Stretch
from ui.desktop.pages.value.shapes import cursor_words, limits, whale_shape
from ui.desktop.session import Session
from ui.desktop.widgets.labels import button, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, row
from ui.desktop.widgets.table import Table
from ui.desktop.widgets.why_panel import explain

HEIGHT = 380
NAMES = ("top tier", "bottom tier")


class CurvePanel(QWidget):
    """The whale curve; a limit that is dragged becomes a setting that can be undone."""

    tier_picked = Signal(int)
    stretch_picked = Signal(int, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.chart = WhaleChart(HEIGHT)
        self.chart.tier_picked.connect(self.tier_picked)
        self.chart.stretch_picked.connect(self.stretch_picked)
        self.chart.limit_moved.connect(self._move_limit)
        self.box = ChartBox("whale curve", self.chart, self.chart.canvas.printed)
        box = column()
        box.addWidget(self.box)
        self.setLayout(box)

    def show_value(self, view: ValueView, valuation: Valuation) -> None:
        """Show the curve with the limits that the settings ask for."""
        shape = whale_shape(view, valuation)
        if shape is None:
            return
        self.box.show_words(view.finding, wording.WHALE_NOTE)
        self.box.show_numbers(partial(tables.whale_table, view))
        self.chart.show_curve(
            shape,
            lambda customers, profit: cursor_words(customers, profit, view),
            "Whale curve",
            f"{view.finding}.",
        )

    def show_stretch(self, stretch: Stretch | None) -> None:
        """Let the selected customers stand out."""
        self.chart.show_stretch(stretch)

    def _move_limit(self, limit: int, share: float) -> None:
        settings = self._session.settings
        known = settings.value
        value = replace(known, bottom_share=share) if limit else replace(known, top_share=share)
        self._session.edit(f"limit of the {NAMES[limit]}", replace(settings, value=value))


class TierPanel(QWidget):
    """The tiers as a table, held against what is usually found."""

    tier_picked = Signal(int)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._why_text = ("", "")
        self._why = button("", self._explain, "link")
        self._why.setProperty("small", True)
        self._table = Table("Value tiers")
        self._table.picked.connect(self.tier_picked)
        self._deserved = wrapped()
        self._pattern = wrapped("", "note")
        self._selected = wrapped("", "note")
        self._clear = button("Clear", self.cleared.emit, "link")
        self._clear.setProperty("small", True)
        top, below = row(12), row(12)
        top.addWidget(label("Value tiers", "section"), 1)
        top.addWidget(self._why)
        below.addWidget(self._selected, 1)
        below.addWidget(self._clear)
        box = column(6)
        box.addLayout(top)
        box.addWidget(self._table)
        box.addLayout(below)
        box.addWidget(self._deserved)
        box.addWidget(self._pattern)
        self.setLayout(box)

    def show_value(self, view: ValueView) -> None:
        """Show the tiers."""
        headings, rows = tables.tier_table(view)
        self._table.show_rows(headings, rows, totals=1)
        self._why_text = wording.why_tiers(view)
        self._why.setText(self._why_text[0])
        self._deserved.setText(wording.deserved(view))
        self._pattern.setText(view.pattern)

    def show_selected(self, words: str, tier: int | None) -> None:
        """Tell who is selected, and mark the tier if they are one."""
        self._table.choose(tier)
        show_text(self._selected, words)
        self._clear.setVisible(bool(words))

    def _explain(self) -> None:
        explain(self._why, *self._why_text, wide=True)


def tier_stretches(view: ValueView, valuation: Valuation) -> tuple[Stretch, Stretch, Stretch]:
    """Return the places of each tier, as the settings cut them."""
    top, bottom = limits(valuation, view.customers)
    bottom = max(top, bottom)
    return (0, top), (top, bottom), (bottom, view.customers)
