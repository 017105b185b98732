"""Where every row went: the receipt, what was set aside, and how the sources meet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.answers import Analysis, SourceView
from ui.desktop.numbers import number
from ui.desktop.pages.data import wording
from ui.desktop.pages.data.recipes import read_views
from ui.desktop.widgets.cells import Heading
from ui.desktop.widgets.icons import IconMark
from ui.desktop.widgets.labels import ElidedLabel, label, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.table import Table

ASIDE_ROWS = 6
ASIDE_LINES = 3
ASIDE_HEADINGS = (
    Heading("Where and why", stretch=1, least=80),
    Heading("Rows", right=True, least=32),
)
NOTHING_ASIDE = "Every row could be used as it stands."
NOTHING_LOST = "Nothing is changed or dropped silently."


class ReceiptPanel(QWidget):
    """One row of the receipt for each source, and their matches below."""

    source_picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._balance = label("", "small")
        self._mark = IconMark("check")
        self._table = Table("Receipt")
        self._table.picked.connect(self.source_picked)
        self._joins_heading = label("Matches between sources", "section")
        self._joins = Table("Matches between sources")
        top = row(4)
        top.addWidget(ElidedLabel("Receipt: every row is accounted for", "section"), 1)
        top.addWidget(self._balance)
        top.addWidget(self._mark)
        box = column(4)
        box.addLayout(top)
        box.addWidget(self._table)
        box.addSpacing(px(20))
        box.addWidget(self._joins_heading)
        box.addWidget(self._joins)
        box.addStretch(1)
        self.setLayout(box)

    def show_analysis(self, analysis: Analysis, shown: SourceView | None) -> None:
        """Show the receipts; the row of the source in view is marked."""
        views = read_views(analysis)
        text, balanced = wording.balance(views)
        self._balance.setText(text)
        self._mark.show_icon("check" if balanced else "warning", "text" if balanced else "warning")
        totals = 1 if len(views) > 1 else 0
        self._table.show_rows(
            wording.receipt_headings(), wording.receipt_rows(views), totals=totals
        )
        self._table.choose(views.index(shown) if shown in views else None)
        rows = wording.join_rows(analysis)
        self._joins.show_rows(wording.JOIN_HEADINGS, rows)
        self._joins.setVisible(bool(rows))
        self._joins_heading.setVisible(bool(rows))


class AsidePanel(QWidget):
    """The rows that are not used, by reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = label("", "section")
        self._table = Table("Rows set aside", ASIDE_ROWS, lines=ASIDE_LINES)
        self._note = wrapped(NOTHING_LOST, "note")
        box = column(4)
        box.addWidget(self._heading)
        box.addWidget(self._table)
        box.addWidget(self._note)
        box.addStretch(1)
        self.setLayout(box)

    def show_analysis(self, analysis: Analysis) -> None:
        """List the reasons, the most frequent first."""
        views = read_views(analysis)
        rejected = sum(view.receipt.rejected for view in views)
        self._heading.setText(f"Set aside: {number(rejected)} row{'' if rejected == 1 else 's'}")
        self._table.show_rows(ASIDE_HEADINGS, wording.aside_rows(views))
        self._table.setVisible(bool(rejected))
        self._note.setText(NOTHING_LOST if rejected else NOTHING_ASIDE)
