"""Where every row and every cell went, and how the sources meet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.answers import Analysis, SourceView
from ui.desktop.pages.data import receipt_wording, wording
from ui.desktop.pages.data.recipes import read_views
from ui.desktop.widgets.icons import IconMark
from ui.desktop.widgets.labels import ElidedLabel, label
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.table import Table
from ui.desktop.widgets.toggle import Toggle

CHOICES = (
    ("Rows", "Where every row of each source went"),
    ("Cells", "Where every cell of the source in view went, and what its columns add up to"),
    ("Side by side", "The first and the last rows of the source in view, raw and read"),
)
MOST_COLUMNS_SEEN = 14


class ReceiptPanel(QWidget):
    """The receipt of rows, of cells, or rows side by side; matches of sources below."""

    source_picked = Signal(int)
    column_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = 0
        self._analysis: Analysis | None = None
        self._shown: SourceView | None = None
        self._title = ElidedLabel("Receipt", "section")
        self._balance = label("", "small")
        self._mark = IconMark("check")
        self._toggle = Toggle("Receipt of", CHOICES, self._choose)
        self._toggle.show_choice(0)
        self._rows = Table("Receipt")
        self._rows.picked.connect(self.source_picked)
        self._cells = Table("Receipt of cells", MOST_COLUMNS_SEEN)
        self._cells.picked.connect(self._pick_column)
        self._beside = Table("First and last rows")
        self._joins_heading = label("Matches between sources", "section")
        self._joins = Table("Matches between sources")
        self._arrange()

    def _arrange(self) -> None:
        top = row(8)
        top.addWidget(self._title, 1)
        top.addWidget(self._balance)
        top.addWidget(self._mark)
        top.addSpacing(px(8))
        top.addWidget(self._toggle)
        box = column(4)
        box.addLayout(top)
        for table in (self._rows, self._cells, self._beside):
            box.addWidget(table)
        box.addSpacing(px(20))
        box.addWidget(self._joins_heading)
        box.addWidget(self._joins)
        box.addStretch(1)
        self.setLayout(box)

    def show_analysis(self, analysis: Analysis, shown: SourceView | None) -> None:
        """Show the receipts; the row of the source in view is marked."""
        self._analysis, self._shown = analysis, shown
        self._show_receipt()
        rows = wording.join_rows(analysis)
        self._joins.show_rows(wording.JOIN_HEADINGS, rows)
        self._joins.setVisible(bool(rows))
        self._joins_heading.setVisible(bool(rows))

    def _choose(self, place: int) -> None:
        self._chosen = place
        self._show_receipt()

    def _show_receipt(self) -> None:
        if self._analysis is None:
            return
        views = read_views(self._analysis)
        chosen = self._chosen if self._shown is not None else 0
        name = self._shown.name if chosen and self._shown is not None else ""
        self._title.setText(f"Receipt of {name}" if name else "Receipt")
        for place, table in enumerate((self._rows, self._cells, self._beside)):
            table.setVisible(place == chosen)
        shows = (self._show_rows, self._show_cells, self._show_beside)
        shows[chosen](views)

    def _show_balance(self, text: str, *, balanced: bool) -> None:
        self._balance.setText(text)
        self._mark.setVisible(bool(text))
        self._mark.show_icon("check" if balanced else "warning", "text" if balanced else "warning")

    def _show_rows(self, views: tuple[SourceView, ...]) -> None:
        text, balanced = wording.balance(views)
        self._show_balance(text, balanced=balanced)
        totals = 1 if len(views) > 1 else 0
        self._rows.show_rows(wording.receipt_headings(), wording.receipt_rows(views), totals=totals)
        self._rows.choose(views.index(self._shown) if self._shown in views else None)

    def _show_cells(self, _views: tuple[SourceView, ...]) -> None:
        if self._shown is not None:
            receipt = self._shown.receipt
            text, balanced = receipt_wording.cells_balance(receipt)
            self._show_balance(text, balanced=balanced)
            self._cells.show_rows(receipt_wording.CELL_HEADINGS, receipt_wording.cell_rows(receipt))

    def _show_beside(self, _views: tuple[SourceView, ...]) -> None:
        if self._shown is not None:
            self._show_balance("", balanced=True)
            headings, rows = receipt_wording.side_by_side(self._shown)
            self._beside.show_rows(headings, rows)

    def _pick_column(self, place: int) -> None:
        if self._shown is not None and place < len(self._shown.receipt.columns):
            self.column_picked.emit(self._shown.receipt.columns[place].column)
