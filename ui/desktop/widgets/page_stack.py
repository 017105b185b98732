"""The pages, of which one is seen: each is built when it is first wanted, or before that."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.desktop.widgets.metrics import row

FIRST_MS, NEXT_MS = 400, 30
"""How long after the window has come up the first step is taken, and every other one."""


class PageStack(QWidget):
    """Shows one page, and builds those that nobody has visited while the window is at rest.

    Building ahead goes in steps, one at a turn of the event loop: a page is made, and in the next
    step put into the window, which dresses it. So nothing that the user does meanwhile is kept
    waiting for long. What a page shows is worked out when it is visited.

    Parameters
    ----------
    keys
        Of the pages that there are.
    make
        Makes the page of a key, which is not in the window yet.
    """

    def __init__(self, keys: Iterable[str], make: Callable[[str], QWidget]) -> None:
        super().__init__()
        self._missing, self._make = list(keys), make
        self._made: dict[str, QWidget] = {}
        self._pages: dict[str, QWidget] = {}
        self._place = row(0, (1, 1, 0, 0))
        self.setProperty("look", "outline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setLayout(self._place)
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._step)

    @property
    def waiting(self) -> bool:
        """Whether there is something left to be built ahead."""
        return bool(self._missing or self._made)

    def build(self, key: str) -> None:
        """Have a page in the window, if it is not there yet."""
        while key not in self._pages:
            self._take(key)

    def show_page(self, key: str) -> None:
        """Show a page that is built instead of the one before."""
        # First away with the others: two pages at once would be laid out in half the room each.
        for other, page in self._pages.items():
            if other != key:
                self._put_away(page)
        self._pages[key].show()

    def stop(self) -> None:
        """Build nothing more ahead."""
        self._next.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to build ahead once the window is there."""
        super().showEvent(event)
        self._next.start(FIRST_MS)

    def _step(self) -> None:
        for key in [*self._made, *self._missing][:1]:
            self._take(key)
        if self.waiting:
            self._next.start(NEXT_MS)

    def _put_away(self, page: QWidget) -> None:
        if page.isAncestorOf(self.window().focusWidget()):
            self.window().setFocus()  # or Qt would take the keyboard to whatever comes next
        page.hide()

    def _take(self, key: str) -> None:
        """Take a step towards a page: make it, or put it into the window."""
        if key in self._made:
            page = self._pages[key] = self._made.pop(key)
            page.hide()
            self._place.addWidget(page, 1)
        else:
            self._missing.remove(key)
            self._made[key] = self._make(key)
