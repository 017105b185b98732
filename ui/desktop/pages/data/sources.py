"""The sources, where to drop more, what was opened before, and the sample company."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desktop.pages.data.recipes import views_of
from ui.desktop.pages.data.wording import item
from ui.desktop.recent_files import SEPARATOR
from ui.desktop.session import Session
from ui.desktop.widgets.drop_zone import DropZone
from ui.desktop.widgets.item_list import Item, ItemList
from ui.desktop.widgets.labels import button, label, wrapped
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.phrases import counted

ZONE_HEIGHT = 96
RECENT_SHOWN = 4


class SourcesPanel(QWidget):
    """The left column of the page."""

    choose_wanted = Signal()
    recent_wanted = Signal(str)
    sample_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._heading = label("Sources", "section")
        self._list = ItemList("Sources")
        self._list.picked.connect(lambda place: session.show(source=place))
        self._list.remove_wanted.connect(session.remove_source)
        self._remove = button("Remove this file", self._remove_shown, "link")
        self._zone = DropZone(("Drop Excel or CSV files anywhere in this window",))
        self._zone.setMinimumHeight(px(ZONE_HEIGHT))
        self._zone.choose_wanted.connect(self.choose_wanted)
        self._recent_heading = label("Recent", "section")
        self._recent = ItemList("Recent projects and files", RECENT_SHOWN)
        self._recent.picked.connect(self._open_recent)
        self._sample_note = wrapped(
            "A made-up home-goods shop with some 5,000 customers: orders, service contacts, "
            "survey answers and referrals.",
            "note",
        )
        self._arrange()

    def _arrange(self) -> None:
        box = column(28)
        self._open = _part(self._heading, self._list, self._remove, self._zone)
        self._before = _part(self._recent_heading, self._recent)
        sample = button("Open the sample company", self.sample_wanted.emit, "link")
        box.addWidget(self._open)
        box.addWidget(self._before)
        box.addWidget(_part(label("New here?", "section"), sample, self._sample_note))
        box.addStretch(1)
        self.setLayout(box)

    def show_eager(self, *, eager: bool) -> None:
        """Show that what is being dragged can be dropped."""
        self._zone.show_eager(eager=eager)

    def show_session(self) -> None:
        """List the sources and what was opened before."""
        session = self._session
        views = views_of(session.settings, session.analysis)
        failed = session.analysis.problem.step if session.analysis.problem else ""
        items = tuple(
            item(
                source.path,
                view,
                problem=failed == f"source {place}",
                busy=session.updating,
            )
            for place, (source, view) in enumerate(
                zip(session.settings.sources, views, strict=True)
            )
        )
        started = bool(items)
        self._list.show_items(items, session.source)
        self._open.setVisible(started)
        self._sample_note.setVisible(not started)
        self._show_recent()

    def _show_recent(self) -> None:
        items = tuple(_recent_item(entry) for entry in self._session.recent)
        self._recent.show_items(items, None)
        self._before.setVisible(bool(items))

    def _open_recent(self, place: int) -> None:
        self.recent_wanted.emit(self._session.recent[place])

    def _remove_shown(self) -> None:
        if self._session.settings.sources:
            self._session.remove_source(self._session.source)


def _recent_item(entry: str) -> Item:
    paths = entry.split(SEPARATOR)
    more = f", {counted(len(paths) - 1, 'more file')}" if len(paths) > 1 else ""
    folder = Path(paths[0]).parent.name
    path = Path(paths[0])
    name = path.stem if path.suffix == ".nonagon" else path.name
    return Item(name, f"{folder}{more}", tooltip="\n".join(paths))


def _part(*widgets: QWidget) -> QWidget:
    part = QWidget()
    box = column(8)
    for widget in widgets:
        box.addWidget(widget)
    part.setLayout(box)
    return part
