"""The rows of a source as they stand in the file, however many there are."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QWidget

from core.answers import SourceView
from core.requests import RowsShown, SourceRows
from ui.desktop.numbers import number
from ui.desktop.pages.data.preview_wording import (
    Asked,
    asked_about,
    headings,
    plain_rows,
    rows_note,
    shown_rows,
    table_column,
)
from ui.desktop.session import Session
from ui.desktop.theme.type_scale import font
from ui.desktop.widgets.labels import ElidedLabel, label
from ui.desktop.widgets.long_table import LongTable
from ui.desktop.widgets.long_table_model import BLOCK
from ui.desktop.widgets.metrics import column, px

ROWS_SHOWN = 11
MOST_COPIED = 1000
_UNITS = 100


class Preview(QWidget):
    """Cells as they are in the file, under the columns' names and roles."""

    column_picked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: SourceView | None = None
        self._asked: Asked | None = None
        self._shown: tuple[object, ...] = ()
        self._row = 0
        self._name = ElidedLabel("", "section")
        self._note = label("", "note")
        self._table = LongTable("Rows of the file", ROWS_SHOWN)
        self._table.rows_wanted.connect(self._fetch)
        self._table.order_wanted.connect(self._pick)
        self._table.copy_wanted.connect(self._copy)
        box = column(0)
        box.addWidget(self._name)
        box.addWidget(self._note)
        box.addSpacing(px(4))
        box.addWidget(self._table)
        box.addStretch(1)
        self.setLayout(box)

    def show_source(self, view: SourceView | None, waiting: str) -> None:
        """Show the rows of a source; ``waiting`` is said while there are none."""
        self._table.setVisible(view is not None)
        if view is None:
            self._view = None
            self._shown = ()
            self._name.setText(waiting)
            self._note.setText("")
            return
        wanted = (view, self._session.column)
        if wanted != self._shown:
            self._shown, self._view = wanted, view
            self._restart(view)
        self._stand_on(view, self._session.row)

    def _restart(self, view: SourceView) -> None:
        total = view.receipt.rows_in - view.receipt.header
        self._name.setText(view.name)
        read = view in self._session.analysis.sources
        self._note.setText(rows_note(total, ahead=not read))
        self._asked = asked_about(view, self._session.column)
        self._table.restart(
            headings(view, self._session.column, self._asked, _units(self._last_row(view))),
            total,
            plain_rows(view, self._asked),
        )
        self._row = 0
        self._fetch(0, BLOCK)

    def _last_row(self, view: SourceView) -> int:
        first = view.preview_rows[0] if view.preview_rows else 1
        return first + view.receipt.rows_in

    def _stand_on(self, view: SourceView, row: int) -> None:
        """Scroll to a row that something refers to."""
        if row == self._row or not row or not view.preview_rows:
            return
        self._row = row
        names = [found.name for found in view.columns]
        picked = names.index(self._session.column) if self._session.column in names else 0
        place = row - view.preview_rows[0]
        self._table.stand_on(place, table_column(picked, self._asked))

    def _fetch(self, first: int, count: int) -> None:
        lookup = self._lookup(first, count)
        if lookup is not None:
            self._session.look_up(lookup, partial(self._fill, self._shown, first), self)

    def _lookup(self, first: int, count: int) -> SourceRows | None:
        views = self._session.analysis.sources
        if self._view is None or self._view not in views:
            return None
        serial = self._session.analysis.serial
        question = self._asked.question if self._asked is not None else -1
        return SourceRows(serial, views.index(self._view), first, count, question)

    def _fill(self, shown: tuple[object, ...], first: int, found: object) -> None:
        if self._view is not None and shown == self._shown and isinstance(found, RowsShown):
            self._table.fill(first, shown_rows(self._asked, found))

    def _pick(self, place: int) -> None:
        """Pick the column whose heading was clicked; the first heading is over the rows."""
        if self._view is None:
            return
        for column_place, found in enumerate(self._view.columns):
            if table_column(column_place, self._asked) == place:
                self.column_picked.emit(found.name)

    def _copy(self) -> None:
        """Put the chosen rows on the clipboard, as they stand in the file."""
        rows = self._table.chosen_rows()[:MOST_COPIED]
        if not rows:
            return
        lookup = self._lookup(rows[0], rows[-1] - rows[0] + 1)
        if lookup is not None:
            self._session.look_up(lookup, _to_clipboard)


def _to_clipboard(found: object) -> None:
    if isinstance(found, RowsShown):
        lines = ("\t".join(" ".join(cell.split()) for cell in cells) for cells in found.cells)
        QGuiApplication.clipboard().setText("\n".join(lines))


def _units(row: int) -> float:
    """Give the width of a row's number, in units of the design."""
    metrics = QFontMetrics(font(scale=_UNITS))
    return metrics.horizontalAdvance(number(row)) / _UNITS + 2 * 6 + 1
