"""The Actions page."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.chores import CatalogueRead, CatalogueWritten, ReadCatalogue, Result, WriteCatalogue
from core.settings import Catalogue, Source
from ui.desktop.pages.actions import wording
from ui.desktop.pages.actions.advised import AdvisedView
from ui.desktop.pages.actions.catalogue import CatalogueView
from ui.desktop.session import Session
from ui.desktop.widgets.labels import button
from ui.desktop.widgets.metrics import column
from ui.desktop.widgets.page_frame import PageFrame
from ui.desktop.widgets.why_panel import explain


class ActionsPage(QWidget):
    """The next best action of each segment with its journey, or the catalogue of actions."""

    import_wanted = Signal()
    export_wanted = Signal()
    earlier_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self.frame = PageFrame()
        self._why = self.frame.add_link(button("Why this order?", self._explain, "link"))
        self._edit = self.frame.add_button(button("Edit catalogue", self._open_catalogue))
        self._done = self.frame.add_button(
            button("Back to the actions", lambda: session.show(editing=""))
        )
        self._build = self.frame.add_button(
            button("Build the plan", lambda: session.show(page="plan"), "primary")
        )
        self._back = self.frame.add_button(
            button("Go to Segments", lambda: session.show(page="segments"), "primary")
        )
        self._advised = AdvisedView(session, self.earlier_wanted.emit)
        self._catalogue = CatalogueView(session, self.import_wanted.emit, self.export_wanted.emit)
        for part in (self._advised, self._catalogue):
            self.frame.body.addWidget(part)
        self.frame.body.addStretch(1)
        box = column()
        box.addWidget(self.frame)
        self.setLayout(box)
        self.frame.reshaped.connect(self._reshape)
        session.changed.connect(self.show_session)
        self.show_session()

    # What the user does

    def _open_catalogue(self) -> None:
        catalogue = self._session.settings.catalogue
        self._session.show(editing=catalogue[0].name if catalogue else "")

    def _explain(self) -> None:
        explain(self._why, "Why this order?", wording.ORDER)

    def read_catalogue(self, path: str) -> None:
        """Read a catalogue from a workbook and put it in force."""
        self._session.errands.ask(ReadCatalogue(path), self._take, self)

    def write_catalogue(self, path: str) -> None:
        """Write the catalogue in force as a workbook."""
        catalogue = self._session.settings.catalogue
        self._session.errands.ask(WriteCatalogue(path, catalogue), self._tell, self)

    def add_earlier(self, paths: list[str]) -> None:
        """Take files of an earlier period, from which natural moves can be seen."""
        settings = self._session.settings
        sources = tuple(Source(str(Path(path).absolute())) for path in paths)
        self._session.edit("the earlier period", replace(settings, earlier=sources))

    def _take(self, found: Result) -> None:
        if isinstance(found, CatalogueRead):
            self._catalogue.take(Catalogue(found.name, found.actions))

    def _tell(self, found: Result) -> None:
        if isinstance(found, CatalogueWritten):
            self._session.show(notice=f"Saved {Path(found.path).name}")

    # Showing

    def show_session(self) -> None:
        """Show what is to be seen now, if this is the page that is looked at."""
        session = self._session
        busy = session.busy != ""
        wanted = (session.analysis, session.settings, session.segment, busy, session.editing)
        if session.page != "actions" or wanted == self._shown:
            return
        self._shown = wanted
        analysis = session.analysis
        editing = bool(session.editing)
        there = wording.weighed(analysis.actions) and analysis.segments is not None
        self._show_title(editing=editing)
        self._advised.setVisible(there and not editing)
        self._catalogue.setVisible(editing)
        self._why.setVisible(there and not editing)
        self._edit.setVisible(not editing)
        self._done.setVisible(editing)
        self._build.setVisible(there)
        self._back.setVisible(not there and not editing)
        if editing:
            self._catalogue.show_catalogue()
        elif there:
            self._advised.show_advice()

    def _show_title(self, *, editing: bool) -> None:
        session = self._session
        told = (
            wording.catalogue_title(session.settings)
            if editing
            else wording.title(session.analysis)
        )
        self.frame.show_title(*told, updating=session.updating)

    def _reshape(self) -> None:
        below = not self.frame.wide
        self._advised.fit(below=below, narrow=self.frame.narrow)
        self._catalogue.fit(below=self.frame.narrow)
