"""The first rows of a source as they stand in the file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.answers import SourceView
from core.settings import Role
from core.tables.sources import Column, ColumnType
from ui.desktop.numbers import number
from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.labels import ElidedLabel, label
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.table import Table

ROWS_SHOWN = 8
NUMERIC = (ColumnType.INTEGER, ColumnType.DECIMAL)
UNUSED = (Role.IGNORED, Role.ATTRIBUTE)


class Preview(QWidget):
    """Cells as they are in the file, under the columns' names and roles."""

    column_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: SourceView | None = None
        self._name = ElidedLabel("", "section")
        self._note = label("", "note")
        self._table = Table("First rows of the file", ROWS_SHOWN)
        self._table.column_picked.connect(self._pick)
        box = column(0)
        box.addWidget(self._name)
        box.addWidget(self._note)
        box.addSpacing(px(4))
        box.addWidget(self._table)
        box.addStretch(1)
        self.setLayout(box)

    def show_source(self, view: SourceView | None, column_name: str, waiting: str) -> None:
        """Show the rows of a source; ``waiting`` is said while there are none."""
        self._view = view
        if view is None:
            self._name.setText(waiting)
            self._note.setText("")
            self._table.show_rows((), ())
            return
        self._name.setText(view.name)
        receipt = view.receipt
        shown = f"First {number(len(view.preview))} of {number(receipt.rows_in - receipt.header)}"
        self._note.setText(f"{shown} rows, as they stand in the file")
        self._table.show_rows(
            tuple(_heading(found) for found in view.columns),
            tuple(tuple(map(_cell, cells)) for cells in view.preview),
            row_names=tuple(number(row) for row in view.preview_rows),
        )
        names = [found.name for found in view.columns]
        self._table.mark_column(names.index(column_name) if column_name in names else -1)

    def _pick(self, place: int) -> None:
        if self._view is not None and 0 <= place < len(self._view.columns):
            self.column_picked.emit(self._view.columns[place].name)


def _heading(found: Column) -> Heading:
    used = found.role not in UNUSED
    name = found.name.replace("\n", " ") or " "
    text = name if used else f"{name}\n{found.role}"
    tooltip = f"{found.name}: {found.type}, used as {found.role}. {found.reason}"
    strong = str(found.role) if used else ""
    return Heading(text, strong, right=found.type in NUMERIC, stretch=1, firm=True, tooltip=tooltip)


def _cell(text: str) -> Cell:
    return Cell(" ".join(text.split()), plain=text, tooltip="" if text else "missing")
