"""Earlier versions of a project: when they were saved, and a button that opens a copy."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from core.project.versions import Version
from ui.desktop.numbers import number
from ui.desktop.widgets.dialog import AskDialog, Way, nothing
from ui.desktop.widgets.item_list import Item, ItemList

SHOWN = 6
NONE = "There is no earlier version yet. Each time you save, the version before is kept."
SOME = (
    "All of the last two days are kept, then one for each day, week and month. A version opens as "
    "a copy; the project itself stays as it is."
)


class VersionsDialog(AskDialog):
    """Shows versions, newest first.

    Parameters
    ----------
    parent
        The window.
    versions
        What there is.
    open_version
        Called with the place of the one that is wanted.
    """

    def __init__(
        self,
        parent: QWidget | None,
        versions: tuple[Version, ...],
        open_version: Callable[[int], None],
    ) -> None:
        super().__init__(parent, "Earlier versions", SOME if versions else NONE)
        self._chosen = 0
        ways = [Way("Close", nothing)]
        if versions:
            items = ItemList("Earlier versions", SHOWN)
            items.show_items(tuple(map(_item, versions)), 0)
            items.picked.connect(self._choose)
            self.add(items)
            open_it = Way("Open as a copy", lambda: open_version(self._chosen), "primary")
            ways.insert(0, open_it)
        self.show_ways(ways)

    def _choose(self, place: int) -> None:
        self._chosen = place


def _item(version: Version) -> Item:
    saved = version.saved.astimezone()
    today = datetime.now(UTC).astimezone().date()
    day = "Today" if saved.date() == today else f"{saved:%a} {saved.day} {saved:%b %Y}"
    return Item(
        f"{day}, {saved:%H:%M}", f"{version.name}, {number(version.size / 1e6, 1)} MB", "data"
    )
