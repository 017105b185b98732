"""The row over the list: whom to look for, and how many there are."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLineEdit, QWidget

from core.customer_lookups import CustomerQuery
from core.tables.listing import ListColumn
from ui.desktop.pages.customers import wording
from ui.desktop.widgets.fields import Choice
from ui.desktop.widgets.labels import button, label
from ui.desktop.widgets.metrics import px, row

SEARCH_WIDTH = 200
LEAST_SEARCH = 120
FILTER_WIDTH = 150
AFTER_TYPING_MS = 120


class SearchField(QLineEdit):
    """Where an id or a name is typed; Down leads into the list."""

    left_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave for the list, or take the letter."""
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class FilterRow(QWidget):
    """A search field, a choice for each column of words, the selection, the count.

    Attributes
    ----------
    search
        Where an id or a name is typed.

    Signals
    -------
    sought(text)
        Something else is looked for.
    filtered(key, word)
        A column is to say a word, or anything (None).
    clear_wanted
        The selection is to end.
    left_down
        The keyboard is to go into the list.
    """

    sought = Signal(str)
    filtered = Signal(str, object)
    clear_wanted = Signal()
    left_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField()
        self._filters = {
            key: Choice(key.capitalize(), partial(self.filtered.emit, key))
            for key in wording.FILTERS
        }
        self._chip = button("", self.clear_wanted.emit, "chip")
        self._count = label("", "quiet")
        self._typing = QTimer(self, singleShot=True, interval=AFTER_TYPING_MS)
        self._typing.timeout.connect(self.finish)
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self.finish)
        self.search.left_down.connect(self.left_down)
        self._lay_out()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Search by id or name")
        self.search.setAccessibleName("Search by id or name")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(px(LEAST_SEARCH))
        self.search.setMaximumWidth(px(SEARCH_WIDTH))
        self._chip.setAccessibleName("Clear the selection")
        words = row(8)
        self._grid = QGridLayout()
        self._grid.setSpacing(px(8))
        for place, field in enumerate(self._filters.values()):
            field.setMaximumWidth(px(FILTER_WIDTH))
            self._grid.addWidget(field, 0, place)
        words.addLayout(self._grid, 1)
        words.addWidget(self._chip)
        words.addStretch(0)
        sought = row(8)
        sought.addWidget(self.search, 1)
        self._lines = row(8)
        self._lines.addLayout(sought, 2)
        self._lines.addLayout(words, 3)
        self._sought, self._words = sought, words
        self._place_count()
        self.setLayout(self._lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two lines where one has no room for the words to choose from."""
        super().resizeEvent(event)
        self._place_count()

    def minimumSizeHint(self) -> QSize:
        """Leave it to the page how narrow the row is."""
        return QSize(0, super().minimumSizeHint().height())

    def _place_count(self) -> None:
        """Put the count at the end of the first line."""
        count = self._count.sizeHint().width() + px(16)
        chip = self._chip.sizeHint().width() if self._chip.isVisibleTo(self) else 0
        shown = [field for field in self._filters.values() if field.isVisibleTo(self)]
        needed = px(SEARCH_WIDTH) + len(shown) * px(FILTER_WIDTH) + chip + count
        direction = QBoxLayout.Direction
        wanted = direction.TopToBottom if needed > self.width() else direction.LeftToRight
        first = self._sought if wanted == direction.TopToBottom else self._words
        self._lines.setDirection(wanted)
        self._place_fields(shown)
        first.addWidget(self._count, 0, Qt.AlignmentFlag.AlignRight)

    def _place_fields(self, shown: list[Choice]) -> None:
        """Put as many choices side by side as have room for their words."""
        fitting = (self.width() + px(8)) // (px(FILTER_WIDTH) + px(8))
        across = max(1, min(len(shown), fitting))
        for place, field in enumerate(shown):
            self._grid.addWidget(field, place // across, place % across)

    def finish(self) -> None:
        """Look for what has been typed, now."""
        self._typing.stop()
        self.sought.emit(self.search.text().strip())

    def show_query(
        self, query: CustomerQuery, columns: tuple[ListColumn, ...], selection: str
    ) -> None:
        """Show what is looked for; ``selection`` names who is selected, or is ""."""
        if not self._typing.isActive() and self.search.text().strip() != query.search:
            self.search.setText(query.search)
        known, chosen = {one.key: one for one in columns if one.words}, dict(query.filters)
        for key, field in self._filters.items():
            field.setVisible(key in known)
            if key in known:
                field.show_choices(wording.filter_choices(known[key]), chosen.get(key))
        self._chip.setText(f"{selection}  ×")
        self._chip.setVisible(bool(selection))
        self._place_count()

    def show_count(self, text: str) -> None:
        """Say how many there are."""
        self._count.setText(text)
        self._place_count()
