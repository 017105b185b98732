"""What leaves the program: what, which customers, in which columns, and where it goes."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from core.customer_lookups import CustomerQuery
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
from ui.desktop.export_choices import FOLDER, columns_as_text, folder_of, queries_of
from ui.desktop.export_words import preview_words
from ui.desktop.list_store import ListStore
from ui.desktop.session import Session
from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.dialog import AskDialog, Way, nothing
from ui.desktop.widgets.fields import Choice, Form
from ui.desktop.widgets.labels import button, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.table import Table

WIDTH, FIELD, EDITOR_HEIGHT = 640, 380, 150
ALL_ROOM = 100
EDGE, FRAME_HEIGHT = 24, 176
"""What is left around the dialog on a small screen, and what stands above and below its parts."""

ROWS_SHOWN = 3
TITLE = "Export"
HIDE = "Hide who they are: &pseudonyms for ids, and no texts or days from your files"
SECRET_NOTE = (
    "The same secret gives the same pseudonyms every time. It is kept on this computer; whoever "
    "has it can find the ids again."
)
HELP = (
    "A column a line: a title, an equals sign, and what stands in it. {Segment} is the value of a "
    "customer, {Name|customer} says “customer” where there is none, and a line with {Email?} is "
    "left out if there is no such column. The first line, after #, is the name of these columns."
)


class ExportDialog(AskDialog):
    """Asks what is to be exported; nothing is opened afterwards.

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
        self._store = ListStore(session.kept)
        self._kind = kind_of(first.kind if first else PLAN if session.analysis.plan else CRM)
        self._looked_at = first if self._kind.listed else None
        self._query = first.query if first else CustomerQuery()
        self._found: ExportPreviewed | None = None
        self._open = False
        self.place = QLineEdit()
        self._parts = column(8, (0, 0, 4, 0))
        self._add_choices()
        self._add_columns()
        self._add_secret()
        self._add_place()
        self._add_preview()
        self._choose_kind(self._kind)
        self._add_scroll()
        ways = Way("Export", self._export, "primary"), Way("Cancel", nothing)
        self.show_ways(ways, self._wrong)
        self._fit()
        self.kinds.setFocus()

    # Building

    def _add_choices(self) -> None:
        self.kinds = Choice("What", self._choose_kind)
        self.kinds.show_choices([(kind.title, kind) for kind in KINDS], self._kind)
        self._meaning = wrapped("", "note")
        self.who = Choice("Which customers", self._choose_query)
        self.who.show_choices(queries_of(self._session, self._looked_at), self._query)
        self.columns = Choice("Columns", self._choose_template)
        self._show_templates("")
        self._form = Form(FIELD)
        self._form.add("&What", self.kinds)
        self._form.add("Which &customers", self.who)
        self._form.add("C&olumns", self.columns)
        self._parts.addWidget(self._form)
        self._parts.addWidget(self._meaning)

    def _add_columns(self) -> None:
        self._change = button("Change the columns…", self.edit_columns, "link")
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName("Columns, one a line")
        self.editor.setFixedHeight(px(EDITOR_HEIGHT))
        self.editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFont(self.editor.font())
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.editor.setFont(font)
        self._help = wrapped(HELP, "note")
        self.editor.textChanged.connect(self._ask)
        for part in (self._change, self.editor, self._help):
            self._parts.addWidget(part)
        self._show_editor(shown=False)

    def _add_secret(self) -> None:
        self.hide_ids = QCheckBox(HIDE)
        self.hide_ids.toggled.connect(self._show_secret)
        self._parts.addWidget(self.hide_ids)
        self._secret_note = wrapped(SECRET_NOTE, "note")
        self.secret = QLineEdit()
        self.secret.setAccessibleName("Secret for pseudonyms")
        self.secret.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.secret.textChanged.connect(self._ask)
        self._parts.addWidget(self.secret)
        self._parts.addWidget(self._secret_note)
        self._show_secret(shown=False)

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

    def _add_scroll(self) -> None:
        """Let everything be scrolled where the screen is too low for it."""
        inner = QWidget()
        self._parts.addStretch(1)
        inner.setProperty("look", "page")
        inner.setLayout(self._parts)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(inner)
        self.add(self._scroll)
        self._box.setStretchFactor(self._scroll, ALL_ROOM)

    def _fit(self) -> None:
        """Make room for everything, as far as the screen has it."""
        screen = self.screen().availableGeometry()
        width = min(px(WIDTH), screen.width() - px(EDGE))
        self.setMinimumWidth(width)
        self.setMaximumHeight(screen.height() - px(EDGE))
        needed = self._parts.totalHeightForWidth(width - px(2 * EDGE)) + px(FRAME_HEIGHT)
        self.resize(width, min(max(needed, self.height()), self.maximumHeight()))

    def _add_preview(self) -> None:
        self.told = wrapped()
        self.rows = Table("First rows", ROWS_SHOWN)
        self._parts.addWidget(self.told)
        self._parts.addWidget(self.rows)

    # What the user does

    def _choose_kind(self, kind: object) -> None:
        if not isinstance(kind, ExportKind):
            return
        self._kind = kind
        self._meaning.setText(kind.meaning)
        self._form.show_field(self.who, shown=kind.chosen)
        self._form.show_field(self.columns, shown=kind.listed)
        for part in (self._change, self.hide_ids):
            part.setVisible(kind.listed)
        self._show_editor(shown=kind.listed and self._open)
        self._show_secret(shown=kind.listed and self.hide_ids.isChecked())
        text = self.place.text()
        folder = Path(text).parent if text else folder_of(self._session.kept)
        self.place.setText(str(folder / kind.name))
        self._ask()

    def _choose_query(self, query: object) -> None:
        if isinstance(query, CustomerQuery):
            self._query = query
            self._ask()

    def _choose_template(self, text: object) -> None:
        self.editor.setPlainText(str(text))
        self._show_editor(shown=False)
        self._ask()

    def edit_columns(self) -> None:
        """Show the columns as text; those on screen are written down first."""
        if not self.editor.toPlainText():
            self.editor.setPlainText(columns_as_text(self._session.analysis, self._looked_at))
        self._show_editor(shown=True)
        self.editor.setFocus()

    def _choose_place(self) -> None:
        kinds = f"{self._kind.title} (*{self._kind.ending})"
        path, _ = QFileDialog.getSaveFileName(self, TITLE, self.place.text(), kinds)
        if path:
            self.place.setText(path)

    def _export(self) -> None:
        wanted = replace(self._wanted(), path=str(self._path()))
        self._session.kept.setValue(FOLDER, str(self._path().parent))
        self._store.keep(wanted.template)
        self._session.write(wanted)

    # What is asked and shown

    def _wanted(self) -> FileWanted:
        """Give what the fields say, without where it goes."""
        listed, template = self._kind.listed, self.editor.toPlainText().strip()
        as_seen = self._looked_at.columns if self._looked_at else ()
        return FileWanted(
            self._kind.key,
            "",
            self._query if self._kind.chosen else CustomerQuery(),
            template if listed else "",
            as_seen if listed else (),
            decimal_comma=QLocale().decimalPoint() == ",",
            secret=self.secret.text() if listed and self.hide_ids.isChecked() else "",
        )

    def _path(self) -> Path:
        """Give where the file goes, with the ending of its kind."""
        text = self.place.text().strip()
        ending = self._kind.ending
        return Path(text if text.lower().endswith(ending) else f"{text}{ending}").absolute()

    def _ask(self) -> None:
        """Have told what the file would hold."""
        lookup = ExportPreview(self._session.analysis.serial, self._wanted())
        self._session.look_up(lookup, self._take, self)

    def _take(self, found: Found) -> None:
        if isinstance(found, ExportPreviewed) and found.wanted == self._wanted():
            self._found = found
            self._show_found()

    def _show_found(self) -> None:
        found = self._found
        if found is None:
            return
        named = bool(self.place.text().strip())
        show_text(self.told, preview_words(found, replaces=named and self._path().is_file()))
        self.rows.setVisible(bool(found.titles) and not found.problem)
        headings = tuple(Heading(title, stretch=1, least=64) for title in found.titles)
        self.rows.show_rows(headings, tuple(tuple(map(Cell, cells)) for cells in found.rows))
        self._fit()

    def _show_templates(self, chosen: str) -> None:
        first = "As listed on Customers" if self._looked_at else "The usual columns"
        self.columns.show_choices(((first, ""), *self._store.templates()), chosen)

    def _show_editor(self, *, shown: bool) -> None:
        self._open = shown
        self.editor.setVisible(shown)
        self._help.setVisible(shown)
        if self.isVisible():
            self._fit()

    def _show_secret(self, shown: bool) -> None:
        if shown and not self.secret.text():
            self.secret.setText(self._store.secret())
        self.secret.setVisible(shown)
        self._secret_note.setVisible(shown)
        self._ask()

    def _wrong(self) -> str:
        """Say why there is nothing to export yet."""
        if not self.place.text().strip():
            return "Say where the file goes."
        return self._found.problem if self._found is not None else ""
