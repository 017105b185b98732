"""The Data page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.answers import SourceView
from ui.desktop.pages.data import wording
from ui.desktop.pages.data.ahead import Ahead
from ui.desktop.pages.data.aside import AsidePanel
from ui.desktop.pages.data.preview import Preview
from ui.desktop.pages.data.reading import ReadingPanel
from ui.desktop.pages.data.receipt import ReceiptPanel
from ui.desktop.pages.data.recipes import read_views, views_of
from ui.desktop.pages.data.sources import SourcesPanel
from ui.desktop.session import Session
from ui.desktop.widgets.drop_zone import DropZone
from ui.desktop.widgets.labels import button
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.page_frame import Beside, PageFrame

LEFT, LEFT_COMPACT = 232, 192
RIGHT, RIGHT_COMPACT = 268, 240
ZONE_HEIGHT = 400
KINDS_LINE = (
    "One row per customer with a few numbers is enough to begin. "
    "Orders, contacts and surveys are worked out for you."
)
START_LINES = (
    "Drop Excel or CSV files here",
    KINDS_LINE,
    "Your files are only read. They stay where they are, and nothing leaves this computer.",
)


class DataPage(QWidget):
    """Files in, how each is read, and where every row went."""

    choose_wanted = Signal()
    recent_wanted = Signal(str)
    sample_wanted = Signal()
    recipe_saved = Signal()
    recipe_loaded = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self.frame = PageFrame()
        self._go_on = self.frame.add_button(
            button("Set the axes", lambda: session.show(page="axes"), "primary")
        )
        self._make_parts()
        self._arrange()
        self.frame.reshaped.connect(self._reshape)
        session.changed.connect(self.show_session)
        self.show_session()

    def _make_parts(self) -> None:
        self._ahead = Ahead(self._session, self._show_again)
        self._sources = SourcesPanel(self._session)
        self._sources.choose_wanted.connect(self.choose_wanted)
        self._sources.recent_wanted.connect(self.recent_wanted)
        self._sources.sample_wanted.connect(self.sample_wanted)
        self._zone = DropZone(START_LINES, large=True)
        self._zone.choose_wanted.connect(self.choose_wanted)
        self._preview = Preview(self._session)
        self._preview.column_picked.connect(self._pick_column)
        self._reading = ReadingPanel(self._session)
        self._reading.column.column_chosen.connect(self._pick_column)
        self._reading.save_wanted.connect(self.recipe_saved)
        self._reading.load_wanted.connect(self.recipe_loaded)
        self._receipt = ReceiptPanel()
        self._receipt.source_picked.connect(self._pick_source)
        self._receipt.column_picked.connect(self._pick_column)
        self._aside = AsidePanel(self._session)

    def _arrange(self) -> None:
        self._upper, self._lower = Beside(24), Beside(24)
        self._upper.add(self._preview, 1)
        self._upper.add(self._reading)
        self._lower.add(self._receipt, 1)
        self._lower.add(self._aside)
        self._main = QWidget()
        main = column(28)
        main.addWidget(self._zone)
        main.addWidget(self._upper)
        main.addWidget(self._lower)
        main.addStretch(1)
        self._main.setLayout(main)
        self._columns = Beside(32)
        self._columns.add(self._sources)
        self._columns.add(self._main, 1)
        self.frame.body.addWidget(self._columns)
        self.frame.body.addStretch(1)
        box = column()
        box.addWidget(self.frame)
        self.setLayout(box)

    def show_eager(self, *, eager: bool) -> None:
        """Show that what is being dragged can be dropped."""
        self._zone.show_eager(eager=eager)
        self._sources.show_eager(eager=eager)

    def _pick_column(self, name: str) -> None:
        self._session.show(column=name, row=0)

    def _pick_source(self, row: int) -> None:
        """Show the source of a row of the receipt, which lists only those that are read."""
        view = read_views(self._session.analysis)[row]
        views = views_of(self._session.settings, self._session.analysis)
        if view in views:
            self._session.show(source=views.index(view))

    def show_session(self) -> None:
        """Show what is to be seen now, if this is the page that is looked at."""
        session = self._session
        wanted = (
            *(session.analysis, session.settings, session.source, session.updating),
            *(session.column, session.row),
        )
        if session.page != "data" or wanted == self._shown:
            return
        self._shown = wanted
        analysis = session.analysis
        heading, line = wording.title(session.settings, analysis)
        self.frame.show_title(heading, line, updating=session.updating)
        started = bool(session.settings.sources)
        self._go_on.setVisible(started)
        self._go_on.setEnabled(analysis.axes is not None)
        self._zone.setVisible(not started)
        self._upper.setVisible(started)
        self._lower.setVisible(started and bool(read_views(analysis)))
        self._sources.show_session()
        view = self._view()
        sources = session.settings.sources
        source = sources[session.source] if session.source < len(sources) else None
        if source is not None and session.updating:
            view = self._ahead.view_of(source) or view
        self._preview.show_source(view, "" if not started else self._waiting())
        self._reading.show_source(source, view)
        self._receipt.show_analysis(analysis, self._view())
        self._aside.show_analysis(analysis)

    def _show_again(self) -> None:
        self._shown = ()
        self.show_session()

    def _waiting(self) -> str:
        return "Reading the file" if self._session.updating else "This file cannot be read yet"

    def _view(self) -> SourceView | None:
        views = views_of(self._session.settings, self._session.analysis)
        return views[self._session.source] if self._session.source < len(views) else None

    def _reshape(self) -> None:
        wide, narrow = self.frame.wide, self.frame.narrow
        self._columns.stack(below=narrow)
        for beside in (self._upper, self._lower):
            beside.stack(below=narrow)
        left = px(LEFT if wide else LEFT_COMPACT)
        right = px(RIGHT if wide else RIGHT_COMPACT)
        widths: tuple[tuple[QWidget, int], ...] = (
            (self._sources, left),
            (self._reading, right),
            (self._aside, right),
        )
        for part, width in widths:
            part.setMinimumWidth(0 if narrow else width)
            part.setMaximumWidth(px(4000) if narrow else width)
        room = 0 if narrow else self.frame.room_below_title()
        self._zone.setFixedHeight(max(px(ZONE_HEIGHT), room))
