"""What leaves the program: what it is, what can be chosen for it, and where it goes."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QScrollArea, QWidget

import resources
from core.export_kinds import (
    CRM,
    KINDS,
    PLAN,
    ExportKind,
    ExportPreview,
    ExportPreviewed,
    FileWanted,
    kind_of,
)
from core.requests import Found
from ui.desktop.export_choices import FOLDER, field_width, folder_of, paper_here
from ui.desktop.export_lists import ListPanel
from ui.desktop.export_plan import PlanPanel
from ui.desktop.export_query import QueryPanel
from ui.desktop.export_words import BEHIND, doing_words, preview_words
from ui.desktop.session import Session
from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.dialog import AskDialog, Way
from ui.desktop.widgets.fields import Choice, Form
from ui.desktop.widgets.labels import button, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.page_frame import Content
from ui.desktop.widgets.table import Table

WIDTH = 640
ALL_ROOM = 100
EDGE, FRAME_HEIGHT = 24, 176
"""What is left around the dialog on a small screen, and what stands above and below its parts."""

ROWS_SHOWN = 6
LEAST_COLUMN = 88
LOOKING = "Looking at what it will hold…"
TITLE = "Export"


class ExportDialog(AskDialog):
    """Asks what is to be exported, and stays until that is written; nothing is opened afterwards.

    Parameters
    ----------
    parent
        The window.
    session
        What has been found.
    first
        What to begin with, such as a list as it is looked at; None for the plan.
    """

    def __init__(
        self, parent: QWidget | None, session: Session, first: FileWanted | None = None
    ) -> None:
        super().__init__(parent, TITLE, "Nothing leaves this computer by itself.")
        self.setMinimumWidth(px(WIDTH))
        self._session = session
        self._kind = kind_of(first.kind if first else PLAN if session.analysis.plan else CRM)
        self._found: ExportPreviewed | None = None
        self._writing, self._serial = False, session.analysis.serial
        self.lists = ListPanel(session, first if self._kind.listed else None)
        self.plan, self.query = PlanPanel(session), QueryPanel(session)
        self._panels = (self.plan, self.lists, self.query)
        self._parts = column(8, (0, 0, 4, 0))
        self._add_choices()
        self._add_place()
        self._add_preview()
        self._choose_kind(self._kind)
        for panel in self._panels:
            panel.changed.connect(self._ask)
        self._add_scroll()
        export = Way("Export", self._export, "primary", stays=True)
        self.show_ways((export, Way("Cancel", self.reject, stays=True)), self._wrong)
        self._fit()
        self.kinds.setFocus()
        session.written.connect(self._done)
        session.changed.connect(self._hear)

    # Building

    def _add_choices(self) -> None:
        self.kinds = Choice("What", self._choose_kind)
        self.kinds.setMaxVisibleItems(len(KINDS))
        self.kinds.show_choices([(kind.title, kind) for kind in KINDS], self._kind)
        form = Form(field_width(self))
        form.add("&What", self.kinds)
        self._meaning = wrapped("", "note")
        for part in (form, self._meaning, *self._panels):
            self._parts.addWidget(part)

    def _add_place(self) -> None:
        self.place = QLineEdit()
        self.place.setAccessibleName("Where it goes")
        self.place.textChanged.connect(self._show_found)
        holder = QWidget()
        box = row(8)
        box.addWidget(self.place, 1)
        box.addWidget(button("Choose…", self._choose_place))
        holder.setLayout(box)
        self._parts.addWidget(label("Where it goes", "note"))
        self._parts.addWidget(holder)

    def _add_preview(self) -> None:
        self.told = wrapped()
        self.rows = Table("What it will hold", ROWS_SHOWN)
        self._parts.addWidget(self.told)
        self._parts.addWidget(self.rows)

    def _add_scroll(self) -> None:
        """Let everything be scrolled where the screen is too low for it."""
        self._inner = Content()
        self._parts.addStretch(1)
        self._inner.setProperty("look", "page")
        self._inner.setLayout(self._parts)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._inner)
        self.add(scroll)
        self._box.setStretchFactor(scroll, ALL_ROOM)

    def _fit(self) -> None:
        """Make room for everything, as far as the screen has it."""
        screen = self.screen().availableGeometry()
        width = min(px(WIDTH), screen.width() - px(EDGE))
        self.setMinimumWidth(width)
        self.setMaximumHeight(screen.height() - px(EDGE))
        needed = self._parts.totalHeightForWidth(width - px(2 * EDGE)) + px(FRAME_HEIGHT)
        self.resize(width, min(max(needed, self.height()), self.maximumHeight()))

    # What the user does

    def _choose_kind(self, kind: object) -> None:
        if not isinstance(kind, ExportKind):
            return
        self._kind = kind
        self._meaning.setText(kind.meaning)
        for panel in self._panels:
            panel.show_kind(kind)
        text = self.place.text()
        folder = Path(text).parent if text else folder_of(self._session.kept)
        self.place.setText(str(folder / kind.name))
        self._ask()

    def _choose_place(self) -> None:
        kinds = f"{self._kind.title} (*{self._kind.ending})"
        path, _ = QFileDialog.getSaveFileName(self, TITLE, self.place.text(), kinds)
        if path:
            self.place.setText(path)

    def _export(self) -> None:
        if self._writing:
            return
        path = self._path()
        wanted = replace(self._wanted(), path=str(path))
        self._session.kept.setValue(FOLDER, str(path.parent))
        self.lists.keep(wanted)
        self._writing = True
        self._session.write(wanted)

    def reject(self) -> None:
        """Stop what is being written; otherwise close."""
        if self._writing:
            self._session.cancel()
        else:
            super().reject()

    # What is asked and shown

    def _wanted(self) -> FileWanted:
        """Give what the fields say, without where it goes."""
        fonts = str(resources.path("fonts"))
        wanted = FileWanted(self._kind.key, "", paper=paper_here(), fonts=fonts)
        for panel in self._panels:
            wanted = panel.filled(wanted)
        return wanted

    def _path(self) -> Path:
        """Give where the file goes, with the ending of its kind."""
        text = self.place.text().strip()
        ending = self._kind.ending
        return Path(text if text.lower().endswith(ending) else f"{text}{ending}").absolute()

    def _ask(self) -> None:
        """Have told what the file would hold."""
        if self._session.behind:
            self._show_found()
            return
        if self._found is not None and self._found.wanted.kind != self._kind.key:
            self._found = None
        if self._found is None:
            show_text(self.told, LOOKING)
            self.rows.setVisible(False)
        lookup = ExportPreview(self._session.analysis.serial, self._wanted())
        self._session.look_up(lookup, self._take, self)

    def _take(self, found: Found) -> None:
        if isinstance(found, ExportPreviewed) and found.wanted == self._wanted():
            self._found = found
            self._show_found()

    def _done(self) -> None:
        """Close once the file that is being written is there."""
        if self._writing:
            self._writing = False
            self.accept()

    def _hear(self) -> None:
        """Follow the file that is being written, and say why it is not there."""
        session = self._session
        if not self._writing:
            self._follow()
            return
        self._inner.setEnabled(not session.exporting)
        if session.exporting:
            show_text(self.told, doing_words(session.busy, session.fraction))
            return
        self._writing = False
        self._show_found()
        problem = session.fault
        if problem is not None:
            self.show_problem(f"{problem.message} {problem.hint}")
            session.show(fault=None)
        elif session.updating:  # something was changed meanwhile, which comes first
            self.show_problem(session.notice)

    def _follow(self) -> None:
        """Look again at what the file would hold, once other results are on screen."""
        if self._session.behind:
            self._show_found()
        if self._session.behind or self._serial == self._session.analysis.serial:
            return
        self._serial = self._session.analysis.serial
        self.lists.show_customers()
        self._ask()

    def _show_found(self) -> None:
        found = self._found
        if self._session.behind:
            show_text(self.told, BEHIND)
            self.rows.setVisible(False)
            return
        if found is None or self._writing:
            return
        named = bool(self.place.text().strip())
        show_text(self.told, preview_words(found, replaces=named and self._path().is_file()))
        self.rows.setVisible(bool(found.titles) and not found.problem)
        headings = tuple(Heading(title, stretch=1, least=LEAST_COLUMN) for title in found.titles)
        self.rows.show_rows(headings, tuple(tuple(map(Cell, cells)) for cells in found.rows))
        self._fit()

    def _wrong(self) -> str:
        """Say why there is nothing to export yet."""
        if not self.place.text().strip():
            return "Say where the file goes."
        if self._session.behind:
            return BEHIND
        found = self._found
        return found.problem if found is not None and found.wanted == self._wanted() else ""
