"""Rows of a table too long to be held: only those near the ones on screen are there."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.table_model import cell_data, heading_data

Index = QModelIndex | QPersistentModelIndex
Rows = Sequence[Sequence[Cell]]
"""Rows of a block; they may be made only when they are looked at."""

BLOCK = 128
BLOCKS_KEPT = 48
COMING = Cell("…", look="quiet", tooltip="This row is being fetched")


class LongTableModel(QAbstractTableModel):
    """Keeps blocks of rows, the ones used last; whoever shows them fetches the others.

    Attributes
    ----------
    headings
        Those of the columns; the first one is the name of each row.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings: tuple[Heading, ...] = ()
        self._total = 0
        self._blocks: dict[int, Rows] = {}

    def restart(self, headings: tuple[Heading, ...], total: int, rows: Rows) -> None:
        """Begin anew with other rows, of which the first block is known."""
        self.beginResetModel()
        self.headings, self._total, self._blocks = headings, total, {0: rows}
        self.endResetModel()

    def fill(self, first: int, rows: Rows) -> None:
        """Take in a block that was missing; ``first`` is the place of its first row."""
        self._blocks[first // BLOCK] = rows
        while len(self._blocks) > BLOCKS_KEPT:
            del self._blocks[next(iter(self._blocks))]
        last = min(first + len(rows), self._total) - 1
        if rows and self.headings:
            here = self.index(first, 0), self.index(last, len(self.headings) - 1)
            self.dataChanged.emit(*here)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, first, last)

    def missing(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield first row and number of the blocks that are missing between two rows."""
        last = min(last, self._total - 1)
        for block in range(max(first, 0) // BLOCK, last // BLOCK + 1):
            wanted = min(BLOCK, self._total - block * BLOCK)
            if len(self._blocks.get(block, ())) < wanted:
                yield block * BLOCK, wanted

    def cell(self, row: int, column: int) -> Cell:
        """Give one cell; one that says so while it is missing."""
        rows = self._blocks.get(row // BLOCK)
        if rows is None or row % BLOCK >= len(rows):
            return COMING
        cells = rows[row % BLOCK]
        return cells[column] if column < len(cells) else Cell()

    def is_there(self, row: int) -> bool:
        """Tell whether a row has been fetched."""
        return row // BLOCK in self._blocks

    def is_total(self, _row: int) -> bool:
        """Tell that no row adds up others."""
        return False

    def first_rows(self) -> Rows:
        """Give the rows of the first block, if they are there."""
        return self._blocks.get(0, ())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of rows."""
        return 0 if parent.isValid() else self._total

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
            return cell_data(self.cell(section, 0), role) if section < self._total else None
        if not 0 <= section < len(self.headings):
            return None
        return heading_data(self.headings[section], role)
