"""A small table of cells for Qt's views."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.labels import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
Rows = tuple[tuple[Cell, ...], ...]

CELL_ROLE = Qt.ItemDataRole.UserRole


def cell_data(cell: Cell, role: int) -> object:
    """Give what Qt asks about a cell."""
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return cell.text
        case Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(cell.tooltip)
        case Qt.ItemDataRole.AccessibleTextRole:
            parts = (cell.text, cell.note, cell.below)
            return " ".join(part for part in parts if part) or cell.tooltip
    return cell if role == CELL_ROLE else None


def heading_data(heading: Heading, role: int) -> object:
    """Give what Qt asks about a heading."""
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tooltip(heading.tooltip)
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return " ".join(f"{heading.text} {heading.strong}".split())
    return None


class TableModel(QAbstractTableModel):
    """Holds the cells of a table as they are to be shown.

    Attributes
    ----------
    headings, rows
        What the table shows.
    totals
        How many rows at the end add up the others.
    row_names
        Name of each row, which stays when the table is scrolled sideways; may be empty.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings: tuple[Heading, ...] = ()
        self.rows: Rows = ()
        self.totals = 0
        self.row_names: tuple[str, ...] = ()

    def show_rows(
        self, headings: tuple[Heading, ...], rows: Rows, totals: int, row_names: tuple[str, ...]
    ) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.headings, self.rows = headings, rows
        self.totals, self.row_names = totals, row_names
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell:
        """Give one cell; a short row ends in empty ones."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else Cell()

    def is_total(self, row: int) -> bool:
        """Tell whether a row adds up the others."""
        return len(self.rows) - self.totals <= row < len(self.rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what Qt asks about a cell."""
        return cell_data(self.cell(index.row(), index.column()), role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give what Qt asks about a heading or the name of a row."""
        if orientation == Qt.Orientation.Vertical:
            named = role == Qt.ItemDataRole.DisplayRole and section < len(self.row_names)
            return self.row_names[section] if named else None
        if not 0 <= section < len(self.headings):
            return None
        return heading_data(self.headings[section], role)

    def as_text(self, columns: list[int], rows: list[int]) -> str:
        """Give cells as tab-separated text with their headings, numbers as plain numbers."""
        lines = [[self.headerData(column, Qt.Orientation.Horizontal) for column in columns]]
        lines += [[self._plain(row, column) for column in columns] for row in rows]
        return "\n".join("\t".join(map(str, line)) for line in lines)

    def _plain(self, row: int, column: int) -> str:
        cell = self.cell(row, column)
        return " ".join((cell.plain or cell.text).split())
